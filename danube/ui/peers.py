"""The structural peers of a region: what the reader chooses, what is found, and five of them in brief."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark import lessons, peers, profile, structure
from danube.benchmark.portrait import records
from danube.texts import _
from danube.ui import addresses, figures, profiles, selection
from danube.words import peers as wording
from danube.words import structure as naming

COUNT = 8
BRIEF = 5
"""Peers on the page at first, and on the profile of a region."""

COUNTS = tuple(str(count) for count in range(peers.FEWEST, peers.MOST + 1))
STRENGTHS = ("0", "0.5", "1", "2", "3")
SCOPES = ("danube", "abroad")
PARAMETERS = ("region", "k", "scope", "pillar", *structure.DIMENSIONS)


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose peers, how many, whether of other countries alone, and how much each dimension counts."""

    region: str
    count: int = COUNT
    foreign: bool = False
    emphasis: tuple[tuple[str, float], ...] = ()

    @property
    def gdp(self) -> bool:
        """True where GDP is among the variables."""
        return dict(self.emphasis).get(structure.OPTIONAL, 0) > 0

    @property
    def weights(self) -> dict[str, float]:
        """Variable → relative weight."""
        usual = {key: value for key, value in self.emphasis if self.gdp or key != structure.OPTIONAL}
        return peers.weigh(usual, gdp=self.gdp)


@dataclass(frozen=True)
class Found:
    """The peers of a choice at one version; `refusal` says why there are none.

    table: region by variable; nearest: as `peers.nearest`; side: as `lessons.among`.
    """

    choice: Choice
    table: pd.DataFrame
    nearest: pd.DataFrame
    side: pd.DataFrame
    refusal: str = ""

    @property
    def codes(self) -> list[str]:
        """The peers, closest first."""
        return [str(code) for code in self.nearest.index]

    @property
    def variables(self) -> list[str]:
        """The variables that count."""
        return [key for key in map(str, self.table.columns) if self.choice.weights[key] > 0]

    @property
    def lacking(self) -> list[str]:
        """The variables that count and have no figure for the region."""
        known = self.table.loc[self.choice.region].notna()
        return [key for key in self.variables if not known[key]]

    @cached_property
    def compared(self) -> pd.DataFrame:
        """As `lessons.summed`: the region among its peers, indicator by indicator."""
        return lessons.summed(self.side, self.choice.region, _meta())

    @cached_property
    def taught(self) -> pd.DataFrame:
        """As `lessons.taught`: who does much better where the region is weak."""
        return lessons.taught(self.side, self.choice.region, self.codes, _meta())


def choose() -> Choice:
    """The row of choices above the picture; weights stand in a drawer."""
    region = selection.region(profiles.DEFAULT)
    count = selection.one(
        "k", COUNTS, label=_("Number of peers"), default=str(COUNT), widget=st.select_slider, width=220
    )
    names = {"danube": _("Danube Region"), "abroad": _("Other countries")}
    scope = selection.one(
        "scope", SCOPES, label=_("Look for peers in"), show=names.__getitem__,
        widget=st.segmented_control, required=True,
    )  # fmt: skip
    return Choice(region, int(count), scope == "abroad", _emphasis())


def _emphasis() -> tuple[tuple[str, float], ...]:
    """How much each dimension counts: sliders in a drawer, which also says how peers are found."""
    with st.popover(_("Method and weights"), key="weights", on_change="rerun") as drawer:
        if drawer.open:
            st.markdown(wording.method())
        pick = selection.one if drawer.open else selection.kept
        return tuple((key, _strength(pick, key)) for key in structure.DIMENSIONS)


def _strength(pick: Callable[..., str], key: str) -> float:
    """How much a dimension counts, from its slider or from the address alone."""
    words = {"0": _("off"), "0.5": _("half"), "1": _("normal"), "2": _("double"), "3": _("triple")}
    usual = "0" if key == structure.OPTIONAL else "1"
    chosen = pick(
        key, STRENGTHS, label=_(naming.DIMENSIONS[key]), show=words.__getitem__, default=usual,
        widget=st.select_slider,
    )  # fmt: skip
    return float(chosen)


def of(choice: Choice) -> Found:
    """The peers of a choice at the version in use."""
    return _found(figures.version(), choice)


@st.cache_resource(show_spinner=False, max_entries=192)
def _found(number: int, choice: Choice) -> Found:
    table = shapes(number, choice.gdp)
    nobody = Found(choice, table, table.head(0), pd.DataFrame(columns=lessons.AMONG))
    if not any(choice.weights.values()):
        return replace(nobody, refusal="weights")
    if peers.known_share(table, choice.region, choice.weights) < peers.KNOWN:
        return replace(nobody, refusal="unknown")
    nearest = peers.nearest(
        table, choice.region, choice.count, foreign=choice.foreign, weights=choice.weights
    )
    codes = [str(code) for code in nearest.index]
    side = lessons.measured(figures.yearly(number), choice.region, codes, _meta(), gdp=choice.gdp)
    return Found(choice, table, nearest, side)


