"""Are the regions growing together: how far apart they lie, year by year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from danube import regions, texts
from danube.benchmark import convergence, disparities, panel
from danube.benchmark.convergence import Beta, ConvergenceError, Panel
from danube.catalogue import Indicator
from danube.drawing.static import lines
from danube.events.scene import Chart, Scene
from danube.events.scenes import told
from danube.events.scenes.asked import Asked, SceneError
from danube.exports.shelf import Shelf
from danube.texts import _
from danube.words import convergence as words

DEFAULT = "gdp_pps"
OWN_PAST = " = 100"


@dataclass(frozen=True)
class Found:
    """The same regions in two years and between: `years` as `disparities.over_years`."""

    block: Indicator
    panel: Panel
    years: pd.DataFrame
    beta: Beta | None

    @property
    def relative(self) -> bool:
        """True where distances can be told in per cent of the average."""
        return words.measured(self.years) == "variation"


def drawn(asked: Asked) -> Scene:
    """The distances of the chosen indicator between both years."""
    block = asked.indicator(DEFAULT)
    since, until = _years(asked, block)
    found = _found(asked.shelf, block, since, until)
    used = [block.id, "population"]
    own = list(found.panel.figures.columns)
    figures = told.tidy(asked.shelf, [block.id], units=own)
    return Scene(
        title=_("{indicator}: distances between regions", indicator=_(block.name)),
        sentence=words.answer(found.years, found.beta, block),
        svg=lines.drawn(_lines(found), asked.theme),
        alt=_(
            "Line chart of the distances between regions over the years. {finding}",
            finding=words.spread(found.years, block),
        ),
        table=_table(found),
        figures=figures[figures["period"].between(since, until)].reset_index(drop=True),
        chart=_chart(found),
        sources=told.sources(used),
        dated=told.dated([since, until]),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _years(asked: Asked, block: Indicator) -> tuple[str, str]:
    """First and last year, far enough apart, in which enough regions have a figure."""
    rows = asked.shelf.of(block.id)
    known = panel.periods(rows, block.id, min_share=panel.COVERED, level=2)
    counts = panel.counts(rows, block.id, level=2)
    known = [year for year in known if counts[year] >= convergence.FEWEST]
    index = block.unit.removesuffix(OWN_PAST).isdigit()
    starts = [one for one in known if int(known[-1]) - int(one) >= convergence.SHORTEST]
    if block.conversion == "sum" or index or not starts:
        raise _cannot(block)
    since = asked.one("since", starts, starts[0])
    ends = [one for one in known if int(one) - int(since) >= convergence.SHORTEST]
    return since, asked.one("year", ends, ends[-1])


def _cannot(block: Indicator) -> SceneError:
    return SceneError(
        _(
            "{indicator} cannot be compared over the years: choose an indicator from the list of its page.",
            indicator=_(block.name),
        )
    )


def _found(shelf: Shelf, block: Indicator, since: str, until: str) -> Found:
    found: Found | None = shelf.kept.of(
        ("convergence", block.id, since, until), lambda: _calculated(shelf, block, since, until)
    )
    if found is None:
        raise _cannot(block)
    return found


def _calculated(shelf: Shelf, block: Indicator, since: str, until: str) -> Found | None:
    shared = convergence.balanced(shelf.of(block.id), block.id, since, until, units=regions.at_level(2))
    if len(shared.figures.columns) < convergence.FEWEST:
        return None
    weights = _population(shelf, until)
    whom = [code for code in shared.figures.columns if code in weights.index]
    lands = pd.Series({code: regions.country_of(code) for code in whom})
    return Found(block, shared, disparities.over_years(shared.figures[whom], lands, weights), _beta(shared))


def _population(shelf: Shelf, until: str) -> pd.Series:
    """Inhabitants in the well covered year nearest to the last one."""
    rows = shelf.of("population")
    known = panel.periods(rows, "population", min_share=convergence.COMPLETE, level=2)
    period = min(known, key=lambda year: abs(int(year) - int(until)))
    inhabitants = panel.at(rows, "population", period)["value"].dropna()
    return inhabitants[inhabitants > 0]


def _beta(shared: Panel) -> Beta | None:
    """The regression over the regions with figures above zero; None where there is none."""
    positive = (shared.first > 0) & (shared.last > 0)
    if shared.figures.min().min() < 0 or positive.sum() < convergence.FEWEST:
        return None
    try:
        return convergence.beta(shared.first[positive], shared.last[positive], shared.span)
    except ConvergenceError:
        return None


def _shown(found: Found) -> dict[str, pd.Series]:
    """Name → distances by year: in per cent of the average where that can be told."""
    if found.relative:
        return {_("distance"): 100 * found.years["variation"], _("Gini"): 100 * found.years["gini"]}
    return {_("distance"): found.years["deviation"]}


def _unit(found: Found) -> str:
    return _("% of the average") if found.relative else _(found.block.unit)


def _decimals(found: Found) -> int:
    return 0 if found.relative else found.block.decimals


def _lines(found: Found) -> lines.Lines:
    first, last = (int(str(found.years.index[end])) for end in (0, -1))
    every = [str(year) for year in range(first, last + 1)]
    tones = ("river", "amber")
    drawn_ = [
        lines.Line(name, told.plain(values.reindex(every), 6), tone, strong=tone == "river")
        for tone, (name, values) in zip(tones, _shown(found).items(), strict=False)
    ]
    return lines.Lines(every, drawn_, _unit(found), _decimals(found), zero=True)


def _table(found: Found) -> pd.DataFrame:
    columns = {_("Year"): list(found.years.index)}
    for name, values in _shown(found).items():
        columns[f"{name} ({_unit(found)})"] = [texts.number(value, 1) for value in values]
    return told.table(columns | {_("Regions"): list(found.years["count"])})


def _chart(found: Found) -> Chart:
    series = {name: told.plain(values, 1) for name, values in _shown(found).items()}
    return Chart("lines", tuple(map(str, found.years.index)), series, _unit(found), 1)
