"""What an analyst decided about a file, as JSON: next year's file goes the same way without a question.

A recipe holds the choices of reading (`etl.intake.layout.Choices`), the answers to questions by the key of
the question, and what the file must look like for both to make sense.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from danube.texts import _
from etl.intake import layout, repairs, signs
from etl.intake.asked import Misfit, RecipeError
from etl.intake.layout import Choices, Understood
from etl.intake.repairs import Repair

FORMAT = 1
HEADINGS = ("region", "period", "value", "indicator", "flag")
KEPT = ("decimal", "layout", *HEADINGS)


@dataclass(frozen=True)
class Recipe:
    """Every decision about a file.

    `expects`: the layout and the headings that the decisions speak of. `repairs`: the SHA-256 of the one file
    that they are for (`file`), and its repaired cells (`cells`, each as `etl.intake.repairs.Repair`).
    `declared`: id → fields of indicators that the project does not ship; the recipe of a load is where the
    warehouse keeps them.
    """

    choices: Mapping[str, str | int] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    expects: Mapping[str, object] = field(default_factory=dict)
    repairs: Mapping[str, object] = field(default_factory=dict)
    declared: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> str:
        """The recipe as a file holds it, keys sorted."""
        body = {"recipe": FORMAT, **asdict(self)}
        return json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def from_json(text: str) -> Recipe:
    """The recipe that a file holds. Raises RecipeError."""
    try:
        body = json.loads(text)
        json.dumps(body, ensure_ascii=False).encode()  # half a pair of surrogates could never be written
    except (ValueError, RecursionError) as error:
        raise RecipeError(_("The recipe is no JSON: {error}.", error=error)) from None
    if not isinstance(body, dict) or body.pop("recipe", None) != FORMAT:
        raise RecipeError(
            _('This is no recipe: it must be a JSON object with "recipe": {format}.', format=FORMAT)
        )
    known = {one.name for one in fields(Recipe)}
    strange = sorted(set(body) - known) + sorted(
        name for name in known & set(body) if not isinstance(body[name], dict)
    )
    if strange:
        raise RecipeError(_("The recipe has a field {name} that is not understood.", name=repr(strange[0])))
    return _sound(Recipe(**body))


def read(path: Path) -> Recipe:
    """The recipe in a file. Raises RecipeError."""
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise RecipeError(_("{path} cannot be read as a recipe.", path=path)) from None


def made(understood: Understood, choices: Choices, answers: Mapping[str, str], file: str = "") -> Recipe:
    """The recipe of an examined file: what was chosen, what was answered, and how the file was understood.

    What may well differ next year (encoding, delimiter, row of the header) is kept only where it was chosen.
    """
    asked = {str(one["key"]) for one in understood.questions}  # what is open was not decided
    found = {name: getattr(understood, name) for name in KEPT if getattr(understood, name)}
    found = {name: value for name, value in found.items() if name not in asked}
    chosen = {name: value for name, value in asdict(choices).items() if value is not None}
    if len(understood.sheets) > 1 and understood.sheet:
        found["sheet"] = understood.sheet
    headings = {name: found[name] for name in HEADINGS if found.get(name) in understood.columns}
    found = {name: value for name, value in found.items() if name not in HEADINGS or name in headings}
    expects: dict[str, object] = {"layout": understood.layout, "columns": sorted(set(headings.values()))}
    if "year" in answers:
        expects["years"] = signs.years(Path(file).stem)
    return Recipe({**found, **chosen}, dict(answers), expects)


def merged(
    recipe: Recipe | None, choices: Choices, answers: Mapping[str, str]
) -> tuple[Choices, dict[str, str]]:
    """Choices and answers of the recipe, overlaid by those given now; some answers are choices of reading."""
    base = recipe or Recipe()
    given = {name: value for name, value in asdict(choices).items() if value is not None}
    told = {**base.answers, **answers}
    names = {one.name for one in fields(Choices)}
    reading = {name: _typed(name, value) for name, value in told.items() if name in names}
    reading |= {"indicator": told["series"]} if "series" in told else {}
    return Choices(**{**base.choices, **reading, **given}), told


def timely(recipe: Recipe | None, file: str, answers: Mapping[str, str]) -> Recipe | None:
    """The recipe, without its year where the name of the file speaks of others and nobody says it now.

    A file that is called after the same years as the recipe's own keeps it, whatever year was answered.
    """
    if recipe is None or "year" not in recipe.answers or "year" in answers:
        return recipe
    named, before = signs.years(Path(file).stem), recipe.expects.get("years")
    if not named or named == before or (not before and recipe.answers["year"].strip()[:4] in named):
        return recipe
    kept = {key: answer for key, answer in recipe.answers.items() if key != "year"}
    return replace(recipe, answers=kept)


def repaired(recipe: Recipe | None, path: Path) -> tuple[list[Repair], int]:
    """The recipe's repairs, where they were made for this very file, and how many are for another one."""
    if recipe is None or not recipe.repairs:
        return [], 0
    cells = repairs.of(recipe.repairs["cells"])
    same = path.is_file() and sha256(path) == recipe.repairs["file"]
    return (cells, 0) if same else ([], len(cells))


