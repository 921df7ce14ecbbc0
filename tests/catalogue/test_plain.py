"""Texts of strangers: what a renderer would act on is replaced, what is harmless stays as it was typed."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.catalogue.plain import JOINER, plain


@pytest.mark.parametrize(
    "text",
    [
        "% of villages",
        "R&D expenditure, 2015 = 100",
        "Firms with <10 employees & more than 5 > 3",
        "euro per km² (2024), “real”",
        "PPS_EU27_2020",
        "Größe der Dörfer – ширина",
    ],
)
def test_ordinary_text_stays_as_it_was_typed(text: str) -> None:
    assert plain(text) == text


def test_markup_becomes_look_alikes() -> None:
    assert plain("<b>x</b> *a* `c` ~d~") == "‹b›x‹/b› ∗a∗ ˋcˋ ∼d∼"
    assert plain("[x](y)") == "❲x❳(y)"
    assert plain("_a_ and a_b") == "ˍaˍ and a_b"
    assert plain("<script src=x") == "‹script src=x"


def test_what_acts_only_as_a_pair_is_parted_by_a_joiner_that_nobody_sees() -> None:
    typed = ":red[x] :smile: https://e.org www.e.org a@e.org &lt; %{y} # head"
    shown = plain(typed)
    assert shown.replace(JOINER, "") == typed.replace("[", "❲").replace("]", "❳")
    for sign in (":red", ":smile", "://", "www.", "a@e", "&lt;", "%{"):
        assert sign not in shown
    assert plain("# head") == f"{JOINER}# head"


def test_lines_and_controls_become_one_line() -> None:
    assert plain("a\nb\x00c\u202ed\t e") == "a b c d e"


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>*_`$~[]():/@&;#%{}\\b1 w.ä\n"), max_size=30))
def test_no_tag_no_link_no_entity_is_left(text: str) -> None:
    shown = plain(text)
    assert not set("*`$~[]") & set(shown)
    assert "<b" not in shown and "</" not in shown and "://" not in shown
    assert html.unescape(shown) == shown
    assert plain(shown).replace(JOINER, "") == shown.replace(JOINER, "")
