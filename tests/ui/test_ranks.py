"""Places in the ready-made indices on the profile and the overview: intervals, never a bare rank."""

from __future__ import annotations

import re

import pytest
from conftest import Visit

INTERVAL = re.compile(r"between \d+(?:st|nd|rd|th) and \d+(?:st|nd|rd|th) of \d+|\d+(?:st|nd|rd|th) of \d+")


def table(app: object, name: str) -> str:
    """The one table of figures whose caption holds `name`."""
    found = [one.value for one in app.get("html") if name in getattr(one, "value", "")]  # type: ignore[attr-defined]
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize("region", ["DE21", "BG31"])
def test_a_profile_tells_every_place_as_an_interval(visit: Visit, region: str) -> None:
    shown = table(visit("region", region=region), "Places of")
    assert len(INTERVAL.findall(shown)) == 4
    assert f"/index?i=industry40&amp;region={region}" in shown


def test_a_region_without_enough_figures_is_said_not_to_be_ranked(visit: Visit) -> None:
    said = [one.value for one in visit("region", region="UA-51").info]
    assert any("too few figures to be ranked" in one for one in said)


def test_the_overview_names_all_that_may_lead(visit: Visit) -> None:
    shown = table(visit("overview"), "may lead")
    assert "Oberbayern" in shown and "Danube index" in shown
