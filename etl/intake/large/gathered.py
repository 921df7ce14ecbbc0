"""All rows of the file as numbers: each text once, a row as the places of its texts beside its figure.

That is what bounds the memory: a row of any width takes some twenty bytes, and what is kept of texts are the
different ones.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from danube import settings
from danube.texts import _, number
from etl import tidy
from etl.intake import grid, importing, melting, signs
from etl.intake.asked import Finding
from etl.intake.errors import Unreadable
from etl.intake.large import cells as reading
from etl.intake.large import figures
from etl.intake.large.cells import Cells
from etl.intake.large.figures import Parsed
from etl.intake.large.start import Plan, region_heading
from etl.intake.large.stream import Piece, ends

THREADS = 2
AHEAD = 3  # pieces that are read before they are asked for
LARGEST_SHORT = 32_000
DISTINCT = 30_000  # different texts of a column that is looked up; more of them are no such column
PARTS = ("region", "indicator", "period", "flag")
TYPES: dict[str, type[np.generic]] = {
    "rows": np.int32,
    "value": np.float64,
    "kind": np.uint8,
    "size": np.uint8,
}
Ids = NDArray[np.int16]
Complain = Callable[[list[Finding]], None]
T = TypeVar("T")


class Texts:
    """Different texts in the order in which they first came, each with its place."""

    def __init__(self, texts: tuple[str, ...] = ()) -> None:
        self.places: dict[str, int] = {}
        for text in texts:
            self.place(text)

    def place(self, text: str) -> int:
        """The place of a text, old or new."""
        return self.places.setdefault(text, len(self.places))

    def ids(self, coded: pa.DictionaryArray) -> Ids:
        """The places of many."""
        return taken([self.place(str(text).strip()) for text in coded.dictionary.to_pylist()], coded)

    @property
    def all(self) -> list[str]:
        """The texts by place."""
        return list(self.places)


def taken(places: list[int], coded: pa.DictionaryArray) -> Ids:
    """The place of each row, given that of each different text."""
    table = np.array([*places, -1], np.int32 if max(places, default=0) > LARGEST_SHORT else np.int16)
    return table.take(coded.indices.to_numpy())


@dataclass
class Gathered:
    """All figures, field by field and piece by piece, and what was seen on the way to them.

    Fields: rows, column (place among the columns of figures), region, indicator, period, flag (places in
    `texts`), value, kind, and where there are other columns, size and the places of their texts.
    """

    texts: dict[str, Texts] = field(default_factory=lambda: {part: Texts() for part in PARTS})
    others: dict[str, Texts] = field(default_factory=dict)
    fields: dict[str, list[NDArray[Any]]] = field(default_factory=dict)
    shapes: set[str] = field(default_factory=set)
    crowded: set[str] = field(default_factory=set)  # other columns with too many texts to tell by
    rows: int = 0
    ragged: int = 0
    left: list[str] = field(default_factory=list)
    left_more: int = 0

    @property
    def notes(self) -> list[str]:
        """The sentences on rows that are left out, the later ones being mere blanks to be counted."""
        return [*self.left, *[""] * self.left_more]

    def add(self, name: str, values: NDArray[Any], count: int) -> None:
        """A field of some more rows; one value stands for all of them."""
        self.fields.setdefault(name, []).append(np.full(count, values) if values.ndim == 0 else values)

    def peek(self, name: str) -> NDArray[Any]:
        """A field of all rows, which stays."""
        self.fields[name] = [self.whole(name)]
        return self.fields[name][0]

    def whole(self, name: str) -> NDArray[Any]:
        """A field of all rows; its pieces are let go, so that no two of them are held at a time."""
        pieces = self.fields.pop(name, [])
        if len(pieces) == 1:
            return pieces[0]
        return np.concatenate(pieces) if pieces else np.zeros(0, TYPES.get(name, np.int16))

    def settle(self) -> None:
        """Puts the pieces of all fields together, now that there are no more."""
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(self.peek, list(self.fields)))


def gather(pieces: Iterator[Piece], plan: Plan, decimal: str, complain: Complain) -> Iterator[Gathered]:
    """What has been gathered so far, told after each piece; the last is the whole. Raises Unreadable."""
    found = Gathered(others={name: Texts() for name in plan.others})
    most = settings.read().most_rows
    yield found
    for read, parsed in through(pieces, plan, lambda read: _figures(read, plan, decimal)):
        _add(found, read, parsed, plan, complain)
        if found.rows > most:
            raise Unreadable(
                _("The table has more than {most} rows (DANUBE_MOST_ROWS): split it.", most=number(most, 0))
            )
        yield found
    found.settle()


def through(
    pieces: Iterator[Piece],
    plan: Plan,
    work: Callable[[Cells], T],
    since: int = 0,
    until: float = math.inf,
) -> Iterator[tuple[Cells, T]]:
    """The cells of the pieces in their order and what work makes of them, some being at work together.

    Pieces that end before the row `since` may be passed over, and all that begin behind the row `until`.
    """
    ahead: deque[Future[list[tuple[Cells, T]]]] = deque()
    wild: Piece | None = None
    with ThreadPoolExecutor(THREADS) as pool:
        for piece in pieces:
            if piece.row > until:
                break
            if _is_wild(piece, plan):
                wild = piece
                break
            if not piece.last and piece.row + ends(piece.body) <= since:
                continue
            ahead.append(pool.submit(_plain, _below(piece, plan), plan, work))
            if len(ahead) > AHEAD:
                yield from ahead.popleft().result()
        while ahead:
            yield from ahead.popleft().result()
    if wild is not None:
        for read in reading.careful(chain([wild], pieces), plan):
            yield read, work(read)


def _is_wild(piece: Piece, plan: Plan) -> bool:
    """True where rows may go on in the next piece, or may end otherwise than Arrow believes."""
    return (
        len(plan.delimiter.encode()) > 1
        or reading.has_bare_returns(piece.body)
        or not reading.quoted_whole(piece.body, plan.delimiter)
    )


def _below(piece: Piece, plan: Plan) -> Piece:
    """The piece without the rows down to the headings."""
    body, row = piece.body, piece.row
    while row <= plan.understood.header and body:
        end = body.find(b"\n") + 1 or len(body)
        body, row = body[end:], row + 1
    return replace(piece, body=body, row=row)


def _plain(piece: Piece, plan: Plan, work: Callable[[Cells], T]) -> list[tuple[Cells, T]]:
    if reading.is_plain(piece, plan.delimiter):
        found = reading.plain(piece, plan)
    else:
        found = list(reading.careful([piece], plan))
    return [(read, work(read)) for read in found]


def _figures(read: Cells, plan: Plan, decimal: str) -> dict[str, Parsed]:
    return {name: figures.parse(read.columns[name], decimal, plan.sure) for name in plan.found.figures}


def _add(found: Gathered, read: Cells, parsed: dict[str, Parsed], plan: Plan, complain: Complain) -> None:
    """One more piece: its figures, and what is told about its other rows."""
    if read.ragged:
        complain([grid.ragged(row, row_, len(plan.headings)) for row, row_ in read.ragged])
    found.ragged += len(read.ragged)
    room = max(grid.NAMED - len(found.left), 0)
    found.left += read.left[:room]
    found.left_more += len(read.left[room:])
    others = _others(found, read, plan)
    for place, name in enumerate(plan.found.figures):
        one, count = parsed[name], len(read.rows)
        for part in PARTS[:3]:
            found.add(part, _part(part, found, read, plan, name), count)
        found.add("flag", _flags(found.texts["flag"], read, one, plan, name), count)
        found.add("rows", read.rows, count)
        found.add("value", one.value, count)
        found.add("kind", one.kind, count)
        if len(plan.found.figures) > 1:
            found.add("column", np.array(place, np.int16), count)
        if plan.others:
            found.add("size", np.minimum(one.size, 255).astype(np.uint8), count)
        for other, ids in others.items():
            found.add(f"other {other}", ids, count)
        found.shapes |= one.shapes
        found.rows += count
    _refuse_many(found, plan)


def _part(part: str, found: Gathered, read: Cells, plan: Plan, name: str) -> Ids:
    """The places of the texts of region, indicator or period, from the column or the heading that has it."""
    own = {
        "region": region_heading(plan.found),
        "indicator": plan.found.indicator,
        "period": plan.found.period,
    }
    if own[part]:
        return _column(found.texts[part], part, read.columns[own[part]])
    indicator, period = melting.headed(name, plan.found)
    text = {"region": name if not own["region"] else "", "indicator": indicator, "period": period}[part]
    place = found.texts[part].place((signs.period(text) or text) if part == "period" else text)
    return np.array(place, np.int16)


def _column(texts: Texts, part: str, cells: pa.Array) -> Ids:
    coded = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
    if part != "period":
        return texts.ids(coded)
    seen = [str(text).strip() for text in coded.dictionary.to_pylist()]
    return taken([texts.place(signs.period(text) or text) for text in seen], coded)


def _others(found: Gathered, read: Cells, plan: Plan) -> dict[str, Ids]:
    """The places of the texts of the columns beside the figures, without those that have too many."""
    ids: dict[str, Ids] = {}
    for name in (one for one in plan.others if one not in found.crowded):
        coded, texts = read.columns[name], found.others[name]
        if len(coded.dictionary) + len(texts.places) > 2 * DISTINCT or len(texts.places) > DISTINCT:
            found.crowded.add(name)
            found.fields.pop(f"other {name}", None)
        else:
            ids[name] = texts.ids(coded)
    return ids


def _flags(texts: Texts, read: Cells, one: Parsed, plan: Plan, name: str) -> Ids:
    """The places of the flags of each figure: those glued to it, then those that stand beside it."""
    columns = [plan.found.flag, plan.found.flags.get(name, "")]
    coded = [(column, read.columns[column]) for column in columns if column]
    if not coded and one.glued is None:
        return np.array(texts.place(""), np.int16)
    count = len(one.flags)
    codes = np.zeros(len(read.rows), np.int64) if one.glued is None else one.glued.astype(np.int64)
    beside: list[tuple[str, ...]] = [("",)]
    for column, cells in coded:
        seen = [signs.standing(column, str(text).strip()) for text in cells.dictionary.to_pylist()] or [""]
        codes += cells.indices.to_numpy() * (count * len(beside))
        beside = [(*before, text) for text in seen for before in beside]
    present = np.unique(codes) if count * len(beside) > len(codes) else np.flatnonzero(np.bincount(codes))
    told = [_told(one.flags[code % count], beside[code // count]) for code in map(int, present)]
    table = np.zeros(int(present.max(initial=0)) + 1, np.int16)
    table[present] = [texts.place(text) for text in told]
    return table[codes]


def _told(glued: str, beside: tuple[str, ...]) -> str:
    own = importing.tokens(" ".join(beside).strip())
    return str(tidy.joined(pd.Series([glued]), pd.Series([own])).iloc[0])


def _refuse_many(found: Gathered, plan: Plan) -> None:
    for part, texts in found.texts.items():
        if len(texts.places) > DISTINCT:
            raise Unreadable(
                _(
                    "The column {name} has more than {most} different texts, too many for its part in so "
                    "large a file: choose another column.",
                    name=repr(getattr(plan.understood, part) or part),
                    most=number(DISTINCT, 0),
                )
            )
