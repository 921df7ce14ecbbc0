"""Priorities that an analyst brought, on the pages: beside the list, told apart, gone with the switch."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from conftest import Over, Visit
from streamlit.testing.v1 import AppTest

from danube.store import Warehouse
from etl.intake import tables
from tests import mixed

TABLE = (
    "region,priority,original name,NACE sections,status,period,source,url,clusters\n"
    "AT13,<b>Life</b> sciences,Lebenswissenschaften,M Q,adopted,2021-2027,City of Vienna,"
    "https://example.org/a?b=1&c=2,LISAvienna\n"
    "AT13,=1+1,,,,,,,\n"
    "BG,ICT,,J,adopted,2014-2020,A ministry,,\n"
)


@pytest.fixture(scope="module")
def brought(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("priorities")
    warehouse = mixed.fill(var, folder / "var")
    path = folder / "ours.csv"
    path.write_text(TABLE, encoding="utf-8")
    report = tables.examine(path, register=warehouse.rows)
    assert report.ok, report.text()
    tables.store(report, warehouse, who="Ana")
    yield warehouse
    warehouse.close()


@pytest.fixture
def opened(over: Over, brought: Warehouse) -> Visit:
    return over(brought)


def _html(app: AppTest) -> str:
    return " ".join(part.value for part in app.get("html"))


def test_they_stand_in_a_table_of_their_own(opened: Visit, brought: Warehouse) -> None:
    app = opened("specialisation", region="AT13")
    assert "Wien (Vienna): 2 priorities (2 uploaded)" in [one.label for one in app.expander]
    html = _html(app)
    assert "Uploaded by analysts, not from the list that ships with this site" in html
    assert "<b>Life</b>" not in html and "‹b›Life‹/b› sciences (Lebenswissenschaften)" in unescape(html)
    assert 'href="https://example.org/a?b=1&amp;c=2">City of Vienna</a>' in html
    assert f"load={brought.latest()}" in html and "adopted strategy" in html and "LISAvienna" in html


def test_the_same_priority_of_the_list_is_covered_and_comes_back(opened: Visit) -> None:
    told = opened("specialisation", region="BG41")
    assert _html(told).count(">ICT</th>") == 1 and "A ministry" in _html(told)
    off = opened("specialisation", region="BG41", uploads="off")
    assert _html(off).count(">ICT</th>") == 1 and "A ministry" not in _html(off)


def test_without_uploads_they_are_gone(opened: Visit) -> None:
    app = opened("specialisation", region="AT13", uploads="off")
    assert "Uploaded by analysts" not in _html(app)
    assert any("No priorities" in one.value for one in app.info)


def test_the_profile_names_them(opened: Visit) -> None:
    said = [one.value for one in opened("region", region="AT13").markdown]
    assert any(one.startswith("Wien (Vienna): ‹b›Life‹/b› sciences (uploaded); ") for one in said)
    assert any(
        one.startswith(("None is known here of Wien", "Austria"))
        for one in (part.value for part in opened("region", region="AT13", uploads="off").markdown)
    )


def test_a_withdrawn_load_is_gone(opened: Visit, brought: Warehouse) -> None:
    load = brought.latest()
    brought.withdraw(load, who="Ana", note="another list")
    try:
        st.cache_data.clear()
        assert "Uploaded by analysts" not in _html(opened("specialisation", region="AT13"))
        assert "Uploaded by analysts" in _html(opened("specialisation", region="AT13", v=str(load)))
    finally:
        brought.restore(load)
        st.cache_data.clear()


def test_the_load_stands_on_the_page_of_versions(opened: Visit) -> None:
    html = _html(opened("versions"))
    assert "ours.csv" in html and "uploaded: priorities" in html
