"""Which indicator each figure belongs to, and which of several figures for a region and year is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from danube.catalogue import Indicator
from danube.texts import _
from etl.intake.asked import (
    LEAVE,
    MOST,
    Answers,
    Finding,
    ImportRefused,
    answer,
    at_once,
    question,
    rows,
)
from etl.intake.layout import Read

Indicators = Mapping[str, Indicator]
IDENTIFIER, NOTHING = re.compile(r"[a-z][a-z0-9_-]*"), re.compile(r"(?!)")
LONG = ("long", "sdmx-csv", "json-stat")
KEY = ["indicator", "region", "period"]
SIMILAR = 60
SUGGESTED = 8


@dataclass(frozen=True)
class Sorted:
    """The rows with the `indicator` they belong to; those left out and those that wait for an answer."""

    rows: pd.DataFrame
    left_out: int = 0
    waiting: int = 0
    questions: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


def assign(table: pd.DataFrame, read: Read, known: Indicators, answers: Answers) -> Sorted:
    """The catalogue's ids for what the rows of the table, of a file as read, call their indicators.

    An id and the very name of an indicator need no answer. In a column of ids a wrong id stays, to be refused
    row by row; any other text is a question. Where the file speaks of one indicator alone, the answer `id`
    says which.
    """
    if "id" in answers and table["indicator"].nunique() <= 1:
        table = table.assign(indicator="")
    counts = table["indicator"].value_counts(sort=False)
    ids, asked = identified({str(text): int(count) for text, count in counts.items()}, read, known, answers)
    given = table["indicator"].map(ids).astype(object)
    chosen = table.assign(indicator=given)[given.notna() & (given != LEAVE)]
    left = int((given == LEAVE).sum())
    return Sorted(chosen, left, int(given.isna().sum()), asked)


def identified(
    counts: Mapping[str, int], read: Read, known: Indicators, answers: Answers
) -> tuple[dict[str, str], list[Finding]]:
    """Id by text, and what remains open; `counts`: in how many rows each text stands."""
    wrong = IDENTIFIER if read.understood.layout in LONG else NOTHING
    ids: dict[str, str] = {}
    open_: dict[str, int] = {}
    for text, count in counts.items():
        found = _identified(text, known, answers) or (wrong.fullmatch(text) or [""])[0]
        if found:
            ids[text] = found
        else:
            open_[text] = count
    first = list(open_.items())[:MOST]
    asked = [_question(text, count, read.others, known) for text, count in first]
    return ids, at_once(asked, len(open_) - len(asked))


def apart(rows_: pd.DataFrame, others: pd.DataFrame, known: Indicators, answers: Answers) -> Sorted:
    """One figure per region and year: by the filter of the catalogue, else by asking for each column.

    Only columns are asked about that tell such figures apart; rows of another series are left out.
    """
    others = others.loc[rows_.index]
    kept, warnings = _filtered(rows_, others, known)
    questions: list[Finding] = []
    waiting = pd.Series(False, index=kept.index)
    for name in others.columns:
        key = f"filter:{name}"
        seen = sorted(others.loc[kept.index, name].astype(str).unique())
        said = answer(answers, key, seen) if key in answers else ""
        if said:
            kept = kept[others.loc[kept.index, name] == said]
        elif not questions and (several := _several(kept, others[name])).any():
            questions.append(which(str(name), seen, int(several.sum())))
            waiting = several
    waiting = waiting.reindex(kept.index, fill_value=False)
    left = len(rows_) - len(kept)
    return Sorted(kept[~waiting], left, int(waiting.sum()), questions, warnings)


def which(column: str, seen: list[str], count: int) -> Finding:
    """The question for the one of several series that is meant."""
    text = _(
        "The file has several figures for a region and year. Which {column} is meant?", column=repr(column)
    )
    return question("filter", f"filter:{column}", text, seen, rows=count)


def _identified(text: str, known: Indicators, answers: Answers) -> str:
    said = answers.get(_key(text), "")
    if said and said != LEAVE and said not in known:
        raise ImportRefused(unknown(said))
    if said or text in known:
        return said or text
    named = [
        one.id
        for one in known.values()
        if text and text.casefold() in (one.name.casefold(), one.short.casefold())
    ]
    if len(named) == 1:
        return named[0]
    return ""


def unknown(identifier: str) -> str:
    """The sentence for an id that the catalogue does not have."""
    return _(
        "The catalogue has no indicator {name}: choose one that is there, or declare the new one with the "
        "import.",
        name=repr(identifier),
    )


def _key(text: str) -> str:
    return f"id:{text}" if text else "id"


def _question(text: str, count: int, others: pd.DataFrame, known: Indicators) -> Finding:
    options = _suggested(text, others, known)
    told = (
        _("Which indicator of the catalogue is {name} ({rows})?", name=repr(text), rows=rows(count))
        if text
        else _("Which indicator of the catalogue do the figures belong to ({rows})?", rows=rows(count))
    )
    return question("indicator-id", _key(text), told, [*options, LEAVE] if text else options, rows=count)


def _suggested(text: str, others: pd.DataFrame, known: Indicators) -> list[str]:
    """Indicators of the dataset that the file names, else those whose names are close."""
    cells = [str(cell).casefold() for name in others for cell in others[name].unique()[:3]]
    sets = [
        one.id for one in known.values() if one.dataset and any(_names(one.dataset, cell) for cell in cells)
    ]
    if sets:
        return sets[:SUGGESTED]
    from rapidfuzz import fuzz, process

    names = {one.id: f"{one.id.replace('_', ' ')} {one.name}".casefold() for one in known.values()}
    close = process.extract(
        text.casefold(), names, scorer=fuzz.token_set_ratio, score_cutoff=SIMILAR, limit=SUGGESTED
    )
    return [identifier for _name, _score, identifier in close] if text else []


def _names(dataset: str, cell: str) -> bool:
    return re.search(rf"(?<![a-z0-9_]){re.escape(dataset.casefold())}(?![a-z0-9_])", cell) is not None


def _filtered(
    rows_: pd.DataFrame, others: pd.DataFrame, known: Indicators
) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows that the catalogue's filter asks for, where the file is coded as the filter is."""
    keep = pd.Series(True, index=rows_.index)
    warnings: list[Finding] = []
    for name in (one for one in rows_["indicator"].unique() if one in known and known[one].filter):
        mine = rows_["indicator"] == name
        for column, value in known[name].filter.items():
            if column not in others.columns:
                continue
            seen = others.loc[mine, column]
            if (seen == value).any():
                keep &= ~mine | (others[column] == value)
            elif seen.any():
                warnings.append(other_coding(name, column, value, sorted(set(seen))[:3]))
    return rows_[keep], warnings


def other_coding(indicator: str, column: str, value: str, seen: list[str]) -> Finding:
    """The warning that the file is coded otherwise than the filter of the catalogue."""
    text = _(
        "{indicator} is {column} {value} in the catalogue; the file has {seen}.",
        indicator=indicator,
        column=column,
        value=repr(value),
        seen=", ".join(map(repr, seen)),
    )
    return {"code": "other-series", "text": text}


def _several(kept: pd.DataFrame, column: pd.Series) -> pd.Series:
    """The rows whose indicator, region and period have different figures, told apart by the column."""
    cells = kept[KEY].assign(text=kept["text"], by=column.loc[kept.index]).groupby(KEY)
    return (cells["text"].transform("nunique") > 1) & (cells["by"].transform("nunique") > 1)
