"""Texts that strangers typed, written so that no page, chart or file reads a command in them.

The catalogue's texts go into Markdown, HTML, charts and pictures alike, and what is harmless in one is
mark-up in the other. So the signs that any of them acts on are replaced by look-alikes, or parted by an
invisible joiner; a text without such signs stays as it is, and what was typed stays in the warehouse.
"""

from __future__ import annotations

import re
from functools import lru_cache

JOINER = "\N{WORD JOINER}"
LOOK_ALIKE = str.maketrans({"*": "∗", "`": "ˋ", "$": "Ꞩ", "~": "∼", "[": "❲", "]": "❳"})
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+")
"""Signs that are not seen but change what is: control characters, direction of writing."""

TAG, LOOSE_TAG = re.compile(r"<([A-Za-z/!?][^<>]*)>"), re.compile(r"<(?=[A-Za-z/!?])")
EDGE_LINE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
PARTED = (
    re.compile(r"(:)(?=[\w+/-])"),  # an emoji, icon or colour by its name, and an address that becomes a link
    re.compile(r"(\bwww)(?=\.)", re.IGNORECASE),
    re.compile(r"(\w)(?=@\w)"),
    re.compile(r"(&)(?=#?\w+;)"),  # a sign of HTML by its name
    re.compile(r"(%)(?=\{)"),  # a figure in the hover of a chart
    re.compile(r"(\\)(?=[^\w\s])"),
)
BEGINNING = re.compile(r"^(?=[#>|=+-]|\d+[.)](?:\s|$))")
"""What makes a heading, a list or a quotation of a line that begins with it."""


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The text in one line, showing the same to a reader and nothing to a renderer."""
    line = " ".join(CONTROL.sub(" ", text.replace(JOINER, "")).split()).translate(LOOK_ALIKE)
    line = LOOSE_TAG.sub("‹", TAG.sub(r"‹\1›", line))
    line = EDGE_LINE.sub("ˍ", line)
    for sign in PARTED:
        line = sign.sub(rf"\1{JOINER}", line)
    return BEGINNING.sub(JOINER, line)