def sha256(path: Path) -> str:
    """Of the file as it is, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def with_repairs(recipe: Recipe, cells: Sequence[Repair], path: Path) -> Recipe:
    """The recipe of a file with repaired cells; without any it is as it was."""
    if not cells:
        return recipe
    return replace(recipe, repairs={"file": sha256(path), "cells": [one.as_dict() for one in cells]})


def opened(
    path: Path, file: str, choices: Choices, recipe: Recipe | None, mended: Sequence[Repair] = ()
) -> layout.Read:
    """The file, read as chosen. Raises Unreadable, and Misfit where only the recipe stands in the way.

    `file` is what it is called in sentences; `mended` are the cells to repair in it.
    """
    try:
        found = layout.read(path, file, choices, mended)
    except layout.Unreadable as error:
        if recipe is None:
            raise
        layout.read(path, file)
        raise Misfit(_("The recipe does not fit {file}: {error}", file=file, error=error)) from None
    if recipe is not None:
        refuse_misfit(recipe, found.understood, file)
    return found


def refuse_misfit(recipe: Recipe, understood: Understood, file: str) -> None:
    """Raises Misfit where the file has not the layout or the headings that the recipe speaks of."""
    layout_, columns = recipe.expects.get("layout"), recipe.expects.get("columns", [])
    if layout_ and layout_ != understood.layout:
        raise Misfit(
            _(
                "The recipe does not fit {file}: it was made for the layout {expected}, this is {seen}.",
                file=file,
                expected=layout_,
                seen=understood.layout,
            )
        )
    headings = columns if isinstance(columns, list) else []
    missing = [str(name) for name in headings if name not in understood.columns]
    if missing:
        names = ", ".join(map(repr, missing))
        raise Misfit(_("The recipe does not fit {file}: it has no column {names}.", file=file, names=names))


def _sound(recipe: Recipe) -> Recipe:
    """The recipe, its choices being known ones and its answers texts."""
    known = {one.name for one in fields(Choices)}
    strange = [name for name in recipe.choices if name not in known]
    strange += [name for name, value in recipe.choices.items() if not isinstance(value, str | int)]
    strange += [key for key, answer in recipe.answers.items() if not isinstance(answer, str)]
    if strange:
        raise RecipeError(_("The recipe has a choice {name} that is not understood.", name=repr(strange[0])))
    _refuse_bad_repairs(recipe.repairs)
    return recipe


def _refuse_bad_repairs(found: Mapping[str, object]) -> None:
    try:
        sound = not found or bool(repairs.of(found["cells"]) and isinstance(found["file"], str))
    except (KeyError, TypeError, ValueError):
        sound = False
    if not sound:
        raise RecipeError(
            _("The repairs of the recipe must name their file and cells with row, column, old and new.")
        )


def _typed(name: str, value: str) -> str | int:
    if name != "header":
        return value
    if not value.isdecimal():
        raise RecipeError(_("The row of the header must be a number but is {value}.", value=repr(value)))
    return int(value)
