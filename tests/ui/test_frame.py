"""Below every page: its sources, its version, a link that shows the same, and the figures as files."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube import catalogue
from danube.settings import DATA
from danube.store import Warehouse
from tests.serving import Served

CHOICES = {
    "overview": {"indicator": "ris_index"},
    "map": {
        "indicator": "gdp_pps_eu100",
        "year": "2021",
        "level": "0",
        "classes": "diverging",
        "centre": "eu",
        "view": "chart",
        "region": "AT",
    },
    "ranking": {"indicator": "unemployment_rate", "year": "2020", "since": "2015", "country": "HU"},
    "region": {"region": "HU11", "pillar": "economy", "indicator": "unemployment_rate"},
    "compare": {"regions": "AT13,HU11", "pillar": "economy", "indicator": "gerd", "against": "HU11"},
    "peers": {
        "region": "HU11",
        "k": "5",
        "scope": "abroad",
        "pillar": "research",
        "place": "0",
        "education": "0.5",
        "sectors": "1",
        "manufacturing": "3",
        "wealth": "2",
    },
    "catalogue": {
        "q": "expenditure",
        "pillar": "research",
        "source": "eurostat-tgs00042",
        "direction": "higher",
        "coverage": "50",
        "latest": "2020",
    },
    "quality": {"pillar": "economy", "by": "country", "country": "AT"},
    "query": {"sql": "SELECT region, value FROM figures LIMIT 3"},
    "versions": {"from": "5", "to": "9", "only": "gerd", "load": "3"},
    "methods": {"part": "limits"},
    "convergence": {"indicator": "gerd", "since": "2015", "year": "2021", "country": "AT13"},
    "specialisation": {"region": "SK01", "with": "HU21"},
}
DRAWER = "download"


def _links(app: AppTest) -> dict[str, str]:
    """Name to address of the links in the drawer."""
    written = " ".join(one.value for one in app.get_by_key(DRAWER).markdown)
    return dict(re.findall(r"\[([^\]]+)\]\(([^)]+)\)", written))


def _query(address: str) -> dict[str, str]:
    return {name: ",".join(values) for name, values in parse_qs(urlsplit(address).query).items()}


def _sources() -> None:
    import streamlit as st

    from danube import catalogue
    from danube.ui import frame

    for block in catalogue.load().visible():
        st.caption(frame._sources([block.id]))


@pytest.mark.usefixtures("visit")
def test_every_indicator_names_publisher_vintage_and_licence() -> None:
    known = catalogue.load()
    lines = AppTest.from_function(_sources, default_timeout=30).run().caption
    for block, line in zip(known.visible(), lines, strict=True):
        for source in known.cited([block.id]):
            assert source.publisher in line.value and f"]({source.url})" in line.value, block.id
            assert source.licence in line.value and source.vintage in line.value, block.id


def test_what_was_copied_by_hand_is_marked(visit: Visit) -> None:
    mark = "copied by hand, to be confirmed at the next refresh"
    assert mark in visit("map", indicator="digital_skills").caption[0].value
    assert mark not in visit("map", indicator="gerd").caption[0].value


def test_many_sources_are_counted(visit: Visit) -> None:
    line = visit("quality", pillar="all").caption[0].value
    assert line.count("](http") == 4 and re.search(r"; \d+ more sources", line)


def test_maps_carry_attribution_and_disclaimer(visit: Visit) -> None:
    below = " ".join(one.value for one in visit("map").caption)
    assert "© EuroGeographics for the administrative boundaries" in below and "imply no judgement" in below
    assert "EuroGeographics" not in " ".join(one.value for one in visit("ranking").caption)


@pytest.mark.parametrize("page", CHOICES)
def test_the_link_to_this_view_carries_every_choice_language_and_version(
    visit: Visit, warehouse: Warehouse, page: str
) -> None:
    app = visit(page, DRAWER, lang="de", **CHOICES[page])
    assert not app.warning
    shared = _query(_links(app)["Link zu dieser Ansicht"])
    assert shared == CHOICES[page] | {"lang": "de", "v": str(warehouse.latest())}


@pytest.mark.parametrize("page", ["map", "ranking"])
def test_the_shared_link_shows_the_same_in_another_browser(visit: Visit, page: str) -> None:
    first = visit(page, DRAWER, **CHOICES[page])
    again = visit(page, DRAWER, locale="de-AT", **_query(_links(first)["Link to this view"]))
    assert not again.warning
    assert [one.value for one in again.markdown] == [one.value for one in first.markdown]


def test_the_drawer_is_filled_only_when_open(visit: Visit) -> None:
    assert not visit("map").get_by_key(DRAWER).markdown
    links = _links(visit("map", DRAWER))
    tables = {"CSV", "XLSX", "Parquet", "SDMX-CSV", "ZIP with data, metadata and citation"}
    assert (
        set(links)
        == {"Link to this view", "GeoPackage", "GeoJSON", "SVG", "PNG", "HTTP API, for programs"} | tables
    )
    assert not {"GeoPackage", "GeoJSON"} & set(_links(visit("ranking", DRAWER)))


@pytest.mark.parametrize("page", CHOICES)
def test_every_file_on_offer_can_be_had(visit: Visit, server: Served, page: str) -> None:
    links = _links(visit(page, DRAWER, **CHOICES[page]))
    files = {name: address for name, address in links.items() if address.startswith("/api/")}
    assert files.keys() >= {"CSV", "XLSX", "Parquet"}
    for name, address in files.items():
        if name == "XLSX" and page != "map":  # the same rows: a workbook of everything takes long to write
            continue
        answer = requests.get(server.url + address, timeout=60)
        assert answer.status_code == 200 and len(answer.content) > 200, (name, answer.text[:200])


def test_the_file_holds_the_figures_of_the_page(visit: Visit, server: Served) -> None:
    """tgs00042, 2021, NUTS 2: as many figures as the shipped file has, and the same."""
    links = _links(visit("map", DRAWER, indicator="gerd", year="2021"))
    table = csv.DictReader(
        io.StringIO(requests.get(server.url + links["CSV"], timeout=30).text.lstrip("\ufeff"))
    )
    found = {row["region"]: float(row["value"]) for row in table}
    with (DATA / "figures" / "eurostat-tgs00042.csv").open(encoding="utf-8") as file:
        shipped = {
            row["region"]: float(row["value"])
            for row in csv.DictReader(file)
            if row["period"] == "2021" and len(row["region"]) == 4 and row["value"]
        }
    assert found == shipped and len(found) == 65
