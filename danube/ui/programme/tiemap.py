"""The map of ties: which sites and arcs it shows, its legend, and the hubs and ties as tables."""

from __future__ import annotations

from html import escape

import networkx as nx
import pandas as pd
import streamlit as st

from danube import regions, texts
from danube.benchmark import lenses
from danube.drawing import palette, sites
from danube.programme import hubs, members
from danube.programme.hubs import Hub
from danube.texts import _, n_
from danube.ui import addresses, lab, legend, show
from danube.ui.peers import profile_of
from danube.ui.programme import arcs
from danube.ui.programme.arcs import HOLLOW
from danube.ui.programme.partners import Found
from danube.ui.show import Column, Columns, Link
from danube.words import methods
from danube.words import partners as words

ORDER = {"less": 0, "advanced": 1, "middle": 2, "unknown": 3}


def draw(found: Found, ties: str) -> None:
    """The map with its legend, what it cannot show, and its ties as a table."""
    network = shown(found, ties)
    theme = show.theme()
    _legend(theme)
    alt = _alt(found, network)
    arcs.draw(scene(found, network, theme), key="arcs", alt=alt)
    st.caption(_how(found, network))
    st.caption(_scored(found))
    with st.expander(_("Ties as a table"), key="ties-drawer", on_change="rerun") as drawer:
        if drawer.open:
            show.table(tie_table(found, network), alt=alt, key="ties-table", columns=_of_ties())


def shown(found: Found, ties: str) -> nx.Graph:
    """The network of sites with the ties that the reader wants to see; every site stays."""
    wanted = {frozenset(pair[:2]) for pair in hubs.reaching(found.hubs)}
    part = found.sites.copy()
    for one, other, tie in found.sites.edges(data=True):
        kept = {"reaching": {one, other} in wanted, "together": tie["together"], "all": True}[ties]
        if not kept:
            part.remove_edge(one, other)
    return part


def scene(found: Found, network: nx.Graph, theme: str) -> arcs.Scene:
    """What the map draws: sites with a tie and hubs of less and most developed regions are named first."""
    places = sites.placed(network, {code: names.split(", ") for code, names in found.towns.items()})
    kinds = {code: hubs.kind(code, found.groups) for code in network}
    order = sorted(network, key=lambda code: (not network.degree(code), ORDER[kinds[code]], code))
    dots = [
        arcs.Site(
            code, places[code], _short(found, code), kinds[code], _card(found, code, kinds[code]),
            members.inside(code) is False,
        )
        for code in order
    ]  # fmt: skip
    ties = [
        arcs.Tie(one, other, _said(found, one, other), tie["together"])
        for one, other, tie in network.edges(data=True)
    ]
    return arcs.Scene(dots, ties, theme)


def _short(found: Found, code: str) -> str:
    """What stands on the map: towns, else the region, else the country."""
    return found.towns.get(code) or (regions.get(code).name if members.exact(code) else words.country(code))


def _card(found: Found, code: str, kind: str) -> str:
    own = found.placed[code]
    names = list(dict.fromkeys(found.partners[one] for one in own["organisation"] if one))
    bodies = [found.body(*pair) for pair in dict.fromkeys(zip(own["kind"], own["body"], strict=True))]
    outside = members.inside(code) is False
    state = _("outside the Danube Region, drawn at the edge") if outside else _(words.CLASSES[kind])
    lines = [
        f"<b>{escape(found.named(code))}</b>",
        escape(state),
        escape(words.some(names)),
        escape(words.some(bodies)),
    ]
    return "<br>".join(line for line in lines if line)


def _said(found: Found, one: str, other: str) -> str:
    through = [found.body(*pair) for pair in found.sites.edges[one, other]["bodies"]]
    ends = f"{escape(found.named(one))} – {escape(found.named(other))}"
    return f"<b>{ends}</b><br>{escape(words.some(through))}"


def _legend(theme: str) -> None:
    """The colours of the dots, then what a line means."""
    colours = palette.theme(theme)
    entries = [
        (colours.amber, _("less developed: below the typical region")),
        (colours.grey, _("in between")),
        (colours.river, _("advanced: at least 125 % of the typical region")),
        (colours.ground, _("without a score, or outside the Danube Region")),
    ]
    st.html(legend.STYLE)
    st.html(legend.listed(_("Places of partners"), entries))


