"""The figures of a version with or without what analysts uploaded, as one number.

An edition is the number of a version; below zero it is that version without uploads. It is the one key under
which whatever is calculated from the figures is kept, so the two never mix.
"""

from __future__ import annotations


def without_uploads(version: int) -> int:
    """The edition of this version that leaves uploads out."""
    return -abs(version)


def version(edition: int) -> int:
    """The number of the version that an edition shows."""
    return abs(edition)


def leaves_uploads_out(edition: int) -> bool:
    """True where the uploads of this version do not count."""
    return edition < 0
