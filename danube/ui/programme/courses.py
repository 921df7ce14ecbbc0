"""The indicators of a pilot: baseline, measurements and target over time, with a forecast and its band."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from danube import regions, texts
from danube.drawing import progress
from danube.programme import forecast
from danube.programme.forecast import Point, Series
from danube.texts import _
from danube.ui import show
from danube.ui.programme import footing
from danube.ui.show import Column
from danube.words import pilots as wording
from danube.words import programme as words
from danube.words import targets

SIDE_BY_SIDE = 2


def draw(series: Sequence[Series]) -> None:
    """A chart and two sentences for each indicator and place, two beside each other."""
    if not series:
        show.empty(
            _("Nothing was measured yet."),
            _("A baseline, a target and measurements over time show whether it works."),
        )
        footing.invite("measurements")
        return
    if len(series) == 1:
        chart, told = st.columns([7, 5], gap="large", vertical_alignment="center")
        with chart:
            _draw(series[0])
        with told:
            _say(series[0])
        return
    for first in range(0, len(series), SIDE_BY_SIDE):
        for column, one in zip(st.columns(SIDE_BY_SIDE, gap="large"), series[first:], strict=False):
            with column:
                _draw(one)
                _say(one)


def _draw(one: Series) -> None:
    figure = progress.course(
        [_point(point) for point in one.measured],
        name=escape(wording.name(one)),
        unit=escape(wording.unit(one)),
        decimals=wording.decimals(one),
        theme=show.theme(),
        title=escape(titled(one)),
        baseline=_point(one.baseline) if one.baseline else None,
        target=_point(one.target) if one.target else None,
        path=forecast.of(one).path,
    )
    key = f"course-{one.indicator}-{one.region}"
    alt = f"{titled(one)}: {_told(one)}"
    show.chart(figure, alt=alt, key=key, twin=table(one), columns=heads(one))


def _say(one: Series) -> None:
    told = _told(one)
    st.markdown(f"{told[:1].upper()}{told[1:]}")


def _told(one: Series) -> str:
    """How far it is, and what the forecast says of the target."""
    return f"{wording.progress(one)} {targets.forecast(forecast.of(one))}"


def titled(one: Series) -> str:
    """The indicator, and its place where it was measured in one."""
    where = regions.name(one.region) if one.region in regions.load() else one.region
    return f"{wording.name(one)}, {where}" if where else wording.name(one)


def _point(point: Point) -> progress.Point:
    return progress.Point(point.when, point.value, words.moment(point.period))


def table(one: Series) -> pd.DataFrame:
    """Every figure of a series with its kind, period and source."""
    kinds = {_("baseline"): [one.baseline], _("measurement"): one.measured, _("target"): [one.target]}
    rows = [
        (kind, words.moment(point.period), point.value, point.source or texts.MISSING)
        for kind, points in kinds.items()
        for point in points
        if point is not None
    ]
    return pd.DataFrame(rows, columns=["kind", "period", "value", "source"])


def heads(one: Series) -> dict[str, Column]:
    """How the columns of `table` are headed."""
    return {
        "period": Column(_("Period")),
        "kind": Column(_("Kind")),
        "value": Column(_("Value"), wording.unit(one), wording.decimals(one)),
        "source": Column(_("Source")),
    }
