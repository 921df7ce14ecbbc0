"""Words of a file on a page: shown as they stand, never as Markdown, icons, mathematics or links."""

from __future__ import annotations

import re

SIGNS = re.compile(r"[\\`*_{}\[\]<>()#+\-.!|~$:&^=\"'/@]")
LINKS = re.compile(r":(?=//)|(?<=www)(?=\.)|(?=@)|(?<=-)(?=[->])|(?<=<)(?=-)", re.IGNORECASE)
JOINER = "\u2060"
LONGEST = 80


def plain(text: object) -> str:
    """The text for Streamlit's Markdown, every sign escaped; what looks like an address is no link."""
    apart = LINKS.sub(lambda found: f"{found[0]}{JOINER}", " ".join(str(text).split()))
    return SIGNS.sub(lambda found: f"\\{found[0]}", apart)


def short(text: object, longest: int = LONGEST) -> str:
    """The same, cut where a cell is a novel."""
    whole = " ".join(str(text).split())
    return plain(whole if len(whole) <= longest else f"{whole[: longest - 1]}…")
