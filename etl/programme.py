"""The facts of the programme from `data/programme/*.csv`, checked before anything is loaded."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from danube.catalogue.programme import TABLES
from danube.programme import checks, register

FOLDER = "programme"


class ProgrammeError(ValueError):
    """A file that is no table of the programme, or breaks its rules; one sentence for each breach."""


def files(data: Path) -> dict[str, Path]:
    """Table → its file, of those that hold rows: a header alone is a place to be filled.

    Raises ProgrammeError for a file that no table is named after.
    """
    found = {path.stem: path for path in sorted((data / FOLDER).glob("*.csv"))}
    if strangers := [path.name for name, path in found.items() if name not in TABLES]:
        raise ProgrammeError(
            f"{FOLDER}/{strangers[0]} is no table of the programme; name it after one of {', '.join(TABLES)}."
        )
    return {name: found[name] for name in TABLES if name in found and _holds_rows(found[name])}


def read(path: Path) -> pd.DataFrame:
    """A table as its file has it, texts as str and numbers as float64 with NaN where there is none."""
    table = TABLES[path.stem]
    columns = [one.name for one in table.columns]
    with path.open(encoding="utf-8", newline="") as file:
        heading, *rows = list(csv.reader(file, strict=True)) or [[]]
    if heading != columns:
        raise ProgrammeError(f"{FOLDER}/{path.name}, row 1: the columns must be {', '.join(columns)}.")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            raise ProgrammeError(
                f"{FOLDER}/{path.name}, row {number}: {len(row)} cells stand under {len(columns)} columns."
            )
    texts = pd.DataFrame(rows, columns=columns, dtype=object)
    numbers = {name: _numbers(path, texts[name]) for name in table.of_kind("number")}
    return register.checked(path.stem, texts.assign(**numbers))


def verify(tables: Mapping[str, pd.DataFrame]) -> None:
    """The rules between the tables; raises ProgrammeError with every breach."""
    found = checks.breaches(tables)
    if found:
        raise ProgrammeError("\n".join(f"{FOLDER}/{one}" for one in found))


def _numbers(path: Path, texts: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(texts.where(texts != ""), errors="coerce").astype("float64")
    wrong = texts.index[numbers.isna() & (texts != "")]
    if len(wrong):
        raise ProgrammeError(
            f"{FOLDER}/{path.name}, row {wrong[0] + 2}, column {texts.name!r}: {texts[wrong[0]]!r} is no "
            "number; write 1935200.5, and nothing where it is not known."
        )
    return numbers


def _holds_rows(path: Path) -> bool:
    return sum(1 for line in path.read_text("utf-8").splitlines() if line.strip()) > 1
