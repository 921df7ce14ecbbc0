"""The network of partners on the page: what the reader chooses, and what is found, kept for all visitors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark import recipe
from danube.benchmark.recipe import RecipeError
from danube.benchmark.scores import ScoreError
from danube.catalogue.programme.columns import CLUSTERS, HELIX
from danube.programme import hubs, members, network
from danube.programme.hubs import Hub
from danube.programme.register import Register, parts, records
from danube.texts import _
from danube.ui import figures, lab, selection, show
from danube.ui.intake.plain import plain
from danube.ui.programme import footing, registers
from danube.words import methods
from danube.words import partners as words

UNTOLD = "untold"
SCORES = recipe.LENSES
SHOWN = ("reaching", "together", "all")
PARAMETERS = ("projects", "helix", "cluster", "home", "ties", "score", "nodes", "through")


@dataclass(frozen=True, slots=True)
class Choice:
    """What counts: projects, side of the helix, cluster and countries (empty: all); and by which index."""

    projects: tuple[str, ...] = ()
    helix: str = ""
    cluster: str = ""
    home: tuple[str, ...] = ()
    score: str = SCORES[0]

    @property
    def narrowed(self) -> bool:
        """True where anything is left out."""
        return bool(self.projects or self.helix or self.cluster or self.home)


@dataclass(frozen=True)
class Found:
    """The memberships of a choice and the networks that they make.

    rows: as `members.members`, without the choice of countries; groups, scores: of the regions that have one.
    """

    choice: Choice
    register: Register
    rows: pd.DataFrame
    groups: Mapping[str, str]
    scores: Mapping[str, float]

    @cached_property
    def sites(self) -> nx.Graph:
        """Places and their ties."""
        return network.around(network.graph(self.rows, "site"), self.choice.home)

    @cached_property
    def organisations(self) -> nx.Graph:
        """Organisations and their ties."""
        return network.around(network.graph(self.rows, "organisation"), self.choice.home)

    @cached_property
    def countries(self) -> nx.Graph:
        """Countries and their ties, whichever are chosen."""
        return network.graph(self.rows, "country")

    @cached_property
    def hubs(self) -> tuple[Hub, ...]:
        """The hubs of the Danube Region with their ties to advanced ones."""
        found = hubs.hubs(self.sites, self.groups)
        home = self.choice.home
        return tuple(one for one in found if not home or regions.country_of(one.site) in home)

    @cached_property
    def towns(self) -> dict[str, str]:
        """Site → its towns."""
        return words.towns(self.rows)

    def named(self, site: str) -> str:
        """A site for the reader."""
        return words.site(site, self.towns)

    @cached_property
    def names(self) -> dict[str, str]:
        """Site → its name, of every site of the network."""
        return {site: self.named(site) for site in self.sites}

    @cached_property
    def projects(self) -> dict[str, str]:
        """Id → name of every project."""
        return {row["id"]: row["name"] for row in self.register.rows("project")}

    @cached_property
    def partners(self) -> dict[str, str]:
        """Id → name of every organisation; members of clusters are named by themselves."""
        known = {row["id"]: words.organisation(row) for row in self.register.rows("organisation")}
        return {node: known.get(node, node) for node in set(self.rows["organisation"]) - {""}}

    @cached_property
    def bodies(self) -> dict[tuple[str, str], str]:
        """Kind and id → `SpinIT`, or with its kind where it is no project: `pilot “Smart cutting”`."""
        every = self.rows.drop_duplicates(["kind", "body"])
        named = zip(every["kind"], every["body"], every["name"], strict=True)
        return {(kind, body): _body(kind, name or body) for kind, body, name in named}

    @cached_property
    def placed(self) -> dict[str, pd.DataFrame]:
        """Site → its memberships."""
        rows = members.at(self.rows, "site")
        return {str(site): own for site, own in rows.groupby("node", sort=True)}

    def body(self, kind: str, identity: str) -> str:
        """A project, pilot or practice for the reader."""
        return self.bodies[kind, identity]


def _body(kind: str, name: str) -> str:
    return name if kind == "project" else _("{kind} “{name}”", kind=_(words.BODIES[kind]), name=name)


def choose(register: Register) -> tuple[Choice, str]:
    """The row of choices, and which ties the map shows."""
    ties = _ties()
    projects = {row["id"]: row["name"] for row in register.rows("project")}
    chosen = selection.several(
        "projects", list(projects), label=_("Projects"), show=projects.__getitem__,
        placeholder=_("all"), width=250,
    )  # fmt: skip
    home = selection.several(
        "home", _homes(register), label=_("Countries"), show=words.country, placeholder=_("all"), width=220
    )
    with st.popover(_("More"), key="partners-more", on_change="rerun") as drawer:
        pick = selection.one if drawer.open else selection.kept
        helix = pick("helix", ["", *HELIX, UNTOLD], label=_("Side of the quadruple helix"), show=_helix)
        cluster = pick("cluster", ["", *CLUSTERS], label=_("Cluster"), show=_cluster)
        score = pick("score", SCORES, label=_("Developed by"), show=_score)
    return Choice(tuple(chosen), helix, cluster, tuple(home), score), ties


def _ties() -> str:
    names = {
        "reaching": _("less developed – advanced"),
        "together": _("joint work or learning"),
        "all": _("all"),
    }
    return selection.one(
        "ties", SHOWN, label=_("Ties on the map"), show=names.__getitem__,
        widget=st.segmented_control, required=True, wrap=True,
    )  # fmt: skip


def _homes(register: Register) -> list[str]:
    """The countries of all organisations and places: those of the Danube Region first."""
    codes = {row["country"] for name in ("organisation", "place") for row in register.rows(name)}
    return sorted(codes, key=lambda code: (code not in regions.countries(), words.country(code)))


def _helix(side: str) -> str:
    named = {"": _("all"), UNTOLD: _("not told by any document")}
    return named[side] if side in named else _(HELIX[side])


def _cluster(key: str) -> str:
    return _(CLUSTERS[key]) if key else _("all")


def _score(lens: str) -> str:
    return _(methods.LENSES[lens])


def of(choice: Choice) -> Found:
    """The network of a choice at the edition in use."""
    return _found(figures.version(), choice, texts.language())


@st.cache_resource(show_spinner=False, max_entries=128)
def _found(edition: int, choice: Choice, _language: str) -> Found:
    """Kept by language: what is found carries names."""
    register = registers.at(edition)
    rows = cut(members.members(register), choice)
    groups, scores = standings(choice.score)
    return Found(choice, register, rows, groups, scores)


def standings(lens: str) -> tuple[dict[str, str], dict[str, float]]:
    """Region → performance group, and score, by a ready-made index; nothing where it cannot be calculated."""
    try:
        ranking = lab.of(recipe.lens(lens, catalogue.load())).ranking
    except (RecipeError, ScoreError) as problem:
        selection.note(str(problem))
        return {}, {}
    plain = [str(code) for code in ranking.index]
    groups = zip(plain, map(str, ranking["group"]), strict=True)
    return dict(groups), dict(zip(plain, map(float, ranking["score"]), strict=True))


def cut(rows: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The memberships that the choice leaves; countries are chosen among ties, not here."""
    kept = rows
    if choice.projects:
        kept = kept[kept["project"].isin(choice.projects)]
    if choice.cluster:
        kept = kept[kept["cluster"] == choice.cluster]
    if choice.helix:
        side = "" if choice.helix == UNTOLD else choice.helix
        kept = kept[(kept["helix"] == side) & (kept["organisation"] != "")]
    return kept.reset_index(drop=True)


