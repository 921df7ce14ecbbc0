"""What looks strange, and how the file was read: never refused, always worth a look before storing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.texts import _
from danube.ui import show
from danube.ui.intake import paging, steps
from danube.ui.intake.plain import plain
from danube.ui.show import Column, Columns
from danube.words import intake as words
from etl.intake import notes
from etl.intake.asked import Finding
from etl.intake.report import Report

PLACED = {"row", "indicator", "region", "period", "value"}
"""What a doubt about one figure tells; any other is a sentence."""

FIRST, MOST = 5, 50
"""Figures of a kind that stand there at once, the others behind a door; sentences on no single figure."""


def draw(report: Report) -> None:
    """The doubts by kind, each figure with its place; then codes carried over, then how the file was read."""
    doubts, told = divided(report)
    count = sum(len(rows) for rows in doubts.values())
    state: steps.State = "open" if count else "settled" if report.accepted else "waiting"
    said = words.doubted(count) if report.accepted else _("No figure is accepted yet.")
    with steps.step("doubts", _("What looks strange"), said, state=state) as step:
        if not step.open:
            return
        several = "indicator" in report.figures and report.figures["indicator"].nunique() > 1
        for code, rows in doubts.items():
            _kind(code, rows, several)
        _carried(pd.DataFrame(report.carried))
        _told(told)


def divided(report: Report) -> tuple[dict[str, list[Finding]], list[str]]:
    """Doubts about figures by code, in the order of `words.DOUBTS`, and sentences on the reading.

    What is left out is told with the refusals; old codes have a table of their own.
    """
    aside = {*notes.LEFT_OUT, "carried"}
    codes = [str(one["code"]) for one in report.warnings if "region" in one or one["code"] in words.DOUBTS]
    order = [*(code for code in words.DOUBTS if code in codes), *dict.fromkeys(codes)]
    doubts: dict[str, list[Finding]] = {code: [] for code in dict.fromkeys(order)}
    told = []
    for one in report.warnings:
        if one["code"] in doubts:
            doubts[str(one["code"])].append(one)
        elif one["code"] not in aside:
            told.append(str(one["text"]))
    return doubts, told


def _kind(code: str, rows: list[Finding], several: bool) -> None:
    """One kind of doubt: what it is called, what is meant, and the figures."""
    title, meaning = words.DOUBTS.get(code, (code, ""))
    st.markdown(f"**{_(title)}** ({texts.number(len(rows), 0)})")
    whole = [_sentence(one) for one in rows if not set(one) >= PLACED]
    if whole:
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in whole[:MOST]))
    if len(whole) > MOST:
        st.caption(_("{count} more", count=texts.number(len(whole) - MOST, 0)))
    figures = pd.DataFrame([_line(one) for one in rows if set(one) >= PLACED])
    if len(figures):
        _some(figures, code, _(meaning or title), _heads(several))


def _sentence(one: Finding) -> str:
    if "row" not in one:
        return str(one["text"])
    return _("Row {row}: {text}", row=one["row"], text=one["text"])


def _line(one: Finding) -> dict[str, object]:
    """A doubt as a row of the table: the sentence without the place, which the other columns tell."""
    place, _separator, said = str(one["text"]).partition(": ")
    return {
        "row": one["row"],
        "indicator": indicator(str(one["indicator"])),
        "region": region(str(one["region"])),
        "period": one["period"],
        "value": one["value"],
        "said": said[:1].upper() + said[1:] if said else place,
    }


def indicator(key: str) -> str:
    """The short name of an indicator, or its id where the catalogue does not have it."""
    known = catalogue.load().indicators
    return _(known[key].short) if key in known else key


def region(code: str) -> str:
    """The name of a region, or its code where the project does not know it."""
    return regions.name(code) if code in regions.load() else code


def _heads(several: bool) -> Columns:
    """The indicator is named where the file has several."""
    heads = {
        "region": Column(_("Region")),
        "period": Column(_("Period")),
        "value": Column(_("Value")),
        "said": Column(_("Why it looks strange")),
        "row": Column(_("Row")),
    }
    return {"indicator": Column(_("Indicator")), **heads} if several else heads


def _some(rows: pd.DataFrame, key: str, alt: str, columns: Columns) -> None:
    """The first few rows; all of them, a page at a time, behind a door."""
    if len(rows) <= FIRST:
        return show.table(rows, alt=alt, key=f"doubt-{key}", columns=columns)
    place = st.container()
    label = _("All {count}", count=texts.number(len(rows), 0))
    with st.expander(label, key=f"all-{key}", on_change="rerun") as drawer:
        if drawer.open:
            paging.draw(
                rows, key, lambda page: show.table(page, alt=alt, key=f"doubt-{key}-all", columns=columns)
            )
    if not drawer.open:
        with place:
            show.table(rows.head(FIRST), alt=alt, key=f"doubt-{key}", columns=columns)
    return None


def _carried(rows: pd.DataFrame) -> None:
    """Rows that came in codes of an older NUTS: what became of each, and by which method."""
    if rows.empty:
        return
    st.markdown(
        f"**{_('Old codes carried over to NUTS 2024')}** ({texts.number(len(rows), 0)})  \n"
        + _("The official table of changes allows it for each of these; what it does not allow is refused.")
    )
    table = rows.assign(
        old=rows["from"], new=[f"{code} {region(str(code))}" for code in rows["to"]],
        name=[indicator(str(key)) for key in rows["indicator"]],
        how=[_(words.CARRIED.get(str(method), str(method))) for method in rows["method"]],
    )  # fmt: skip
    heads = {
        "row": Column(_("Row")),
        "old": Column(_("In the file")),
        "edition": Column(_("NUTS of")),
        "new": Column(_("In NUTS 2024")),
        "how": Column(_("Method")),
        "name": Column(_("Indicator")),
    }
    _some(table, "carried", _("Old codes and what became of them"), heads)


def _told(sentences: list[str]) -> None:
    """How the file was read, where that may surprise; a file's own words stand as they are."""
    if sentences:
        st.markdown(f"**{_('How the file was read')}**")
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))
