"""Names of files for people to read: whatever a browser or a program sends is made harmless."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
"""Characters of a name, its ending included."""


def cleaned(name: str) -> str:
    """A name for people: its last part, without control and direction signs, at most LONGEST long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if sign.isspace() else sign for sign in last)
    seen = "".join(sign for sign in seen if not unicodedata.category(sign).startswith("C"))
    stem, dot, ending = " ".join(seen.split()).lstrip(".").rpartition(".")
    if not dot or len(ending) > 12:
        stem, ending = stem + dot + ending, ""
    tail = f".{ending}" if ending else ""
    return (stem[: LONGEST - len(tail)].strip() + tail).strip(". ") or "file"
