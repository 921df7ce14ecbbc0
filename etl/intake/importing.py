"""A file becomes a load: read, placed, parsed, checked, doubted, compared; stored when nothing is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from danube import catalogue
from danube.catalogue import FLAGS, Indicator
from danube.store import LoadInfo, Warehouse
from danube.texts import _, n_
from etl import checks, tidy
from etl.intake import (
    declaring,
    doubts,
    fingerprint,
    notes,
    numbers,
    placing,
    recipe,
    repairs,
    seen,
    series,
    signs,
)
from etl.intake.asked import Answers, Finding, ImportRefused, Misfit, RecipeError, question, records
from etl.intake.layout import Choices, Read, Understood
from etl.intake.recipe import Recipe, timely
from etl.intake.repairs import Repair
from etl.intake.report import DIFFERENCE, Report

__all__ = ["Choices", "ImportRefused", "Misfit", "Recipe", "RecipeError", "Report", "examine", "store"]

KEY = ["indicator", "region", "period"]
LOADED = [*KEY, "value", "flag"]
FIGURES = [*LOADED, "row", "column", "text", "place", "how"]
Indicators = Mapping[str, Indicator]


def examine(
    path: Path,
    choices: Choices | None = None,
    *,
    recipe: Recipe | None = None,
    indicator: str = "",
    answers: Answers | None = None,
    known: pd.DataFrame | None = None,
    today: date | None = None,
    name: str = "",
    repairs: Sequence[Repair] = (),
    declared: Mapping[str, object] | None = None,
) -> Report:
    """What an import of the whole file would do; nothing is changed.

    `indicator`: the catalogue's id for figures whose indicator the file does not name. `known`: current
    figures of the warehouse, to compare with. `name`: what the file's owner calls it, where its path does
    not. `repairs`: cells corrected by the reader, beside those of the recipe. `declared`: new
    indicators, id → fields, as the recipe holds them. Raises Unreadable, RecipeError, Misfit or
    ImportRefused, each with one sentence.
    """
    file, new = name or path.name, declaring.new(recipe, declared)
    recipe = timely(recipe, file, answers or {})
    with declaring.known(new):
        told = told_of(recipe, choices, answers, indicator or declaring.only(new, recipe, answers))
        report = _examined(path, file, *told, recipe, known, today, repairs)
        return replace(report, recipe=declaring.kept(report.recipe, new, report.figures["indicator"]))


def refuse_open(report: Report) -> None:
    """Raises ImportRefused where a question is open or no row is accepted."""
    if report.questions:
        raise ImportRefused(
            n_(
                "Nothing is stored: {count} question is open.",
                "Nothing is stored: {count} questions are open.",
                len(report.questions),
            )
        )
    if report.figures.empty:
        raise ImportRefused(_("Nothing is stored: no row of {file} is accepted.", file=report.file))


def store(report: Report, warehouse: Warehouse, *, note: str = "", who: str = "") -> int:
    """The accepted figures as a new load; returns the version. Raises ImportRefused and stores nothing."""
    refuse_open(report)
    info = LoadInfo(report.file, report.sha256, who, note, report.recipe.as_json(), "upload")
    rows = report.figures[LOADED]
    return warehouse.add(rows.assign(source=declaring.sources(report.recipe, rows["indicator"])), load=info)


def told_of(
    given: Recipe | None, choices: Choices | None, answers: Answers | None, indicator: str
) -> tuple[Choices, dict[str, str]]:
    """The choices and answers of the recipe and of now. Raises ImportRefused for an unknown indicator."""
    known = catalogue.load().indicators
    if indicator and indicator not in known:
        raise ImportRefused(series.unknown(indicator))
    said = {**(answers or {}), **({"id": indicator} if indicator else {})}
    return recipe.merged(given, choices or Choices(), said)


@dataclass(frozen=True)
class _Way:
    """The rows on their way to the checks, what was left behind, and all of them before that (`named`)."""

    rows: pd.DataFrame
    named: pd.DataFrame
    refused: list[pd.DataFrame]
    questions: list[Finding]
    warnings: list[Finding]
    carried: pd.DataFrame
    left: tuple[int, int]


def _examined(
    path: Path,
    file: str,
    choices: Choices,
    answers: dict[str, str],
    given: Recipe | None,
    known: pd.DataFrame | None,
    today: date | None,
    more: Sequence[Repair],
) -> Report:
    mine, strange = recipe.repaired(given, path)
    mended = repairs.merged(mine, more)
    found = recipe.opened(path, file, choices, given, mended)
    missed = set(found.missed)
    done = [one for one in mended if one not in missed]
    understood, indicators = found.understood, catalogue.load().indicators
    way = _ready(found, file, indicators, answers)
    checked = checks.check(way.rows, indicators)
    figures = checked.accepted.sort_values(["row", "column"], kind="stable")
    noted = [
        *repairs.told(len(done), found.missed, strange),
        *notes.reading(found, notes.used(way.rows, answers)),
        *notes.year_of(given.answers if given else {}, found),
        *way.warnings,
        *notes.other_names(found),
        *notes.unknown_flags(way.rows),
        *notes.left_out(checked, way.left),
    ]
    return Report(
        file=file,
        encoding=understood.encoding,
        delimiter=understood.delimiter,
        decimal=understood.decimal,
        layout=understood.layout,
        rows=len(found.table) + len(found.refused),
        accepted=len(figures),
        rejected=rejected_of(found, [*way.refused, checked.refused], way.named),
        questions=[*of_reading(understood, answers), *way.questions],
        warnings=[*noted, *notes.carried(way.carried), *doubts.find(figures, indicators, known, today=today)],
        sha256=recipe.sha256(path),
        fingerprint=fingerprint.of_rows(figures),
        carried=records(way.carried),
        understood=understood,
        seen=seen.of(found.table),
        recipe=recipe.with_repairs(recipe.made(understood, choices, answers, file), done, path),
        figures=figures.reindex(columns=FIGURES).reset_index(drop=True),
        difference=_difference(figures, known),
    )


def _ready(found: Read, file: str, indicators: Indicators, answers: Answers) -> _Way:
    """Every row with indicator, period, code, figure and flag, those apart that lack one of them."""
    placed = placing.place(found.table, answers)
    named = series.assign(placed.rows, found, indicators, answers)
    dated, year = _dated(named.rows, file, found.understood, answers)
    single = series.apart(dated, found.others, indicators, answers)
    carried = placing.carried(_parsed(single.rows, found.understood.decimal), indicators)
    percent = in_percent(carried.rows, indicators)
    return _Way(
        carried.rows[~percent],
        carried.rows,
        [_worth_telling(placed.refused, found.table), carried.refused, percents(carried.rows[percent])],
        [*named.questions, *year, *placed.questions, *single.questions],
        single.warnings,
        carried.carried,
        (named.left_out + placed.left_out, single.left_out),
    )


def _dated(
    rows: pd.DataFrame, file: str, understood: Understood, answers: Answers
) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows with their period; where the file has none at all, the answer `year` says it."""
    if rows.empty or (rows["period"] != "").any():
        return rows.assign(period=tidy.periods(rows["period"])), []
    if answers.get("year"):
        return rows.assign(period=answers["year"].strip()), []
    return rows.iloc[:0], [which_year(file, understood, len(rows))]


