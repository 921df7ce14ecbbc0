"""The two CSV files of an analyst: figures of units, and what each column means.

Comma, semicolon or tab; UTF-8 or Windows-1252; with semicolons and tabs the decimal comma counts too. The
names of COINr's tables (uCode, iCode, Direction, Weight, Parent, Level, Type) are understood as well.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from danube.benchmark.hierarchy import ScoreError

UNIT = ("unit", "ucode", "unitcode", "unit_code", "region")
CODE = ("code", "icode")
META = ("direction", "weight", "parent", "level", "type")
COUNTED = ("", "indicator", "aggregate")
EMPTY = frozenset({"", "na", "n/a", "nan", "null", "none", ":", "-", "..", "…"})
DELIMITERS = (";", "\t", ",")


class ReadingError(ValueError):
    """A file that is missing, no table, or lacks a column; the message is one sentence."""


def metadata(path: Path) -> pd.DataFrame:
    """The rows of indicators and the nodes above them, by code; COINr's groups and denominators go."""
    rows, _delimiter = _rows(path)
    names = [name.strip().casefold() for name in rows[0]]
    code = _column(path, names, CODE)
    if "direction" not in names:
        raise ReadingError(
            f"{path.name} has no column direction; add it (1: higher is better, -1: lower is)."
        )
    table = pd.DataFrame([[cell.strip() for cell in row] for row in rows[1:]], columns=names, dtype=object)
    kept = [one for one in META if one in names]
    table = table[table[code] != ""].set_index(code)[kept].rename_axis("code")
    if "type" in table:
        table = table[table["type"].str.casefold().isin(COUNTED)].drop(columns="type")
    if table.empty:
        raise ReadingError(f"{path.name} describes no indicator; give it one row per column of the values.")
    return table


def values(path: Path, meta: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Unit × indicator, and the columns that the metadata do not describe: these are left out."""
    rows, delimiter = _rows(path)
    names = [name.strip() for name in rows[0]]
    place = names.index(_column(path, names, UNIT))
    leaves = _indicators(meta)
    if absent := [code for code in leaves if code not in names]:
        raise ReadingError(
            f"{path.name} has no column {absent[0]}, which the metadata describe; add or remove it."
        )
    figures = {
        code: [_figure(path, line, code, row[names.index(code)], delimiter) for line, row in _numbered(rows)]
        for code in leaves
    }
    units = [row[place].strip() for row in rows[1:]]
    table = pd.DataFrame(figures, index=pd.Index(units, name="unit"), dtype=float)
    return table, [name for number, name in enumerate(names) if name not in leaves and number != place]


def _indicators(meta: pd.DataFrame) -> list[str]:
    """The codes that stand above nothing."""
    above = set(meta["parent"]) if "parent" in meta else set()
    return [code for code in meta.index if code not in above]


def _numbered(rows: list[list[str]]) -> list[tuple[int, list[str]]]:
    return list(enumerate(rows[1:], start=2))


def _figure(path: Path, line: int, column: str, cell: str, delimiter: str) -> float:
    """The number in a cell, NaN of an empty one."""
    text = cell.strip()
    if text.casefold() in EMPTY:
        return float("nan")
    try:
        return float(text.replace(",", ".") if delimiter != "," else text)
    except ValueError:
        raise ScoreError(
            f"{path.name}, row {line}, column {column}: {text!r} is not a number; "
            "leave the cell empty where nothing is known."
        ) from None


def _column(path: Path, names: list[str], known: tuple[str, ...]) -> str:
    """The column that goes by one of the known names."""
    found = next((name for wanted in known for name in names if name.casefold() == wanted), None)
    if found is None:
        raise ReadingError(f"{path.name} has no column {known[0]}; its columns are {', '.join(names[:8])}.")
    return found


def _rows(path: Path) -> tuple[list[list[str]], str]:
    """Header and rows, blank lines left out, every row as long as the header; and the delimiter."""
    text = _text(path)
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        cells = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
        rows = [row for row in cells if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ReadingError(f"{path.name} is not a CSV file ({error}); save it as CSV.") from None
    if len(rows) < 2:
        raise ReadingError(f"{path.name} holds no rows under a header; save the table as CSV.")
    for line, row in _numbered(rows):
        if len(row) != len(rows[0]):
            raise ReadingError(
                f"{path.name}, row {line} has {len(row)} cells, the header {len(rows[0])}; mend the row."
            )
    _refuse_doubles(path, rows[0])
    return rows, delimiter


def _refuse_doubles(path: Path, header: list[str]) -> None:
    names = [name.strip().casefold() for name in header]
    if doubles := [name for name in names if name and names.count(name) > 1]:
        raise ReadingError(f"{path.name} has two columns {doubles[0]}; keep one.")


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "no access").lower()
        raise ReadingError(f"{path} cannot be read ({reason}); check the path.") from None
    if b"\x00" in content:
        raise ReadingError(f"{path.name} is not a text file; save the table as CSV.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
