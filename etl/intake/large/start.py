"""How a large file is read: the small route's own code decides it on the first some thousand rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from danube.texts import _
from etl.intake import dialect, grid, layout, numbers, roles
from etl.intake.content import TEXT
from etl.intake.errors import Unreadable
from etl.intake.grid import Grid
from etl.intake.large.stream import START, Source, Written, pieces
from etl.intake.layout import Choices, Read, Understood
from etl.intake.parts import INDICATORS, LONG, REGIONS, SDMX, YEARS, Finding, Roles

COVERED = (LONG, SDMX, INDICATORS, REGIONS, YEARS)


@dataclass(frozen=True)
class Plan:
    """What the start decided. `cells`: how many a row has as a rule, `notes`: the rows above the headings."""

    start: Read
    found: Roles
    delimiter: str
    headings: list[str]
    cells: int
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # the sentence on columns that are left aside
    shapes: list[str] = field(default_factory=list)  # in which figures are written at the start
    fixed: bool = False  # the decimal sign was chosen, or the format has one
    sure: bool = False  # no later figure that is plain can make another sign of it
    asks_series: bool = False  # several figures for a region and period need a column that names them

    @property
    def understood(self) -> Understood:
        """As the small route has it."""
        return self.start.understood

    @property
    def others(self) -> list[str]:
        """Columns that go along with a figure."""
        return [str(name) for name in self.start.others.columns]

    @property
    def needed(self) -> list[str]:
        """Columns that are read at all."""
        return [name for name in self.headings if name in self.found.used or name in self.others]


def plan(source: Source, how: Written, choices: Choices) -> Plan | None:
    """How the text is read; nothing where its layout is one of the small route alone. Raises Unreadable."""
    text = start(source, how)
    plain = replace(choices, encoding=None)
    read = layout.read(text.encode("utf-8"), source.path.name, plain)
    understood = read.understood
    if understood.kind != TEXT or understood.layout not in COVERED:
        return None
    rows = grid.split(text, understood.delimiter)
    framed = grid.frame(rows, choices.header)
    found = roles.find(framed.cells, choices, framed.header)
    told = replace(
        understood,
        encoding=how.encoding,
        questions=(*_rivals(how), *understood.questions),
    )
    fixed = bool(choices.decimal) or understood.layout == SDMX
    shapes = layout.shapes(read.table["text"])
    body = [len(row) for row, number in zip(rows.rows, rows.numbers, strict=True) if number > framed.header]
    usual = Counter(body).most_common(1)[0][0] if body else len(framed.headings)
    return Plan(
        replace(read, understood=told),
        found,
        understood.delimiter,
        framed.headings,
        max(usual, len(framed.headings)),
        _above(rows, framed.header),
        list(understood.notes[len(framed.notes) :]),
        shapes,
        fixed,
        fixed or _is_sure(read, shapes),
        found.layout == LONG and not found.indicator and choices.indicator is None,
    )


def start(source: Source, how: Written) -> str:
    """The first rows of the text, as many as the decisions need, cut where no quotation mark is open."""
    text = ""
    for piece in pieces(source, how):
        text += piece.body.decode("utf-8")
        if len(text) > START:
            return _cut(text)
    return text


def _cut(text: str) -> str:
    end = text.rfind("\n", 0, START) + 1
    while end and text.count('"', 0, end) % 2:
        end = text.rfind("\n", 0, end - 1) + 1
    if not end:
        raise Unreadable(
            _("The first rows do not end within {count} characters: this is no table.", count=START)
        )
    return text[:end]


def _above(rows: Grid, header: int) -> list[str]:
    return [grid.left_out(rows, place) for place, number in enumerate(rows.numbers) if number < header]


def _is_sure(read: Read, shapes: list[str]) -> bool:
    """True where the start asks nothing about the decimal sign and has figures that tell it."""
    open_ = any(one["key"] == "decimal" for one in read.understood.questions)
    return not open_ and read.understood.decimal in {numbers.tells(text) for text in shapes}


def _rivals(how: Written) -> list[Finding]:
    return layout.encoding_question(dialect.Text("", how.encoding, how.rivals))


def region_heading(found: Roles) -> str:
    """The heading of the column of regions, empty where regions are the headings."""
    return "" if found.layout == REGIONS else found.region
