"""The findings in words, of figures worked by hand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
import pytest

from danube import regions
from danube.benchmark import convergence as calculated
from danube.benchmark.clusters import Moran
from danube.words import convergence, convergence_notes

CODES = regions.nuts2()[:12]


@dataclass(frozen=True)
class Measure:
    name: str = "GDP"
    short: str = "GDP"
    unit: str = "PPS"
    direction: str = "higher"
    decimals: int = 0


def spread(before: float, after: float, within: float = 0.2) -> pd.DataFrame:
    years = pd.DataFrame({"variation": [before, after], "theil": [1.0, 1.0]}, index=["2010", "2020"])
    return years.assign(deviation=years["variation"], within=[0.1, within], between=[0.9, 1 - within])


def beta(power: float) -> calculated.Beta:
    first = pd.Series({code: math.exp(n / 4) for n, code in enumerate(CODES)})
    bent = first**power * [1.001 ** ((-1) ** n) for n in range(12)]
    return calculated.beta(first, bent, 10)


def test_distances_that_shrank_grew_or_stayed() -> None:
    assert convergence.spread(spread(0.6, 0.4), Measure()) == (
        "The distances shrank: a typical region lay 60 % from the average in 2010, 40 % in 2020."
    )
    assert "grew" in convergence.spread(spread(0.4, 0.6), Measure())
    assert "hardly changed" in convergence.spread(spread(0.4, 0.41), Measure())


def test_scores_around_zero_are_told_in_their_unit() -> None:
    years = spread(0.6, 0.4).assign(variation=float("nan"), theil=float("nan"))
    assert "0.60 PPS" in convergence.spread(years, Measure(decimals=2))
    assert convergence.answer(years, None, Measure()) == (
        "Yes: between 2010 and 2020 the regions have moved closer together."
    )


def test_the_answer_names_pace_and_place() -> None:
    said = convergence.answer(spread(0.6, 0.4, within=0.7), beta(0.5), Measure())
    assert said == (
        "Yes: between 2010 and 2020 the regions have moved closer together. Regions that started low have "
        "gained ground on the others; at this pace half of a gap closes in about 10 years. Most of the "
        "inequality that is left lies within countries (70 %)."
    )


def test_catching_up_that_does_not_shrink_distances_is_no_contradiction() -> None:
    said = convergence.answer(spread(0.4, 0.6, within=0.5), beta(0.5), Measure())
    assert "gained ground on the others, but not by enough to shrink the distances." in said
    assert "half between countries, half within them" in said


def test_gaps_that_widen_and_chance() -> None:
    assert "pulled further ahead" in convergence.caught_up(beta(1.5), Measure())
    assert "started worst have gained ground" in convergence.caught_up(beta(0.5), Measure(direction="lower"))
    assert "order of the regions has turned" in convergence.caught_up(beta(-0.5), Measure())
    assert "more than a lifetime" in convergence.caught_up(beta(0.95), Measure())
    assert "cannot be told from chance" in convergence.caught_up(beta(1.0), Measure())


def test_moves_are_counted_and_the_furthest_named() -> None:
    classes = pd.DataFrame({"first": [1, 2, 5], "last": [3, 2, 4]}, index=["AT11", "AT12", "AT13"])
    assert convergence.moved(classes, Measure()) == (
        "Of 3 regions, 1 stayed in the same fifth, 1 moved to a higher one and 1 to a lower one. "
        "Furthest up: Burgenland."
    )
    assert "Higher means worse here." in convergence.moved(classes, Measure(direction="lower"))


@pytest.mark.parametrize(("p", "start"), [(0.001, "Neighbours resemble"), (0.4, "Neighbours are no more")])
def test_clusters_by_country_and_outliers_by_name(p: float, start: str) -> None:
    kinds = ["high"] * 4 + ["low among high"] + ["none"] * 7
    table = pd.DataFrame({"kind": kinds}, index=list(CODES))
    said = convergence.clustered(table, Moran(0.5, -0.1, p, p, 12))
    assert (
        said.startswith(start) and "Austria (4)" in said and "Low among high neighbours: Kärnten" not in said
    )
    none = table.assign(kind="none")
    assert "No single region stands out" in convergence.clustered(none, Moran(0.5, -0.1, p, p, 12))


def test_what_is_compared_and_what_is_left_out() -> None:
    assert (
        convergence_notes.compared(64, 73, 0) == "Compared are the same 64 regions of 73 in every year shown."
    )
    assert "In all of them" in convergence_notes.compared(5, 73, 5)
    assert "In 2 of them" in convergence_notes.compared(5, 73, 2)
    said = convergence_notes.left_out(("AT11",), 3, ("2014",), ())
    assert said == (
        "Left out, because a year is missing: Burgenland. 3 regions have no figure of their own. "
        "Years with too few regions are skipped: 2014."
    )
    assert convergence_notes.left_out((), 0, (), ()) == "Nothing is left out."
