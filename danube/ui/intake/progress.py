"""Large files: read and stored by a process of their own, with a bar and a way to cancel on the page.

The page only looks: who reloads it, or opens it on another device, finds the work where it stands.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from danube import texts
from danube.texts import _, number
from danube.ui import figures
from danube.ui.intake.drafts import REFUSALS, Draft
from danube.ui.intake.plain import plain
from etl.intake import jobs
from etl.intake.asked import ImportRefused
from etl.intake.jobs import Crowded, Order, Outcome, State
from etl.intake.report import Report

LOOK = 0.5  # seconds between two looks
DECIDED = ("name", "choices", "recipe", "indicator", "answers", "declared")


def report(draft: Draft) -> Report | None:
    """What the import of a large file would do; None as long as it is read, or where that was cancelled.

    Whatever there is to see meanwhile is drawn here. Raises one of `drafts.REFUSALS`.
    """
    folder, order = draft.path.parent, examination(draft)
    ended = _ended(folder, order)
    if ended is None:
        _begin(folder, order)
        _follow(folder, texts.language())
        return None
    if ended.end == "report":
        found: Report = ended.value
        return found
    if ended.end == "refused":
        raise _refusal(ended)
    _offer_again(folder, order, ended)
    return None


def sentence(draft: Draft) -> str:
    """What is said on top of the page where there is no report yet."""
    if jobs.running(draft.path.parent):
        return _("The whole file is read and checked. You may close this page: the work goes on.")
    return _("The file is not read; it waits here with all decisions.")


def store(draft: Draft, *, note: str, who: str) -> None:
    """Begins to store what was examined. Raises ImportRefused where too much is going on."""
    given = {"examined": examination(draft).key, "note": note, "who": who}
    _begin(draft.path.parent, Order("store", texts.language(), given))


def stored(draft: Draft) -> int | None:
    """The version that came of `store`; 0 as long as it runs, drawn here; None where nothing was begun.

    Raises ImportRefused, once, where it failed or was cancelled: then it can be begun again.
    """
    folder = draft.path.parent
    order = jobs.last(folder)
    if order is None or order.kind != "store":
        return None
    ended = jobs.outcome(folder, order)
    if ended is None:
        _follow(folder, texts.language())
        return 0
    if ended.end == "version":
        return int(ended.value)
    jobs.forget(folder, order)
    raise ImportRefused(ended.sentence)


def examination(draft: Draft) -> Order:
    """The order to examine it as decided so far, beside the latest figures, in the reader's language."""
    given = {name: getattr(draft, name) for name in DECIDED} | {"version": figures.latest()}
    return Order("examine", texts.language(), given)


def _begin(folder: Path, order: Order) -> None:
    """An examination of other decisions that still runs is of no use any more."""
    before = jobs.last(folder)
    if before and before.kind == "examine" and before.key != order.key:
        jobs.cancel(folder)
    try:
        jobs.start(folder, order)
    except Crowded as refusal:
        raise ImportRefused(str(refusal)) from refusal


def _ended(folder: Path, order: Order) -> Outcome | None:
    """The outcome, read from the disk once: it does not change any more."""
    at = jobs.written(folder, order.key)
    return _kept(folder, order.key, at) if at else jobs.outcome(folder, order)


@st.cache_resource(show_spinner=False, max_entries=6)
def _kept(folder: Path, key: str, at: int) -> Outcome | None:
    return jobs.kept(folder, key)


def _refusal(ended: Outcome) -> Exception:
    known = {one.__name__: one for one in REFUSALS}
    return known.get(ended.error, ImportRefused)(ended.sentence)


@st.fragment(run_every=LOOK)
def _follow(folder: Path, language: str) -> None:
    """The bar and the button; the page is drawn anew when the work has ended."""
    texts.use(language)
    if not jobs.running(folder):
        st.rerun()
    with st.container(key="job", horizontal=True, vertical_alignment="bottom"):
        told = jobs.state(folder)
        st.progress(told.share, text=_told(told))
        st.button(_("Cancel"), key="cancel-job", on_click=jobs.cancel, args=(folder,))


def _told(state: State) -> str:
    """`Checking the regions · 42 %`; the part of the work that cannot be measured has no figure."""
    percent = _("{share} %", share=number(100 * state.share, 0)) if state.share else ""
    return " · ".join(filter(None, [plain(state.phrase), percent]))


def _offer_again(folder: Path, order: Order, ended: Outcome) -> None:
    """What became of it, and the way to read the file all the same."""
    st.warning(plain(ended.sentence))
    st.button(_("Read it again"), key="read-again", on_click=jobs.forget, args=(folder, order))
