"""The votes of a room as a table to take away: what came out of each poll, and nobody who said it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from danube.events import tally
from danube.events.deck import Option, Poll, Slide, spoken
from danube.events.state import Stage
from danube.events.tally import Judged
from danube.exports import harmless

COLUMNS = (
    "slide", "question", "kind", "state", "votes", "option", "label", "indicator", "measure", "value"
)  # fmt: skip
"""`votes`: devices that voted on the poll. `measure`: what `value` is, see `rows`."""

MEASURES = {"one": "count", "several": "count", "rating": "mean", "points": "sum"}
Row = dict[str, object]


def rows(slide: Slide, stage: Stage, answers: Mapping[str, int], judged: Judged) -> list[Row]:
    """The results of a poll, a row each.

    `count` of an option that was chosen; `mean` of the ratings or `sum` of the points of an option, and
    `given 3`: how many devices gave it a 3; `shown`, `held back`, `waiting`: how many answered a word.
    """
    if slide.poll is None:
        return []
    told = {
        "slide": slide.id,
        "question": spoken(slide.title),
        "kind": slide.poll.kind,
        "state": stage,
        "votes": sum(answers.values()),
    }
    found = _words(answers, judged) if slide.poll.kind == "words" else _options(slide.poll, answers)
    return [{**told, **row} for row in found]


def csv(found: list[Row]) -> str:
    """The table (RFC 4180); text that a spreadsheet would run as a formula has an apostrophe in front."""
    written = [{**row, "value": _written(row["value"])} for row in found]
    table = pd.DataFrame(written, columns=list(COLUMNS), dtype=object)
    text: str = harmless.table(table).to_csv(index=False, lineterminator="\r\n")
    return text


def _options(poll: Poll, answers: Mapping[str, int]) -> Iterator[Row]:
    figures = tally.counted(poll, answers, {}).options
    spread = tally.spread(poll, answers)
    for option in poll.options:
        about = _about(option)
        yield {**about, "measure": MEASURES[poll.kind], "value": figures[option.id]}
        if poll.kind in ("rating", "points"):
            for value, times in sorted(spread[option.id].items()):
                yield {**about, "measure": f"given {value}", "value": times}


def _written(value: object) -> str:
    """A whole number without a point; nothing where nobody gave a rating."""
    return "" if value is None else f"{float(str(value)):.10g}"


def _about(option: Option) -> Row:
    return {"option": option.id, "label": spoken(option.label), "indicator": option.aim}


def _words(answers: Mapping[str, int], judged: Judged) -> Iterator[Row]:
    measures = {None: "waiting", True: "shown", False: "held back"}
    for word in tally.words(answers, judged):
        yield {"label": word.text, "measure": measures[word.passed], "value": word.count}
