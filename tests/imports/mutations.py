"""Ways in which a good file is spoilt on its way: by hand, by a program, by a line that breaks.

Each takes the bytes and a lottery and gives the spoilt bytes. Those in `HARMLESS` change no figure's digits:
whatever is accepted afterwards must be a figure of the good file, for the same region and period.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]
ENDS = re.compile(rb"(\r\n|\n|\r)")
NASTY = (
    b'"', b"'", b";", b",", b"\t", b"|", b"\0", b"\n", b"\r", b"\xff", b"\xef\xbb\xbf", b"\xc2\xa0", b".",
    b"-",
    b":", b"=", b"\x1a", b"\xe2\x80\xaf", b"%",
    b"0", b"e", b" ", b"\xc3", b"\\", b"\xe2\x88\x92",
)  # fmt: skip


def flipped(content: bytes, lottery: Random) -> bytes:
    """Some bytes are others."""
    spoilt = bytearray(content)
    for _time in range(lottery.randint(1, 8)):
        if spoilt:
            spoilt[lottery.randrange(len(spoilt))] = lottery.randrange(256)
    return bytes(spoilt)


def cut(content: bytes, lottery: Random) -> bytes:
    """The end is missing."""
    return content[: lottery.randrange(len(content) + 1)]


def holed(content: bytes, lottery: Random) -> bytes:
    """A piece in the middle is missing."""
    first, last = sorted(lottery.randrange(len(content) + 1) for _end in range(2))
    return content[:first] + content[last:]


def repeated(content: bytes, lottery: Random) -> bytes:
    """A piece stands there twice."""
    first, last = sorted(lottery.randrange(len(content) + 1) for _end in range(2))
    return content[:last] + content[first:last] * lottery.randint(1, 3) + content[last:]


def inserted(content: bytes, lottery: Random) -> bytes:
    """Signs that mean something to a reader of tables, at random places."""
    for _time in range(lottery.randint(1, 4)):
        place = lottery.randrange(len(content) + 1)
        content = content[:place] + lottery.choice(NASTY) * lottery.choice((1, 1, 1, 2, 40)) + content[place:]
    return content


def swollen(content: bytes, lottery: Random) -> bytes:
    """One sign some ten thousand times."""
    place = lottery.randrange(len(content) + 1)
    return content[:place] + lottery.choice(NASTY) * lottery.randint(1_000, 60_000) + content[place:]


def digits_changed(content: bytes, lottery: Random) -> bytes:
    """Digits and decimal signs are others."""
    places = [place for place, sign in enumerate(content) if sign in b"0123456789.,"]
    spoilt = bytearray(content)
    for place in lottery.sample(places, min(len(places), lottery.randint(1, 6))):
        spoilt[place] = lottery.choice(b"0123456789.,,..' ")
    return bytes(spoilt)


def doubled_lines(content: bytes, lottery: Random) -> bytes:
    """Some lines stand there twice."""
    lines = _lines(content)
    return b"".join(line * (2 if lottery.random() < 0.2 else 1) for line in lines)


def lost_lines(content: bytes, lottery: Random) -> bytes:
    """Some lines below the first are missing."""
    lines = _lines(content)
    return b"".join(line for place, line in enumerate(lines) if not place or lottery.random() < 0.8)


def shuffled_lines(content: bytes, lottery: Random) -> bytes:
    """All lines in another order, the headings somewhere among them."""
    lines = _lines(content)
    return b"".join(lottery.sample(lines, len(lines)))


def blank_lines(content: bytes, lottery: Random) -> bytes:
    """Blank lines among the rows."""
    blank = lottery.choice((b"\n", b"\r\n", b";;\n", b",,,\n", b" \n"))
    return b"".join(line + (blank if lottery.random() < 0.2 else b"") for line in _lines(content))


def odd_letters(content: bytes, lottery: Random) -> bytes:
    """Letters outside of ASCII in another encoding than the rest."""
    odd = lottery.choice(("é", "ş", "Ж", "ß", "č", "ő")).encode(
        lottery.choice(
            ("utf-8", "cp1252", "cp1250"),
        ),
        "replace",
    )
    lines = _lines(content)
    place = lottery.randrange(len(lines)) if lines else 0
    return b"".join(
        line.rstrip(b"\r\n") + b" " + odd + b"\n" if at == place else line for at, line in enumerate(lines)
    )


def quoted(content: bytes, lottery: Random) -> bytes:
    """Quotation marks at random places."""
    for _time in range(lottery.randint(1, 4)):
        place = lottery.randrange(len(content) + 1)
        content = content[:place] + b'"' + content[place:]
    return content


def swapped_columns(content: bytes, lottery: Random) -> bytes:
    """Two columns change places in every row that has both; only where no cell is quoted."""
    sign = max((b",", b";", b"\t", b"|"), key=content.count)
    if b'"' in content or not content.count(sign):
        return content
    rows = [(line.rstrip(b"\r\n").split(sign), line[len(line.rstrip(b"\r\n")) :]) for line in _lines(content)]
    width = max(len(cells) for cells, _end in rows)
    one, other = lottery.randrange(width), lottery.randrange(width)
    for cells, _end in rows:
        if max(one, other) < len(cells):
            cells[one], cells[other] = cells[other], cells[one]
    return b"".join(sign.join(cells) + end for cells, end in rows)


def other_ends(content: bytes, lottery: Random) -> bytes:
    """Other line ends, or several kinds."""
    ends = lottery.choice(((b"\n",), (b"\r\n",), (b"\r",), (b"\n", b"\r\n", b"\r")))
    return ENDS.sub(lambda _end: lottery.choice(ends), content)


def _lines(content: bytes) -> list[bytes]:
    parts = ENDS.split(content)
    return [one + end for one, end in zip(parts[::2], [*parts[1::2], b""], strict=True) if one or end]


HARMLESS: tuple[Mutation, ...] = (
    doubled_lines, lost_lines, shuffled_lines, blank_lines, odd_letters, quoted, swapped_columns, other_ends,
)  # fmt: skip
OTHERS: tuple[Mutation, ...] = (flipped, cut, holed, repeated, inserted, swollen, digits_changed)
