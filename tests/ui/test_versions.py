"""Versions, badges and the switch, over publishers' loads, an upload and a withdrawn one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from conftest import Over, Visit
from streamlit.testing.v1 import AppTest

from danube.store import Warehouse, editions
from danube.store.schema import REGISTER
from danube.ui import addresses, figures
from tests import mixed as filled


@pytest.fixture(scope="module")
def mixed(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The publishers' figures, then an upload (Ana), then a wrong one that Béla took back."""
    warehouse = filled.fill(var, tmp_path_factory.mktemp("mixed"))
    yield warehouse
    warehouse.close()


@pytest.fixture
def published(mixed: Warehouse) -> int:
    """The version that the publishers' files alone make."""
    return mixed.latest() - 3


@pytest.fixture
def opened(over: Over, mixed: Warehouse) -> Visit:
    """Visits over the mixed warehouse."""
    return over(mixed)


def _html(app: AppTest) -> str:
    return " ".join(part.value for part in app.get("html"))


def _badge(app: AppTest, kind: str) -> str:
    found = re.search(rf'<p class="badge badge-{kind}"[^>]*>(.*?)</p>', _html(app))
    return unescape(found[1]) if found else ""


def _answer(app: AppTest) -> str:
    return str(app.markdown[0].value)


def _table(app: AppTest, mark: str) -> str:
    return next(part.value for part in app.get("html") if "<table" in part.value and mark in part.value)


def test_the_page_opens_with_the_last_change(opened: Visit, mixed: Warehouse) -> None:
    newest = mixed.latest()
    app = opened("versions")
    said = f"From version {newest - 1} to version {newest}: 1 changed figure, in 1 indicator."
    assert _answer(app).startswith(said)


def test_two_versions_are_compared_by_indicator(opened: Visit, mixed: Warehouse, published: int) -> None:
    """Vienna and BG31 have published figures in 2023, Moldova has none: two changed, one new."""
    app = opened("versions", **{"from": str(published), "to": str(mixed.latest())})
    assert "1 new figure and 2 changed figures, in 1 indicator" in _answer(app)
    cells = re.findall(r'data-label="([^"]+)">([^<]*)<', _table(app, "Regions touched"))
    assert dict(cells)["New"] == "1" and dict(cells)["Changed"] == "2" and dict(cells)["Gone"] == "0"


def test_figures_and_places_of_one_indicator(opened: Visit, mixed: Warehouse, published: int) -> None:
    app = opened("versions", **{"from": str(published), "to": str(mixed.latest()), "only": "gerd"})
    differing = unescape(_table(app, "Figures that differ"))
    assert "Wien (Vienna)" in differing and "9.50" in differing and "3.95" in differing
    moved = unescape(_table(app, "Places that moved"))
    assert "5 / 65" in moved and "1 / 66" in moved
    assert moved.index("Severozapaden") < moved.index("Wien")  # 60th to 6th moved further than 5th to 1st


def test_nothing_changed_is_said(opened: Visit, mixed: Warehouse, published: int) -> None:
    app = opened("versions", **{"from": str(published), "to": str(mixed.latest()), "only": "eqi"})
    assert "no figure has changed" in _answer(app)
    assert any("Nothing to compare" in one.value for one in app.info)


def test_every_version_is_listed_with_who_what_and_the_way_in(opened: Visit, mixed: Warehouse) -> None:
    history = _table(opened("versions"), "Nothing is ever overwritten")
    newest = mixed.latest()
    assert f"Load {newest - 1} withdrawn" in history and "wrong unit" in history
    assert f'href="/?lang=en&amp;v={newest - 2}"' in history and "abababababab" in history
    assert "ministry &lt;b&gt;2024&lt;/b&gt;.xlsx (uploaded: figures)" in history


def test_a_load_in_full_and_the_button_that_takes_it_back(opened: Visit, mixed: Warehouse) -> None:
    app = opened("versions", load=str(mixed.latest() - 2))
    assert "ab" * 32 in _table(app, "File") or "ab" * 32 in _html(app)
    assert [one.value for one in app.code] == ['{\n  "decimal": ","\n}']
    assert app.button(key="turn").label == f"Withdraw load {mixed.latest() - 2}…"


def test_a_withdrawn_load_has_the_button_that_brings_it_back(opened: Visit, mixed: Warehouse) -> None:
    withdrawn = mixed.latest() - 1
    app = opened("versions", load=str(withdrawn))
    assert app.button(key="turn").label == f"Restore load {withdrawn}…"


def test_places_and_definitions_cannot_be_withdrawn(opened: Visit) -> None:
    app = opened("versions", load="1")
    assert not app.code and any("cannot be withdrawn" in one.value for one in app.caption)


