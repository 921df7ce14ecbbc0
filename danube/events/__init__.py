"""Live events: decks frozen to a version, rooms that follow a presenter, votes, kiosk, what is taken home."""
