"""What is said about structural peers: names of variables, why two regions are alike, how one does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from danube import regions, texts
from danube.texts import N_, _, n_
from danube.words.phrases import place

TOLD = 3
"""Reasons and neighbours that one sentence names."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a structural variable is called, and what regions have that have much or little of it."""

    name: str
    unit: str
    decimals: int
    much: str
    little: str


DIMENSIONS = {
    "place": N_("Size and place"),
    "education": N_("Education"),
    "sectors": N_("Sectors"),
    "manufacturing": N_("Manufacturing and firms"),
    "wealth": N_("GDP"),
}

VARIABLES = {
    "population": Wording(
        N_("Population"), N_("persons"), 0, N_("a large population"), N_("a small population")
    ),
    "density": Wording(
        N_("Density"), N_("per km²"), 0, N_("a dense population"), N_("a thin population")
    ),
    "market": Wording(
        N_("People within reach"), N_("EU-27 = 100"), 0, N_("many people within reach"),
        N_("few people within reach"),
    ),
    "tertiary": Wording(
        N_("Graduates"), N_("% of people aged 25–64"), 0, N_("many graduates"), N_("few graduates")
    ),
    "low_education": Wording(
        N_("Low education"), N_("% of people aged 25–64"), 0, N_("many people with little schooling"),
        N_("few people with little schooling"),
    ),
    "agriculture": Wording(
        N_("Agriculture"), N_("% of employment"), 0, N_("much agriculture"), N_("little agriculture")
    ),
    "industry": Wording(N_("Industry"), N_("% of employment"), 0, N_("much industry"), N_("little industry")),
    "trade": Wording(
        N_("Trade and tourism"), N_("% of employment"), 0, N_("much trade and tourism"),
        N_("little trade and tourism"),
    ),
    "business_services": Wording(
        N_("Business services"), N_("% of employment"), 0, N_("many business services"),
        N_("few business services"),
    ),
    "public_services": Wording(
        N_("Public services"), N_("% of employment"), 0, N_("many public services"),
        N_("few public services"),
    ),
    "manufacturing": Wording(
        N_("Manufacturing"), N_("% of people employed"), 0, N_("much manufacturing"),
        N_("little manufacturing"),
    ),
    "technology": Wording(
        N_("High-tech manufacturing"), N_("% of employment"), 0, N_("much high-tech manufacturing"),
        N_("little high-tech manufacturing"),
    ),
    "firm_size": Wording(N_("Firm size"), N_("EU = 100"), 0, N_("large firms"), N_("small firms")),
    "gdp": Wording(
        N_("GDP per inhabitant"), N_("EU-27 = 100"), 0, N_("a high GDP per inhabitant"),
        N_("a low GDP per inhabitant"),
    ),
}  # fmt: skip


def method() -> str:
    """How peers are found, in plain words; the term of the field in small type."""
    return "\n\n".join(
        [
            _(
                "Peers are the regions most alike in what changes slowly: size and place, education, "
                "sectors, manufacturing and firms. Nothing compared afterwards is used to find them."
            ),
            _(
                "On each variable, differences are measured in steps of the usual difference between "
                "regions; their squares, weighted, add up to the distance. 0 is alike in everything; two "
                "regions picked at random lie about 2 apart. A missing figure counts like a region picked "
                "at random, and is named. Variables published for larger units alone count half."
            ),
            _(
                ":small[Structural distance after the regional benchmarking of the JRC (Navarro et al. "
                "2014), with weights of our own. Urban type has no figures yet; density and the people "
                "within reach stand for it. Density is population over the area of the boundaries drawn "
                "here.]"
            ),
            _("How much each part counts:"),
        ]
    )


def variable(key: str) -> str:
    """The name of a structural variable in the reader's language."""
    return _(VARIABLES[key].name)


def figure(key: str, value: float | None) -> str:
    """`28 % of employment`; an en dash where there is none."""
    if value is None or value != value:
        return texts.MISSING
    wording = VARIABLES[key]
    unit = f"({_(wording.unit)})" if "=" in wording.unit else _(wording.unit)
    return f"{texts.number(value, wording.decimals)} {unit}"


def reason(key: str, own: float, other: float, middle: float) -> str:
    """`little agriculture (2 % and 3 %)`: what both have, against the median region."""
    wording = VARIABLES[key]
    trait = _(wording.much) if own + other > 2 * middle else _(wording.little)
    sign = " %" if wording.unit.startswith("%") else ""
    pair = [f"{texts.number(value, wording.decimals)}{sign}" for value in (own, other)]
    return _("{trait} ({own} and {other})", trait=trait, own=pair[0], other=pair[1])


def alike(region: str, peer: str, reasons: Sequence[str]) -> str:
    """`Steiermark most resembles Oberösterreich, because both have …`."""
    names = {"region": regions.name(region), "peer": regions.name(peer)}
    if not reasons:
        return _("{region} most resembles {peer}, though hardly closely.", **names)
    return _(
        "{region} most resembles {peer}, because both have {reasons}.",
        reasons=texts.listing(list(reasons[:TOLD])),
        **names,
    )


def following(peers: Sequence[str]) -> str:
    """Who comes next; an empty text where nobody does."""
    others = [regions.name(code) for code in peers[1 : 1 + TOLD]]
    return _("Next come {regions}.", regions=texts.listing(others)) if others else ""


def balance(compared: pd.DataFrame) -> str:
    """On how many indicators the region does better than the median of its peers; of `peers.compare`."""
    if compared.empty:
        return ""
    return n_(
        "Against them it is ahead of the middle peer on {ahead} of {count} indicator.",
        "Against them it is ahead of the middle peer on {ahead} of {count} indicators.",
        len(compared),
        ahead=int((compared["gap"] > 0).sum()),
    )


def caution(lacking: Sequence[str], count: int) -> str:
    """What is not known of the region itself; an empty text where nothing is lacking."""
    if not lacking:
        return ""
    return _(
        "Caution: {missing} of {count} structural figures are missing for this region ({names}). Each counts "
        "as far apart as two regions picked at random.",
        missing=len(lacking),
        count=count,
        names=texts.listing([variable(key) for key in lacking]),
    )


def among(position: int, count: int) -> str:
    """`3rd of 9`: the region among its peers, itself included."""
    return place(position, count)


def alt_map(region: str, peers: Sequence[str]) -> str:
    """What the map shows, in words."""
    return _(
        "Map: {region} and its {count} closest peers: {peers}.",
        region=regions.name(region),
        count=len(peers),
        peers=texts.listing([regions.name(code) for code in peers]),
    )


def alt_stacks(region: str, found: pd.DataFrame) -> str:
    """What the stacked bars show, in words; of `peers.nearest`."""
    ends = [
        (regions.name(str(found.index[end])), texts.number(found["distance"].iloc[end], 2)) for end in (0, -1)
    ]
    return _(
        "Bars that add up what sets each peer apart from {region}: from {closest} with {low} to {last} with "
        "{high}; two regions picked at random lie about 2 apart.",
        region=regions.name(region),
        closest=ends[0][0],
        low=ends[0][1],
        last=ends[1][0],
        high=ends[1][1],
    )


def alt_against(region: str, compared: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What the strips show, in words; of rows of `peers.compare`."""
    ends = [
        str(compared["distance"].astype(float).idxmax()),
        str(compared["distance"].astype(float).idxmin()),
    ]
    return _(
        "{region} among its peers on {count} indicators. Furthest ahead of their median: {best}. Furthest "
        "behind: {worst}.",
        region=regions.name(region),
        count=len(compared),
        best=names[ends[0]],
        worst=names[ends[1]],
    )
