"""Papers: tagged, in their own fonts, and whatever is filled in stays text."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from danube.exports import typeset
from danube.settings import ROOT

TEMPLATE = """
#let told = json(bytes(sys.inputs.content))
#set document(title: told.title)
#set text(font: ("Source Sans Pro", "DejaVu Sans"), lang: "en")
= #told.title
#told.text
#image(bytes(told.map), format: "svg", alt: "a square")
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h5v5z"/></svg>'
DAY = datetime(2026, 11, 21, tzinfo=UTC)
NAMES = "Ipeľ, București, Đurđevac, Győr, Чернівецька область, Љубовија"


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(typeset, "ROOT", tmp_path)
    path = tmp_path / "one.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def printed(file: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)


def test_names_of_every_language_are_printed_in_embedded_fonts(template: Path) -> None:
    file = typeset.pdf(template, {"title": "Names", "text": NAMES, "map": SQUARE}, written=DAY)
    reader = PdfReader(io.BytesIO(file))
    assert all(name in printed(file).replace("\n", " ") for name in NAMES.split(", "))
    fonts = {font["/BaseFont"].split("+")[1] for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert fonts and all(font.startswith("SourceSansPro") for font in fonts)


def test_a_paper_is_tagged_and_says_its_title_language_and_standard(template: Path) -> None:
    file = typeset.pdf(template, {"title": "Wien", "text": "", "map": SQUARE}, written=DAY)
    reader = PdfReader(io.BytesIO(file))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None and reader.metadata.title == "Wien"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_the_same_content_gives_the_same_bytes(template: Path) -> None:
    content = {"title": "Wien", "text": "twice", "map": SQUARE}
    assert typeset.pdf(template, content, written=DAY) == typeset.pdf(template, content, written=DAY)


@pytest.mark.parametrize(
    "text",
    ['#import "@preview/x:1.0.0"', "*bold* _thin_ = heading", '#read("/etc/passwd")', "$x^2$ <a> @b \\ //c"],
)
def test_markup_that_somebody_typed_is_printed_as_it_stands(template: Path, text: str) -> None:
    file = typeset.pdf(template, {"title": text, "text": "", "map": SQUARE}, written=DAY)
    assert "".join(text.split()) in "".join(printed(file).split())


@given(text=st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_is_made_readable_once_and_for_all(text: str) -> None:
    clean = typeset.readable(text)
    assert typeset.readable(clean) == clean
    assert "\u202e" not in clean


def test_signs_that_no_font_has_become_a_box_and_those_that_steer_vanish() -> None:
    assert typeset.readable({"a": ["x\u202ey", "漢"], "b": 1.5}) == {"a": ["xy", "□"], "b": 1.5}


def test_a_broken_template_is_told_in_a_sentence(template: Path) -> None:
    template.write_text("#nothing", encoding="utf-8")
    with pytest.raises(typeset.TypesetError, match="could not be set"):
        typeset.pdf(template, {}, written=DAY)


def test_no_template_asks_for_a_package_from_elsewhere() -> None:
    templates = sorted((ROOT / "danube").rglob("*.typ"))
    assert not [path.name for path in templates if "@" in path.read_text(encoding="utf-8")]
