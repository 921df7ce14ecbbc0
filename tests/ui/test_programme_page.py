"""The portfolio: the four initiatives by name, with their documents, and what nobody knows."""

from __future__ import annotations

import re
from html import unescape

from conftest import Visit
from streamlit.testing.v1 import AppTest


def _drawn(app: AppTest) -> str:
    return unescape(" ".join(one.proto.body for one in app.get("html")))


def test_the_four_initiatives_stand_with_money_dates_and_documents(visit: Visit) -> None:
    app = visit("programme")
    drawn = _drawn(app)
    for said in (
        "SpinIT", "DanubIA Clusters", "DIGITAL REGIONS", "DEVISE", "EUR 2,419,000", "EUR 1,935,200 (80 %)",
        "1 August 2019 to 31 July 2023", "16, and 13 associated", "https://interreg-danube.eu/projects/spinit",
    ):  # fmt: skip
        assert said in drawn, said
    assert "Documents disagree on: Countries: 10, 8 or 9; Places: 10 or 15; Partners: 13 or 16" in drawn
    assert not app.warning


def test_targets_without_a_baseline_are_not_zero(visit: Visit) -> None:
    drawn = _drawn(visit("programme"))
    assert drawn.count("Cannot be computed: no document gives the baseline") == 2
    assert not re.search(r"\b0 %", drawn)


def test_documents_and_tables_can_be_taken_away(visit: Visit) -> None:
    app = visit("programme", "download")
    links = " ".join(one.value for one in app.markdown)
    assert "/api/v1/programme/project?version=" in links and "format=xlsx" in links
    assert any(one.value.startswith("Documents: [") for one in app.caption)


def test_german_opens_and_strangers_are_named(visit: Visit) -> None:
    assert "`foo`" in visit("programme", lang="de", foo="1").warning[0].value
