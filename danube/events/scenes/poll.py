"""What the room has answered, drawn as bars; and the ranking that its points make of the indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from danube import texts
from danube.drawing.static import rows
from danube.drawing.static.plate import Mark
from danube.events.deck import Poll, Slide, spoken
from danube.events.scene import Chart, Scene
from danube.events.scenes import slides, told
from danube.texts import _, n_

WORDS = 12
"""Answers in words that are shown, the most frequent first."""


class Tally(Protocol):
    """The votes of a poll, counted."""

    @property
    def votes(self) -> int: ...
    @property
    def options(self) -> Mapping[str, float | None]: ...
    @property
    def words(self) -> tuple[tuple[str, int], ...]: ...


def results(slide: Slide, tally: Tally, theme: str) -> Scene:
    """The results of the poll of a slide; the options keep the order in which they were asked."""
    poll = slide.poll
    assert poll is not None
    counted = _of_words(tally) if poll.kind == "words" else _of_options(poll, tally)
    votes = n_("{count} vote", "{count} votes", tally.votes)
    title = spoken(slide.title)
    if not tally.votes or not counted:
        return Scene(title=title, sentence=_("Nobody has voted yet."), body=slides.question(slide).body)
    labels = [label for label, _value in counted]
    said = [_figure(poll, value, tally.votes) for _label, value in counted]
    listed = "; ".join(f"{label}: {figure}" for label, figure in zip(labels, said, strict=True))
    return Scene(
        title=title,
        sentence=spoken(slide.sentence),
        svg=rows.drawn(_rows(poll, counted, said, votes), theme),
        alt=f"{title} {votes}. {listed}",
        table=told.table({_("Answer"): labels, _unit(poll): said}),
        chart=Chart(
            "bars",
            tuple(labels),
            {_unit(poll): tuple(value for _label, value in counted)},
            _unit(poll),
            1 if poll.kind == "rating" else 0,
        ),
    )


def _of_options(poll: Poll, tally: Tally) -> list[tuple[str, float | None]]:
    return [(spoken(option.label) or option.id, tally.options.get(option.id)) for option in poll.options]


def _of_words(tally: Tally) -> list[tuple[str, float | None]]:
    return [(word, float(count)) for word, count in tally.words[:WORDS]]


def _unit(poll: Poll) -> str:
    return {"rating": _("mean rating"), "points": _("points"), "words": _("times")}.get(poll.kind, _("votes"))


def _figure(poll: Poll, value: float | None, votes: int) -> str:
    """`12 (40 %)` of a choice, `3.4` of a rating, the number of all else."""
    if value is None:
        return texts.MISSING
    if poll.kind == "rating":
        return texts.number(value, 1)
    count = texts.number(value, 0)
    if poll.kind in ("one", "several"):
        return _("{count} ({share} %)", count=count, share=texts.number(100 * value / votes, 0))
    return count


def _rows(poll: Poll, counted: list[tuple[str, float | None]], said: Sequence[str], votes: str) -> rows.Rows:
    most = max((value for _label, value in counted if value is not None), default=0.0)
    return rows.Rows(
        rows=[
            rows.Row(
                label,
                note=figure,
                strong=value == most and most > 0,
                bar=Mark(value or 0.0, "river" if value == most else "grey"),
            )
            for (label, value), figure in zip(counted, said, strict=True)
        ],
        unit=f"{votes}; {_unit(poll)}" if poll.kind in ("rating", "points") else votes,
        low=0.0,
        high=float(poll.most) if poll.kind == "rating" else most or 1.0,
        ticks=False,
    )
