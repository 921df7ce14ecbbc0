"""What the reading says when a file is no table."""

from __future__ import annotations


class Unreadable(Exception):  # noqa: N818 (reads as what happened)
    """One sentence: why this is no table that can be read, and what to do."""
