"""The page on growing together below its controls: calculations once per choice, pictures, sentences."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts, words
from danube.benchmark import clusters, convergence, disparities, neighbours, panel
from danube.benchmark.convergence import Beta, ConvergenceError, Panel
from danube.catalogue import Indicator
from danube.drawing import categories, maps, outlines
from danube.drawing import convergence as pictures
from danube.exports.pictures import Wanted
from danube.exports.pictures import table as on_map
from danube.texts import N_, _, n_
from danube.ui import atlas, figures, selection, show
from danube.ui.show import Column, Columns
from danube.words import convergence as sentences

DEFAULT = "gdp_pps"
"""Countries that grew together while their capitals pulled away: a story of 24 years and 64 regions."""

OWN_PAST = " = 100"
KINDS = {
    "low": N_("Low among low"),
    "low among high": N_("Low among high"),
    "none": N_("No clear pattern"),
    "high among low": N_("High among low"),
    "high": N_("High among high"),
}


@dataclass(frozen=True)
class Findings:
    """All that is computed of one indicator and two years; a part that cannot be is None."""

    block: Indicator
    panel: Panel
    years: pd.DataFrame
    weighed: str
    weightless: tuple[str, ...]
    beta: Beta | None
    no_beta: str
    matrix: pd.DataFrame
    map: Neighbourhood | None


@dataclass(frozen=True)
class Neighbourhood:
    """Local clusters of all regions with a figure in the last year; `tied` to their nearest one."""

    local: pd.DataFrame
    moran: clusters.Moran
    tied: dict[str, str]


@st.cache_data(show_spinner=False, max_entries=8)
def comparable(number: int) -> list[str]:
    """The indicators with two well covered years far enough apart, totals left out."""
    return [block.id for block in catalogue.load().visible() if _suits(block) and years(number, block.id)]


def _suits(block: Indicator) -> bool:
    """Not a total, which grows with the region, nor an index of each region's own past (2015 = 100)."""
    return block.conversion != "sum" and not block.unit.removesuffix(OWN_PAST).isdigit()


@st.cache_data(show_spinner=False, max_entries=400)
def years(number: int, indicator: str) -> list[str]:
    """Well covered years of the regions; none where all lie too close together."""
    rows = figures.at(number).of(indicator)
    known = panel.periods(rows, indicator, min_share=panel.COVERED, level=2)
    counts = panel.counts(rows, indicator, level=2)
    known = [year for year in known if counts[year] >= convergence.FEWEST]
    return known if known and int(known[-1]) - int(known[0]) >= convergence.SHORTEST else []


def choose() -> tuple[Indicator, str, str]:
    """Indicator, first and last year; both years empty where there is nothing to compare."""
    number = figures.version()
    offered = comparable(number)
    asked = st.query_params.get("indicator")
    known = [block.id for block in catalogue.load().visible()]
    ids = [key for key in known if key in offered or key == asked]
    block = selection.indicator(DEFAULT, ids=ids)
    if block.id not in offered:
        return block, "", ""
    every = years(number, block.id)
    starts = [one for one in every if int(every[-1]) - int(one) >= convergence.SHORTEST]
    since = selection.one("since", starts, label=_("First year"), default=starts[0])
    ends = [one for one in every if int(one) - int(since) >= convergence.SHORTEST]
    return block, since, selection.year(ends, ends[-1], label=_("Last year"))


def too_few(block: Indicator) -> str:
    """Why an indicator cannot be compared over time."""
    if not _suits(block):
        return _(
            "{indicator} is a total or an index of each region's own past: a level that regions could "
            "share does not exist.",
            indicator=_(block.name),
        )
    known = panel.periods(figures.shelf().of(block.id), block.id, level=2)
    return n_(
        "{indicator} has figures of regions for {count} year only ({years}).",
        "{indicator} has figures of regions for {count} years that lie too close together or cover too few "
        "regions ({years}).",
        len(known),
        indicator=_(block.name),
        years=texts.listing(known) or texts.MISSING,
    )


def of(block: Indicator, since: str, until: str) -> Findings | None:
    """The findings, computed when somebody first asks; None where too few regions are left."""
    return _found(figures.version(), block.id, since, until)


@st.cache_resource(show_spinner=False, max_entries=200)
def _found(number: int, indicator: str, since: str, until: str) -> Findings | None:
    block = catalogue.load().indicators[indicator]
    rows = figures.at(number).of(indicator)
    shared = convergence.balanced(rows, indicator, since, until, units=regions.at_level(2))
    if len(shared.figures.columns) < convergence.FEWEST:
        return None
    weights, period = _population(number, until)
    whom = [code for code in shared.figures.columns if code in weights.index]
    lands = pd.Series({code: regions.country_of(code) for code in whom})
    spread = disparities.over_years(shared.figures[whom], lands, weights)
    found, problem = _beta(shared)
    matrix = convergence.transitions(shared.first, shared.last)
    weightless = tuple(code for code in shared.figures.columns if code not in weights.index)
    around = _neighbourhood(rows, indicator, until)
    return Findings(block, shared, spread, period, weightless, found, problem, matrix, around)


