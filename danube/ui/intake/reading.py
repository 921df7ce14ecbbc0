"""What we understood of a file, in words and by its first rows; what is wrong can be corrected."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import texts
from danube.catalogue.forms import FIGURES
from danube.texts import _, n_
from danube.ui import show
from danube.ui.intake import correcting, steps, words
from danube.ui.intake.drafts import Draft
from danube.ui.intake.plain import plain
from danube.ui.show import Column
from etl.intake.layout import Understood
from etl.intake.report import Report
from etl.intake.seen import Seen

NAMED = 6  # regions that are named before the rest is counted
ASIDE = 3  # lines around the table that are quoted


def draw(draft: Draft, report: Report) -> None:
    """The step: one line of what was understood, behind it the details, the first rows and corrections."""
    understood = report.understood
    if understood is None:
        return
    told = plain(sentence(understood, report))
    with steps.step("reading", _("What we understood"), told, state="settled") as body:
        if body.open:
            _details(understood, report)
            _first(report)
            correcting.draw(draft, understood, report.table)


def sentence(understood: Understood, report: Report) -> str:
    """`text, UTF-8, semicolon, decimal comma; a column for each year; 12 regions, 2015 to 2023`."""
    seen = report.seen
    found = ", ".join(filter(None, [_regions(seen), _periods(seen)])) if seen else ""
    holds = words.layout(understood.layout) if report.table == FIGURES else words.table(report.table)
    return "; ".join(filter(None, [", ".join(_dress(understood)), holds, found]))


def _dress(understood: Understood) -> list[str]:
    """The kind of file and how it is written, without what is still open."""
    asked = [one["key"] for one in understood.questions]
    parts = {
        words.kind(understood.kind): True,
        understood.sheet: understood.sheet and "sheet" not in asked,
        words.encoding(understood.encoding): understood.encoding and "encoding" not in asked,
        words.delimiter(understood.delimiter): understood.delimiter,
        words.decimal(understood.decimal): understood.kind in ("text", "workbook") and "decimal" not in asked,
    }
    return [part for part, known in parts.items() if known]


def _regions(seen: Seen) -> str:
    return n_("{count} region", "{count} regions", len(seen.regions)) if seen.regions else ""


def _periods(seen: Seen) -> str:
    if len(seen.periods) < 2:
        return "".join(seen.periods)
    return _("{first} to {last}", first=seen.periods[0], last=seen.periods[-1])


def _details(understood: Understood, report: Report) -> None:
    seen = report.seen
    rows = [
        (_("Written as"), ", ".join(_dress(understood))),
        (_("Headings"), words.header(understood.header) if understood.kind != "json" else ""),
        (_("Layout"), words.layout(understood.layout) if report.table == FIGURES else ""),
        *((words.choice(name), getattr(understood, name)) for name in words.COLUMNS),
        (_("Regions"), _some(seen.regions) if seen else ""),
        (_("Years"), _some(seen.periods) if seen else ""),
    ]
    show.table(
        pd.DataFrame([row for row in rows if row[1]], columns=["what", "told"]),
        alt=_("How the file was read"),
        key="understood",
        columns={"what": Column(_("What")), "told": Column(_("As understood"))},
    )
    for line in understood.notes[:ASIDE]:
        st.caption(plain(line))


def _some(found: tuple[str, ...]) -> str:
    """`AT11, AT12 and 7 more`."""
    rest = len(found) - NAMED
    named = ", ".join(found[:NAMED])
    return (
        n_("{named} and {count} more", "{named} and {count} more", rest, named=named) if rest > 0 else named
    )


def _first(report: Report) -> None:
    """The first rows as they are written and, where nothing about them is open, as they are read."""
    if report.seen is None or report.seen.first.empty:
        return
    first = report.seen.first
    if report.table == FIGURES:
        table, columns = pd.concat([first, _read(first, report)], axis="columns"), _headed()
    else:
        table, columns = first, {str(name): Column(str(name)) for name in first if name != "row"}
    filled = {name: head for name, head in columns.items() if table[name].ne("").any()}
    columns = {"row": Column(_("Row"))} | filled
    show.table(table, alt=_("The first rows, as written and as read"), key="first", columns=columns)


def _headed() -> dict[str, Column]:
    return {
        "region": Column(_("Region as written")),
        "indicator": Column(_("Indicator as written")),
        "period": Column(_("Year as written")),
        "text": Column(_("Figure as written")),
        "flag": Column(_("Flag as written")),
        "name": Column(_("Region")),
        "figure": Column(_("Figure")),
    }


def _read(first: pd.DataFrame, report: Report) -> pd.DataFrame:
    """What became of each: `name` of the region and `figure` with flags; empty where it was not accepted."""
    figures = report.figures.reindex(columns=["row", "column", "region", "value", "flag"])
    near = figures[figures["row"].isin(first["row"])].drop_duplicates(["row", "column"])
    found = first[["row", "column"]].merge(near, how="left", on=["row", "column"])
    pairs = zip(found["value"], found["flag"], found["region"].notna(), strict=True)
    return pd.DataFrame(
        {
            "name": [words.region(code) if isinstance(code, str) else "" for code in found["region"]],
            "figure": [_figure(value, str(flag)) if known else "" for value, flag, known in pairs],
        }
    )


def _figure(value: float, flag: str) -> str:
    return f"{texts.number(value, decimals(value))} {flag}".strip()


def decimals(value: float) -> int:
    """As many decimals as show the figure whole, six at most."""
    return next((count for count in range(6) if round(value, count) == value), 6)
