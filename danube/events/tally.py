"""What the votes of a poll come to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean

from danube.events import phrases
from danube.events.deck import Asked, Poll

Judged = Mapping[str, tuple[str, bool]]
"""Folded word → how it is shown, and whether it passed."""


@dataclass(frozen=True)
class Tally:
    """Votes counted: of `one` and `several` each option's votes, of `rating` its mean (None where nobody
    rated it), of `points` its sum; of `words` those that passed, with how often, the most frequent first.
    """

    kind: Asked
    votes: int
    options: dict[str, float | None] = field(default_factory=dict)
    words: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Word:
    """A word of the room as it is shown, and how many devices answered it; `passed` None while it waits."""

    text: str
    count: int
    passed: bool | None = None


def words(answers: Mapping[str, int], judged: Judged) -> tuple[Word, ...]:
    """All words of a poll: those that wait first, then the most frequent first."""
    found = []
    for folded, spellings in phrases.grouped(answers).items():
        shown, passed = judged.get(folded, (phrases.spelling(spellings), None))
        found.append(Word(shown, spellings.total(), passed))
    return tuple(sorted(found, key=lambda word: (word.passed is not None, -word.count, word.text)))


def counted(poll: Poll, answers: Mapping[str, int], judged: Judged) -> Tally:
    """The tally of answers (each as it is kept → how many devices gave it)."""
    votes = sum(answers.values())
    if poll.kind == "words":
        passed = [(word.text, word.count) for word in words(answers, judged) if word.passed]
        return Tally(poll.kind, votes, words=tuple(passed))
    figures = {option: _figure(poll, given) for option, given in spread(poll, answers).items()}
    return Tally(poll.kind, votes, figures)


def spread(poll: Poll, answers: Mapping[str, int]) -> dict[str, Counter[int]]:
    """Option → rating or points (1 where it was chosen) → how many devices gave it."""
    given = {option.id: Counter[int]() for option in poll.options}
    for document, times in answers.items():
        for option, value in _chosen(json.loads(document)).items():
            given[option][value] += times
    return given


def aimed(tally: Tally, poll: Poll) -> dict[str, int]:
    """Indicator → the points given to the options that aim at it."""
    found: Counter[str] = Counter()
    for option in poll.options:
        if option.aim:
            found[option.aim] += int(tally.options.get(option.id) or 0)
    return dict(found)


def weights(tally: Tally, poll: Poll) -> dict[str, float]:
    """Indicator → its share of the points that aim at one; empty without any."""
    points = aimed(tally, poll)
    total = sum(points.values())
    return {key: given / total for key, given in points.items()} if total else {}


def _figure(poll: Poll, values: Counter[int]) -> float | None:
    if poll.kind == "rating":
        return fmean(values.elements()) if values else None
    return float(sum(value * times for value, times in values.items()))


def _chosen(answer: str | list[str] | dict[str, int]) -> dict[str, int]:
    """Option → the rating or points given to it, 1 where it was chosen."""
    if isinstance(answer, dict):
        return answer
    return dict.fromkeys([answer] if isinstance(answer, str) else answer, 1)