def lacking(found: Found) -> list[str]:
    """Projects of which fewer partners are named than are stated, a sentence each."""
    told = []
    for row in records(found.register.table("project")):
        if not found.choice.projects or row["id"] in found.choice.projects:
            listed = len(found.register.table("partnership", row["id"]))
            told.append(words.gaps(row["partners"], listed, row["name"]))
    return [one for one in told if one]


def as_address(choice: Choice, **more: str) -> dict[str, str]:
    """The choice as the address carries it."""
    said = {
        "projects": ",".join(choice.projects), "helix": choice.helix, "cluster": choice.cluster,
        "home": ",".join(choice.home), "score": choice.score,
    }  # fmt: skip
    return said | more


def answer(found: Found) -> str:
    """Who is named, who joins projects, and how far less developed hubs reach advanced ones."""
    if found.rows.empty:
        return _("The documents tie nobody together here.")
    idle = hubs.without(found.hubs, together=True)
    told = [
        words.counted(found.rows),
        words.bridging(
            network.bridges(found.rows), network.islands(found.rows), found.partners, found.projects
        ),
        words.reached(hubs.less(found.hubs), hubs.without(found.hubs), idle, found.names),
    ]
    return plain(" ".join(told))


def show_nothing(found: Found) -> None:
    """Why nobody is shown, and what would fill the place."""
    remedy = _("Choose less above, or add who takes part.") if found.choice.narrowed else ""
    if found.choice.cluster:
        remedy = _("Only pilots and good practices belong to a cluster, and none of them has partners yet.")
    show.empty(_("No document ties anybody together here."), remedy)
    footing.invite("pilot_partner" if found.choice.cluster else "partnership")


def papers(found: Found) -> list[str]:
    """The ids of the documents that tell the memberships."""
    return list(dict.fromkeys(one for cell in found.rows["document"] for one in parts(cell)))
