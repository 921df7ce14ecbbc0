"""Results of polls: each option with its share, words of the room escaped, nothing before a vote."""

from __future__ import annotations

import pytest

from danube.events import scenes
from danube.events.deck import Option, Poll, Slide
from danube.events.scene import Scene
from danube.events.tally import Tally

OPTIONS = (Option("yes", {"en": "Yes"}), Option("no", {"en": "No"}), Option("don", {"en": "Don't <know>"}))


def shown(poll: Poll, tally: Tally) -> Scene:
    slide = Slide("q", "poll", {"en": "Agreed?"}, poll=poll)
    return scenes.poll(slide, tally, language="en", theme="dark")


@pytest.mark.parametrize(
    ("poll", "options", "said"),
    [
        (Poll("one", OPTIONS), {"yes": 3.0, "no": 1.0, "don": 0.0}, ["3 (75 %)", "1 (25 %)", "0 (0 %)"]),
        (Poll("rating", OPTIONS, 5), {"yes": 4.5, "no": 1.0, "don": None}, ["4.5", "1.0", "–"]),
        (Poll("points", OPTIONS, 100), {"yes": 250.0, "no": 150.0, "don": 0.0}, ["250", "150", "0"]),
    ],
)
def test_results_of_options(poll: Poll, options: dict[str, float | None], said: list[str]) -> None:
    scene = shown(poll, Tally(poll.kind, 4, options))
    assert list(scene.table.iloc[:, 1]) == said
    assert all(figure in scene.svg for figure in said)
    assert "<know>" not in scene.svg
    assert scene.chart is not None and scene.chart.categories[0] == "Yes"


def test_words_of_the_room_are_text() -> None:
    words = (("<script>alert(1)</script>", 3), ("Skills & people", 2))
    scene = shown(Poll("words"), Tally("words", 5, words=words))
    assert "<script" not in scene.svg
    assert list(scene.table["Answer"]) == [word for word, _count in words]


def test_before_a_vote_there_is_the_question() -> None:
    scene = shown(Poll("one", OPTIONS), Tally("one", 0, {}))
    assert not scene.svg and "Yes" in scene.body


def test_options_that_read_alike_keep_their_own_figures() -> None:
    poll = Poll("one", (Option("a", {"en": "Same"}), Option("b", {"en": "Same"})))
    scene = shown(poll, Tally("one", 4, {"a": 3.0, "b": 1.0}, ()))
    assert list(scene.table.iloc[:, 1]) == ["3 (75 %)", "1 (25 %)"]
    assert "Same: 3 (75 %); Same: 1 (25 %)" in scene.alt
