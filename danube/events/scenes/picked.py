"""Which rows of a long ranking a picture shows: the first, the last, and those that the story is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from danube.texts import n_

MOST = 10
"""Rows that are read from the back of a room, and on a phone."""

LAST = 3
STORY = 4
"""Of a highlighted group no more than so many are shown, from its best on."""


def picked(codes: Sequence[str], highlighted: Collection[str] = (), most: int = MOST) -> list[str | int]:
    """The codes that are shown in their order, and in between how many are left out."""
    if len(codes) <= most:
        return list(codes)
    story = [code for code in codes if code in highlighted][:STORY]
    last = [*codes[-LAST:]]
    first = [code for code in codes if code not in {*story, *last}]
    shown = {*story, *last, *first[: most - len({*story, *last})]}
    return _told(codes, shown)


def _told(codes: Sequence[str], shown: Collection[str]) -> list[str | int]:
    rows: list[str | int] = []
    for code in codes:
        if code in shown:
            rows.append(code)
        elif rows and isinstance(rows[-1], int):
            rows[-1] += 1
        else:
            rows.append(1)
    return rows


def left_out(count: int) -> str:
    """What stands in the place of rows that are left out."""
    return n_("… {count} more region …", "… {count} more regions …", count)
