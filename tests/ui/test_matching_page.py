"""The page of suggestions over the facts of the documents, and over members of clusters that are made up."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube import access
from danube.access import Person
from danube.settings import Settings
from danube.store import LoadInfo, beside, connect
from danube.ui import figures, visitor
from danube.ui.programme import matching
from tests.programme.test_resilience import register

MEMBERS = register(
    {"name": "Sensors", "kind": "cluster", "capabilities": "export office"},
    {"name": "Mill", "capabilities": "steel", "employees": 40, "turnover": 5e6, "year": "2024"},
    {"name": "Robot", "capabilities": "robots", "needs": "machine vision", "suppliers": "Mill"},
    {"name": "Forge", "cluster": "Vision", "capabilities": "carving", "region": "SI03"},
    {"name": "SeeSharp", "cluster": "Vision", "capabilities": "machine vision", "region": "SI03"},
)
ROBOT = "member:Sensors/Robot"


@pytest.fixture(autouse=True)
def _remarks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Remarks of this test alone."""
    opened = beside.connect(Settings(var=tmp_path / "beside", catalogue=""))
    monkeypatch.setattr(matching, "store", lambda: opened)
    yield
    opened.close()


@pytest.fixture
def filled(own: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The register with members of two clusters."""
    opened = connect(Settings(var=own))
    if not len(opened.rows("cluster_member").query("name == 'Robot'")):
        rows = MEMBERS.table("cluster_member").drop(columns="load").assign(document="clustero-danubia")
        opened.add(rows, load=LoadInfo("members.csv", kind="upload"), holds="cluster_member")
    monkeypatch.setattr(figures, "warehouse", lambda: opened)
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    opened.close()
    st.cache_data.clear()
    st.cache_resource.clear()


def said(app: AppTest) -> str:
    parts = [part.value for kind in ("html", "markdown", "caption", "info") for part in app.get(kind)]
    return unescape(" ".join(parts)).replace("\\", "")


def first(app: AppTest) -> str:
    """The name of the first suggestion."""
    return said(app).split("<h3>1. ")[1].split("<")[0]


def test_who_fits_is_told_with_reasons_and_points(visit: Visit) -> None:
    app = visit("matching", seeker="organisation:zeda")
    assert app.title[0].value == "With whom could Zenica Development Agency work?"
    assert app.markdown[0].value.startswith("First for Zenica Development Agency comes **")
    assert "km away" in said(app) and "of 100 points" in said(app)
    assert ". unnamed partner" not in said(app)
    assert "none of their members" in said(app) and "/api/v1/templates/cluster_member.csv" in said(app)


@pytest.mark.parametrize(
    ("seeker", "purpose"),
    [
        ("region:MD", "learning"),
        ("organisation:sipbb", "project"),
        ("organisation:danubia-hungary", "project"),
    ],
)
def test_regions_without_figures_and_partners_abroad_have_lists(
    visit: Visit, seeker: str, purpose: str
) -> None:
    app = visit("matching", seeker=seeker, purpose=purpose)
    assert "of 100 points" in said(app) and not app.warning


def test_a_purpose_that_does_not_fit_is_named(visit: Visit) -> None:
    app = visit("matching", seeker="region:RO42", purpose="b2b")
    assert "“Business to business” is nothing for Vest" in app.warning[0].value
    assert visit("matching", seeker="organisation:nobody").warning


def test_nobody_to_be_suggested_is_said(visit: Visit) -> None:
    app = visit("matching", seeker="organisation:clustero", purpose="c2b", partners="all")
    assert "VOKA" in first(app)
    app = visit("matching", seeker="organisation:clustero", purpose="c2c")
    assert "The register knows no cluster that Romanian Cluster Association" in app.markdown[0].value


def test_the_weights_and_the_method_are_named(visit: Visit) -> None:
    app = visit("matching", "method", "all-suggestions", seeker="organisation:zeda")
    assert "TF-IDF" in said(app) and "The criteria and their weights" in said(app)
    assert "Suggestions for Zenica Development Agency, in points" in said(app)


def test_not_useful_changes_the_next_list_and_can_be_taken_back(visit: Visit) -> None:
    app = visit("matching", seeker="organisation:zeda")
    before = first(app)
    app.button(key="useless-1").click().run()
    assert not app.exception and first(app) != before
    assert "1 suggestion was called not useful" in [one.label for one in app.expander][0]
    app.button(key="back-0").click().run()
    assert first(app) == before


def test_whoever_may_not_is_told_why(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = Person("", frozenset(), "nobody", "link")
    monkeypatch.setattr(visitor, "require", lambda *roles: access.require(nobody, *roles))
    app = visit("matching", seeker="organisation:zeda")
    before = first(app)
    app.button(key="useless-1").click().run()
    assert app.warning and first(app) == before


def test_needs_and_capabilities_lead_between_businesses(visit: Visit, filled: None) -> None:
    app = visit("matching", seeker=ROBOT, purpose="b2b")
    assert first(app) == "SeeSharp"
    assert "Needs machine vision, which the other can do (machine vision)" in said(app)


def test_what_happens_when_one_falls_out(visit: Visit, filled: None) -> None:
    app = visit("matching", seeker=ROBOT, out="Mill", chain="Sensors")
    assert "How competitive clusters are" in said(app) and ">125,000<" in said(app)
    assert "Nobody else can do: steel" in said(app) and "1 stops, in turn: Robot" in said(app)
    assert not app.warning


def test_the_trial_stands_on_the_page_of_methods(visit: Visit) -> None:
    app = visit("methods", "trial", part="calculations")
    told = said(app)
    assert "Of the first five suggestions 7" in told, [one.value for one in app.markdown][-3:]
    assert " % really were partners; of the five nearest 5" in told
    assert "It is behind in" in told and "cannot be told from chance" in told
