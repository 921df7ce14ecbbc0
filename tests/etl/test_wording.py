"""Sentences of the import are messages of the site: none is written past the translator."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from danube import texts
from danube.locale import messages
from danube.settings import ROOT
from etl.wording import figure

REFUSALS = {"Unreadable", "ImportRefused", "Misfit", "RecipeError"}
TOLD = {"text", "reason", "hint"}


@pytest.fixture
def german() -> Iterator[None]:
    texts.use("de")
    yield
    texts.use("en")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234.5, "1,234.5"),
        (1000, "1,000"),
        (0.0, "0"),
        (-0.25, "\u22120.25"),
        (123456789, "123,457,000"),
        (1e-7, "0.0000001"),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_a_figure_has_six_significant_digits(value: float | None, written: str) -> None:
    assert figure(value) == written


@pytest.mark.usefixtures("german")
def test_a_figure_is_written_as_the_reader_writes_it() -> None:
    assert figure(1234.5) == "1.234,5"


@pytest.mark.parametrize("path", sorted((ROOT / "etl" / "intake").rglob("*.py")), ids=lambda path: path.name)
def test_no_sentence_is_written_past_the_translator(path: Path) -> None:
    assert [ast.unparse(node) for node in sentences(path) if is_literal(node)] == []


def sentences(path: Path) -> Iterator[ast.expr]:
    """What refusals, questions and notes say."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
            yield from node.args
        if isinstance(node, ast.Call):
            yield from (one.value for one in node.keywords if one.arg in TOLD)
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from (value for key, value in pairs if isinstance(key, ast.Constant) and key.value in TOLD)


def is_literal(node: ast.expr) -> bool:
    """True for a text or f-string of several words."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts_ = (part.value for part in parts if isinstance(part, ast.Constant))
    return any(isinstance(text, str) and " " in text.strip() for text in texts_)


def test_the_scan_reads_the_import_and_not_the_operator_s_commands() -> None:
    places = {
        place for message in messages.messages(messages.template()) for place, _line in message.locations
    }
    assert {"etl/intake/grid.py", "etl/checks.py", "etl/sources/jsonstat.py"} <= places
    assert not places & {"etl/compile.py", "etl/refresh.py", "etl/build.py"}
