"""A scene as HTML: everything escaped, figures at the right, nothing where there is nothing."""

from __future__ import annotations

import pandas as pd
import pytest

from danube import texts
from danube.api.live import ballots, fragments
from danube.events.deck import Option, Poll, Slide
from danube.events.scene import Scene

HOSTILE = '"><script>x</script>'
SAFE = "&quot;&gt;&lt;script&gt;x&lt;/script&gt;"


def test_all_words_of_a_scene_are_escaped() -> None:
    table = pd.DataFrame({HOSTILE: [HOSTILE, "Wien"], "2023": ["1,234.5", "–"]})
    scene = Scene(
        HOSTILE,
        HOSTILE,
        f"{HOSTILE}\n\nsecond",
        alt=HOSTILE,
        picture=HOSTILE,
        table=table,
        sources=(HOSTILE,),
    )
    html = fragments.article(scene, HOSTILE)
    assert "<script" not in html
    assert html.count(SAFE) == 9


def test_figures_stand_at_the_right_and_words_at_the_left() -> None:
    table = pd.DataFrame({"Region": ["Wien"], "2023": ["3.5 %"], "Note": [""], "Change": ["−0.2"]})
    html = fragments.table(table)
    assert '<th scope="row">Wien</th><td class="n">3.5 %</td><td></td><td class="n">−0.2</td>' in html
    assert '<th scope="col">Note</th>' in html


def test_a_drawing_is_told_in_words_and_an_empty_scene_is_its_title() -> None:
    drawn = fragments.article(Scene("T", svg="<svg></svg>", alt="a map"), "s")
    assert '<figure role="img" aria-label="a map"><svg></svg></figure>' in drawn
    assert fragments.article(Scene("T"), "s") == '<article data-slide="s" lang="en"><h1>T</h1></article>'


@pytest.mark.parametrize(
    ("poll", "fields"),
    [
        (Poll("one", (Option("a", {"en": "A"}), Option("b", {"en": "B"}))), 2),
        (Poll("several", (Option("a", {"en": "A"}), Option("b", {"en": "B"})), 2), 2),
        (Poll("rating", (Option("a", {"en": "A"}), Option("b", {"en": "B"})), 5), 10),
        (Poll("rating", (Option("a", {"en": "A"}),), 100), 1),
        (Poll("points", (Option("a", {"en": "A"}), Option("b", {"en": "B"})), 10), 2),
        (Poll("words"), 1),
    ],
)
def test_a_ballot_has_a_field_for_each_answer_and_is_closed_at_first(poll: Poll, fields: int) -> None:
    html = ballots.form(Slide("s", "poll", poll=poll))
    assert html.count("<input") == fields
    assert "<fieldset disabled>" in html


def test_options_are_escaped_and_told_in_the_readers_language() -> None:
    options = (Option("a", {"en": HOSTILE, "de": "Können"}), Option("b", {"en": "B"}))
    slide = Slide("s", "poll", poll=Poll("one", options))
    assert "<script" not in ballots.form(slide)
    texts.use("de")
    try:
        assert "Können" in ballots.form(slide)
    finally:
        texts.use("en")
