"""Questions that only the reader can answer: what is asked, which answers are possible, what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from danube.texts import _, n_

Finding = dict[str, object]
Answers = Mapping[str, str]
LEAVE = "leave out"
MOST = 100  # questions of one kind that are asked at once


class ImportRefused(ValueError):  # noqa: N818 (reads as what happened)
    """One sentence: why nothing is stored, and what to do."""


class RecipeError(ValueError):
    """What should be a recipe is none: one sentence."""


class Misfit(ValueError):  # noqa: N818 (reads as what happened)
    """The recipe was made for another kind of file: one sentence."""


def question(code: str, key: str, text: str, options: Iterable[str], **more: object) -> Finding:
    """A question: `key` names it in a recipe's answers, `code` says of what kind it is."""
    asked: Finding = {"key": key, "code": code, "text": text, "options": list(options)}
    return asked | dict(more)


def at_once(questions: list[Finding], more: int) -> list[Finding]:
    """The questions, of which the last says how many more follow when they are answered."""
    if not more:
        return questions
    told = n_(
        "{question} Then {count} more question of this kind follows.",
        "{question} Then {count} more questions of this kind follow.",
        more,
        question=questions[-1]["text"],
    )
    return [*questions[:-1], questions[-1] | {"text": told}]


def answer(answers: Answers, key: str, options: Iterable[str]) -> str:
    """What was answered, empty where nothing was. Raises ImportRefused for an answer that is no option."""
    said = answers.get(key, "")
    if said and said not in (known := list(options)):
        raise ImportRefused(
            _(
                "{answer} is no answer to the question {key}: choose among {options}.",
                answer=repr(said),
                key=repr(key),
                options=", ".join(known),
            )
        )
    return said


def records(table: pd.DataFrame) -> list[Finding]:
    """The rows of a table as findings."""
    return [{str(name): value for name, value in one.items()} for one in table.to_dict("records")]


def rows(count: int) -> str:
    """`12 rows`, for a question that concerns so many."""
    return n_("{count} row", "{count} rows", count)