@st.cache_resource(show_spinner=False, max_entries=8)
def shapes(number: int, gdp: bool) -> pd.DataFrame:
    """Region by structural variable, at a version."""
    return structure.structure(figures.at(number).everything, gdp=gdp)


@st.cache_resource(show_spinner=False, max_entries=8)
def vintages(number: int, gdp: bool) -> dict[tuple[str, str], dict[str, Any]]:
    """Region, variable → value, period, origin, at a version."""
    told = structure.vintages(figures.at(number).everything, gdp=gdp)
    return {(row["region"], row["variable"]): row for row in records(told)}


def _meta() -> pd.DataFrame:
    """The headline indicators: older series are not compared."""
    return profile.meta([block for block in catalogue.load().visible() if block.headline])


def answer(found: Found) -> str:
    """Who resembles the region most and why, who comes next, and how the region does among them."""
    region = found.choice.region
    if found.refusal:
        return refused(found)
    nearest = found.codes[0]
    told = [
        wording.alike(region, nearest, reasons(found, nearest)),
        wording.closeness(float(found.nearest["distance"].iloc[0])),
        wording.following(found.codes),
        wording.balance(found.compared),
    ]
    return " ".join(sentence for sentence in told if sentence)


def reasons(found: Found, peer: str, count: int = wording.TOLD) -> list[str]:
    """What the region and a peer share, most telling first; what is usual everywhere comes last.

    Figures of larger units are no reason: regions of the same unit share them by definition.
    """
    region = found.choice.region
    told = vintages(figures.version(), found.choice.gdp)
    alike = [
        key
        for key in peers.resemblance(found.table, region, peer, found.choice.weights)
        if all(told[code, key]["origin"] == code for code in (region, peer))
    ]
    scaled = structure.standardised(found.table[alike]).loc[[region, peer]].mean()
    levels = {key: float(scaled[key]) for key in alike}
    alike.sort(key=lambda key: abs(levels[key]) < naming.USUAL)
    return [
        wording.reason(key, float(found.table[key][region]), float(found.table[key][peer]), levels[key])
        for key in alike[:count]
    ]


def refused(found: Found) -> str:
    """Why no peers can be named, and what to do."""
    if found.refusal == "weights":
        return _("Every part is off: set at least one under “Method and weights”.")
    name = regions.name(found.choice.region)
    known = [naming.variable(key) for key in found.variables if key not in found.lacking]
    if not known:
        return _("No peers can be named: there is no figure on the structure of {region}.", region=name)
    return _(
        "No peers can be named: of {count} structural figures of {region} only {known} are published.",
        count=len(found.variables),
        region=name,
        known=texts.listing(known),
    )


def brief(region: str) -> None:
    """Five peers of a region in one line each, with links to them and to all of it: for its profile."""
    found = of(Choice(region, BRIEF, emphasis=usual()))
    if found.refusal:
        st.markdown(refused(found))
        return
    more = addresses.page("peers", _asked_version(), region=region)
    lines = [_line(found, code) for code in found.codes]
    st.markdown("  \n".join([*lines, f"[{_('All peers, and whom to learn from')}]({more})"]))


def usual() -> tuple[tuple[str, float], ...]:
    """Every dimension counts the same, GDP not at all."""
    return tuple((key, float(key != structure.OPTIONAL)) for key in structure.DIMENSIONS)


def _line(found: Found, peer: str) -> str:
    """`Oberösterreich, Austria (0.12): much industry (21 % and 25 %)`; the number is the distance."""
    both = texts.listing(reasons(found, peer, 2))
    distance = texts.number(float(found.nearest["distance"][peer]), 2)
    link = f"[{regions.name(peer)}]({profile_of(peer)})"
    country = regions.name(regions.country_of(peer))
    return f"{link}, {country} ({_('distance {distance}', distance=distance)}){': ' if both else ''}{both}"


def profile_of(region: str) -> str:
    """The address of a region's profile."""
    return addresses.page("region", _asked_version(), region=region)


def comparison_of(*codes: str) -> str:
    """The address of these regions side by side."""
    return addresses.page("compare", _asked_version(), regions=",".join(codes))


def _asked_version() -> int | None:
    return figures.version() if "v" in st.query_params else None


def as_address(choice: Choice) -> dict[str, str]:
    """The choice as the address carries it, every part named."""
    strengths = {key: f"{value:g}" for key, value in choice.emphasis}
    scope = "abroad" if choice.foreign else "danube"
    return {"region": choice.region, "k": str(choice.count), "scope": scope} | strengths
