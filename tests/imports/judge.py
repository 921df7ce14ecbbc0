"""A second reading of any file, by other libraries than the importer's: does the cell hold what was accepted?

Text is taken apart by pandas' tokenizer, Parquet by DuckDB, workbooks by the standard XML reader. The cell in
the row and column that the report names must hold the accepted figure, by arithmetic of our own.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pandas as pd

Rows = dict[int, list[str]]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WIDEST = 5_000
SEPARATORS = " \u00a0\u2007\u2009\u202f'\u2019"


def faults(content: bytes, seen: dict, figures: list[dict]) -> list[str]:
    """A sentence for each accepted figure that its cell does not hold; `seen` is what was understood."""
    if seen["layout"] == "json-stat":
        return list(_json_faults(content, figures))
    rows = cells(content, seen)
    if rows is None:
        return []
    heads = headings(rows.get(seen["header"], []))
    return [fault for one in figures if (fault := _fault(one, rows, heads, seen))]


def _fault(one: dict, rows: Rows, heads: list[str], seen: dict) -> str:
    row = rows.get(one["row"])
    if row is None:
        return f"row {one['row']} is none of the file's"
    column = _column(one["column"], heads, seen)
    if column is None or column >= len(row):
        return f"row {one['row']} has no column {one['column']!r}"
    if not same(row[column], one["value"], seen["decimal"]):
        return f"row {one['row']}, {one['column']!r}: {row[column]!r} is not {one['value']!r}"
    if seen["region"] in heads and one["place"] != _plain(row[heads.index(seen["region"])]):
        return f"row {one['row']}: {row[heads.index(seen['region'])]!r} is not {one['place']!r}"
    if seen["layout"] == "wide-regions" and one["place"] != heads[column]:
        return f"row {one['row']}: the heading {heads[column]!r} is not {one['place']!r}"
    return _wrong_period(one, row, heads, column, seen)


def _wrong_period(one: dict, row: list[str], heads: list[str], column: int, seen: dict) -> str:
    """A year must stand where the period was read: in its column, or in the heading of the figure."""
    year = str(one["period"])[:4]
    if seen["period"] in heads:
        where = row[heads.index(seen["period"])]
    elif seen["layout"] in ("wide-years", "eurostat-tsv"):
        where = heads[column]
    else:
        return ""
    return "" if year in where else f"row {one['row']}: {where!r} is not {one['period']!r}"


def _column(name: str, heads: list[str], seen: dict) -> int | None:
    return heads.index(name) if name in heads else None


def headings(row: list[str]) -> list[str]:
    """As the report names them: white space as one blank, `column 3` where there is none."""
    return [" ".join(cell.split()) or f"column {place}" for place, cell in enumerate(row, 1)] or [
        f"column {place}" for place in range(1, WIDEST)
    ]


def same(cell: str, value: float, decimal: str) -> bool:
    """True where the text, by our own arithmetic, is this very number; NaN is any text without a digit."""
    number = figure(cell, decimal)
    if number is None:
        return value != value
    return float(number) == value


def figure(cell: str, decimal: str) -> Decimal | None:
    """The number in a cell, None for none: letters behind it, separators and signs taken off by hand."""
    text = _plain(cell).replace("\u2212", "-")
    text = re.sub(r"\s*%?\s*\(?\s*[a-zA-Z]?(?:\s*[a-zA-Z]){0,2}\)?$", "", text)
    other = "." if decimal == "," else ","
    for sign in (*SEPARATORS, other):
        text = text.replace(sign, "")
    try:
        return Decimal(text.replace(decimal, "."))
    except InvalidOperation:
        return None


def _plain(cell: str) -> str:
    return cell.strip()


def cells(content: bytes, seen: dict) -> Rows | None:
    """Row number to cells; None for a kind that has no second reader here."""
    if content.startswith(b"\x1f\x8b"):
        return cells(gzip.decompress(content), seen)
    if content.startswith(b"PAR1"):
        return dict(enumerate(_parquet(content), 1))
    if content.startswith(b"PK"):
        return _packed(content, seen)
    if seen["kind"] != "text":
        return None
    return _text(content.decode(seen["encoding"]).removeprefix("\ufeff"), seen["delimiter"])


def _text(text: str, delimiter: str) -> Rows:
    """By pandas' tokenizer; a row is numbered by the line that it begins on."""
    lines = text.splitlines() or [""]
    width = min(max(line.count(delimiter) for line in lines) + 1, WIDEST)
    width = max(width, min(text.count(delimiter) + 1, 400) if '"' in text else 0)
    table = pd.read_csv(
        io.StringIO(text, newline=""), sep=delimiter, header=None, dtype=str, keep_default_na=False,
        names=range(width), skip_blank_lines=False, index_col=False, engine="c", quoting=csv.QUOTE_MINIMAL,
    )  # fmt: skip
    rows: Rows = {}
    at = 1
    for values in table.itertuples(index=False, name=None):
        known = [value if isinstance(value, str) else "" for value in values]
        rows[at] = [value.strip() for value in known]
        at += 1 + sum(len(re.findall(r"\r\n|\n|\r", value)) for value in known)
    return rows


def _parquet(content: bytes) -> Iterator[list[str]]:
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        Path(file.name).write_bytes(content)
        found = duckdb.sql(f"SELECT COLUMNS(*)::VARCHAR FROM read_parquet('{file.name}')")
        yield found.columns
        yield from (["" if cell is None else cell for cell in row] for row in found.fetchall())


def _packed(content: bytes, seen: dict) -> Rows | None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [one for one in archive.namelist() if not one.endswith("/")]
        if "xl/workbook.xml" in names:
            return _workbook(archive, seen["sheet"], seen["decimal"])
        if "mimetype" in names:
            return None
        inner = [one for one in names if one.endswith((".csv", ".xlsx", ".gz")) and "__MACOSX" not in one]
        return cells(archive.read(inner[0]), seen) if inner else None


def _workbook(archive: zipfile.ZipFile, sheet: str, decimal: str) -> Rows:
    """The cells of a sheet by the standard XML reader, numbers with the decimal sign that the texts have."""
    names = [
        one.get("name")
        for one in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
    ]
    shared = []
    if "xl/sharedStrings.xml" in archive.namelist():
        texts = ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).iter(f"{MAIN}si")
        shared = ["".join(part.text or "" for part in one.iter(f"{MAIN}t")) for one in texts]
    tree = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"))
    rows: Rows = {}
    for row in tree.iter(f"{MAIN}row"):
        found = rows.setdefault(int(row.get("r", 0)), [])
        for cell in row.iter(f"{MAIN}c"):
            place = _place(cell.get("r", "A1"))
            found += [""] * (place + 1 - len(found))
            found[place] = _cell(cell, shared, decimal).strip()
    return rows


def _place(name: str) -> int:
    number = 0
    for letter in re.sub(r"[^A-Z]", "", name):
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(cell: ElementTree.Element, shared: list[str], decimal: str) -> str:
    value = cell.find(f"{MAIN}v")
    text = "" if value is None else value.text or ""
    if cell.get("t") == "s":
        return shared[int(text)]
    return text if cell.get("t") else text.replace(".", decimal)


def _json_faults(content: bytes, figures: list[dict]) -> Iterator[str]:
    """The value at the place that the report names, of a JSON-stat dataset."""
    values = json.loads(content)["value"]
    for one in figures:
        place = one["row"] - 1
        found = values[place] if isinstance(values, list) else values.get(str(place))
        if (found is None) != (one["value"] != one["value"]) or (
            found is not None and float(found) != one["value"]
        ):
            yield f"value {one['row']}: {found!r} is not {one['value']!r}"
