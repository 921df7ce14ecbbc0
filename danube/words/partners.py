"""What is said about partners: names of places and bodies, who stands between, who is left without a tie."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from danube import regions, texts
from danube.programme import members
from danube.programme.hubs import Hub
from danube.texts import N_, _, n_

NAMED = 6
"""So many names stand in a sentence, the others are counted."""

FURTHEST = 3
"""Regions that are named as furthest behind."""

CLASSES = {
    "less": N_("less developed"),
    "middle": N_("in between"),
    "advanced": N_("advanced"),
    "unknown": N_("without a score"),
}
BODIES = {
    "project": N_("project"),
    "cluster": N_("cluster"),
    "group": N_("discovery group"),
    "pilot": N_("pilot"),
    "practice": N_("practice taken up"),
}


def country(code: str) -> str:
    """A country in the reader's language, also outside the Danube Region; the code where Babel knows none."""
    if code in regions.load():
        return regions.name(code)
    return str(texts.locale().territories.get(code, code))


def organisation(row: Mapping[str, str]) -> str:
    """The short name or the name; who is not named is told by the country."""
    named = row["short"] or row["name"]
    return named or _("Unnamed partner ({country})", country=country(row["country"]))


def towns(rows: pd.DataFrame) -> dict[str, str]:
    """Site → its towns that documents name: `BA01` → `Zenica, Tuzla`; sites without one are left out."""
    own = rows[(rows["town"] != "") & rows["site"].map(members.exact).astype(bool)]
    found = own.groupby("site")["town"].agg(lambda names: ", ".join(dict.fromkeys(names)))
    return {str(site): str(names) for site, names in found.items()}


def site(code: str, places: Mapping[str, str]) -> str:
    """`Zenica, Tuzla (Federacija Bosne i Hercegovine)`; a country says that its place is not told."""
    if not members.exact(code):
        name = country(code)
        return _("{country}, place not told", country=name) if code in regions.load() else name
    region = regions.get(code).name
    return f"{places[code]} ({region})" if code in places and places[code] != region else region


def some(names: Sequence[str]) -> str:
    """A listing of at most six names, the others counted."""
    if len(names) <= NAMED:
        return texts.listing(list(names))
    more = len(names) - NAMED + 1
    return texts.listing([*names[: NAMED - 1], n_("{count} other", "{count} others", more)])


def counted(rows: pd.DataFrame) -> str:
    """How many organisations of how many countries there are, and how many lie outside."""
    own = rows[rows["organisation"] != ""].drop_duplicates("organisation")
    outside = [one for one in own["site"] if members.inside(one) is False]
    told = n_(
        "The documents name {count} organisation in {countries} countries",
        "The documents name {count} organisations in {countries} countries",
        len(own),
        countries=own["country"].nunique(),
    )
    if not outside:
        return f"{told}."
    beyond = n_("{count} of them outside the Danube Region", "{count} of them outside the Danube Region",
                len(outside))  # fmt: skip
    return f"{told}, {beyond}."


def bridging(
    bridges: Mapping[str, Sequence[str]], parts: Sequence[Sequence[str]], names: Mapping[str, str],
    projects: Mapping[str, str],
) -> str:  # fmt: skip
    """Which organisations join projects, and which projects have no organisation in common with any other."""
    alone = [projects[part[0]] for part in parts if len(part) == 1]
    if not bridges:
        return _("No organisation takes part in more than one project.")
    told = n_(
        "Only {names} takes part in more than one project ({projects})",
        "Only {names} take part in more than one project ({projects})",
        len(bridges),
        names=some([names[one] for one in bridges]),
        projects=texts.listing(
            [projects[one] for one in dict.fromkeys(sum(map(list, bridges.values()), []))]
        ),
    )
    if not alone:
        return f"{told}."
    rest = n_(
        "{projects} shares no named organisation with another",
        "{projects} share no named organisation with another",
        len(alone),
        projects=texts.listing(alone),
    )
    return f"{told}; {rest}."


