"""What is said about structural peers: names of variables, why two regions are alike, how one does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from danube import regions, texts
from danube.texts import _, n_
from danube.words.phrases import place
from danube.words.structure import VARIABLES, amount, trait, variable

FAR = 1.0
"""Distance from which even the closest peer is no close match: half of that of two regions at random."""

TOLD = 3
"""Reasons and neighbours that one sentence names."""


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


def reason(key: str, own: float, other: float, level: float) -> str:
    """`little agriculture (2 % and 3 %)`: what both have; `level` in standard deviations from the mean."""
    told = {"trait": trait(key, level), "own": amount(key, own), "other": amount(key, other)}
    if key == "population":
        return _("{trait} ({own} and {other} million)", **told)
    if VARIABLES[key].unit.startswith("%"):
        return _("{trait} ({own} % and {other} %)", **told)
    return _("{trait} ({own} and {other})", **told)


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


def closeness(distance: float) -> str:
    """A warning where even the closest is no close match; an empty text where it is one."""
    if distance < FAR:
        return ""
    return _(
        "None is a close match: even the closest lies {distance} away, where two regions picked at random "
        "lie about 2 apart.",
        distance=texts.number(distance, 1),
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