def test_earlier_versions_come_when_they_are_asked_for(opened: Visit) -> None:
    assert "Load 1 added" not in _html(opened("versions"))
    assert "Load 1 added" in _html(opened("versions", "earlier"))


@pytest.mark.parametrize("page", ["overview", "map", "ranking", "methods", "versions"])
def test_an_old_version_says_so_and_leads_to_the_latest(
    opened: Visit, mixed: Warehouse, published: int, page: str
) -> None:
    said = _badge(opened(page, v=str(published)), "old")
    assert f"You see version {published} of the figures; the latest is {mixed.latest()}." in said
    assert 'href="?' in said and "v=" not in said


def test_the_latest_version_has_no_badge_where_nothing_is_uploaded(opened: Visit) -> None:
    for app in (opened("methods"), opened("ranking", indicator="eqi"), opened("methods", uploads="on")):
        assert 'class="badge' not in _html(app)


def test_uploaded_figures_are_counted_by_indicator_and_marked(opened: Visit) -> None:
    app = opened("ranking", "ranking-twin", indicator="gerd")
    assert "3 figures were uploaded and come from no publisher: R&D expenditure (3)." in _badge(
        app, "uploaded"
    )
    assert "uploads=off" in _badge(app, "uploaded")
    assert _table(app, "Wien").count("Uploaded by an analyst, not taken from a publisher") == 3


def test_every_uploaded_figure_carries_its_flag(opened: Visit, mixed: Warehouse) -> None:
    rows = figures.at(mixed.latest()).of("gerd")
    marked = rows[rows["flag"].str.contains("uploaded")]
    assert sorted(marked["region"]) == ["AT13", "BG31", "MD"]
    assert len(figures.uploaded(mixed.latest())) == 3


def test_without_uploads_the_publishers_figures_return(opened: Visit, mixed: Warehouse) -> None:
    """With them Vienna leads with 9.5 % of 66 regions; without, Stuttgart with its published figure of 65."""
    assert _answer(opened("ranking", indicator="gerd", year="2023")).startswith("Wien (Vienna) leads")
    app = opened("ranking", indicator="gerd", year="2023", uploads="off")
    assert _answer(app).startswith("Stuttgart leads")
    assert "Uploaded figures are left out" in _badge(app, "without")
    edition = editions.without_uploads(mixed.latest())
    rows = figures.at(edition).of("gerd")
    vienna = rows[(rows["region"] == "AT13") & (rows["period"] == "2023")]["value"].item()
    assert vienna == pytest.approx(3.95, abs=0.005) and "MD" not in set(rows["region"])


@pytest.mark.parametrize("page", ["overview", "map", "index", "region", "peers", "compare", "quality"])
def test_every_page_stands_without_uploads(opened: Visit, page: str) -> None:
    app = opened(page, uploads="off")
    assert not app.warning and "Uploaded figures are left out" in _badge(app, "without")
    assert "v=-" not in _html(app) and "version=-" not in _html(app) and "−" not in app.caption[-1].value


def test_the_switch_travels_with_links_and_files(opened: Visit, mixed: Warehouse) -> None:
    app = opened("map", "download", indicator="gerd", uploads="off")
    written = " ".join(one.value for one in app.get_by_key("download").markdown)
    addresses_of_figures = [one for one in re.findall(r"\]\(([^)]+)\)", written) if one != "/api/v1/"]
    assert len(addresses_of_figures) > 5
    for address in addresses_of_figures:
        assert "uploads=off" in address and re.search(rf"(v|version)={mixed.latest()}\b", address)
    assert addresses.page("map", editions.without_uploads(7)) == "/map?lang=en&v=7&uploads=off"


def test_the_switch_changes_nothing_where_nothing_was_uploaded(opened: Visit, published: int) -> None:
    app = opened("ranking", indicator="gerd", uploads="off", v=str(published))
    assert not _badge(app, "without") and _badge(app, "old")


def test_a_wrong_switch_is_named(opened: Visit) -> None:
    assert [one.value for one in opened("map", uploads="maybe").warning] == [
        "The link asks for uploads “`maybe`”, which does not exist. Uploaded figures are shown."
    ]


def test_rows_of_the_programme_are_compared_as_well(opened: Visit, mixed: Warehouse) -> None:
    """The facts that ship came with the first loads: before them there was no row at all."""
    app = opened("versions", **{"from": "0", "to": str(mixed.latest())})
    facts = sum(len(mixed.rows(name)) for name in REGISTER)
    assert f"{facts} rows differ." in [part.value for part in app.markdown]
    assert "spinit-page" in _table(app, "Documents")
