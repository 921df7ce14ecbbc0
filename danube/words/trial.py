"""In words: how often the suggestions are right, where they are behind, and what the trial can say."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from danube import texts
from danube.programme.matching import quality
from danube.texts import _


def explained() -> str:
    """How suggestions come about."""
    return _(
        "Needs and capabilities, topics, gaps of the region, likeness of the regions, distance, partners in "
        "common and the company that somebody keeps give 0 to 1 each; their weighted mean orders the list. "
        "The weights are set by judgement and not fitted to anything. Texts are compared by TF-IDF of words "
        "and of runs of three to five letters. Every remark “not useful” takes a suggestion away and lowers "
        "the weight of what spoke for it more than for others."
    )


def result(summary: pd.DataFrame, way: str) -> str:
    """The precision of one way of hiding, all projects together."""
    row = summary.xs("", level="project").T[way]
    share = {key: texts.number(100 * float(row[key]), 0) for key in quality.METHODS}
    return _(
        "Of the first five suggestions {matching} % really were partners; of the five nearest {distance} %, "
        "of the five with most partners {popularity} % ({cases} cases).",
        cases=texts.number(float(row["cases"]), 0),
        **share,
    )


def lead(found: pd.DataFrame, way: str, names: Mapping[str, str]) -> str:
    """Whether the matching is ahead of distance, the stronger guess, and in which projects it is behind."""
    gain, low, high = (100 * value for value in quality.lead(found, way, "distance"))
    told = {
        "gain": texts.number(gain, 0, sign=True),
        "low": texts.number(low, 0, sign=True),
        "high": texts.number(high, 0, sign=True),
    }
    if low > 0 or high < 0:
        sentence = _("Against distance alone: {gain} points (95 % interval {low} to {high}).", **told)
    else:
        sentence = _(
            "Against distance alone: {gain} points, which cannot be told from chance (95 % interval {low} to "
            "{high}).",
            **told,
        )
    return f"{sentence} {_behind(found, way, names)}".strip()


def _behind(found: pd.DataFrame, way: str, names: Mapping[str, str]) -> str:
    """The projects in which distance finds more, by how much."""
    rows = quality.summary(found).reset_index()
    rows = rows[(rows["way"] == way) & (rows["project"] != "") & (rows["matching"] < rows["distance"])]
    lost = [
        _(
            "{project} by {points} points",
            project=names.get(row["project"], row["project"]),
            points=texts.number(100 * (row["distance"] - row["matching"]), 0),
        )
        for row in rows.to_dict("records")
    ]
    return _("It is behind in {projects}.", projects=texts.listing(lost)) if lost else ""


def limits(cases: int) -> str:
    """What the trial can and cannot say."""
    return _(
        "{count} partnerships in few projects are little, and partners of one project are no independent "
        "cases: the intervals are rather too narrow. Where the whole project is hidden, most partners are "
        "known by name and place alone, because no document says what else they do: what is left is hardly "
        "more than distance. A project that chose its partners all over Europe, not near each other, is then "
        "guessed badly, and partners of partners lead astray.",
        count=texts.number(cases, 0),
    )
