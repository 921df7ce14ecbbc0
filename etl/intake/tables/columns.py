"""Which column of the file is which of the form: by exact names; what is merely alike is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from danube import texts
from danube.catalogue.forms import Field, Form, headings
from danube.texts import _
from etl.intake import signs
from etl.intake.asked import LEAVE, Answers, Finding, answer, question
from etl.intake.errors import Unreadable
from etl.intake.layout import Choices
from etl.intake.tables import opening
from etl.intake.tables.opening import Opened

SIMILAR = 80  # of 100: a heading that is spelt so much like one of ours is asked about


@dataclass(frozen=True)
class Assigned:
    """`table`: the cells under our names, "" where there is no such column, with `row` and index as read.

    `named`: our name to the heading in the file; `lacking`: columns that must be there and are not.
    """

    table: pd.DataFrame
    named: dict[str, str]
    lacking: tuple[str, ...] = ()
    questions: list[Finding] = field(default_factory=list)
    unread: tuple[str, ...] = ()


def assigned(found: Opened, form: Form, choices: Choices, answers: Answers) -> Assigned:
    """Every column of the form with its cells. Raises Unreadable where one that is needed cannot be there."""
    heads = [str(name) for name in found.cells.columns]
    named = _chosen(heads, form, choices, answers)
    named, asked = _by_name(heads, form, named, answers)
    alike, more = _alike(found.cells, form, named, answers, _spoken(asked))
    named |= alike
    lacking = tuple(name for name in form.needed if name not in named)
    asked += more
    asked += _missing(heads, form, named, [one for one in lacking if one not in _spoken(asked)])
    table = pd.DataFrame({one.name: _cells(found.cells, named.get(one.name)) for one in form.fields})
    left = tuple(name for name in heads if name not in named.values() and found.cells[name].any())
    return Assigned(table.assign(row=table.index), named, lacking, asked, left)


def label(one: Field) -> str:
    """What the column is called in the reader's language."""
    return one.headings.get(texts.language(), one.name)


def _cells(cells: pd.DataFrame, heading: str | None) -> pd.Series:
    if heading is None:
        return pd.Series("", index=cells.index, dtype=object)
    return cells[heading].map(lambda text: " ".join(str(text).split())).astype(object)


def _chosen(heads: Sequence[str], form: Form, choices: Choices, answers: Answers) -> dict[str, str]:
    """Columns that the reader named: as a choice of reading, or in answer to a question."""
    parts = {one.name: getattr(choices, one.name, None) for one in form.fields}
    told = {name: str(heading) for name, heading in parts.items() if heading}
    for name, heading in told.items():
        if heading not in heads:
            raise Unreadable(
                _(
                    "There is no column {name} for {part}; there are {names}.",
                    name=repr(heading),
                    part=repr(label(form.field(name))),
                    names=", ".join(heads),
                )
            )
    said = {one.name: answer(answers, f"column:{one.name}", [*heads, LEAVE]) for one in form.fields}
    return told | {name: heading for name, heading in said.items() if heading and heading != LEAVE}


def _by_name(
    heads: Sequence[str], form: Form, named: Mapping[str, str], answers: Answers
) -> tuple[dict[str, str], list[Finding]]:
    """Columns whose heading is one of ours; of two for the same the one with the very name, or asked."""
    words, done = opening.known(form), dict(named)
    fits: dict[str, list[str]] = {}
    for heading in heads:
        part = words.get(signs.key(heading))
        if part and part not in named and heading not in named.values():
            fits.setdefault(part, []).append(heading)
    asked: list[Finding] = []
    for part, able in fits.items():
        own = {signs.key(text) for text in (part, *form.field(part).headings.values())}
        exact = [heading for heading in able if signs.key(heading) in own]
        best = exact if len(exact) == 1 else able
        if len(best) == 1:
            done[part] = best[0]
        elif answers.get(f"column:{part}") != LEAVE:
            asked.append(_which(form.field(part), best))
    return done, asked


def _which(one: Field, options: Sequence[str]) -> Finding:
    text = _("Which column holds this: {part}?", part=label(one))
    return question("column", f"column:{one.name}", text, [*options, LEAVE])


def _alike(
    cells: pd.DataFrame, form: Form, named: Mapping[str, str], answers: Answers, spoken: set[str]
) -> tuple[dict[str, str], list[Finding]]:
    """Columns whose heading is spelt much like one of ours: asked, and taken where so answered.

    `spoken`: columns and headings that another question is about.
    """
    done: dict[str, str] = {}
    asked: list[Finding] = []
    for heading in map(str, cells.columns):
        free = [one for one in form.fields if one.name not in {*named, *done, *spoken}]
        if heading in {*named.values(), *spoken} or not free or not cells[heading].any():
            continue
        near = _near(heading, free)
        said = answer(answers, f"heading:{heading}", [*(one.name for one in form.fields), LEAVE])
        if said and said != LEAVE and said not in named:
            done[said] = heading
        elif near and not said:
            asked.append(_is_it(heading, near))
    return done, asked


def _is_it(heading: str, near: Field) -> Finding:
    text = _("Is the column {heading} this one: {part}?", heading=repr(heading), part=label(near))
    return question("heading", f"heading:{heading}", text, [near.name, LEAVE])


def _near(heading: str, free: Sequence[Field]) -> Field | None:
    """The column whose names are spelt most like the heading, none where all are far from it."""
    from rapidfuzz import fuzz

    key = signs.key(heading)
    scores = {one.name: max(fuzz.ratio(key, signs.key(text)) for text in headings(one)) for one in free}
    best = max(free, key=lambda one: scores[one.name])
    return best if scores[best.name] >= SIMILAR else None


def _spoken(asked: Sequence[Finding]) -> set[str]:
    """The columns of the form that a question is about."""
    return {str(option) for one in asked if isinstance(one["options"], list) for option in one["options"]} | {
        str(one["key"]).partition(":")[2] for one in asked
    }


def _missing(
    heads: Sequence[str], form: Form, named: Mapping[str, str], lacking: Sequence[str]
) -> list[Finding]:
    """A question for each needed column that no heading names; Unreadable where no heading is left for it."""
    free = [heading for heading in heads if heading not in named.values()]
    if lacking and not free:
        raise Unreadable(
            _(
                "The table has no column {missing}: add it. A table of this kind needs the columns {needed}.",
                missing=", ".join(repr(label(form.field(name))) for name in lacking),
                needed=", ".join(label(form.field(name)) for name in form.needed),
            )
        )
    return [_which(form.field(name), free) for name in lacking]