def which_year(file: str, understood: Understood, rows: int) -> Finding:
    """The question for the year of a file that has none; offered are those in its name and notes."""
    text = _("Which year do the figures belong to?")
    told = " ".join([Path(file).stem, *understood.notes])
    return question("year", "year", text, signs.years(told), rows=rows)


def _parsed(rows: pd.DataFrame, decimal: str) -> pd.DataFrame:
    """Texts as numbers and flags; those beside the figure follow those glued to it."""
    parts = numbers.parse(rows["text"], decimal)
    flags = tidy.joined(parts["flag"], rows["flag"].map(tokens))
    return rows.assign(value=parts["value"], bad=parts["bad"], percent=parts["percent"], flag=flags)


def tokens(flag: str) -> str:
    """Our own words as they are, publishers' letters apart: `bu floor` is `b u floor`."""
    return " ".join(token if token in FLAGS else " ".join(token.lower()) for token in flag.split())


def in_percent(rows: pd.DataFrame, indicators: Indicators) -> pd.Series:
    """Figures with a percent sign of an indicator that is no percentage."""
    shares = [name for name, one in indicators.items() if "%" in one.unit]
    known = rows["indicator"].isin(list(indicators))
    return rows["percent"].astype(bool) & known & ~rows["indicator"].isin(shares)


