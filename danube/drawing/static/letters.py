"""How wide a text is, and where it breaks, without a font at hand: never less than it is in DejaVu Sans.

What is drawn here meets many fonts (a phone's, a projector's, a printer's); that one is the widest of them.
"""

from __future__ import annotations

import unicodedata

BOLD = 1.13
WIDTHS = {
    0.3: "'IJijlіјІЈł",
    0.36: " ,./:;\\f|‚‘’·",
    0.42: "!()-[]rt²³",
    0.48: '"',
    0.54: "*?_`szгзґ–“”„°",
    0.6: "FLckvxyвстухчьэєŁ",
    0.72: "ABCRVXZдцъАБВКСХЧЬЭЯЄ",
    0.78: "&DGHNUмИЛНПЦЏĐ",
    0.84: "#+<=>OQ^w~ыДОЪЂЋ×−",
    0.9: "MфюњМФЫ",
    0.96: "%жшщљ",
    1.02: "@Wm—…½æ©",
    1.14: "œЖШЮЊЩЉ",
}
"""Width in sizes of the type → signs (measured in DejaVu Sans, rounded up); all others are 0.66 wide."""

OTHER = 0.66
_WIDTH = {sign: wide for wide, signs in WIDTHS.items() for sign in signs}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in units of the picture."""
    plain = unicodedata.normalize("NFD", text)
    signs = (sign for sign in plain if not unicodedata.combining(sign))
    return size * (BOLD if bold else 1.0) * sum(_WIDTH.get(sign, OTHER) for sign in signs)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit the room, broken between words; a word that is too long breaks within."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines += _broken(word, size, room, bold)
    return lines


def _broken(word: str, size: float, room: float, bold: bool) -> list[str]:
    """A word in one piece, else in as many as it needs."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces
