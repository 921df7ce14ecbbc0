"""What a cell of these tables must satisfy; a row is refused with the first rule that it breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from danube.catalogue.forms import Field, values
from danube.texts import _, n_
from etl import checks
from etl.intake import spelling
from etl.intake.asked import Finding

ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")
MARKUP = re.compile(r"<[a-z/!][^<>]*>|\]\(|^[=@]|^[+-]\s*[a-z(]|`|\$\$|javascript:", re.IGNORECASE)
LONG, LONGEST = 200, 1000
SHOWN = 5


@dataclass(frozen=True)
class Rule:
    """What no cell of a column may be, and what is told about it, given the cell as written."""

    code: str
    column: str
    broken: Callable[[pd.Series], pd.Series]
    reason: Callable[[str], str]
    hint: Callable[[str], str]


def apart(
    rows: pd.DataFrame, written: pd.DataFrame, rules: Sequence[Rule]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that keep all rules, and the refusals of the others (`checks.REFUSED`).

    `written` has the cells as the file has them, by the same index.
    """
    refused = []
    for rule in rules:
        broken = rule.broken(rows[rule.column]).astype(bool)
        seen = written.loc[rows.index[broken], rule.column].astype(str)
        refused.append(_refusals(rows[broken], seen, rule))
        rows = rows[~broken]
    return rows, pd.concat([pd.DataFrame(columns=checks.REFUSED), *refused])


def _refusals(rows: pd.DataFrame, seen: pd.Series, rule: Rule) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": rows["row"],
            "column": rule.column,
            "value": seen,
            "code": rule.code,
            "reason": [rule.reason(text) for text in seen],
            "hint": [rule.hint(text) for text in seen],
        }
    )[checks.REFUSED]


def needed(column: str, what: str) -> Rule:
    """A cell that may not be empty; `what` is its name for the reader."""
    return Rule(
        "empty-cell",
        column,
        lambda cells: cells == "",
        lambda _seen: _("The row has nothing under {what}.", what=what),
        lambda _seen: _("Fill the cell in, or leave the row out."),
    )


def brief(column: str, most: int) -> Rule:
    """A cell of at most so many characters."""
    return Rule(
        "too-long",
        column,
        lambda cells: cells.str.len() > most,
        lambda seen: _("The cell has {count} characters.", count=len(seen)),
        lambda _seen: _("At most {most} are kept: shorten it.", most=most),
    )


def address(column: str) -> Rule:
    """A cell that is empty or the address of a page."""
    return Rule(
        "bad-address",
        column,
        lambda cells: (cells != "") & ~cells.str.fullmatch(ADDRESS.pattern),
        lambda seen: _("{text} is no address of a page.", text=repr(seen[:80])),
        lambda _seen: _("Begin it with http:// or https://, or leave the cell empty."),
    )


def among(one: Field) -> Rule:
    """A cell that is empty or one of the values of its column."""
    return Rule(
        "unknown-value",
        one.name,
        lambda cells: (cells != "") & ~cells.isin(list(one.values)),
        lambda seen: _("{text} is none of the words that may stand here.", text=repr(seen[:80])),
        lambda seen: near_value(one, seen),
    )


def meant(cells: pd.Series, one: Field) -> pd.Series:
    """The cells with the value that their word stands for; other words stay as they are."""
    words = values(one)
    return cells.map(lambda text: words.get(text.casefold(), text)).astype(object)


def near_value(one: Field, seen: str) -> str:
    """What to write instead of a word that is no value of the column."""
    from rapidfuzz import process

    words = values(one)
    near = process.extractOne(seen.casefold(), list(words), score_cutoff=75)
    if near:
        return _("Did you mean {name}?", name=words[near[0]])
    return _("Write one of: {names}.", names=", ".join(one.values))


def as_text(rows: pd.DataFrame, columns: Sequence[str]) -> list[Finding]:
    """Says that cells with markup or formulas are kept as plain text."""
    odd = pd.Series(False, index=rows.index)
    for column in columns:
        odd |= rows[column].str.contains(MARKUP)
    if not odd.any():
        return []
    text = n_(
        "{count} row has cells that look like a formula or markup (row {rows}): kept as plain text, shown as "
        "written and never run.",
        "{count} rows have cells that look like a formula or markup (rows {rows}): kept as plain text, shown "
        "as written and never run.",
        int(odd.sum()),
        rows=_listed(rows.loc[odd, "row"]),
    )
    return [{"code": "plain-text", "text": text}]


def alike(rows: pd.DataFrame, key: Sequence[str], column: str) -> list[Finding]:
    """Says where two names differ only in spelling, so that one thing may have two of them."""
    pairs: dict[str, None] = {}
    for _group, part in rows.groupby(list(key)) if key else [((), rows)]:
        names: dict[str, set[str]] = {}
        for name in part[column].unique():
            names.setdefault(spelling.fold(name).replace(" ", ""), set()).add(name)
        pairs.update(
            {", ".join(map(repr, sorted(found))): None for found in names.values() if len(found) > 1}
        )
    return [
        {"code": "alike", "text": _("{names} differ only in spelling: are they the same?", names=names)}
        for names in pairs
    ]


def _listed(rows: pd.Series) -> str:
    told = [str(row) for row in rows.head(SHOWN)]
    return ", ".join([*told, *(["…"] if len(rows) > SHOWN else [])])
