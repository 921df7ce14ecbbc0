"""Suggestions on small registers whose scores can be worked out by hand, and what remarks change."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.catalogue.programme import TABLES
from danube.programme.matching import actors, bodies, criteria, purposes, suggestions, topics
from danube.programme.matching.purposes import CRITERIA, PURPOSES
from danube.programme.matching.regional import Regional
from danube.programme.register import Register
from tests.programme import shipped

NOWHERE = Regional(pd.DataFrame(dtype=float), pd.DataFrame(dtype=float))
"""A benchmark without a figure."""


def rows(name: str, *told: dict[str, object]) -> pd.DataFrame:
    """Rows of a table as declared; what is not told is empty."""
    columns = [one.name for one in TABLES[name].columns]
    return pd.DataFrame([{**dict.fromkeys(columns, ""), **row} for row in told], columns=columns).replace(
        {one: {"": math.nan} for one in TABLES[name].of_kind("number")}
    )


def made(regional: Regional = NOWHERE, **tables: pd.DataFrame) -> criteria.Knowledge:
    register = Register(1, tables)
    found = {key: one for key, one in actors.of(register, ()).items() if one.side != "region"}
    return criteria.known(found, bodies.of(register, found), regional)


def member(name: str, kind: str = "sme", **more: object) -> dict[str, object]:
    return {"cluster": "Sensors", "name": name, "kind": kind, "country": "RO", "document": "d", **more}


FIRMS = rows(
    "cluster_member",
    member("Sensors", "cluster", capabilities="network", needs="members"),
    member("Alpha", needs="machine vision"),
    member("Beta", cluster="Others", capabilities="machine vision; robots", region="RO11"),
    member("Gamma", cluster="Others", capabilities="accounting", region="RO11"),
)


ALPHA = "member:Sensors/Alpha"


def test_who_needs_finds_who_can() -> None:
    known = made(cluster_member=FIRMS)
    found = suggestions.of(known, ALPHA, PURPOSES["b2b"])
    assert list(found.table.index) == ["member:Others/Beta", "member:Others/Gamma"]
    meets = criteria.Meeting(known, known.actors[ALPHA])
    assert meets.both(known.actors["member:Others/Beta"]) == pytest.approx(1)
    assert np.isnan(meets.both(known.actors[ALPHA]))
    assert found.table.loc["member:Others/Gamma", "skills"] == 0
    assert found.table["score"].tolist() == pytest.approx(
        found.table[list(CRITERIA)].sum(axis="columns").tolist()
    )


def test_a_firm_and_its_cluster_are_each_sought_by_the_other_kind() -> None:
    known = made(cluster_member=FIRMS)
    assert purposes.of(known.actors["member:Sensors/Alpha"]) == [
        "project", "b2c", "b2b", "learning", "replication",
    ]  # fmt: skip
    wanted = suggestions.candidates(known, "member:Sensors/Sensors", PURPOSES["c2b"])
    assert wanted == ["member:Others/Beta", "member:Others/Gamma"]  # Alpha is its member already
    both = suggestions.candidates(known, "member:Sensors/Sensors", PURPOSES["c2b"], tied=True)
    assert "member:Sensors/Alpha" in both


def test_distance_and_partners_in_common_by_hand() -> None:
    assert criteria.nearness(500) == pytest.approx(math.exp(-1))
    assert np.isnan(criteria.nearness(None))
    one, other = frozenset("abcd"), frozenset("cx")
    assert criteria.common(one, other) == pytest.approx(1 / math.sqrt(8))
    assert np.isnan(criteria.common(one, frozenset()))


def test_texts_are_alike_by_words_and_by_runs_of_letters() -> None:
    found = topics.of({"a": "digital factories", "b": "digitální továrny", "c": "wine", "d": ""})
    like = found.like("a")
    assert like["a"] == pytest.approx(1) and like["b"] > like["c"] == pytest.approx(0)
    assert np.isnan(like["d"]) and found.like("d").isna().all()
    assert topics.of({"a": "digital wine", "b": "the digital"}).shared("a", "b") == ["digital"]
    assert topics.of({"a": "the of", "b": "the"}).like("a")["b"] > 0
    assert topics.of({"a": "", "b": "12"}).like("a").isna().all()


STANDING = pd.DataFrame(
    {"x": [-1.0, 1.0, -2.0], "y": [-2.0, np.nan, -1.0], "z": [1.0, 3.0, 1.0]}, index=["RO11", "AT13", "RO12"]
)


def test_the_gap_that_a_region_could_close_by_hand() -> None:
    """RO11 is weak on x and y; AT13 leads by 2 on x and has no y: 2 of the 3 that count, of one known."""
    regional = Regional(STANDING, pd.DataFrame(dtype=float))
    assert regional.weak("RO11").to_dict() == {"y": -2, "x": -1}
    assert regional.leads("RO11", "AT13").to_dict() == {"x": 2}
    assert regional.gap("RO11", "AT13") == pytest.approx(2 / 3)
    assert regional.gap("RO11", "RO12") == 0 and regional.shared_weakness("RO11", "RO12") == 1
    assert np.isnan(regional.gap("RO11", "DE21")) and np.isnan(regional.gap("AT13", "RO11"))
    assert np.isnan(regional.alike("RO11", "AT13"))


def test_what_nobody_knows_counts_as_the_mean_but_of_skills_as_nothing() -> None:
    values = pd.DataFrame({"gap": [1.0, 0.0, np.nan], "topics": np.nan}, index=["a", "b", "c"])
    points = suggestions._points(values, {"gap": 0.5, "topics": 0.5})
    assert points["score"].to_dict() == {"a": 100, "b": 0, "c": 50}
    skilled = suggestions._points(values.rename(columns={"gap": "skills"}), {"skills": 1, "topics": 0})
    assert skilled["score"].to_dict() == {"a": 100, "b": 0, "c": 0}


def test_a_remark_takes_one_away_and_lowers_what_spoke_for_it() -> None:
    """Shares of `a` 0.9 and 0.1, of `b` 0.1 and 0.9, mean 0.5: skills count 1 - 0.5 * 0.4 = 0.8 as much."""
    values = pd.DataFrame({"skills": [0.9, 0.1], "topics": [0.1, 0.9]}, index=["a", "b"])
    found = suggestions.adjusted(values, {"skills": 0.5, "topics": 0.5}, ["a"])
    assert found == pytest.approx({"skills": 0.4 / 0.9, "topics": 0.5 / 0.9})
    known = made(cluster_member=FIRMS)
    left = suggestions.of(known, ALPHA, PURPOSES["b2b"], rejected=["member:Others/Beta"])
    assert list(left.table.index) == ["member:Others/Gamma"]
    assert left.weights["skills"] < suggestions.shares(PURPOSES["b2b"].weights)["skills"]


def test_nobody_to_be_found_is_an_empty_list() -> None:
    known = made(cluster_member=FIRMS.iloc[:1])
    assert suggestions.of(known, "member:Sensors/Sensors", PURPOSES["c2b"]).table.empty


def test_a_member_that_names_its_organisation_is_the_organisation() -> None:
    found = actors.of(shipped.register())
    clustero = found["organisation:clustero"]
    assert (clustero.side, clustero.name) == ("cluster", "Romanian Cluster Association")
    assert found["organisation:union-of-slovak-clusters"].capabilities == (
        "digital platforms for cooperation",
    )
    assert not [key for key in found if key.startswith("member:")]
    assert found["organisation:danubia-czechia"].name == ""
    assert found["organisation:sipbb"].inside is False and found["organisation:sipbb"].spot is not None
    assert found["organisation:ukrainian-cluster-alliance"].inside is None


def test_every_actor_has_a_list_for_every_purpose_without_a_benchmark() -> None:
    register = shipped.register()
    found = actors.of(register)
    known = criteria.known(found, bodies.of(register, found), NOWHERE)
    for key in ("organisation:sipbb", "organisation:clustero", "organisation:danubia-hungary", "region:MD"):
        for purpose in purposes.of(found[key]):
            listed = suggestions.of(known, key, PURPOSES[purpose])
            assert listed.table["score"].between(0, 100 + 1e-9).all()
            assert key not in listed.table.index


def test_the_project_hidden_leaves_none_of_its_words() -> None:
    register = shipped.register()
    found = actors.of(register)
    every = bodies.of(register, found)
    body = ("project", "digital-regions")
    assert "Industry 4.0" in every.words("organisation:sipbb")
    assert every.without(body, "organisation:sipbb").words("organisation:sipbb") == ""
    assert "Industry 4.0" in every.without(body, "organisation:sipbb").words("organisation:hof-university")
    assert every.without(body).words("organisation:hof-university") == ""
    assert "organisation:sipbb" not in every.without(body, "organisation:sipbb").ties()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_any_texts_have_likenesses_between_nothing_and_one(texts: list[str]) -> None:
    found = topics.of({str(place): text for place, text in enumerate(texts)})
    for key in found.keys:
        like = found.like(key).dropna()
        assert ((like >= -1e-9) & (like <= 1 + 1e-9)).all()


def test_only_some_are_shown_in_the_order_of_all() -> None:
    table = pd.DataFrame({"score": [3.0, 2.0, 1.0]}, index=["a", "b", "c"])
    found = suggestions.Suggestions(table, frozenset(), {})
    assert list(found.among({"c", "a"}).table.index) == ["a", "c"]
