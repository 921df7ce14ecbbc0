"""The report on several regions: the same figures for all of them, in one year each."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from danube import texts
from danube.exports import report, shelf
from danube.exports.report import compared
from danube.exports.shelf import Shelf
from danube.store import Warehouse

CAPITALS = ["AT13", "SK01", "HU11", "RS11"]


@pytest.fixture(scope="module")
def figures(warehouse: Warehouse) -> Shelf:
    texts.use("en")
    return shelf.at(warehouse, warehouse.latest(), uploads=True)


def printed(file: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def test_regions_stand_side_by_side_with_their_figures(figures: Shelf) -> None:
    """R&D expenditure of 2023: Wien 3.95 % of GDP, of which Budapest and Beograd have less."""
    said = printed(report.pdf(figures, CAPITALS, address="https://observatory.example"))
    assert all(
        name in said for name in ("Wien (Vienna)", "Bratislavský kraj", "Budapest", "Beogradski region")
    )
    assert "R&D expenditure, all sectors" in said and "3.95" in said
    assert "How often each does best" in said and "EuroGeographics" in said


def test_the_best_of_own_figures_is_marked_and_a_larger_unit_s_never(figures: Shelf) -> None:
    table = compared.table(figures, CAPITALS)
    for field in compared.fields(table):
        for row in field["rows"]:
            assert not [said for said, best in row["cells"] if best and said.endswith("*")], row["name"]
            assert len(row["cells"]) == len(CAPITALS)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("codes", [["BA01", "UA-51"], [*CAPITALS, "MD", "DE11", "RO21", "BA01"]])
def test_any_two_to_eight_regions_make_a_tagged_report(
    figures: Shelf, codes: list[str], language: str
) -> None:
    texts.use(language)
    root = PdfReader(io.BytesIO(report.pdf(figures, codes))).trailer["/Root"]
    texts.use("en")
    assert root["/Lang"] == language and root["/MarkInfo"]["/Marked"]


def test_places_are_intervals_or_not_ranked(figures: Shelf) -> None:
    for line in compared.indices(figures, ["AT13", "UA-51"]):
        assert line[2] == "not ranked"
        assert " to " in line[1] or line[1] == "not ranked"
