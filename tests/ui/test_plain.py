"""A file's own words on a page: every sign stands as it is, nothing is an icon, a link or a heading."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as wild

from danube.ui.intake.plain import JOINER, plain, short


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("12,3 b", "12,3 b"),
        ("**b** [x](y)", r"\*\*b\*\* \[x\]\(y\)"),
        (":tada:", r"\:tada\:"),
        ("<b>\n x", r"\<b\> x"),
        ("https://a.b", rf"https\:{JOINER}\/\/a\.b"),
    ],
)
def test_signs_of_markdown_are_escaped(text: str, written: str) -> None:
    assert plain(text) == written


@given(wild.text(max_size=40) | wild.text(alphabet="ab1 *_`#[]()<>!|~$:&\\-+.=\"'/@\n", max_size=40))
@settings(max_examples=50, deadline=None)
def test_whatever_it_says_no_sign_stands_bare(text: str) -> None:
    written = plain(text).replace(JOINER, "")
    assert not re.search(r"[*_`#<>!|~$:&@\[\]]", re.sub(r"\\[!-/:-@\[-`{-~]", "", written))
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", written) == " ".join(text.split()).replace(JOINER, "")


def test_a_novel_in_a_cell_is_cut() -> None:
    assert short("word " * 40) == "word " * 15 + "word…"
