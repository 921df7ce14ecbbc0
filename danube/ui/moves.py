"""Who moved how far: growth against the start, and moves between the fifths, with their tables."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import regions, texts, words
from danube.benchmark import convergence
from danube.catalogue import Indicator
from danube.drawing import convergence as pictures
from danube.texts import _
from danube.ui import show
from danube.ui.convergence import Findings
from danube.ui.show import Column, Columns
from danube.words import convergence as sentences


def head(title: str, finding: str = "", term: str = "") -> None:
    """The question of a picture, its finding in words, and the technical term in small type."""
    st.subheader(title, anchor=False)
    if finding:
        st.markdown(finding)
        st.caption(term)


def growth(found: Findings, since: str, until: str, highlight: str | None) -> None:
    title = _("Do those behind catch up?")
    if found.beta is None:
        head(title)
        reason = (
            _("Figures of this indicator are not all above zero, so there is no growth in per cent.")
            if found.no_beta == "below zero"
            else _("Growth cannot be compared: the regions are too few or all began at the same level.")
        )
        return show.empty(reason, _("The other pictures still hold."))
    beta = found.beta
    finding = f"{sentences.direction(beta, found.block)} {sentences.driven(beta)}"
    term = _(
        "Technical term: beta convergence; slope {slope} (95 % interval {low} to {high}); half-life {years} "
        "years. Shaded: where the line may lie. Amber: regions that move it most.",
        years=texts.number(beta.half_life, 0),
        slope=texts.number(100 * beta.slope, 2),
        low=texts.number(100 * beta.low, 2),
        high=texts.number(100 * beta.high, 2),
    )
    head(title, finding, term)
    codes = [str(code) for code in beta.points.index]
    names = {code: regions.name(code) for code in codes}
    figure = pictures.growth(
        beta.points,
        beta.line,
        names=names,
        cards=_cards(found, since, until),
        named=[str(code) for code in beta.drivers(sentences.DRIVERS).index],
        highlighted=[code for code in codes if highlight in (code, regions.country_of(code))],
        level=f"{since}: {_(found.block.unit)}",
        rate=_("change a year, %"),
        theme=show.theme(),
    )
    alt = _(
        "Dot plot of the change a year against the level in {year}. {finding}", year=since, finding=finding
    )
    return show.chart(
        figure,
        alt=alt,
        key="growth",
        twin=lambda: _of_growth(found),
        columns=_heads(found.block, since, until),
    )


def _cards(found: Findings, since: str, until: str) -> dict[str, str]:
    """What a dot says: name, both figures, change a year, and a break if there is one."""
    assert found.beta is not None
    points = found.beta.points
    rows = zip(points["level"], points["last"], points["growth"], strict=True)
    cards = {}
    for code, (level, last, growth) in zip(map(str, points.index), rows, strict=True):
        lines = [
            f"<b>{regions.name(code)}</b>",
            f"{since}: {words.amount(level, found.block)}",
            f"{until}: {words.amount(last, found.block)}",
            _("{rate} % a year", rate=texts.number(100 * growth, 1, sign=True)),
            _("Break in the series.") if code in found.panel.broken else "",
        ]
        cards[code] = "<br>".join(line for line in lines if line)
    return cards


def _of_growth(found: Findings) -> pd.DataFrame:
    """The regions as a table, lowest start first."""
    assert found.beta is not None
    classes = found.matrix.attrs["classes"]
    table = found.beta.points.sort_values("level", kind="stable")
    return table.assign(
        name=[regions.name(str(code)) for code in table.index],
        country=[regions.name(regions.country_of(str(code))) for code in table.index],
        growth=100 * table["growth"],
        from_fifth=classes["first"].reindex(table.index),
        to_fifth=classes["last"].reindex(table.index),
        note=[_("Break in the series.") if code in found.panel.broken else "" for code in table.index],
    )


def _heads(block: Indicator, since: str, until: str) -> Columns:
    unit, decimals = _(block.unit), block.decimals
    return {
        "name": Column(_("Region")),
        "country": Column(_("Country")),
        "level": Column(since, unit, decimals),
        "last": Column(until, unit, decimals),
        "growth": Column(_("Change a year"), "%", 2, sign=True),
        "from_fifth": Column(_("Fifth in {year}", year=since), decimals=0),
        "to_fifth": Column(_("Fifth in {year}", year=until), decimals=0),
        "dfbetas": Column(_("Pull on the line (DFBETAS)"), decimals=2, sign=True),
        "note": Column(_("Notes")),
    }


def matrix(found: Findings, since: str, until: str) -> None:
    classes = found.matrix.attrs["classes"]
    finding = sentences.moved(classes, found.block)
    term = _("Technical term: transition matrix of quintiles; mobility {index} of 1 (Shorrocks).",
             index=texts.number(convergence.mobility(found.matrix), 2))  # fmt: skip
    head(_("Who changed places?"), finding, term)
    who = classes.groupby(["first", "last"]).groups
    hover = pd.DataFrame(
        [[_cell(list(who.get((row, column), []))) for column in found.matrix.columns]
         for row in found.matrix.index]
    )  # fmt: skip
    figure = pictures.matrix(
        found.matrix,
        hover=hover,
        theme=show.theme(),
        since=_("fifth in {year}", year=since),
        until=_("fifth in {year}", year=until),
    )
    alt = _("Heat map: fifth of the regions in {since} by fifth in {until}. {finding}",
            since=since, until=until, finding=finding)  # fmt: skip
    show.chart(
        figure, alt=alt, key="matrix", twin=lambda: _of_moves(found), columns=_heads_of_moves(since, until)
    )


def _of_moves(found: Findings) -> pd.DataFrame:
    """Every move between two fifths that happened, the highest start first, with who made it."""
    classes = found.matrix.attrs["classes"]
    groups = classes.groupby(["first", "last"]).groups
    rows = [(first, last, len(codes), texts.listing([regions.name(str(code)) for code in codes]))
            for (first, last), codes in sorted(groups.items(), reverse=True)]  # fmt: skip
    return pd.DataFrame(rows, columns=["from", "to", "count", "who"])


def _heads_of_moves(since: str, until: str) -> Columns:
    return {
        "from": Column(_("Fifth in {year}", year=since), decimals=0),
        "to": Column(_("Fifth in {year}", year=until), decimals=0),
        "count": Column(_("Regions"), decimals=0),
        "who": Column(_("Which")),
    }


def _cell(codes: list[str]) -> str:
    return sentences.named(codes, 12).replace(", ", "<br>") if codes else _("no region")