def _population(number: int, until: str) -> tuple[pd.Series, str]:
    """Inhabitants of the regions in the well covered year nearest to `until`, the same for all years."""
    rows = figures.at(number).of("population")
    known = panel.periods(rows, "population", min_share=convergence.COMPLETE, level=2)
    period = min(known, key=lambda year: abs(int(year) - int(until)))
    inhabitants = panel.at(rows, "population", period)["value"].dropna()
    return inhabitants[inhabitants > 0], period


def _beta(shared: Panel) -> tuple[Beta | None, str]:
    """The regression over the regions with figures above zero, or why there is none."""
    positive = (shared.first > 0) & (shared.last > 0)
    if (shared.figures.min().min() < 0) or positive.sum() < convergence.FEWEST:
        return None, "below zero"
    try:
        return convergence.beta(shared.first[positive], shared.last[positive], shared.span), ""
    except ConvergenceError as problem:
        return None, str(problem)


def _neighbourhood(rows: pd.DataFrame, indicator: str, period: str) -> Neighbourhood | None:
    known = panel.at(rows, indicator, period)["value"].reindex(regions.at_level(2)).dropna()
    graph = neighbours.graph(known.index)
    try:
        local = clusters.local(known, graph.of)
    except clusters.ClusterError:
        return None
    return Neighbourhood(local, clusters.moran(known, graph.of), graph.tied)


def draw(found: Findings, since: str, until: str, highlight: str | None) -> None:
    """Four pictures and a map, each under the sentence that states what it shows."""
    left, right = st.columns(2, gap="large")
    with left:
        _spread(found)
    with right:
        _split(found)
    left, right = st.columns(2, gap="large")
    with left:
        _growth(found, since, until, highlight)
    with right:
        _matrix(found, since, until)
    _map(found, until, highlight)


def preface(found: Findings) -> None:
    """Which regions and years are compared, what is left out, and breaks in the series."""
    every = found.panel
    count = len(every.figures.columns)
    said = sentences.compared(count, every.partial, every.skipped)
    if found.weightless:
        without = sentences.named(found.weightless, 8)
        said += " " + _(
            "Not in the distances, because their population is unknown: {regions}.", regions=without
        )
    st.caption(said)
    if every.broken:
        st.caption(sentences.broken(every.broken, count))


def _head(title: str, finding: str, term: str) -> None:
    """The question of a picture, its finding in words, and the technical term in small type."""
    st.subheader(title, anchor=False)
    st.markdown(finding)
    st.caption(term)


def _spread(found: Findings) -> None:
    column = sentences.measured(found.years)
    finding = sentences.spread(found.years, found.block)
    relative = column == "variation"
    weighed = _("Every inhabitant counts the same (population of {year}).", year=found.weighed)
    term = (
        N_("Technical terms: coefficient of variation and Gini coefficient (sigma convergence).")
        if relative
        else N_("Technical term: standard deviation (sigma convergence).")
    )
    _head(_("How far apart are the regions?"), finding, f"{_(term)} {weighed}")
    names = {"variation": _("distance"), "gini": _("Gini"), "deviation": _("distance")}
    columns = ["variation", "gini"] if relative else ["deviation"]
    lines = found.years[columns] * (100 if relative else 1)
    unit, decimals = (_("% of the average"), 0) if relative else (_(found.block.unit), found.block.decimals)
    figure = pictures.spread(lines, names=names, unit=unit, decimals=decimals, theme=show.theme())
    show.chart(
        figure,
        alt=_("Line chart of the distances between regions over the years. {finding}", finding=finding),
        key="spread",
        twin=found.years.reset_index(),
        columns=_of_years(found.block, relative),
    )


def _of_years(block: Indicator, relative: bool) -> Columns:
    heads = {
        "period": Column(_("Year")),
        "mean": Column(_("Average"), _(block.unit), block.decimals),
        "deviation": Column(_("Standard deviation"), _(block.unit), block.decimals),
    }
    if relative:
        heads |= {
            "variation": Column(_("Coefficient of variation"), decimals=3),
            "gini": Column(_("Gini coefficient"), decimals=3),
            "theil": Column(_("Theil index"), decimals=4),
            "within": Column(_("Within countries"), decimals=4),
            "between": Column(_("Between countries"), decimals=4),
        }
    return heads | {"count": Column(_("Regions"), decimals=0)}


def _split(found: Findings) -> None:
    title = _("Between countries, or within them?")
    if not (found.years["theil"] > 0).all():
        _head(title, "", "")
        return show.empty(
            _("Figures of this indicator lie on both sides of zero, so inequality has no share to split."),
            _("Choose an indicator that counts from zero."),
        )
    finding = sentences.split(found.years)
    _head(title, finding, _("Technical term: Theil index, whose two parts add up to the whole."))
    parts = found.years[["between", "within"]]
    names = {"between": _("between countries"), "within": _("within countries")}
    hover = pd.DataFrame(
        {name: [_bar(str(year), names[name], row, name) for year, row in found.years.iterrows()]
         for name in parts.columns}
    )  # fmt: skip
    figure = pictures.stacked(parts, names=names, hover=hover, unit=_("Theil index"), theme=show.theme())
    alt = _("Stacked bars of inequality between and within countries by year. {finding}", finding=finding)
    return show.chart(figure, alt=alt, key="split")


