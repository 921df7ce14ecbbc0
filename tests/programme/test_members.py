"""Memberships as the documents tell them, and what a chain of pilots adds."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from danube.catalogue.programme import TABLES
from danube.programme import members
from danube.programme.register import Register
from tests.programme import shipped


def _with(**rows: list[Mapping[str, object]]) -> pd.DataFrame:
    """The memberships of the shipped facts and of these rows besides."""
    tables = shipped.tables()
    for name, added in rows.items():
        columns = [one.name for one in TABLES[name].columns]
        numbers = TABLES[name].of_kind("number")
        empty = {one: float("nan") if one in numbers else "" for one in columns}
        more = pd.DataFrame([empty | dict(row) for row in added], columns=columns)
        tables[name] = pd.concat([tables[name], more], ignore_index=True)
    return members.members(Register(1, tables))


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return members.members(shipped.register())


def test_every_partnership_is_a_membership(facts: pd.DataFrame) -> None:
    named = facts[(facts["kind"] == "project") & (facts["organisation"] != "")]
    assert named.groupby("body").size().to_dict() == {
        "danubia-clusters": 5,
        "devise": 10,
        "digital-regions": 8,
        "spinit": 13,
    }
    assert named["organisation"].nunique() == 32


def test_towns_of_spinit_are_places_without_an_organisation(facts: pd.DataFrame) -> None:
    places = facts[(facts["kind"] == "project") & (facts["organisation"] == "")]
    assert len(places) == 15 and set(places["body"]) == {"spinit"}
    assert set(places["site"]) >= {"HR03", "HR05", "HR06", "BG41", "BG42", "ME00", "CZ01"}


def test_every_row_names_a_document(facts: pd.DataFrame) -> None:
    assert (facts["document"] != "").all()
    assert tuple(facts.columns) == members.COLUMNS


@pytest.mark.parametrize(
    ("region", "country", "site"),
    [
        ("RO42", "RO", "RO42"),
        ("RO421", "RO", "RO42"),
        ("AT130", "AT", "AT13"),
        ("BG", "BG", "BG"),
        ("DE2", "DE", "DE"),
        ("", "IE", "IE"),
        ("UA-51", "UA", "UA-51"),
        ("MD", "MD", "MD"),
    ],
)
def test_a_site_is_a_region_or_else_a_country(region: str, country: str, site: str) -> None:
    assert members.site_of(region, country) == site


@pytest.mark.parametrize(
    ("site", "expected"), [("RO42", True), ("SK", True), ("UA", None), ("IE", False), ("MD", True)]
)
def test_inside(site: str, expected: bool | None) -> None:
    assert members.inside(site) is expected


def test_a_partner_without_a_town_stands_at_the_towns_of_its_project(facts: pd.DataFrame) -> None:
    """The sheet lists Zagreb, Zadar and Varaždin for three Croatian partners: Croatia is no fourth place."""
    spinit = members.at(facts[facts["body"] == "spinit"], "site")
    assert set(spinit["node"]) == {
        "BA01", "BG41", "BG42", "CZ01", "HR03", "HR05", "HR06", "HU23", "ME00", "RO11", "RS12", "SI03",
        "SI04",
    }  # fmt: skip
    danubia = members.at(facts[facts["body"] == "danubia-clusters"], "site")
    assert set(danubia["node"]) == {"CZ", "HU", "RO", "SK", "UA"}


def test_a_practice_has_a_source_and_takers(facts: pd.DataFrame) -> None:
    """The Digitalization Parkour of Biel/Bienne went to Varna's and to Hof's plans."""
    rows = facts[facts["body"] == "digitalization-parkour"]
    assert dict(zip(rows["site"], rows["role"], strict=True)) == {
        "CH": "source",
        "BG33": members.AGAIN,
        "DE24": members.AGAIN,
    }
    assert "einstein1" not in set(facts["body"])  # no plan took it up


PILOT = {"id": "p1", "project": "spinit", "name": "Sensors", "town": "Kranj", "region": "SI04",
         "country": "SI", "cluster": "it", "lead": "zrs-bistra-ptuj", "document": "spinit-page"}  # fmt: skip


def test_a_pilot_ties_its_lead_partners_validator_and_who_does_it_again() -> None:
    rows = _with(
        pilot=[PILOT],
        pilot_partner=[{"pilot": "p1", "organisation": "fitt"}],
        validation=[{"id": "v1", "pilot": "p1", "organisation": "university-of-ljubljana"}],
        replication=[
            {"id": "r1", "pilot": "p1", "region": "RS12", "country": "RS", "organisation": "inosens"},
            {"id": "r2", "pilot": "unknown", "region": "RO42", "country": "RO", "organisation": "west-rda"},
        ],
    )
    mine = rows[rows["kind"] == "pilot"]
    assert set(mine["organisation"]) - {""} == {
        "zrs-bistra-ptuj",
        "fitt",
        "university-of-ljubljana",
        "inosens",
    }
    assert set(mine["site"]) == {"SI03", "SI04", "BA01", "RS12"}
    assert set(mine["cluster"]) == {"it"} and set(mine["name"]) == {"Sensors"}


def test_a_group_ties_its_members_that_are_organisations() -> None:
    rows = _with(
        discovery_group=[
            {"id": "g1", "project": "spinit", "town": "Tuzla", "region": "BA01", "document": "x"}
        ],
        stakeholder=[
            {"group": "g1", "name": "FITT", "organisation": "fitt", "helix": "civil"},
            {"group": "g1", "name": "Mayor", "helix": "public"},
        ],
    )
    mine = rows[rows["kind"] == "group"]
    assert set(mine["organisation"]) == {"", "fitt"} and set(mine["site"]) == {"BA01"}
    assert set(mine["country"]) == {"BA"}


def test_members_of_clusters_need_no_row_among_the_organisations() -> None:
    member = {"cluster": "Alpha", "country": "SK", "region": "SK01", "document": "uks-danubia"}
    rows = _with(cluster_member=[member | {"name": "Beta s.r.o.", "kind": "sme"}])
    mine = rows[rows["body"] == "Alpha"].iloc[0]
    assert (mine["organisation"], mine["site"], mine["helix"]) == ("Beta s.r.o.", "SK01", "business")


def test_an_empty_register_has_no_members() -> None:
    rows = members.members(Register(1, {}))
    assert rows.empty and tuple(rows.columns) == members.COLUMNS
    for level in members.LEVELS:
        assert members.at(rows, level).empty
