"""Any table in any usual dress becomes one long table: a row per figure, all of it text as written.

Nothing is guessed that changes a figure: what the file leaves open is a question, `Choices` answer it, and
the file is read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pandas as pd

from danube.texts import _
from etl.intake import (
    archive,
    content,
    corner,
    dialect,
    grid,
    jsonstat,
    melting,
    numbers,
    repairs,
    roles,
    workbook,
)
from etl.intake.errors import Unreadable
from etl.intake.grid import Framed, Grid
from etl.intake.parts import LAYOUTS, LONG, SDMX, TSV, YEARS, Choices, Finding, Roles
from etl.intake.repairs import Repair
from etl.intake.understood import Read, Understood

__all__ = ["LAYOUTS", "Choices", "Read", "Understood", "Unreadable", "read"]

DEPTH = 2  # a gzip inside a ZIP is still a table; deeper is a riddle
FIRST_DIGITS = str.maketrans("23456789", "11111111")  # a zero in front tells decimal signs apart
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "\\t": "\t"}


def read(
    file: bytes | Path, name: str = "", choices: Choices | None = None, mended: Sequence[Repair] = ()
) -> Read:
    """The table in the file, by its content whatever its name, with these cells repaired.

    Raises Unreadable with one sentence.
    """
    chosen = checked(choices or Choices())
    found, inside = unpacked(content.bytes_of(file), name or (file.name if isinstance(file, Path) else ""))
    kind = content.kind(found)
    if kind == content.WORKBOOK:
        return _from_workbook(found, chosen, mended)
    if kind == content.PARQUET:
        return _framed(workbook.parquet(found), Understood(kind), chosen, mended)
    if kind == content.JSON and (json_stat := jsonstat.read(found, inside)):
        return replace(json_stat, missed=tuple(mended))
    return _from_text(found, chosen, mended)


def no_columns() -> str:
    """Why a text is no table."""
    return _(
        "The rows do not split into columns at a comma, semicolon, tab or bar: this is no table, or name its "
        "delimiter."
    )


def no_sheet(name: str, sheets: Iterable[str]) -> str:
    """That the workbook has other sheets than the chosen one."""
    return _(
        "There is no sheet {name} with cells; there are {names}.", name=repr(name), names=", ".join(sheets)
    )


def checked(choices: Choices) -> Choices:
    """The choices, the delimiter as the sign that it names. Raises Unreadable where one cannot be."""
    delimiter = DELIMITERS.get(choices.delimiter or "", choices.delimiter)
    if delimiter and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise Unreadable(
            _("The delimiter {sign} must be one sign, such as a comma.", sign=repr(choices.delimiter))
        )
    if choices.decimal and choices.decimal not in (",", "."):
        raise Unreadable(_("The decimal sign {sign} must be a comma or a point.", sign=repr(choices.decimal)))
    return replace(choices, delimiter=delimiter)


def unpacked(found: bytes, name: str) -> tuple[bytes, str]:
    """The table inside an archive, and its name; what is no archive as it is. Raises Unreadable."""
    for _depth in range(DEPTH):
        kind = content.kind(found)
        if kind == content.ZIP:
            found, name = archive.unzipped(found)
        elif kind == content.GZIP:
            found, name = archive.unpressed(found), name.removesuffix(".gz")
    if content.kind(found) in (content.ZIP, content.GZIP):
        raise Unreadable(_("The archive holds another archive: unpack it and bring the table itself."))
    return found, PurePosixPath(name).name


def _from_text(found: bytes, choices: Choices, mended: Sequence[Repair]) -> Read:
    text = dialect.decoded(found, choices.encoding)
    delimiter = choices.delimiter or dialect.delimiter(text.text)
    if not delimiter:
        raise Unreadable(no_columns())
    start = Understood(content.TEXT, text.encoding, delimiter, questions=tuple(encoding_question(text)))
    return _framed(grid.split(text.text, delimiter), start, choices, mended)


def encoding_question(text: dialect.Text) -> list[Finding]:
    """What to ask where names read differently in several encodings."""
    if not text.rivals:
        return []
    told = _("In which encoding is the file written? Its names read differently in each.")
    options = [text.encoding, *text.rivals]
    return [{"key": "encoding", "code": "encoding", "text": told, "options": options}]


def _from_workbook(found: bytes, choices: Choices, mended: Sequence[Repair]) -> Read:
    """The sheet chosen, or the only one that reads as a table of regions; else the first, and a question."""
    sheets = workbook.sheets(found, choices.decimal)
    if choices.sheet and choices.sheet not in sheets:
        raise Unreadable(no_sheet(choices.sheet, sheets))
    start = Understood(content.WORKBOOK, sheets=tuple(sheets), notes=tuple(workbook.remarks(found)))
    tables = [choices.sheet] if choices.sheet else [name for name in sheets if _is_table(sheets[name])]
    sheet = (tables or list(sheets))[0]
    if len(tables) > 1 or (not tables and len(sheets) > 1):
        text = _("Which sheet holds the table?")
        asked: Finding = {"key": "sheet", "code": "sheet", "text": text, "options": tables or list(sheets)}
        start = replace(start, questions=(asked,))
    return _framed(sheets[sheet], replace(start, sheet=sheet), choices, mended)


def _is_table(cells: Grid) -> bool:
    try:
        framed = grid.frame(cells)
        return roles.find(framed.cells, Choices()).complete and len(framed.cells) > 0
    except Unreadable:
        return False


def _framed(cells: Grid, start: Understood, choices: Choices, mended: Sequence[Repair]) -> Read:
    """From rows of cells to the long table; repairs come first, as if the file had been right at once."""
    framed = grid.frame(cells, choices.header)
    start = replace(start, header=framed.header, decimal=cells.decimal)
    dimensions = corner.dimensions(framed, start.delimiter) if choices.layout in (None, TSV) else []
    whole = corner.parted(framed, dimensions) if dimensions else framed
    fixed, missed = repairs.applied(whole, mended)
    found = _by_corner(fixed, start, choices) if dimensions else _by_columns(fixed, start, choices)
    return replace(found, missed=tuple(missed))


def _by_corner(framed: Framed, start: Understood, choices: Choices) -> Read:
    """Eurostat's TSV, its dimensions in columns of their own."""
    choices = replace(choices, layout=YEARS, region=choices.region or "geo")
    found = roles.find(framed.cells, choices, framed.header)
    return _told(framed, replace(found, layout=TSV), replace(start, decimal="."), choices)


