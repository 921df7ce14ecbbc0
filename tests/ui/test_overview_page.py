"""The landing page against the real figures; medians and fifths were worked out by hand from data/figures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from danube import catalogue, texts
from danube.settings import ROOT, Settings
from danube.store import connect
from danube.ui import addresses, extremes, figures, headlines, sparks


@pytest.fixture(autouse=True)
def _figures(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_VAR", str(var))


@pytest.fixture
def bare(var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A warehouse whose figures are all withdrawn; its version."""
    shutil.copytree(var, tmp_path / "var")
    opened = connect(Settings(var=tmp_path / "var"))
    loads = opened.loads()
    for load in loads.loc[loads["file"].str.startswith("figures/"), "load"]:
        opened.withdraw(int(load), note="test")
    version = opened.latest()
    opened.close()
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path / "var"))
    figures.warehouse.clear()
    yield version
    figures.warehouse().close()
    figures.warehouse.clear()
    st.cache_data.clear()  # the number of the latest version is remembered for a second


def _opened(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "danube" / "ui" / "shell.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    texts.use("en")
    return app


def _html(app: AppTest, mark: str) -> str:
    return next(unescape(part.proto.body) for part in app.get("html") if mark in part.proto.body)


def _map(app: AppTest) -> str:
    return next(head.value for head in app.header)


def test_the_answer_is_written_from_the_figures() -> None:
    """2023: median of 65 regions 73; of 55 regions 71.62, EU 108.47; fifths of 13 regions 3.52 / 0.27."""
    app = _opened()
    assert app.title[0].value == "Where does the Danube Region stand?"
    assert app.markdown[0].value == (
        "In 2023 the typical region reached 73\N{NO-BREAK SPACE}% of the EU's GDP per inhabitant and 71.6 of "
        "the EU's 108.5 points on the innovation index; the top fifth spent 13 times as much of its GDP on "
        "R&D as the bottom fifth."
    )


def test_headline_figures_with_year_change_and_eu() -> None:
    """Changes of the medians of the same 58, 55, 64, 50, 65 and 64 regions."""
    told = _html(_opened(), 'class="headlines"')
    for figure, move in (
        ("1.21</b> % of GDP, 2023", "down 0.03 percentage points since 2017"),
        ("71.6</b> (EU 2016 = 100), 2023", "up 10.2 points since 2018 · EU: 108.5"),
        (
            "29.0</b> % of people aged 25–64, 2024",
            "up 4.1 percentage points since 2019, with a break in the series",
        ),
        ("94.6</b> % of households, 2025", "up 7.9 percentage points since 2020"),
        ("73</b> (EU-27 = 100), 2023", "down 2 points since 2018"),
        (
            "3.6</b> % of the labour force, 2024",
            "up 0.4 percentage points since 2019, with a break in the series; lower is better",
        ),
    ):
        assert f"<b>{figure}</p><p>{move}</p>" in told
    assert 'alt="Median from 1.24 in 2019 to 1.21 in 2023"' in told
    assert told.count("<li>") == 6


def test_widest_gap_names_fifths_and_regions() -> None:
    gaps = _html(_opened(), 'class="gaps"')
    first = gaps.split('<tr role="row">')[2]
    for part in (
        "R&D expenditure, all sectors",
        "<b>0.27</b><small>lowest: Sud-Est (South-East), RO",
        "<b>3.52</b><small>highest: Stuttgart, DE",
        ">13 times<",
        "indicator=gerd&year=2023",
    ):
        assert part in first
    assert "RIS" not in gaps
    known = catalogue.load().indicators
    rows = extremes.table(figures.warehouse().latest())
    assert len(rows) == extremes.ROWS
    assert rows["ratio"].is_monotonic_decreasing
    fields = {known[str(key)].pillar for key in rows.index}
    assert fields >= {"research", "human-capital", "ict-households", "ict-firms", "economy"}


def test_the_address_chooses_the_map_and_names_what_it_cannot_have() -> None:
    assert _map(_opened()) == "R&D expenditure, all sectors, 2023"
    assert _map(_opened(indicator="household_internet")) == "Households with internet access, 2025"
    other = _opened(indicator="firms_ai")
    assert _map(other) == "Manufacturing firms that use artificial intelligence, 2025"
    assert not other.warning
    bad = _opened(indicator="nonsense")
    assert _map(bad) == "R&D expenditure, all sectors, 2023"
    assert [("nonsense" in note.value) for note in bad.warning] == [True]


def test_it_speaks_german() -> None:
    app = _opened(lang="de")
    assert "71,6" in app.markdown[0].value
    assert "lang=de" in _html(app, 'class="gaps"')


def test_attribution_and_disclaimer_stand_below() -> None:
    said = " ".join(one.value for one in _opened().caption)
    assert "© EuroGeographics" in said
    assert "legal status" in said
    assert "Eurostat, tgs00042" in said


def test_without_figures_it_says_so(bare: int) -> None:
    app = _opened()
    assert app.markdown[0].value == "There are no headline figures yet."
    assert [note.value for note in app.info] == [
        "This indicator has no figures in this version. They come with a refresh, or a later version.",
        "There are no figures to compare yet. They come with the next refresh.",
        "There are not enough figures for an index yet. They come with the next refresh.",
    ]
    assert headlines.table(bare).empty


def test_a_dumbbell_stands_in_multiples_of_the_median() -> None:
    """Reach of two doublings: half the median stands half way to the left end, four times at the right."""
    assert extremes.place(1.0, 1.0, 2.0) == 50
    assert extremes.place(0.5, 1.0, 2.0) == 50 - 23
    assert extremes.place(4.0, 1.0, 2.0) == 50 + 46


def test_a_small_change_does_not_look_like_a_crash() -> None:
    """3 of 100 takes 3/20 of the 18 points of height; a gap keeps its place."""
    (x0, y0), (x1, y1) = sparks.places(pd.Series([100.0, None, 97.0]))
    assert (x0, x1) == (sparks.PAD, sparks.WIDTH - sparks.PAD)
    assert y1 - y0 == pytest.approx(18 * 3 / 20, abs=0.11)


def test_addresses_keep_language_and_version() -> None:
    assert addresses.page("ranking", 7, indicator="gerd", year="") == "/ranking?indicator=gerd&lang=en&v=7"
