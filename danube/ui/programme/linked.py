"""The network as nodes and links, who stands between others, who stands apart, who lies outside."""

from __future__ import annotations

from html import escape

import networkx as nx
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danube import regions, texts
from danube.drawing.ladder import End, ladder
from danube.programme import hubs, members, network
from danube.programme.register import records
from danube.texts import _
from danube.ui import selection, show
from danube.ui.intake.plain import plain
from danube.ui.programme import arcs, footing, partners
from danube.ui.programme.partners import Found
from danube.ui.show import Column, Columns
from danube.words import partners as words

TOLD = 5
"""Nodes between others that the page names; the table has them all."""

MOST = 120
"""So many members are drawn; beyond, the reader is asked to choose."""


def tell_between(found: Found) -> None:
    """Which organisations, and which places, stand between others."""
    for told, graph, names in (
        (_("Organisations"), found.organisations, found.partners),
        (_("Places"), found.sites, found.names),
    ):
        table = network.brokers(graph)
        st.markdown(f"**{told}**")
        if table.empty:
            st.markdown(_("Nobody: whoever is tied at all is tied directly."))
            continue
        st.markdown("\n".join(f"- {plain(line)}" for line in _between(table, names)))
    st.caption(
        _(
            "A place may stand between two projects by two organisations that need not know each other. "
            "Counted are the pairs of others whose shortest way runs through it (betweenness)."
        )
    )


