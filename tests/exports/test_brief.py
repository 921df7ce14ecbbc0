"""The brief of a region: two pages, tagged, with the figures of the page and nothing invented."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pypdf import PdfReader

from danube import regions, texts
from danube.catalogue import priorities
from danube.exports import brief, colophon, shelf
from danube.exports.brief import measured, sections
from danube.exports.shelf import Shelf
from danube.store import Warehouse

ADDRESS = "https://observatory.example"


@pytest.fixture(scope="module")
def figures(warehouse: Warehouse) -> Shelf:
    return shelf.at(warehouse, warehouse.latest(), uploads=True)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("en")


def read(file: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(file))


def printed(file: bytes) -> str:
    pages = (page.extract_text() for page in read(file).pages)
    return " ".join(" ".join(pages).replace("\u00a0", " ").replace("-\n", "").split())


def test_it_says_what_the_page_says(figures: Shelf) -> None:
    """Wien: 3.95 % of GDP went into R&D in 2023; its place in the Danube index is that of the lab."""
    said = printed(brief.pdf(figures, "AT13", address=ADDRESS))
    found = measured.index(figures, "danube")
    assert found is not None
    low, high = (round(found.rows["AT13"][end]) for end in ("low", "high"))
    assert f"between {texts.number(low, 0)}" in said and f" and {high}" in said
    assert "3.95" in said and "Wien" in said and "Vienna · Austria · AT13" in said
    assert "Strengths" in said and "Weaknesses" in said
    assert f"Version {figures.version} of the figures" in said
    assert "EuroGeographics" in said and "CC BY 4.0" in said


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("region", ["RO21", "BA01", "UA-51", "MD", "DE11"])
def test_two_tagged_pages_in_the_reader_s_language(figures: Shelf, region: str, language: str) -> None:
    texts.use(language)
    file = read(brief.pdf(figures, region, address=ADDRESS))
    root = file.trailer["/Root"]
    assert len(file.pages) == 2
    assert root["/Lang"] == language and root["/MarkInfo"]["/Marked"]
    assert file.metadata is not None and regions.name(region) in str(file.metadata.title)


def test_every_figure_has_words_instead(figures: Shelf) -> None:
    """The map, the fields, six courses and the code: each picture says what it shows."""
    tree = read(brief.pdf(figures, "AT13", address=ADDRESS)).trailer["/Root"]["/StructTreeRoot"]
    told = list(alternatives(tree))
    assert len(told) == 9 and all(told)
    assert any("Line chart of R&D expenditure" in one for one in told)


def alternatives(node: object) -> Iterator[str]:
    """The alternative text of every figure below a node of the structure tree."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from alternatives(one)
    elif isinstance(node, dict):
        if node.get("/S") == "/Figure":
            yield str(node.get("/Alt", ""))
        if "/K" in node:
            yield from alternatives(node["/K"])


def test_the_code_leads_to_the_view_with_its_version(figures: Shelf) -> None:
    pages = read(brief.pdf(figures, "AT13", address=f"{ADDRESS}/")).pages
    links = [
        one.get_object()["/A"]["/URI"]
        for page in pages
        for one in page.get("/Annots", [])
        if "/A" in one.get_object()
    ]
    assert links == [f"{ADDRESS}/region?region=AT13&lang=en&v={figures.version}"]
    assert not [page.get("/Annots") for page in read(brief.pdf(figures, "AT13")).pages if page.get("/Annots")]


def test_a_region_without_figures_says_so_and_why(figures: Shelf) -> None:
    said = printed(brief.pdf(figures, "UA-51"))
    assert "Одеська область" in said
    assert "No source publishes a figure for Odeska oblast" in said
    assert "has too few figures to be ranked in any index" in said
    assert "Ukraine does not report this" in said


def test_no_pilot_is_made_up(figures: Shelf) -> None:
    said = printed(brief.pdf(figures, "AT13"))
    assert "none is made up here" in said or "No pilot is recorded" in said


def test_the_same_version_gives_the_same_paper(figures: Shelf) -> None:
    assert brief.pdf(figures, "SK01") == brief.pdf(figures, "SK01")


def test_it_takes_less_than_three_seconds_of_a_processor(figures: Shelf) -> None:
    brief.pdf(figures, "SK01")
    begun = time.process_time()
    brief.pdf(figures, "HU11")
    assert time.process_time() - begun < 3


def test_what_somebody_uploaded_is_printed_as_it_stands_and_cut_short(
    figures: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = replace(
        priorities.load()[0], region="AT13", priority='#read("/etc/passwd") *bold* ' + "x" * 500, load=7
    )
    monkeypatch.setattr(measured, "listed", lambda _shelf: (hostile,))
    file = brief.pdf(figures, "AT13")
    assert '#read("/etc/passwd") *bold*' in printed(file) and "(uploaded)" in printed(file)
    assert len(read(file).pages) == 2


def test_sources_stand_once_with_their_licence(figures: Shelf) -> None:
    lines = colophon.sources(["gerd", "gerd", "tertiary_attainment"])
    assert len(lines) == len(set(lines)) and all("Licence: " in line for line in lines)


def test_a_name_is_cut_where_the_paper_ends() -> None:
    assert sections.shortened("x" * 300, 10) == "xxxxxxxxx…"
    assert sections.shortened("short", 10) == "short"