def reached(less: Sequence[Hub], alone: Sequence[Hub], idle: Sequence[Hub], names: Mapping[str, str]) -> str:
    """How many less developed hubs have a tie to an advanced one, on paper and in what was done.

    Args:
        less: the less developed hubs; alone: those without any tie to an advanced one; idle: those with
            which no advanced one has done anything that is told.
    """
    if not less:
        return _("No hub here has a score below that of the typical region.")
    count = len(less)
    if not alone:
        told = n_(
            "The one less developed hub shares a project with an advanced one",
            "Each of the {count} less developed hubs shares a project with an advanced one",
            count,
        )
    else:
        told = n_(
            "Of {all} less developed hubs {count} has no tie to an advanced one: {names}",
            "Of {all} less developed hubs {count} have no tie to an advanced one: {names}",
            len(alone),
            all=count,
            names=some([names[one.site] for one in alone]),
        )
    return f"{told}; {_done(count, len(idle))}"


def _done(count: int, idle: int) -> str:
    if idle == count:
        return _("no document tells of joint work, or of a practice that one took over from the other.")
    if not idle:
        return _("all of them have worked with one or learned from one.")
    return n_(
        "for {count} of them no document tells of joint work or learning.",
        "for {count} of them no document tells of joint work or learning.",
        idle,
    )


def unscored(found: Collection[Hub], names: Mapping[str, str]) -> str:
    """Which hubs the benchmark cannot place; empty where it places all."""
    codes = [names[one.site] for one in found if one.kind == "unknown"]
    if not codes:
        return ""
    return n_(
        "{names} cannot be placed: too few figures are published for a score.",
        "{names} cannot be placed: too few figures are published for a score.",
        len(codes),
        names=some(codes),
    )


def between(names: str, pairs: float, share: float, count: int) -> str:
    """`West RDA and ERNACT: each on the shortest way between 6 pairs of others (1 % of all)`."""
    return n_(
        "{names}: on the shortest way between {pairs} pairs of others ({share} % of all)",
        "{names}: each on the shortest way between {pairs} pairs of others ({share} % of all)",
        count,
        names=names,
        pairs=texts.number(pairs, 0 if pairs == round(pairs) else 1),
        share=texts.number(100 * share, 0 if share >= 0.01 else 1),
    )


def inward(count: int, every: int) -> str:
    """How many organisations meet only the partners of their own project."""
    return n_(
        "{count} of {every} organisations meets partners of one project alone.",
        "{count} of {every} organisations meet partners of one project alone.",
        count,
        every=every,
    )


def absent(countries: Sequence[str]) -> str:
    """Countries of the Danube Region without any partner."""
    return n_(
        "{names}: no document names a partner there.",
        "{names}: no document names a partner in either.",
        len(countries),
        names=texts.listing(list(countries)),
    )


def named(gaps: Sequence[str]) -> str:
    """What the documents leave open, so that no tie is missed for lack of a name."""
    return _(
        "Ties may be missing because partners are not named: {gaps}.",
        gaps="; ".join(gaps),
    )


def gaps(stated: float, listed: int, project: str) -> str:
    """How many partners a document states and how many it names; empty where they are as many."""
    if stated != stated or listed >= stated:
        return ""
    return _(
        "{project}: {listed} of {stated} partners are named",
        project=project,
        listed=listed,
        stated=texts.number(stated, 0),
    )


def empty_regions(weak: Sequence[str], count: int) -> str:
    """How many regions have no hub, how many of them are less developed, and which are furthest behind.

    Args:
        weak: names of the less developed ones, furthest behind first; count: all regions without a hub.
    """
    told = n_(
        "{count} of the {all} regions of the Danube Region has no named partner or place",
        "{count} of the {all} regions of the Danube Region have no named partner or place",
        count,
        all=len(regions.at_level(2)),
    )
    if not weak:
        return f"{told}."
    rest = n_(
        "{count} of them is less developed: {names}",
        "{count} of them are less developed, furthest behind {names}",
        len(weak),
        names=texts.listing(list(weak[:FURTHEST])),
    )
    return f"{told}; {rest}."


def unlinked(pairs: Sequence[tuple[str, str]], count: int) -> str:
    """How many pairs of countries have no tie, and which countries have none at all."""
    every = count * (count - 1) // 2
    told = _(
        "{lacking} of the {all} pairs of countries of the Danube Region have no tie.",
        lacking=len(pairs),
        all=every,
    )
    missing: dict[str, int] = {}
    for pair in pairs:
        for code in pair:
            missing[code] = missing.get(code, 0) + 1
    alone = [country(code) for code, lacking in missing.items() if lacking == count - 1]
    if not alone:
        return told
    rest = n_(
        "{names} has none with any other: no document names a partner there.",
        "{names} have none with any other: no document names a partner there.",
        len(alone),
        names=texts.listing(alone),
    )
    return f"{told} {rest}"
