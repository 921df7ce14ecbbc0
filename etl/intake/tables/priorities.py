"""Rows of a table of S3 priorities: read, held against the rules of the shipped list, put in one form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pandas as pd

from danube.catalogue import priorities as listed
from danube.catalogue.forms import FORMS, PRIORITIES
from danube.store.schema import REGISTER
from danube.texts import _, n_
from etl import priorities as nace
from etl.intake import notes
from etl.intake.asked import Answers, Finding
from etl.intake.tables import comparison, locations, rules
from etl.intake.tables.columns import label
from etl.intake.tables.rules import Rule

FORM = FORMS[PRIORITIES]
COLUMNS = list(REGISTER[FORM.holds])
YEARS = re.compile(r"((?:19|20)\d\d)(?:\s*[-\u2013\u2014/]\s*((?:19|20)\d\d))?")
LISTED = r"[\s,;/]+"
KEPT = {"priority": rules.LONG, "strategy": 2 * rules.LONG, "original": rules.LONGEST, "note": rules.LONGEST}


@dataclass(frozen=True)
class Taken:
    """What became of the rows of a table: kept ones as the warehouse has them, and all others with a word."""

    rows: pd.DataFrame
    refused: pd.DataFrame
    questions: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    carried: pd.DataFrame = field(default_factory=pd.DataFrame)


def taken(table: pd.DataFrame, answers: Answers) -> Taken:
    """The rows of the file, under our names, as priorities."""
    found = locations.located(table, answers)
    plain = _plain(found.rows)
    sound, refused = rules.apart(plain, table, _rules())
    whole = sound.assign(sections=_sections(sound))
    kept, against, repeated = comparison.single(whole, FORM.holds)
    told = [
        *notes.counted({"outside": len(found.outside), "repeated": repeated, "answered": found.left_out}),
        *notes.carried(found.carried),
        *_filled(sound, whole),
        *rules.as_text(kept, ["priority", "original", "clusters", "strategy", "source", "note"]),
        *rules.alike(kept, ["region", "period"], "priority"),
    ]
    return Taken(kept, pd.concat([found.refused, refused, against]), found.questions, told, found.carried)


def shipped() -> pd.DataFrame:
    """The list that the project ships, as the warehouse would have it."""
    rows = [
        {name: getattr(one, name) for name in COLUMNS if hasattr(one, name)}
        | {"sections": " ".join(one.sections), "divisions": " ".join(one.divisions)}
        for one in listed.load()
    ]
    return pd.DataFrame(rows).reindex(columns=COLUMNS, fill_value="")


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Words, lists and years as we write them; what cannot be stays as it is, for the rules to refuse."""
    return rows.assign(
        language=rows["language"].str.lower(),
        status=rules.meant(rows["status"], FORM.field("status")),
        sections=rows["sections"].str.upper().str.replace(LISTED, " ", regex=True).str.strip(),
        divisions=rows["divisions"].str.replace(LISTED, " ", regex=True).str.strip(),
        period=rows["period"].map(_years).astype(object),
    )


def _years(text: str) -> str:
    """`2021–2027` as `2021-2027`; a spreadsheet's `2021.0` as `2021`."""
    found = YEARS.fullmatch(text.removesuffix(".0"))
    return "-".join(filter(None, found.groups())) if found else text


def _sections(rows: pd.DataFrame) -> pd.Series:
    """The sections that the row names, or else those of its divisions."""
    own = rows["divisions"].map(lambda text: " ".join(sorted({nace.section(one) for one in text.split()})))
    return rows["sections"].mask(rows["sections"] == "", own.astype(object))


def _filled(before: pd.DataFrame, after: pd.DataFrame) -> list[Finding]:
    count = int((before["sections"] != after["sections"]).sum())
    if not count:
        return []
    text = n_(
        "{count} row names divisions of NACE alone: its sections follow from them.",
        "{count} rows name divisions of NACE alone: their sections follow from them.",
        count,
    )
    return [{"code": "sections", "text": text}]


def _rules() -> list[Rule]:
    return [
        rules.needed("priority", label(FORM.field("priority"))),
        *(rules.brief(column, most) for column, most in KEPT.items()),
        rules.among(FORM.field("status")),
        rules.address("url"),
        Rule(
            "bad-period",
            "period",
            lambda cells: (cells != "") & ~cells.map(_sound).astype(bool),
            lambda seen: _("{period} is no year and no span of years.", period=repr(seen[:80])),
            lambda _seen: _("Write 2024 or 2021-2027, or leave the cell empty."),
        ),
        Rule(
            "unknown-section",
            "sections",
            lambda cells: ~cells.map(lambda text: listed.SECTIONS.issuperset(text.split())).astype(bool),
            lambda seen: _("{text} names a section that NACE Rev. 2 does not have.", text=repr(seen[:80])),
            lambda _seen: _("Use the letters A to U, parted by spaces."),
        ),
        Rule(
            "unknown-division",
            "divisions",
            lambda cells: ~cells.map(lambda text: all(map(nace.section, text.split()))).astype(bool),
            lambda seen: _("{text} names a division that NACE Rev. 2 does not have.", text=repr(seen[:80])),
            lambda _seen: _("Use two digits, such as 28, parted by spaces."),
        ),
        Rule(
            "bad-language",
            "language",
            lambda cells: ~cells.str.fullmatch(r"(?:[a-z]{2})?"),
            lambda seen: _("{text} is no code of a language.", text=repr(seen[:80])),
            lambda _seen: _("Use two letters, such as de, or leave the cell empty."),
        ),
    ]


def _sound(years: str) -> bool:
    found = YEARS.fullmatch(years)
    return found is not None and (found[2] is None or found[1] <= found[2])