def _bar(year: str, name: str, row: pd.Series, column: str) -> str:
    share = texts.number(100 * row[column] / row["theil"], 0)
    return f"<b>{year}</b><br>{name}: {share} %<br>{_('Theil index')} {texts.number(row[column], 4)}"


def _growth(found: Findings, since: str, until: str, highlight: str | None) -> None:
    title = _("Do those behind catch up?")
    if found.beta is None:
        _head(title, "", "")
        reason = (
            _("Figures of this indicator are not all above zero, so there is no growth in per cent.")
            if found.no_beta == "below zero"
            else _("Growth cannot be compared: the regions are too few or all began at the same level.")
        )
        return show.empty(reason, _("The other pictures still hold."))
    beta = found.beta
    finding = f"{sentences.caught_up(beta, found.block)} {sentences.driven(beta)}"
    term = _(
        "Technical term: beta convergence; slope {slope} (95 % interval {low} to {high}). Shaded: where the "
        "line may lie. Amber: regions that move it most.",
        slope=texts.number(100 * beta.slope, 2),
        low=texts.number(100 * beta.low, 2),
        high=texts.number(100 * beta.high, 2),
    )
    _head(title, finding, term)
    codes = [str(code) for code in beta.points.index]
    names = {code: regions.name(code) for code in codes}
    figure = pictures.growth(
        beta.points,
        beta.line,
        names=names,
        cards=_cards(found, since, until),
        named=[str(code) for code in beta.drivers().index],
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


def _matrix(found: Findings, since: str, until: str) -> None:
    classes = found.matrix.attrs["classes"]
    finding = sentences.moved(classes)
    term = _("Technical term: transition matrix of quintiles; mobility {index} of 1 (Shorrocks).",
             index=texts.number(convergence.mobility(found.matrix), 2))  # fmt: skip
    _head(_("Who changed places?"), finding, term)
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
    show.chart(figure, alt=alt, key="matrix")


def _cell(codes: list[str]) -> str:
    return sentences.named(codes, 12).replace(", ", "<br>") if codes else _("no region")


def _map(found: Findings, until: str, highlight: str | None) -> None:
    title = _("Where do high and low figures lie side by side?")
    if found.map is None:
        _head(title, "", "")
        return show.empty(
            _("Too few regions have a figure in {year}, or all have the same.", year=until),
            _("Choose another last year."),
        )
    local, moran = found.map.local, found.map.moran
    term = _(
        "Technical terms: Moran's I = {i} (chance alone gives {expected}, p = {p}); local Moran's I with a "
        "false discovery rate of 5 %. All {count} regions with a figure in {year}.",
        i=texts.number(moran.i, 2), expected=texts.number(moran.expected, 2), p=texts.number(moran.p, 4),
        count=moran.count, year=until,
    )  # fmt: skip
    _head(title, sentences.clustered(local, moran), term)
    if found.map.tied:
        pairs = [f"{regions.name(one)} ({regions.name(to)})" for one, to in found.map.tied.items()]
        st.caption(_("Without a neighbour that has a figure, tied to the nearest: {regions}.",
                     regions=texts.listing(pairs)))  # fmt: skip
    atlas.draw(_picture(found, until), key="clusters", selected=[highlight] if highlight else None)
    return None


def _picture(found: Findings, until: str) -> maps.MapPicture:
    assert found.map is not None
    local, block = found.map.local, found.block
    number = figures.version()
    base = on_map(Wanted(block, figures.at(number).of(block.id), until, number))
    own = base["state"].eq("value") & base.index.isin(local.index)
    kinds = local["kind"].reindex(base.index)
    labels = {kind: f"{_(KINDS[kind])} ({int((kinds == kind).sum())})" for kind in clusters.KINDS}
    table = base.assign(
        value=base["value"].where(own),
        state=base["state"].where(own, "missing"),
        note=[
            _told(local.loc[code], block) if known else note
            for code, known, note in zip(base.index, own, base["note"], strict=True)
        ],
    )
    scale = categories.Categories(
        categories.numbered(local["kind"], clusters.KINDS),
        tuple(labels[kind] for kind in clusters.KINDS),
        categories.around_nothing(len(clusters.KINDS)),
        block.decimals,
    )
    title = _("Clusters of {indicator}, {year}", indicator=_(block.name), year=until)
    return maps.choropleth(
        outlines.load(2), table, scale.as_scale(), theme=show.theme(), title=title, unit=_(block.unit)
    )


def _told(row: pd.Series, block: Indicator) -> str:
    """The class of a region and what its neighbours have on average."""
    around = _("Neighbours on average: {amount}", amount=words.amount(float(row["around"]), block))
    return f"{_(KINDS[str(row['kind'])])}. {around}"
