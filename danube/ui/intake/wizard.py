"""The order of the import: each step draws itself; the first that cannot go on says why."""

from __future__ import annotations

import streamlit as st

from danube import incoming, texts
from danube.catalogue import declared
from danube.catalogue.forms import FIGURES
from danube.catalogue.kinds import WRITERS
from danube.texts import _, n_
from danube.ui import account, figures, frame, visitor
from danube.ui.frame import Page
from danube.ui.intake import (
    arriving,
    difference,
    doubtful,
    drafts,
    indicators,
    progress,
    questions,
    reading,
    recipes,
    refusals,
    storing,
    stuck,
    templates,
)
from danube.ui.intake.drafts import Draft
from danube.ui.intake.plain import plain
from etl.intake import large
from etl.intake.report import Report


def draw(page: Page) -> None:
    """From the drop to the store, as far as the draft of the address has come."""
    allowed = any(map(visitor.who().may, WRITERS))
    draft = drafts.current() if allowed else None
    page.notes()
    if draft is not None:
        _unless_gone(page, draft)
        return
    page.answer(begin())
    account.line()
    if allowed:
        arriving.draw()
    templates.draw()


def begin() -> str:
    """What this page does, before there is a file."""
    return _(
        "Drop a table: it is read, checked and compared with the figures that are here. "
        "Nothing is stored before you say so."
    )


def _unless_gone(page: Page, draft: Draft) -> None:
    """A file that somebody discards while it is read is told as any draft that is no longer here."""
    try:
        _go_on(page, draft)
    except FileNotFoundError:
        if incoming.find(draft.id) is not None:
            raise
        st.rerun()


def _go_on(page: Page, draft: Draft) -> None:
    """The controls stand above the steps, though one of them needs the report."""
    above = frame.controls()
    if complaint := drafts.complaint():
        st.error(plain(complaint))
    arriving.draw_file(draft)
    if draft.stored:
        page.answer(stored(draft))
        storing.draw_stored(draft)
        report = None
    elif storing.under_way(draft):
        page.answer(_("The figures are being stored. You may close this page: the work goes on."))
        report = None
    else:
        report = _examined(page, draft)
    with above:
        arriving.draw_another()
        if not draft.stored:
            recipes.draw(draft, report)


def _examined(page: Page, draft: Draft) -> Report | None:
    """The steps of a file that can be read; else why it cannot, or how far the reading is."""
    try:
        if large.is_large(draft.path):
            report = progress.report(draft)
        else:
            with st.spinner(_("The file is read and checked …")):
                report = drafts.report(draft)
    except drafts.REFUSALS as refusal:
        page.answer(_("The file cannot be read in this way; the sentence below says why and what to do."))
        stuck.draw(draft, refusal)
        return None
    if report is None:
        page.answer(progress.sentence(draft))
        return None
    page.answer(sentence(report))
    with declared.beside(report.recipe.declared):
        _steps(draft, report)
    return report


def _steps(draft: Draft, report: Report) -> None:
    reading.draw(draft, report)
    if report.table == FIGURES:
        indicators.draw(draft, report)
    questions.draw(draft, report)
    if not report.table:  # which kind of table it is decides all that follows
        return
    refusals.draw(draft, report)
    doubtful.draw(report)
    difference.draw(report)
    storing.draw(draft, report)


def stored(draft: Draft) -> str:
    """What came of it."""
    version = texts.number(draft.stored, 0)
    loads = figures.warehouse().loads()
    if (loads.loc[loads["load"] == draft.stored, "holds"] == "observation").any():
        return _("The figures are stored as version {version}: this is how they look.", version=version)
    return _("The table is stored as version {version}.", version=version)


def sentence(report: Report) -> str:
    """What is to be done next."""
    if report.questions:
        return n_(
            "The file is read; {count} question is open before its figures can be stored.",
            "The file is read; {count} questions are open before its figures can be stored.",
            len(report.questions),
        )
    if not report.accepted:
        return _("The file is read, but nothing in it can be accepted; the reasons stand below.")
    return _("The file can be stored. {told}", told=report.told())
