"""Portfolio, pilot and groups with a small made-up programme; and each of them while it is empty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from conftest import Over, Visit
from streamlit.testing.v1 import AppTest

from danube.settings import Settings
from danube.store import Warehouse, connect
from tests.programme import filled


@pytest.fixture(scope="module")
def played(own: Path) -> Iterator[Warehouse]:
    warehouse = connect(Settings(var=own))
    filled.store(warehouse)
    yield warehouse
    warehouse.close()


@pytest.fixture
def opened(over: Over, played: Warehouse) -> Visit:
    return over(played)


def _html(app: AppTest) -> str:
    return unescape(" ".join(one.proto.body for one in app.get("html")))


def _said(app: AppTest) -> str:
    return " ".join(one.value for one in [*app.markdown, *app.info, *app.caption]).replace("\\", "")


def test_the_board_has_every_pilot_at_its_stage(opened: Visit) -> None:
    """One is replicated and no practice tells of it; one is tied to no measure."""
    app = opened("programme", "lacks")
    drawn = _html(app)
    assert 'data-label="replicated"' in drawn and 'data-label="proposed"' in drawn
    assert "/pilot?pilot=sensors" in drawn and "Of 10 promised pilots 2 are recorded" in app.markdown[0].value
    assert "No good practice tells of it yet." in drawn and "No measure is named." in drawn
    assert drawn.count("<li>place ") == 8
    assert "8 of 10 places for pilots are still to be filled" in _said(app)


def test_a_version_that_differs_in_rows_alone_says_so(opened: Visit, played: Warehouse) -> None:
    newest = played.latest()
    app = opened("versions", **{"from": str(newest - 1), "to": str(newest)})
    said = app.markdown[0].value
    assert (
        "no figure has changed. " in said and "of the programme, the priorities and the measurements" in said
    )
    assert not any("Nothing to compare" in one.value for one in app.info)


def test_the_board_of_one_initiative(opened: Visit) -> None:
    assert "/pilot?pilot=" not in _html(opened("programme", project="devise")).split('class="matrix"')[0]


def test_the_matrix_tells_results_and_factors(opened: Visit) -> None:
    app = opened("programme")
    drawn = _html(app)
    assert '<p class="works">works</p><small>December 2025, together</small>' in drawn
    assert '<p class="failed">does not work there</p>' in drawn and "confirmed with conditions" in drawn
    assert "1 pilot was judged by a scientific partner. 2 replications: works: 1" in _said(app)
    assert ">a mechanic on site</th>" in drawn


def test_a_pilot_tells_its_story_with_figures_and_forecast(opened: Visit) -> None:
    app = opened("pilot", pilot="sensors")
    drawn, said = _html(app), _said(app)
    assert app.title[0].value == "Sensors on old machines: how far is it, and does it work?"
    for step in ("Group of Pécs", "Small firms do no research.", "Plan of Pécs", "Evidence: Minutes"):
        assert step in drawn, step
    assert "0.56 % of GDP in 2023" in drawn  # the gap behind the need, of the publisher
    assert "From 8.0 to 15.0, where 20.0 is the target (58 % of the way)." in said
    assert "in 80 of 100 cases between" in said
    assert len(json.loads(app.get("plotly_chart")[0].proto.spec)["data"]) == 4
    assert "done 1 July 2025" in drawn and '<i class="late"' in drawn and "overdue" in drawn


def test_a_pilot_without_anything_says_what_is_missing(opened: Visit) -> None:
    app = opened("pilot", pilot="desk")
    assert "/edit?table=pilot&row=desk" in _said(app) and "/edit?table=measurements" not in _said(app)
    assert "Nothing was measured yet." in _said(app) and "No milestone is recorded." in _said(app)
    assert _html(app).count('class="missing"') == 8 and not app.get("plotly_chart")


def test_a_wrong_pilot_is_named(opened: Visit) -> None:
    assert "`nobody`" in opened("pilot", pilot="nobody").warning[0].value


def test_groups_by_side_and_one_with_its_gap(opened: Visit) -> None:
    app = opened("groups")
    assert ">missing</td>" in _html(app) and ">not told</td>" in _html(app)
    one = opened("groups", group="pecs")
    assert "/edit?table=discovery_group&row=pecs" in _said(one)
    assert "Nobody yet." in _html(one) and "What machines lack" in _html(one)
    assert "48th of" in _said(one) and "Sensors on old machines" in _said(one)
    assert "Plan of Pécs" in _html(one) and "Centro" not in _html(one)


def test_uploads_off_leaves_the_documents_alone(opened: Visit) -> None:
    assert opened("pilot", uploads="off").title[0].value.startswith("How far are the pilots")
    assert "10 Local Discovery Groups are promised" in opened("groups", uploads="off").markdown[0].value


def test_empty_pages_say_so_and_offer_templates(visit: Visit) -> None:
    pilot = visit("pilot")
    assert (
        "10 pilots are promised" in pilot.markdown[0].value and "none is made up" in pilot.markdown[0].value
    )
    assert "/api/v1/templates/pilot.xlsx" in _said(pilot)
    groups = visit("groups")
    assert "The documents list 15 towns" in _said(groups) and "/api/v1/templates/stakeholder.csv" in _said(
        groups
    )
    assert "Digitalization Parkour" in _html(groups) and "EUR 320,000,000 (the whole programme)" in _html(
        groups
    )


@pytest.mark.parametrize("page", ["pilot", "groups", "programme"])
def test_german_opens(opened: Visit, page: str) -> None:
    assert not opened(page, lang="de").exception
