"""What the documents say, written down here by hand, read back from the register."""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

import pytest

from danube.catalogue.programme import TABLES
from danube.programme import places
from danube.programme.disagreements import disagreements
from danube.programme.register import parts
from danube.settings import ROOT
from tests.programme import shipped

REGISTER = shipped.register()
SEEDS = Path(os.environ.get("DANUBE_SEEDS") or ROOT.parent / "shared" / "seeds")
NO_NUMBER = math.nan


@pytest.mark.parametrize(
    ("project", "begins", "ends", "budget", "support", "share", "partners"),
    [
        ("spinit", "2024-01-01", "2026-06-30", 2_419_000, 1_935_200, 80, 16),
        ("danubia-clusters", "2024-09", "2025-05", 124_999, 99_999.20, NO_NUMBER, 5),
        ("digital-regions", "2019-08-01", "2023-07-31", 1_622_566, NO_NUMBER, 85, 8),
        ("devise", "2018-06-01", "2022-11-30", 1_782_367, NO_NUMBER, NO_NUMBER, 10),
    ],
)
def test_dates_money_and_partners_of_a_project(
    project: str, begins: str, ends: str, budget: float, support: float, share: float, partners: int
) -> None:
    row = REGISTER.row("project", project)
    assert (row["begins"], row["ends"]) == (begins, ends)
    numbers = [row[name] for name in ("budget", "support", "share", "partners")]
    assert numbers == pytest.approx([budget, support, share, partners], nan_ok=True)


def test_interreg_pays_four_fifths_where_a_document_has_both_sums() -> None:
    table = REGISTER.table("project").set_index("id")
    shares = (100 * table["support"] / table["budget"]).dropna().round(2)
    assert shares.to_dict() == {"spinit": 80.00, "danubia-clusters": 80.00}


def members(project: str) -> set[str]:
    return set(REGISTER.table("partnership", project)["organisation"])


@pytest.mark.parametrize(
    ("project", "all_of_them", "named", "within"),
    [
        ("spinit", 13, 13, 13),
        ("danubia-clusters", 5, 3, 4),
        ("digital-regions", 8, 8, 4),
        ("devise", 10, 10, 2),
    ],
)
def test_partners_with_a_name_and_in_the_danube_region(
    project: str, all_of_them: int, named: int, within: int
) -> None:
    """Of Ukraine only four oblasts belong to the region; where in it its alliance sits, nobody says."""
    every = places.settled(REGISTER.table("organisation"))
    rows = every[every["id"].isin(members(project))]
    assert (len(rows), (rows["name"] != "").sum()) == (all_of_them, named)
    assert rows["inside"].sum() == within


def test_who_of_the_interreg_europe_projects_is_in_the_danube_region() -> None:
    every = places.settled(REGISTER.table("organisation"))
    inside = every[every["inside"].fillna(False)].set_index("id")["region"]
    assert {one: inside[one] for one in members("digital-regions") if one in inside} == {
        "university-of-ljubljana": "SI04",
        "business-agency-association": "BG33",
        "west-rda": "RO42",
        "hof-university": "DE24",
    }
    assert {one: inside[one] for one in members("devise") if one in inside} == {
        "business-agency-association": "BG33",
        "west-rda": "RO42",
    }


def test_countries_as_the_documents_list_them() -> None:
    every = REGISTER.table("organisation")
    countries = {
        project: set(every.loc[every["id"].isin(members(project)), "country"])
        for project in REGISTER.table("project")["id"]
    }
    assert countries["spinit"] == {"BA", "HR", "HU", "SI", "RO", "CZ", "RS", "BG", "ME"}
    assert countries["danubia-clusters"] == {"RO", "HU", "CZ", "SK", "UA"}
    assert countries["digital-regions"] == {"IE", "SI", "BG", "PT", "RO", "ES", "DE", "CH"}
    assert countries["devise"] == {"IE", "RO", "ES", "BG", "FI", "GB", "FR", "BE"}
    assert set(REGISTER.table("place", "spinit")["country"]) == countries["spinit"]


def test_lead_partners_as_far_as_they_are_named() -> None:
    rows = REGISTER.table("partnership")
    leads = rows[rows["role"] == "lead"].set_index("project")["organisation"].to_dict()
    assert leads == {"danubia-clusters": "clustero", "digital-regions": "ernact", "devise": "ernact"}


def test_targets_have_their_number_and_no_invented_baseline() -> None:
    rows = REGISTER.table("target").set_index("id")
    assert rows["target"].dropna().to_dict() == {
        "digital-regions-smes": 15,
        "devise-smes": 15,
        "devise-plans": 10,
        "devise-environments": 10,
        "spinit-organisations": 30,
        "spinit-groups": 10,
        "spinit-pilots": 10,
    }
    assert rows.loc[["digital-regions-smes", "devise-smes"], "due"].tolist() == ["2022", "2021"]
    assert rows[["baseline", "value"]].isna().all(axis=None)


def test_nothing_is_invented_where_no_document_speaks() -> None:
    assert REGISTER.table("pilot").empty and REGISTER.table("discovery_group").empty
    assert REGISTER.table("action_plan", "spinit").empty


