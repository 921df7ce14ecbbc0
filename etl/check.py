"""`check FILE`: what would happen if this table were imported, told row by row; nothing is changed.

Read here: a tidy table with the columns indicator, region, period, value and perhaps flag, in any usual
encoding, with any usual delimiter and decimal sign. The rules are those of `etl.checks`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Hashable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pandas as pd

from danube import catalogue
from danube.catalogue import FLAGS
from danube.texts import _, n_
from etl import checks, dialect, tidy
from etl.dialect import Unreadable

NEEDED = ("indicator", "region", "period", "value")
COLUMNS = (*NEEDED, "flag")
LIMIT = 200_000_000
SHOWN = 40
Finding = dict[Hashable, object]


@dataclass(frozen=True)
class Report:
    """The answer of `check --json`, field by field; rows are counted as in the file, the header being 1."""

    file: str
    encoding: str
    delimiter: str
    decimal: str
    layout: str
    rows: int
    accepted: int
    rejected: list[Finding] = field(default_factory=list)
    questions: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """True where every row may be loaded and no question is open."""
        return not self.rejected and not self.questions

    def as_dict(self) -> dict[str, object]:
        """For `--json`."""
        return asdict(self)

    def text(self) -> str:
        """The same for the screen: how it was read, what was refused and why, what to mind."""
        sign = dialect.DELIMITERS[self.delimiter]
        lines = [f"{self.file}: {self.encoding}, delimiter {sign}, decimal sign {self.decimal!r}"]
        lines += [_line(one) for one in self.rejected[:SHOWN]]
        if len(self.rejected) > SHOWN:
            lines.append(f"  … and {len(self.rejected) - SHOWN:,} more; --json lists all")
        lines += [f"  question: {one['text']}" for one in self.questions]
        lines += [f"  note: {one['text']}" for one in self.warnings]
        counts = f"{self.accepted:,} of {self.rows:,} rows may be loaded, {len(self.rejected):,} complaints"
        return "\n".join([*lines, counts])


def run(path: Path) -> Report:
    """Reads and checks the file; raises Unreadable where there is no table in it."""
    text, encoding = dialect.decoded(_content(path))
    between = dialect.delimiter(text.partition("\n")[0], COLUMNS)
    table, ragged, extra = _table(text, between)
    sign, certain = dialect.decimal(table["text"], between)
    figures = _figures(table, sign)
    checked = checks.check(figures, catalogue.load().indicators)
    return Report(
        file=path.name,
        encoding=encoding,
        delimiter=between,
        decimal=sign,
        layout="tidy",
        rows=len(table) + len(ragged),
        accepted=len(checked.accepted),
        rejected=sorted([*ragged, *_records(checked.refused)], key=lambda one: int(str(one["row"]))),
        questions=[] if certain else [_question()],
        warnings=[*_encoding_note(encoding), *_column_note(extra), *_flag_note(figures), *_left_out(checked)],
    )


def _line(finding: Finding) -> str:
    place = ", ".join(filter(None, [f"row {finding['row']}", str(finding["column"])]))
    return f"  {place}: {finding['reason']} {finding['hint']}".rstrip()


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise Unreadable(f"{path} is not a file.")
    if path.stat().st_size > LIMIT:
        raise Unreadable(f"{path} is larger than {LIMIT // 1_000_000} MB: split it.")
    try:
        return path.read_bytes()
    except OSError:
        raise Unreadable(f"{path} cannot be read: check its permissions.") from None


def _table(text: str, between: str) -> tuple[pd.DataFrame, list[Finding], list[str]]:
    """The known columns as text with their row; rows with too many or too few cells; unknown columns."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    try:
        lines = list(enumerate(reader, 1))
    except csv.Error as error:
        raise Unreadable(f"Row {reader.line_num} cannot be split into cells ({error}).") from None
    header = [name.strip().lower() for name in lines[0][1]]
    _refuse_header(header)
    whole = [(row, cells) for row, cells in lines[1:] if len(cells) == len(header)]
    ragged = [
        _ragged(row, cells, len(header)) for row, cells in lines[1:] if cells and len(cells) != len(header)
    ]
    frame = pd.DataFrame([cells for _row, cells in whole], columns=header, dtype=str)
    frame = frame.apply(lambda column: column.str.strip()).assign(row=[row for row, _cells in whole])
    frame = frame.rename(columns={"value": "text"})
    if "flag" not in frame:
        frame = frame.assign(flag="")
    return frame, ragged, [name for name in header if name not in COLUMNS]


def _refuse_header(header: list[str]) -> None:
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise Unreadable(
            f"The first row names no column {', '.join(map(repr, missing))}; "
            f"a tidy table has {', '.join(NEEDED)} and perhaps flag."
        )
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise Unreadable(f"The first row names {', '.join(map(repr, twice))} twice.")


def _ragged(row: int, cells: list[str], width: int) -> Finding:
    return {
        "row": row,
        "column": "",
        "value": " | ".join(cells),
        "code": "ragged",
        "reason": _("The row has {seen} cells, the first row has {width}.", seen=len(cells), width=width),
        "hint": _("A delimiter inside a cell must stand in quotation marks."),
    }


def _figures(table: pd.DataFrame, sign: str) -> pd.DataFrame:
    """Texts as numbers and flags; a figure with the wrong decimal sign is no number."""
    parts = tidy.numbers(table["text"].map(lambda text: dialect.plain(text, sign)))
    flags = tidy.joined(parts["flag"], table["flag"].map(_tokens))
    columns = ["row", "indicator", "region", "period", "text"]
    return table[columns].assign(value=parts["value"], bad=parts["bad"], flag=flags)


def _tokens(flag: str) -> str:
    """Our own words as they are, publishers' letters apart: `bu floor` is `b u floor`."""
    return " ".join(token if token in FLAGS else " ".join(token.lower()) for token in flag.split())


def _records(refused: pd.DataFrame) -> list[Finding]:
    return [{**one, "row": int(one["row"])} for one in refused.to_dict("records")]


def _question() -> Finding:
    text = _("Is a comma in the figures a decimal sign or a separator of thousands?")
    return {"code": "decimal", "text": text, "options": [",", "."]}


def _encoding_note(encoding: str) -> Iterator[Finding]:
    if not encoding.startswith("utf"):
        text = _("The file is not UTF-8; it was read as {encoding}.", encoding=encoding)
        yield {"code": "encoding", "text": text}


def _column_note(extra: list[str]) -> Iterator[Finding]:
    if extra:
        text = _("These columns are not read: {names}.", names=", ".join(map(repr, extra)))
        yield {"code": "extra-column", "text": text}


def _flag_note(figures: pd.DataFrame) -> Iterator[Finding]:
    unknown = sorted(tidy.unknown_flags(figures["flag"]))
    if unknown:
        text = _("These flags are not explained in the catalogue: {flags}.", flags=", ".join(unknown))
        yield {"code": "unknown-flag", "text": text}


def _left_out(checked: checks.Checked) -> Iterator[Finding]:
    told = {
        "outside": ("{count} row is outside the study area.", "{count} rows are outside the study area."),
        "empty": ("{count} row has neither figure nor flag.", "{count} rows have neither figure nor flag."),
        "repeated": ("{count} row repeats another.", "{count} rows repeat another."),
    }
    counts = checked.left_out["code"].value_counts()
    for code, (one, many) in told.items():
        if code in counts:
            yield {"code": code, "text": n_(one, many, int(counts[code]))}