def _how(found: Found, network: nx.Graph) -> str:
    """What a line is, and what is drawn elsewhere than it lies."""
    if not network.number_of_edges():
        return _("No tie of this kind is told by the documents.")
    done = sum(tie["together"] for *_ends, tie in network.edges(data=True))
    told = [
        _("A thin line: both stand in the list of one project."),
        _("A thick one: joint work, or a practice taken up."),
        n_("{count} line, {done} of them thick.", "{count} lines, {done} of them thick.",
           network.number_of_edges(), done=done),
    ]  # fmt: skip
    if any(members.inside(code) is False for code in network):
        told.append(_("Places outside the Danube Region stand at the western edge."))
    if any(not members.exact(code) and code in regions.load() for code in network):
        told.append(_("Partners whose town no document names stand in the middle of their country."))
    return " ".join(told)


def _scored(found: Found) -> str:
    """By which index a place counts as developed, and whose the boundaries are."""
    lens = found.choice.score
    index = addresses.page("index", i="" if lens == lenses.DANUBE else lens)
    told = _(
        "How far developed: by the [{index}]({address}), in which the typical region is the median.",
        index=_(methods.LENSES[lens]),
        address=index,
    )
    return f"{told} {_(regions.ATTRIBUTION)}. {_(regions.DISCLAIMER)}"


def _alt(found: Found, network: nx.Graph) -> str:
    return _(
        "Map of {places} places of partners and {ties} ties between them; the table below lists the ties.",
        places=len(network),
        ties=network.number_of_edges(),
    )


def tie_table(found: Found, network: nx.Graph) -> pd.DataFrame:
    """The ties of a network of sites, those with something done first: both ends and through what."""
    rows = [
        {
            "one": found.named(one),
            "other": found.named(other),
            "through": texts.listing([found.body(*pair) for pair in tie["bodies"]]),
            "together": _("joint work or learning") if tie["together"] else _("listed together"),
            "listed": not tie["together"],
        }
        for one, other, tie in network.edges(data=True)
    ]
    table = pd.DataFrame(rows, columns=["one", "other", "through", "together", "listed"])
    return table.sort_values(["listed", "one", "other"], kind="stable")


def _of_ties() -> Columns:
    return {
        "one": Column(_("From")),
        "other": Column(_("To")),
        "through": Column(_("Through")),
        "together": Column(_("How")),
    }


def show_hubs(found: Found) -> None:
    """The hubs that are less developed or have no score, and their ties to advanced ones; then the others."""
    mine = [one for one in _ranked(found.hubs) if one.kind in ("less", HOLLOW)]
    if not mine:
        st.markdown(_("No hub here has a score below that of the typical region."))
    else:
        alt = _("Hubs that are less developed or cannot be placed, and their ties to advanced ones.")
        show.table(_hub_table(found, mine), alt=alt, key="hubs", columns=_of_hubs(mixed=False))
    rest = [one for one in _ranked(found.hubs) if one not in mine]
    with st.expander(_("The other hubs"), key="hubs-drawer", on_change="rerun") as drawer:
        if drawer.open:
            alt = _("Hubs at or above the typical region, and their ties to advanced ones.")
            show.table(_hub_table(found, rest), alt=alt, key="other-hubs", columns=_of_hubs(mixed=True))


def _hub_table(found: Found, some: list[Hub]) -> pd.DataFrame:
    return pd.DataFrame([_hub_row(found, one) for one in some], columns=list(_of_hubs(mixed=True)))


def _ranked(every: tuple[Hub, ...]) -> list[Hub]:
    return sorted(every, key=lambda one: (ORDER[one.kind], one.site))


def _hub_row(found: Found, hub: Hub) -> dict[str, object]:
    standing = lab.standing(hub.site)[found.choice.score]
    return {
        "name": Link(found.named(hub.site), profile_of(hub.site)),
        "kind": _(words.CLASSES[hub.kind]),
        "place": standing.place or _("no score"),
        "listed": _ends(found, hub.listed),
        "together": _ends(found, hub.together),
        "others": _ends(found, hub.others),
    }


def _ends(found: Found, codes: tuple[str, ...]) -> str:
    return texts.listing([_short(found, code) for code in codes]) or _("none told")


def _of_hubs(*, mixed: bool) -> Columns:
    """The columns of hubs; `mixed`: of all sorts, so that each row tells its own."""
    kind = {"kind": Column(_("Developed"))} if mixed else {}
    return {
        "name": Column(_("Hub")),
        **kind,
        "place": Column(_("Place in the index")),
        "listed": Column(_("Advanced hubs in the same project")),
        "together": Column(_("Joint work or learning with an advanced hub")),
        "others": Column(_("… with others")),
    }
