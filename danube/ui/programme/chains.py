"""Clusters on the page: how competitive they are, and what happens when one of their members falls out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import texts
from danube.programme import competitiveness, resilience
from danube.programme.resilience import Member
from danube.texts import _, n_
from danube.ui import figures, selection, show
from danube.ui.intake.plain import plain
from danube.ui.programme import footing, matching, registers
from danube.ui.show import Column
from danube.words import chains as words

PARAMETERS = ("chain", "reach", "out")
REACHES = ("100", "300", "500", "1000")


def draw() -> dict[str, str]:
    """The section; returns its choices for the link to the view."""
    register = registers.now()
    rows = register.table("cluster_member")
    known = resilience.members(register)
    if not known:
        named = sorted(rows["name"])
        show.empty(
            n_("The register knows {count} cluster and none of its members.",
               "The register knows {count} clusters and none of their members.", len(named)),
            _("With its members, their capabilities, needs and suppliers it shows how competitive clusters "
              "are, who can stand in for whom, and what happens when one falls out."),
        )  # fmt: skip
        footing.invite("cluster_member")
        return {}
    _compare()
    choice = _choose(sorted({name for one in known.values() for name in one.clusters}))
    chosen = resilience.members(register, choice["chain"])
    reach = float(choice["reach"])
    table = resilience.capabilities(chosen, reach)
    st.markdown(words.answer(table, reach))
    _capabilities(table)
    return choice | {"out": _what_if(chosen, reach)}


def _choose(clusters: list[str]) -> dict[str, str]:
    """Which cluster, and how far a stand-in may be."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        cluster = selection.one(
            "chain",
            ["", *clusters],
            label=_("Cluster"),
            show=lambda name: name or _("All clusters"),
            width=280,
        )
        reach = selection.one(
            "reach", REACHES, label=_("Within reach"), default=f"{resilience.REACH_KM:.0f}", width=280,
            show=lambda text: _("{kilometres} km", kilometres=texts.number(float(text), 0)),
            widget=st.select_slider,
        )  # fmt: skip
    return {"chain": cluster, "reach": reach}


def _compare() -> None:
    """Every cluster with its ratios, beside what its regions offer."""
    table = competitiveness.clusters(registers.now())
    standing = matching.benchmark(figures.version()).standing
    places = dict(zip(table["cluster"], table["regions"], strict=True))
    around = competitiveness.surroundings(standing, places)
    shown = table.assign(
        cluster=[words.cluster(row["cluster"], row["regions"]) for row in table.to_dict("records")],
        years=[words.years(first, last) for first, last in zip(table["first"], table["last"], strict=True)],
        told=[words.told(row["reporting"], row["members"]) for row in table.to_dict("records")],
        around=[around[name] for name in table["cluster"]],
    )
    heads = {
        "cluster": Column(_("Cluster")),
        "told": Column(_("Members with figures")),
        "years": Column(_("Years")),
        "employees": Column(_("Persons employed"), decimals=0),
        "productivity": Column(_("EUR per person"), decimals=0),
        "exports": Column(_("Exports"), "%", 1),
        "research": Column(_("R&D"), "%", 1),
        "around": Column(_("Its regions"), decimals=2, sign=True),
    }
    alt = _("How competitive clusters are, by the figures that their members gave.")
    show.table(shown, alt=alt, key="clusters", columns=heads)
    st.caption(words.surroundings())


def _capabilities(table: pd.DataFrame) -> None:
    """Who can do what, and who of them has nobody near who can do the same."""
    heads = {
        "capability": Column(_("Capability")),
        "suppliers": Column(_("Members"), decimals=0),
        "alone": Column(_("Without stand-in"), decimals=0),
        "regions": Column(_("Regions"), decimals=0),
        "concentration": Column(_("Concentration"), decimals=2),
        "names": Column(_("Names")),
    }
    alt = _(
        "Capabilities, those that fewest members have first; how many of these have nobody within reach who "
        "could stand in, and how concentrated they are (1: all in one region)."
    )
    show.table(table, alt=alt, key="skills", columns=heads)


def _what_if(known: dict[str, Member], reach: float) -> str:
    """The single points of failure, and what happens when the chosen one falls out; returns who."""
    points = resilience.exposed(known, reach)
    st.subheader(_("What if one falls out?"), anchor=False)
    if points.empty:
        st.markdown(_("Nobody's loss would stop another or take a capability away."))
        return ""
    heads = {
        "name": Column(_("Falls out")),
        "dependants": Column(_("Depend on it"), decimals=0),
        "stopped": Column(_("Stop, in turn"), decimals=0),
        "lost": Column(_("Capabilities lost"), decimals=0),
    }
    show.table(points, alt=_("Single points of failure, the gravest first."), key="failures", columns=heads)
    names = [*points["name"], *(name for name in known if name not in set(points["name"]))]
    name = selection.one("out", names, label=_("Falls out"), width=340)
    st.markdown("  \n".join(plain_lines(resilience.falls(known, name, reach))))
    return name


def plain_lines(fallout: resilience.Fallout) -> list[str]:
    """What happens, line by line; names as they were typed."""
    return [plain(line) for line in words.fallout(fallout)]
