"""The page of rooms: a talk is opened from a deck, its links are handed out, its votes taken away."""
