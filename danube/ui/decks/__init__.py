"""The page of decks: a list, the slides of one, what is pinned from other pages, what is taken away."""
