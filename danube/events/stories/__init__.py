"""The ready decks: stories that are told with whatever figures the newest version has."""