def test_instruments_outputs_and_outcomes() -> None:
    instruments = REGISTER.table("instrument", "digital-regions").set_index("id")
    assert (len(instruments), (instruments["fund"] == "ERDF").sum()) == (8, 7)
    assert instruments["amount"].dropna().to_dict() == {"dr-bmw": 320_000_000, "dr-cantabria": 52_657_054}
    codes = ["D1.1.1", "D2.1.1", "D3.1.1", "D4.1.1", "D4.1.2", "D4.1.3", "D4.2.1"]
    assert REGISTER.table("output", "danubia-clusters")["code"].tolist() == codes
    call = REGISTER.row("outcome", "devise-west-call")
    assert (call["region"], call["value"]) == ("RO42", 748)


def test_where_documents_disagree_every_version_stands() -> None:
    said = {(one.subject, one.statement): set(one.said) for one in disagreements(REGISTER)}
    assert said == {
        ("spinit", "countries"): {"10", "9", "8"},
        ("spinit", "locations"): {"10", "15"},
        ("spinit", "partners"): {"16", "13"},
        ("digital-regions", "ends"): {"2023-07-31", "2023-01", "2022-07"},
        ("digital-regions", "name"): {"DIGITAL REGIONS", "REGIONS 4.0"},
        ("devise", "regions"): {"9", "10"},
        ("devise", "budget"): {"1782367", "1600000"},
        ("business-agency-association", "name"): {
            "Business Agency Association",
            "Business Association Agency",
        },
    }
    (countries,) = [one for one in disagreements(REGISTER, "spinit") if one.statement == "countries"]
    eight = [one for one in countries.versions if one.says == "8"]
    assert [(one.basis, one.documents) for one in eight] == [("stated", ("spinit-page",))]


def test_what_was_counted_can_be_counted_again() -> None:
    assert len(REGISTER.table("place", "spinit")) == 15
    regions = REGISTER.table("organisation").set_index("id").loc[sorted(members("devise")), "area"]
    assert regions.nunique() == 9


@pytest.mark.parametrize("name", [name for name in TABLES if name != "document"])
def test_every_fact_names_its_document(name: str) -> None:
    known = set(REGISTER.table("document")["id"])
    for row in REGISTER.rows(name):
        assert parts(row["document"]) and set(parts(row["document"])) <= known, row


def test_every_document_is_named_by_a_fact() -> None:
    named = {
        one
        for name in TABLES
        if name != "document"
        for row in REGISTER.rows(name)
        for one in parts(row["document"])
    }
    assert set(REGISTER.table("document")["id"]) == named


SAID_IN = {
    "eusdr-spinit": (
        "Participating Countries and Example Regions",
        ["01.01.2024 – 30.06.2026", "2 419 000", "1 935 200", "16 project partners", "13 associated",
         "10 regions", "230 stakeholders", "10 countries"],
    ),
    "spinit-page": (
        "80.00 % funded by",
        ["01 January 2024", "30 June 2026", "80.00 %", "among 30 organizations", "10 pilot projects",
         "10 locations across 8 countries", "Status: ongoing"],
    ),
    "clustero-danubia": (
        "5 Danubian Cluster Associations",
        ["124,999", "99,999.2 ", "9/2024 – 5/2025", "D1.1.1", "D.2.1.1", "D3.1.1", "D4.1.1", "D4.1.2",
         "D4.1.3", "D4.2.1"],
    ),
    "digitalregions-page": (
        "With the DIGITAL REGIONS project",
        ["from 1 Aug 2019", "to 31 Jul 2023", "by 2022, achieve a 15% increase", "320 M€", "52,657,054.00",
         "14.41 %", "eight European regions", "REGIONS 4.0"],
    ),
    "nwra-devise": (
        "10 EU partner regions",
        ["2022-11-30", "1.782.367,00", "By 2021", "by 15%", "10 regional digital support environments",
         "Business Association Agency"],
    ),
}  # fmt: skip
"""Document → words by which its text is known, and what the register has from it, as it stands there."""


OUR_OWN_WORDS = {
    "project": "objectives",
    "instrument": "objective",
    "target": "statement",
    "outcome": "statement",
    "action_plan": "measures",
    "output": "title",
}


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]


@pytest.mark.skipif(not SEEDS.exists(), reason="needs the documents")
@pytest.mark.parametrize("document", SAID_IN)
def test_the_documents_own_text_says_so(document: str, texts: list[str]) -> None:
    mark, figures = SAID_IN[document]
    (text,) = [text for text in texts if mark in text]
    assert [one for one in figures if one not in text] == []


@pytest.mark.skipif(not SEEDS.exists(), reason="needs the documents")
def test_names_of_partners_and_towns_stand_in_the_documents(texts: list[str]) -> None:
    (sheet,) = [text for text in texts if SAID_IN["eusdr-spinit"][0] in text]
    assert [row["town"] for row in REGISTER.rows("place") if row["town"] not in sheet] == []
    for one in members("spinit"):
        row = REGISTER.row("organisation", one)
        assert any(name and name in sheet for name in (row["name"], row["short"])), one
    (page,) = [text for text in texts if SAID_IN["nwra-devise"][0] in text]
    assert len(re.findall(r"^ *\d+\. ", page, flags=re.MULTILINE)) == len(members("devise"))


@pytest.mark.skipif(not SEEDS.exists(), reason="needs the documents")
def test_no_sentence_is_copied(texts: list[str]) -> None:
    """No nine words in a row of any longer text of ours stand in a document that way."""
    whole = " ".join(" ".join(texts).split()).casefold()
    for name, column in OUR_OWN_WORDS.items():
        for row in REGISTER.rows(name):
            words = row[column].casefold().split()
            runs = [" ".join(words[start : start + 9]) for start in range(len(words) - 8)]
            assert not [run for run in runs if run in whole], (name, row)