def _by_columns(framed: Framed, start: Understood, choices: Choices) -> Read:
    if choices.layout == TSV:
        raise Unreadable(_("The file does not begin with Eurostat's header (dimensions\\time)."))
    found = roles.find(framed.cells, choices, framed.header)
    if found.layout == SDMX and not choices.decimal:
        start = replace(start, decimal=".")
    return _told(framed, found, start, choices)


def _told(framed: Framed, found: Roles, start: Understood, choices: Choices) -> Read:
    """The long table, and everything that was understood on the way to it."""
    table, others = melting.long(framed.cells, found)
    if found.layout == LONG and not found.indicator and choices.indicator is None:
        found = replace(found, questions=(*found.questions, *_series_question(table, others)))
    decimal, doubt = decimal_of(table["text"], start, choices)
    notes = [*start.notes, *framed.notes, *_unread(framed, found, others)]
    understood = replace(
        start,
        decimal=decimal,
        layout=found.layout,
        region=found.region,
        period=found.period,
        value=found.value,
        indicator=found.indicator,
        flag=found.flag,
        columns=tuple(framed.headings),
        rows=len(framed.cells) + len(framed.refused),
        notes=tuple(notes),
        questions=(*start.questions, *framed.questions, *found.questions, *doubt),
    )
    return Read(understood, table, framed.refused, others)


def decimal_of(texts: pd.Series, start: Understood, choices: Choices) -> tuple[str, list[Finding]]:
    """The decimal sign of the figures, as chosen, stored or written, and the question where that is open."""
    if choices.decimal:
        return choices.decimal, []
    if start.decimal:
        return start.decimal, []
    sign, _thousands, certain = numbers.convention(shapes(texts), start.delimiter)
    return sign, [] if certain else [numbers.question(texts, start.delimiter)]


def shapes(texts: pd.Series) -> list[str]:
    """The few different ways in which the figures are written: `1.234,5` and `9.876,5` are one of them."""
    ones = texts.str.replace(r"(?<=[0-9])[0-9]", "1", regex=True).str.translate(FIRST_DIGITS)
    return list(ones.unique())


def _unread(framed: Framed, found: Roles, others: pd.DataFrame) -> list[str]:
    """Columns that a wide table leaves aside, named; those of a long table go along in `others`."""
    if not found.complete:
        return []
    aside = [name for name in framed.headings if name not in found.used and name not in others.columns]
    filled = [name for name in aside if framed.cells[name].any()]
    return [_("These columns are not read: {names}.", names=", ".join(map(repr, filled)))] if filled else []


def _series_question(table: pd.DataFrame, others: pd.DataFrame) -> list[Finding]:
    """Several figures for a region and period: the column that tells them apart must be named."""
    keys = [table["region"], table["period"]]
    if not table.duplicated(["region", "period"]).any():
        return []
    apart = [name for name in others.columns if (others[name].groupby(keys).nunique() > 1).any()]
    if not apart:
        return []
    return which_column(apart)


def which_column(names: list[str]) -> list[Finding]:
    """The question for the column that tells the figures of a region and period apart."""
    text = _("A region and year has several figures: which column names the indicator?")
    return [{"key": "series", "code": "series", "text": text, "options": [*names, ""]}]
