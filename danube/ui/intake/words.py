"""The plain words for what an import decides: choices of reading, columns, answers to questions."""

from __future__ import annotations

from collections.abc import Callable

from danube import regions, texts
from danube.catalogue.kinds import KINDS as TABLES
from danube.texts import N_, _
from etl.intake.asked import LEAVE

KINDS = {"text": N_("text"), "workbook": N_("workbook"), "parquet": "Parquet", "json": "JSON-stat"}
LAYOUTS = {
    "long": N_("a row for each figure"),
    "wide-years": N_("a column for each year"),
    "wide-indicators": N_("a column for each indicator"),
    "wide-regions": N_("a column for each region"),
    "eurostat-tsv": N_("Eurostat's TSV"),
    "sdmx-csv": "SDMX-CSV",
    "json-stat": "JSON-stat",
}
DELIMITERS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("bar")}
DECIMALS = {",": N_("decimal comma"), ".": N_("decimal point")}
MEANT = {
    ",": N_("The comma is the decimal sign: 1,5 is one and a half, and 1.500 is one and a half thousand"),
    ".": N_("The point is the decimal sign: 1.5 is one and a half, and 1,500 is one and a half thousand"),
}
COLUMNS = {
    "region": N_("Column of the regions"),
    "period": N_("Column of the years"),
    "value": N_("Column of the figures"),
    "indicator": N_("Column of the indicator"),
    "flag": N_("Column of the flags"),
}
CHOICES = {
    "encoding": N_("Encoding"),
    "delimiter": N_("Columns end at"),
    "decimal": N_("Decimal sign"),
    "header": N_("Row of the headings"),
    "sheet": N_("Sheet"),
    "layout": N_("Layout"),
    **COLUMNS,
}
ASKED = {
    "level": N_("NUTS level"),
    "year": N_("Year"),
    "series": N_("Column of the indicator"),
    "table": N_("Kind of table"),
}


def kind(one: object) -> str:
    """`workbook`."""
    return _(KINDS.get(str(one), str(one)))


def layout(one: object) -> str:
    """`a column for each year`."""
    return _(LAYOUTS.get(str(one), str(one)))


def delimiter(one: object) -> str:
    """`semicolon`; another sign as it is."""
    return _(DELIMITERS.get(str(one), str(one)))


def decimal(one: object) -> str:
    """`decimal comma`."""
    return _(DECIMALS.get(str(one), str(one)))


def encoding(one: object) -> str:
    """`UTF-8`."""
    return str(one).upper()


def header(one: object) -> str:
    """`row 3`, or that there is none; empty where it is not known."""
    if one == "":
        return ""
    return _("row {row}", row=texts.number(int(str(one)), 0)) if int(str(one)) else _("no headings")


def column(one: object) -> str:
    """The heading itself, or that no column is meant."""
    return str(one) or _("none")


def table(said: str) -> str:
    """`S3 priorities`."""
    return _(TABLES[said].title) if said in TABLES else said


def choice(name: str) -> str:
    """What a choice of reading is called."""
    return _(CHOICES.get(name, name))


def region(code: str) -> str:
    """`Wien (Vienna), AT13`; a code that is no region of ours as it is."""
    return f"{regions.name(code)}, {code}" if code in regions.load() else code


def levelled(code: str) -> str:
    """`Wien (Vienna), AT13, NUTS 2`."""
    known = regions.load().get(code)
    return f"{region(code)}, NUTS {known.level}" if known else code


def question(key: str) -> str:
    """What an answered question was about: the name of a place or a column as the file has it."""
    about, colon, name = key.partition(":")
    return name if colon else _(ASKED.get(about, CHOICES.get(about, about)))


def answer(code: str) -> Callable[[str], str]:
    """How the answers to a question of this kind are written."""
    return {
        "decimal": _meant,
        "encoding": encoding,
        "header": header,
        "layout": layout,
        "level": _level,
        "place": _region_or_none,
        "table": table,
        "column": _column,
        "heading": _same,
    }.get(code, _column_or_none)


def _meant(said: str) -> str:
    return _(MEANT.get(said, said))


def _level(said: str) -> str:
    return _("NUTS level {level}", level=said)


def _same(said: str) -> str:
    return _("no") if said == LEAVE else _("yes")


def _column(said: str) -> str:
    return _("none of them") if said == LEAVE else said


def _region_or_none(said: str) -> str:
    return _("leave these rows out") if said == LEAVE else levelled(said)


def _column_or_none(said: str) -> str:
    return _("leave these rows out") if said == LEAVE else said or _("none of them")
