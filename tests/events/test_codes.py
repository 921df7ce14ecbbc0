"""Codes typed off a wall, and tokens of which digests alone are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from danube.events import codes


def test_a_code_has_six_signs_and_none_like_another() -> None:
    found = {codes.fresh() for _try in range(200)}
    assert len(found) == 200
    assert all(codes.read(code) == code for code in found)
    assert not set("aeiou01lsz") & set(codes.SIGNS)


@pytest.mark.parametrize("typed", ["hk47pm", "HK4 7PM", " hk4-7pm\n", "H K 4 7 P M"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert codes.read(typed) == "hk47pm"
    assert codes.shown("hk47pm") == "HK4 7PM"


def test_signs_that_look_alike_are_understood() -> None:
    assert codes.read("ZSBGU7") == "258gv7"


@pytest.mark.parametrize("typed", ["", "hk47p", "hk47pmm", "hk47p0", "hk47pм", "' OR 1=1", "h" * 10_000])
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert codes.read(typed) == ""


@trying(max_examples=40, deadline=None)
@given(typed=st.text())
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    code = codes.read(typed)
    assert code == "" or (len(code) == 6 and set(code) <= set(codes.SIGNS))


@trying(max_examples=40, deadline=None)
@given(given_token=st.text())
def test_no_text_fits_but_the_token_in_its_own_room(given_token: str) -> None:
    token, salt = codes.token(), codes.salt()
    kept = codes.digest(salt, token)
    assert token not in kept and codes.fits(salt, token, kept)
    assert not codes.fits(salt, given_token, kept)
    assert not codes.fits(codes.salt(), token, kept)
    assert not codes.fits(salt, token * 100, kept)
