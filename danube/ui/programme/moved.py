"""Whether a region moved since something began there: action and indicator chosen, and the picture."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from danube import catalogue, regions
from danube.benchmark import peers
from danube.benchmark.positions import has_flag
from danube.drawing import gaps
from danube.programme import effects, reach
from danube.programme.effects import Effect
from danube.programme.reach import Action, Reach
from danube.texts import _
from danube.ui import figures, selection, show
from danube.ui import peers as likeness
from danube.ui.programme import reaching
from danube.words import programme as moments
from danube.words import reach as words

PEERS = 12
"""The most alike regions in which nothing of the programme is done, as far as there are."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The action and the indicator whose course is shown."""

    action: Action
    indicator: str


def choose(found: Reach) -> Asked | None:
    """Action and indicator; None where nothing dated is done in the region."""
    dated = {f"{one.kind}.{one.id}": one for one in found.actions if one.begins}
    if not dated:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = selection.one("action", list(dated), label=_("Action"), show=lambda key: _named(dated[key]))
        return Asked(dated[chosen], _indicator(dated[chosen]))


def _indicator(action: Action) -> str:
    """One of those that the action is aimed at, or any other of the same fields."""
    known = catalogue.load().indicators
    options = list(dict.fromkeys([*action.indicators, *reaching.subjects()]))
    return selection.one("indicator", options, label=_("Indicator"), show=lambda key: _(known[key].name))


def _named(one: Action) -> str:
    """`DEVISE, action plan: Regional action plan (since 1 June 2018)`."""
    begun = _("since {begun}", begun=moments.moment(one.begins))
    return f"{reaching.kind_of(one)}: {one.name or one.id} ({begun})"


def of(asked: Asked, region: str) -> Effect:
    """The difference in differences at the edition in use."""
    return _effect(figures.version(), asked.indicator, region, asked.action.begins)


@st.cache_resource(show_spinner=False, max_entries=64)
def _effect(edition: int, indicator: str, region: str, began: str) -> Effect:
    years = figures.yearly(edition).get(indicator, {})
    return effects.of(years, region, _peers(edition, region), began, broken=_broken(edition, indicator))


def _peers(edition: int, region: str) -> list[str]:
    """The regions most like this one in structure, without those in which the programme does something."""
    table = likeness.shapes(edition, False)
    busy = reach.treated(reaching.everywhere().actions) - {region}
    others = table.drop(index=[code for code in table.index if code in busy])
    try:
        return [str(code) for code in peers.nearest(others, region, PEERS).index]
    except peers.PeersError:
        return []


def _broken(edition: int, indicator: str) -> set[tuple[str, str]]:
    """Region and year of every figure that its publisher flags as a break in the series."""
    rows: pd.DataFrame = figures.at(edition).of(indicator)
    flagged = rows[has_flag(rows["flag"], "b")]
    return set(zip(flagged["region"], flagged["period"], strict=True))


def draw(one: Effect, asked: Asked) -> None:
    """The sentence, the warning, and the region's course among its peers."""
    block = catalogue.load().indicators[asked.indicator]
    told = words.effect(one, _(block.unit), block.decimals)
    st.markdown(told)
    if one.lacks:
        return
    undated = "" if asked.action.dated else words.undated()
    st.caption(" ".join(filter(None, [words.drift(one), words.warning(), undated])))
    st.caption(words.band())
    figure = gaps.course(
        one.path, one.began, theme=show.theme(), name=regions.name(one.region),
        unit=_("change since before, {unit}", unit=_(block.unit)),
    )  # fmt: skip
    show.chart(
        figure, alt=f"{told} {words.warning()}", key="course", twin=lambda: _table(one), columns=_heads(one)
    )
    names = ", ".join(regions.name(str(code)) for code in one.changes.index)
    st.caption(
        _(
            "Peers, most alike first, without regions in which the programme does something: {names}.",
            names=names,
        )
    )


def _table(one: Effect) -> pd.DataFrame:
    """Year by year, each less its mean before."""
    return one.path.rename_axis("year").reset_index()


def _heads(one: Effect) -> dict[str, show.Column]:
    return {
        "year": show.Column(_("Year")),
        "region": show.Column(regions.name(one.region), decimals=2, sign=True),
        "peers": show.Column(_("Peers, mean"), decimals=2, sign=True),
        "low": show.Column(_("Band from"), decimals=2, sign=True),
        "high": show.Column(_("Band to"), decimals=2, sign=True),
    }
