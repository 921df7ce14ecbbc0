"""Recipes of an import: brought along, so that next year's file goes the same way, and taken home."""

from __future__ import annotations

from pathlib import PurePath
from zlib import crc32

import streamlit as st

from danube.texts import _
from danube.ui.intake import drafts
from danube.ui.intake.drafts import Draft
from danube.ui.intake.plain import plain
from etl.intake import recipe
from etl.intake.asked import RecipeError
from etl.intake.report import Report

LARGEST = 1  # MB; a recipe has some kilobytes


def draw(draft: Draft, report: Report | None) -> None:
    """A recipe to bring, the one that was brought, and the one that this file has made by now."""
    if draft.recipe:
        st.button(_("Leave the recipe out"), key="no-recipe", on_click=_without, args=(draft,))
    else:
        _bring(draft)
    if report is not None and not report.questions:
        _take(draft, report)


def _bring(draft: Draft) -> None:
    with st.popover(_("Use a recipe"), key="bring-recipe"):
        st.caption(_("A recipe repeats every decision that was made about last year's file."))
        brought = st.file_uploader(
            _("Recipe (JSON)"), type="json", key=f"recipe-{draft.id}", max_upload_size=LARGEST
        )
        if brought is not None:
            _keep(draft, brought.getvalue())


def _keep(draft: Draft, content: bytes) -> None:
    """The recipe into the draft, or the sentence that says why it is none."""
    try:
        given = recipe.from_json(content.decode("utf-8-sig"))
    except (RecipeError, UnicodeDecodeError) as problem:
        told = problem if isinstance(problem, RecipeError) else _("The recipe is no text in UTF-8.")
        st.error(plain(told))
        return
    drafts.change(drafts.reread(draft), recipe=given.as_json())
    st.rerun()


def _without(draft: Draft) -> None:
    drafts.decide(drafts.reread(draft), recipe="")


def _take(draft: Draft, report: Report) -> None:
    st.download_button(
        _("Recipe of this file"), lambda: report.recipe.as_json().encode(), mime="application/json",
        file_name=f"{PurePath(draft.name).stem}.recipe.json", on_click="ignore",
        key=f"take-recipe-{crc32(draft.id.encode())}",
        help=_("Next year's file goes the same way by it, without a question."),
    )  # fmt: skip
