"""An import under way: every decision so far, kept beside its file, so that nothing is lost on a reload.

The address names the draft (`?draft=`): another tab or device goes on where the first one stood.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from danube import incoming, texts
from danube.access import NotAllowed
from danube.catalogue.kinds import WRITERS
from danube.incoming.refused import FULL
from danube.texts import _
from danube.ui import figures, selection, visitor
from etl.intake import recipe, repairs, tables
from etl.intake.asked import ImportRefused, Misfit, RecipeError
from etl.intake.errors import Unreadable
from etl.intake.layout import Choices
from etl.intake.report import Report

PARAMETER = "draft"
FILE = "draft.json"
REFUSALS = (Unreadable, ImportRefused, Misfit, RecipeError)
"""What `report` may say instead of an answer; each is one sentence."""

_OURS = ("id", "name", "path")  # known from the waiting file itself
_COMPLAINT = "why a decision was not kept"


@dataclass(frozen=True)
class Draft:
    """The file that waits and what was decided about it.

    `choices` are those of `etl.intake.layout.Choices`, `answers` go by the key of the question, `indicator`
    is an id of the catalogue or empty, `declared` a new indicator, `recipe` the JSON that was brought along,
    `stored` the version that came of it (0: none yet).
    """

    id: str
    name: str
    path: Path
    choices: dict[str, str | int] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    indicator: str = ""
    repairs: list[dict[str, Any]] = field(default_factory=list)
    note: str = ""
    declared: dict[str, Any] | None = None
    recipe: str = ""
    stored: int = 0

    @property
    def decided(self) -> str:
        """Everything that bears on the report, as JSON; a note does not."""
        plain = {
            name: value for name, value in asdict(self).items() if name not in ("path", "note", "stored")
        }
        return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def current() -> Draft | None:
    """The draft that the address names; one that is gone is told in a sentence, and the page starts anew."""
    asked = st.query_params.get(PARAMETER)
    if asked is None:
        return None
    found = incoming.find(asked)
    if found is None:
        leave()
        selection.note(
            _(
                "This import is no longer here: files wait for a limited time. What it stored stands on the "
                "page Versions; to go on, drop the file again."
            )
        )
        return None
    return _read(Draft(found.id, found.name, found.path))


def start(identifier: str) -> Draft | None:
    """The draft of a file that has just arrived, from now on in the address."""
    st.query_params[PARAMETER] = identifier
    return current()


def reread(draft: Draft) -> Draft:
    """The draft as it stands on the disk now: another tab may have decided more."""
    return _read(Draft(draft.id, draft.name, draft.path))


def leave() -> None:
    """Another file next: the address forgets this draft, which stays where it is."""
    selection.write(PARAMETER, None)


def change(draft: Draft, **decisions: Any) -> Draft:
    """The draft with these decisions, kept on disk before it is returned; raises NotAllowed."""
    visitor.require(*WRITERS)
    changed = replace(draft, **decisions)
    plain = {name: value for name, value in asdict(changed).items() if name not in _OURS}
    _written(changed.path.parent / FILE, json.dumps(plain, ensure_ascii=False, indent=1))
    return changed


def decide(draft: Draft, **decisions: Any) -> None:
    """As `change`, for callbacks: where it cannot be kept, `complaint` says so on the page drawn next."""
    try:
        change(draft, **decisions)
    except NotAllowed as problem:
        st.session_state[_COMPLAINT] = str(problem)
    except FileNotFoundError:
        return  # the file is gone, and so `current` says
    except OSError as problem:
        if problem.errno not in FULL:
            raise
        st.session_state[_COMPLAINT] = _(
            "The disk of the server is full: the last decision was not kept. Tell whoever runs the server."
        )


def complaint() -> str:
    """Why the last decision was not kept, once; empty where it was."""
    return str(st.session_state.pop(_COMPLAINT, ""))


def report(draft: Draft) -> Report:
    """What the import would do, over the whole file; read once for the same decisions and version.

    Raises one of REFUSALS, each with one sentence.
    """
    found = _examined(draft.decided, draft.path, figures.latest(), texts.language())
    if isinstance(found, Report):
        return found
    raise type(found)(str(found))


@st.cache_resource(show_spinner=False, max_entries=6)
def _examined(decided: str, _path: Path, version: int, language: str) -> Report | Exception:
    """A refusal is kept as an answer: a file that cannot be read is not read again at each click."""
    draft = Draft(**(json.loads(decided) | {"path": _path}))
    try:
        found = tables.examine(_path, name=draft.name, **_held(version), **_decisions(draft))
    except REFUSALS as refusal:
        return refusal
    return replace(found, file=draft.name)


def _held(version: int) -> dict[str, Any]:
    """What the warehouse has, to compare with: figures, and on demand the rows of another table."""
    warehouse = figures.warehouse()
    return {"known": _known(version), "register": lambda name: warehouse.rows(name, version=version)}


def _decisions(draft: Draft) -> dict[str, Any]:
    """The draft as arguments of the import, without those that say nothing."""
    given = {
        "choices": Choices(**draft.choices) if draft.choices else None,  # type: ignore[arg-type]
        "recipe": recipe.from_json(draft.recipe) if draft.recipe else None,
        "answers": draft.answers,
        "indicator": draft.indicator,
        "repairs": repairs.of(draft.repairs),
        "declared": draft.declared,
    }
    return {name: value for name, value in given.items() if value}


@st.cache_resource(show_spinner=False, max_entries=1)
def _known(version: int) -> pd.DataFrame:
    """The figures to compare with, as the warehouse holds them."""
    return figures.warehouse().observations(version=version)


def _read(fresh: Draft) -> Draft:
    """What was decided before; the draft as it is fresh where nothing was, or where it cannot be read."""
    kept = fresh.path.parent / FILE
    if not kept.exists():
        return fresh
    try:
        body = json.loads(kept.read_text(encoding="utf-8"))
        known = {one.name for one in fields(Draft)} - set(_OURS)
        return replace(fresh, **{name: value for name, value in body.items() if name in known})
    except (OSError, ValueError, AttributeError):
        selection.note(_("The decisions about this file could not be read; it is understood afresh."))
        return fresh


def _written(path: Path, text: str) -> None:
    """Whole or not at all: a browser or server that stops in between leaves the old decisions."""
    beside = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
    try:
        with beside.open("w", encoding="utf-8") as sink:
            sink.write(text)
            sink.flush()
            os.fsync(sink.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