def _between(table: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """The first few in words; equal ones together in one line."""
    lines = []
    for _pairs, own in table.groupby("between", sort=False):
        told = texts.listing([names[str(node)] for node in own.index])
        first = own.iloc[0]
        lines.append(words.between(told, float(first["between"]), float(first["share"]), len(own)))
    return lines[:TOLD]


def tell_apart(found: Found) -> None:
    """Who has no tie: organisations within one project alone, countries and regions without a partner."""
    bridges = network.bridges(found.rows)
    every = len(found.organisations)
    lines = [words.inward(every - sum(one in found.organisations for one in bridges), every)] if every else []
    if not found.choice.home:
        kinds = hubs.empty(found.hubs, found.groups)
        weak = sorted((code for code in kinds if kinds[code] == "less"), key=found.scores.__getitem__)
        lines.append(words.empty_regions([regions.name(code) for code in weak], len(kinds)))
        alone = network.apart(found.countries, regions.countries())
        if alone:
            lines.append(words.absent([words.country(code) for code in alone]))
    unscored = words.unscored(found.hubs, found.names)
    lines += [unscored] if unscored else []
    lines += [words.named(partners.lacking(found))] if partners.lacking(found) else []
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def draw_links(found: Found) -> None:
    """Bodies at the left, organisations, places or countries at the right."""
    with st.container(horizontal=True, gap="medium"):
        level, kinds = _level(), _kinds()
    rows = members.at(found.rows, level)
    graph = {"organisation": found.organisations, "site": found.sites, "country": found.countries}[level]
    rows = rows[rows["node"].isin(list(graph))]
    drawn = _several(rows[rows["kind"].isin(kinds)])
    if drawn.empty:
        show.empty(_("No document tells of joint work or learning between two of these."))
        footing.invite("pilot_partner", "replication")
    elif drawn["node"].nunique() > MOST:
        show.empty(
            _("{count} are too many to draw.", count=drawn["node"].nunique()),
            _("Choose projects or countries above; the table has them all."),
        )
    else:
        show.chart(_ladder(found, drawn, level), alt=_alt(drawn, level), key="links")
    with st.expander(_("Everybody as a table"), key="central-drawer", on_change="rerun") as drawer:
        if drawer.open:
            table = _central(found, graph, rows, level)
            show.table(table, alt=_alt(rows, level), key="central", columns=_of_central(level))


def _level() -> str:
    names = {"organisation": _("organisations"), "site": _("places"), "country": _("countries")}
    return selection.one(
        "nodes", members.LEVELS, label=_("Drawn are"), show=names.__getitem__,
        widget=st.segmented_control, required=True,
    )  # fmt: skip


def _kinds() -> tuple[str, ...]:
    """What ties: lists of partners, or joint work and learning."""
    names = {"lists": _("projects"), "work": _("joint work or learning")}
    through = selection.one(
        "through", list(names), label=_("Tied by"), show=names.__getitem__,
        widget=st.segmented_control, required=True,
    )  # fmt: skip
    return members.TOGETHER if through == "work" else members.ON_PAPER


def _several(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of bodies that have at least two nodes here."""
    count = rows.groupby(["kind", "body"])["node"].transform("nunique")
    return rows[count > 1]


def _ladder(found: Found, rows: pd.DataFrame, level: str) -> go.Figure:
    bodies = [
        End(f"{kind} {body}", str(own["name"].iloc[0]) or str(body), _of_body(found, own, level), "ink")
        for (kind, body), own in rows.groupby(["kind", "body"], sort=False)
    ]
    links = {
        str(node): list(dict.fromkeys(own["kind"] + " " + own["body"]))
        for node, own in rows.groupby("node", sort=True)
    }
    ends = [_end(found, node, rows[rows["node"] == node], level) for node in links]
    return ladder(bodies, ends, links, theme=show.theme())


def _end(found: Found, node: str, own: pd.DataFrame, level: str) -> End:
    """An organisation is coloured by its place; a country is not, since it has several."""
    site = str(own["site"].iloc[0])
    kind = hubs.kind(site, found.groups) if level != "country" else "middle"
    outside = all(members.inside(one) is False for one in own["site"])
    bodies = [found.body(*pair) for pair in dict.fromkeys(zip(own["kind"], own["body"], strict=True))]
    where = [words.site(site, {})] if level == "organisation" else []
    lines = [f"<b>{escape(name_of(found, node, level))}</b>", *where, words.some(bodies)]
    hollow = outside or kind == arcs.HOLLOW
    return End(node, name_of(found, node, level), "<br>".join(lines), arcs.TONES[kind], hollow)


def name_of(found: Found, node: str, level: str) -> str:
    """A node of this level for the reader; a country outside the Danube Region says so by its ring."""
    if level == "organisation":
        return found.partners[node]
    return found.named(node) if level == "site" else words.country(node)


def _of_body(found: Found, own: pd.DataFrame, level: str) -> str:
    names = [name_of(found, str(node), level) for node in dict.fromkeys(own["node"])]
    head = found.body(str(own["kind"].iloc[0]), str(own["body"].iloc[0]))
    return f"<b>{escape(head)}</b><br>{escape(words.some(names))}"


def _alt(rows: pd.DataFrame, level: str) -> str:
    kinds = {
        "organisation": _("{count} organisations and the projects, pilots and practices that tie them."),
        "site": _("{count} places and the projects, pilots and practices that tie them."),
        "country": _("{count} countries and the projects, pilots and practices that tie them."),
    }
    return kinds[level].replace("{count}", str(rows["node"].nunique()))


def _central(found: Found, graph: nx.Graph, rows: pd.DataFrame, level: str) -> pd.DataFrame:
    """Every node with its country, its bodies, its partners and the pairs it stands between."""
    table = network.central(graph)
    own = {str(node): part for node, part in rows.groupby("node")}
    return table.assign(
        name=[name_of(found, str(node), level) for node in table.index],
        country=[words.country(graph.nodes[node]["country"]) for node in table.index],
        through=[_through(found, own[str(node)]) for node in table.index],
        where=[_where(own[str(node)]) for node in table.index],
    )


def _through(found: Found, own: pd.DataFrame) -> str:
    named = dict.fromkeys(zip(own["kind"], own["body"], strict=True))
    return words.some([found.body(*pair) for pair in named])


def _where(own: pd.DataFrame) -> str:
    states = {members.inside(str(site)) for site in own["site"]}
    if states == {False}:
        return _("outside the Danube Region")
    return "" if True in states else _("its part in the Danube Region is not told")


def _of_central(level: str) -> Columns:
    heads = {
        "organisation": Column(_("Organisation")),
        "site": Column(_("Place")),
        "country": Column(_("Country")),
    }
    country = {} if level == "country" else {"country": Column(_("Country"))}
    return {
        "name": heads[level],
        **country,
        "through": Column(_("Takes part in")),
        "partners": Column(_("Partners"), decimals=0),
        "between": Column(_("Pairs it stands between"), decimals=1),
        "where": Column(_("Notes")),
    }


def show_outside(found: Found) -> None:
    """Partners outside the Danube Region: kept, since the documents name them."""
    rows = [
        {
            "name": found.partners.get(row["id"], row["id"]),
            "place": ", ".join(part for part in (row["town"], row["area"]) if part) or texts.MISSING,
            "country": words.country(row["country"]),
            "projects": _through(found, found.rows[found.rows["organisation"] == row["id"]]),
        }
        for row in records(found.register.table("organisation"))
        if members.inside(members.site_of(row["region"], row["country"])) is False
        and row["id"] in found.organisations
    ]
    if rows:
        alt = _("Partners outside the Danube Region with their places and projects.")
        heads = {
            "name": Column(_("Organisation")),
            "place": Column(_("Place")),
            "country": Column(_("Country")),
            "projects": Column(_("Takes part in")),
        }
        show.table(pd.DataFrame(rows), alt=alt, key="outside", columns=heads)
    else:
        st.markdown(_("None of the chosen partners lies outside."))
