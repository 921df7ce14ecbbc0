"""What a phone may answer: every kind of poll, and whatever else arrives."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from danube.events import answers, phrases
from danube.events.refusals import Refused, TooMuch
from tests.events.talks import POLLS

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["skills", "research", "none", "x"]) | st.text(), inner, max_size=4)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("kind", "answer", "counts"),
    [
        ("one", "skills", "skills"),
        ("several", ["none", "skills"], ["skills", "none"]),
        ("rating", {"research": 5, "skills": 1}, {"skills": 1, "research": 5}),
        ("points", {"skills": 60, "research": 40, "none": 0}, {"skills": 60, "research": 40}),
        ("words", "  more \n broadband ", "more broadband"),
    ],
)
def test_an_answer_that_fits_counts(kind: str, answer: object, counts: object) -> None:
    assert answers.checked(POLLS[kind], answer) == counts


@pytest.mark.parametrize(
    ("kind", "answer", "reason"),
    [
        ("one", "map", "does not fit"),
        ("one", ["skills"], "does not fit"),
        ("one", None, "does not fit"),
        ("several", [], "Nothing is chosen"),
        ("several", ["skills", "skills"], "does not fit"),
        ("several", ["skills", "research", "none"], "at most 2"),
        ("several", "skills", "does not fit"),
        ("several", [["skills"]], "does not fit"),
        ("rating", {"skills": 6}, "does not fit"),
        ("rating", {"skills": 0}, "does not fit"),
        ("rating", {"skills": True}, "does not fit"),
        ("rating", {"skills": 2.0}, "does not fit"),
        ("rating", {}, "Nothing is rated"),
        ("points", {"skills": 60, "research": 41}, "101 points are given, and there are 100"),
        ("points", {"skills": 101, "research": -1}, "does not fit"),
        ("points", {"skills": 0}, "No point is given"),
        ("points", {"skills": 10**400}, "1,000,000 points are given"),
        ("points", {"other": 1}, "does not fit"),
        ("words", 7, "does not fit"),
        ("words", " \u202e\u200b\x00 ", "nothing to read"),
        ("words", "\u0301\u0301", "nothing to read"),
        ("words", "x" * 141, "longer than 140"),
        ("words", "x" * 1_000_000, "longer than 140"),
        ("words", {"text": "x"}, "does not fit"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(kind: str, answer: object, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        answers.checked(POLLS[kind], answer)


@trying(max_examples=40, deadline=None)
@given(kind=st.sampled_from(sorted(POLLS)), answer=JSON)
def test_whatever_arrives_counts_or_is_refused_in_a_sentence(kind: str, answer: object) -> None:
    try:
        counts = answers.checked(POLLS[kind], answer)
    except Refused as refused:
        assert str(refused)
    else:
        assert answers.checked(POLLS[kind], counts) == counts
        assert json.loads(answers.written(counts)) == counts


def test_the_same_answer_is_written_the_same() -> None:
    one, other = ({"skills": 1, "research": 2}, {"research": 2, "skills": 1})
    written = {answers.written(answers.checked(POLLS["points"], given)) for given in (one, other)}
    assert written == {'{"research":2,"skills":1}'}


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("a\tb\r\nc\u2028d", "a b c d"),
        ("\u202eevil\u202c \u2066x\u2069\ufeff", "evil x"),
        ("zero\u200bwidth\u00ad", "zerowidth"),
        ("e\u0301\u0301\u0301\u0301\u0301t", "é\u0301\u0301t"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
        ("Љубљана Ľubovňa Iași", "Љубљана Ľubovňa Iași"),
        ("half \ud83d sign", "half sign"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("tag\U000e0041s", "tags"),
    ],
)
def test_words_become_one_line_without_signs_that_turn_or_hide_it(typed: str, line: str) -> None:
    assert phrases.line(typed) == line


@trying(max_examples=40, deadline=None)
@given(typed=st.text(max_size=200))
def test_any_words_are_a_line_that_can_be_kept_or_refused(typed: str) -> None:
    try:
        line = phrases.line(typed)
    except Refused:
        return
    assert 0 < len(line) <= 140 and line == " ".join(line.split())
    assert phrases.line(line) == line
    assert "\x00" not in line and line.encode()


def test_spellings_that_read_alike_are_one_word() -> None:
    assert len({phrases.folded(text) for text in ("Wien", "WIEN", "wien", "Ｗｉｅｎ", "wi\u200den")}) == 1
    assert phrases.folded("Straße") == phrases.folded("STRASSE")


def test_too_much_is_told_apart_from_what_does_not_fit() -> None:
    with pytest.raises(TooMuch):
        answers.checked(POLLS["several"], ["skills", "research", "none"])