def percents(rows: pd.DataFrame) -> pd.DataFrame:
    """The refusals of figures with a percent sign."""
    lines = rows[["row"]].assign(column="value", value=rows["text"], code="percent")
    return lines.assign(
        reason=_("The figure is a percentage, and the indicator is none."),
        hint=_("Check the unit of the column."),
    )[checks.REFUSED]


def _worth_telling(refused: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """A row without place and figure is a blank or a heading between the rows: nothing is lost with it."""
    texts = rows.loc[refused.index, "text"].str.strip()
    return refused[texts.ne("") | refused["value"].ne("")]


def rejected_of(found: Read, lost: list[pd.DataFrame], rows: pd.DataFrame) -> list[Finding]:
    """All complaints in the order of the file, each naming the column as the file does.

    A wrong region of a wide row is told once, not for each of its figures.
    """
    tables = [_named(table, found, rows) for table in lost if len(table)]
    told: list[Finding] = [{**one} for one in found.refused]
    for table in tables:
        once = table.drop_duplicates(["row", "column", "code", "value"])
        told += [{**one, "row": int(str(one["row"]))} for one in records(once)]
    return sorted(told, key=lambda one: int(str(one["row"])))


def _named(table: pd.DataFrame, found: Read, rows: pd.DataFrame) -> pd.DataFrame:
    """The complaints with the headings of the file instead of our names of columns."""
    own = pd.concat([found.table["column"], rows["column"]])
    own = (
        own[~own.index.duplicated(keep="last")]
        if table["column"].eq("value").any()
        else found.table["column"]
    )
    headings = {name: getattr(found.understood, name) for name in ("region", "period", "indicator")}
    fallback = own.reindex(table.index)
    named = table["column"].map(headings)
    return table.assign(column=named.where(named.fillna("") != "", fallback).fillna(table["column"]))


def _difference(figures: pd.DataFrame, known: pd.DataFrame | None) -> pd.DataFrame:
    """Every accepted figure beside that of the warehouse: new, changed (figure or flag) or unchanged."""
    mine = figures[LOADED].astype(dict.fromkeys(KEY, object)).rename(columns={"value": "after"})
    empty = pd.DataFrame(columns=LOADED) if known is None else known[LOADED]
    there = empty.astype(dict.fromkeys(KEY, object)).rename(columns={"value": "before"})
    both = mine.merge(there, how="left", on=KEY, suffixes=("", "_before"), indicator="seen")
    before, after = both["before"].astype(float), both["after"].astype(float)
    same = (before == after) | (before.isna() & after.isna())
    same &= both["flag"].fillna("") == both["flag_before"].fillna("")
    status = pd.Series("changed", index=both.index).mask(same, "unchanged")
    return both.assign(before=before, after=after, status=status.mask(both["seen"] == "left_only", "new"))[
        DIFFERENCE
    ]


def of_reading(understood: Understood, answers: Answers) -> list[Finding]:
    """The reader's questions; which column names the indicator is none where the indicator is said."""
    said = ("indicator", "series") if "id" in answers else ()
    return [one for one in understood.questions if one["key"] not in said]
