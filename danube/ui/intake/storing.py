"""The last step: a note, a name, one button; a file becomes one load, however often the button is pressed."""

from __future__ import annotations

import streamlit as st
from filelock import FileLock, Timeout

from danube import access, texts
from danube.access import NotAllowed, Person
from danube.catalogue import kinds
from danube.catalogue.forms import FIGURES
from danube.store import StoreError
from danube.texts import _, n_
from danube.ui import figures, visitor
from danube.ui.intake import drafts, progress, refusals, steps
from danube.ui.intake.drafts import Draft
from danube.ui.intake.plain import plain
from danube.ui.intake.stored import draw_stored
from etl.intake import tables
from etl.intake.asked import ImportRefused
from etl.intake.report import Report

__all__ = ["draw", "draw_stored", "once", "under_way"]

LONGEST = 2_000
"""Characters of a note; of a name a tenth of that."""

LOCK, BEGUN = "storing.lock", "storing.begun"
PATIENCE = 130.0
"""Seconds: a little more than a writer waits for the warehouse."""

_TOLD = "why nothing was stored"


def draw(draft: Draft, report: Report) -> None:
    """Note, name and button; what stands in the way is said beside the button that it disables."""
    why = hindrance(draft, report)
    with steps.step(
        "store", _("Store as a new version"), why, state="waiting" if why else "open", folded=False
    ):
        if told := st.session_state.pop(_TOLD, ""):
            st.error(plain(told))
        person = visitor.who()
        st.text_area(
            _("Note: what the figures are, and why they are better"), value=draft.note,
            key=f"note-{draft.id}", max_chars=LONGEST, height=80, on_change=_note, args=(draft,),
        )  # fmt: skip
        _ask_name(person)
        needless = changes_nothing(report)
        if needless and not why:
            st.info(
                _("Nothing would change: storing would only mark the publishers' figures as uploaded.")
                if report.table == FIGURES
                else _("Nothing would change: every row stands in the warehouse exactly so.")
            )
        st.button(
            _("Store as a new version"), key="store", type="secondary" if needless else "primary",
            disabled=bool(why),
            on_click=_press, args=(draft, report, texts.language()),
        )  # fmt: skip
        st.caption(_("Nothing is overwritten: the load can be withdrawn on the page Versions at any time."))


def hindrance(draft: Draft, report: Report) -> str:
    """Why it cannot be stored yet, in a sentence; empty where it can."""
    if draft.stored:
        return _("It is stored as version {version}.", version=draft.stored)
    if report.questions:
        return n_("{count} question is open.", "{count} questions are open.", len(report.questions))
    if not report.accepted:
        return _("No figure is accepted yet.")
    person = visitor.who()
    roles = kinds.roles(report.table)
    return "" if any(map(person.may, roles)) else access.refusal(person, *roles)


def changes_nothing(report: Report) -> bool:
    """True where everything stands in the warehouse as the file has it."""
    counts = report.counts()
    return sum(counts.values()) == counts["unchanged"] > 0


def _ask_name(person: Person) -> None:
    """Whose name the load bears: that of the account; at this machine whoever sits there may say it."""
    if person.how != "machine":
        st.caption(_("It will bear the name {name}.", name=plain(person.name)))
        return
    st.text_input(_("Your name"), value=person.name, key="brought-by", max_chars=LONGEST // 10)


def _named(person: Person) -> str:
    """The name typed, read when the button is pressed: what was typed last may not have been drawn yet."""
    typed = str(st.session_state.get("brought-by", "")).strip() if person.how == "machine" else ""
    return typed or person.name


def _note(draft: Draft) -> None:
    """Keeps the note with the draft: a reload does not lose it."""
    drafts.decide(drafts.reread(draft), note=st.session_state[f"note-{draft.id}"].strip())


def _press(draft: Draft, report: Report, language: str) -> None:
    """The button: stores once; a refusal is one sentence, and every decision stays as it was."""
    texts.use(language)
    try:
        once(draft, report)
    except (NotAllowed, ImportRefused, StoreError) as refusal:
        st.session_state[_TOLD] = str(refusal)
    except Timeout:
        st.session_state[_TOLD] = _("This file is being stored right now, in another window: wait a moment.")
    except OSError as error:
        st.session_state[_TOLD] = _(
            "Nothing is stored: the disk cannot be written ({error}). Make room and store again; the file "
            "and all decisions are kept.",
            error=error.strerror or type(error).__name__,
        )


def once(draft: Draft, report: Report) -> Draft:
    """The draft with the version that its file became; whoever comes second gets the version of the first.

    Raises NotAllowed, ImportRefused, StoreError, filelock.Timeout or OSError; then nothing is stored.
    """
    name = _named(visitor.require(*kinds.roles(report.table)))
    if not draft.path.exists():
        raise ImportRefused(_("Nothing is stored: the file is no longer here. Drop it again."))
    with FileLock(draft.path.parent / LOCK, timeout=PATIENCE):
        now = drafts.reread(draft)
        version = now.stored or _same(now, report) or _store(now, report, name)
        figures.latest.clear()
        try:
            return drafts.change(now, stored=version)
        except OSError:
            if not version:
                raise
            raise ImportRefused(
                _(
                    "The figures are stored as version {version}; only this page could not note it, because "
                    "the file is gone or the disk is full.",
                    version=version,
                )
            ) from None


def under_way(draft: Draft) -> bool:
    """True while a large file is stored by a process of its own, whose bar is drawn here.

    Ask before the file is examined: when it has ended well, the page is drawn anew as stored.
    """
    try:
        version = progress.stored(draft)
    except ImportRefused as refusal:
        st.session_state[_TOLD] = str(refusal)
        return False
    if version:
        drafts.change(drafts.reread(draft), stored=version)
        figures.latest.clear()
        st.rerun()
    return version == 0


def _store(draft: Draft, report: Report, name: str) -> int:
    """The new version; the version before is noted first, to know one's own load again after a crash.

    A large file's comes later, see `under_way`.
    """
    (draft.path.parent / BEGUN).write_text(str(figures.warehouse().latest()), encoding="ascii")
    note = str(st.session_state.get(f"note-{draft.id}", draft.note)).strip()
    if refusals.whole_list(report):
        progress.store(draft, note=note, who=name)
        return 0
    return tables.store(report, figures.warehouse(), note=note, who=name)


def _same(draft: Draft, report: Report) -> int:
    """The load that this draft became just before the server stopped and could not note it; 0 where none."""
    begun = draft.path.parent / BEGUN
    if not begun.exists():
        return 0
    loads = figures.warehouse().loads()
    after = loads[(loads["load"] > int(begun.read_text(encoding="ascii") or 0)) & ~loads["withdrawn"]]
    mine = after[(after["sha256"] == report.sha256) & (after["recipe"] == report.recipe.as_json())]
    return int(mine["load"].min()) if len(mine) else 0
