"""A file or a decision that stands in the way: why, in one sentence, and every way back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from danube.texts import _
from danube.ui.intake import correcting, drafts, steps, words
from danube.ui.intake.drafts import Draft
from danube.ui.intake.plain import plain
from etl.intake.asked import Misfit, RecipeError
from etl.intake.errors import Unreadable


def draw(draft: Draft, refusal: Exception) -> None:
    """The step that stopped: the sentence, what can be undone, what can be corrected without a reading."""
    with steps.step("reading", _("The file cannot be read so"), state="stopped"):
        st.error(plain(refusal))
        with st.container(key="ways-back", horizontal=True, gap="small"):
            for label, undone in ways_back(draft, refusal).items():
                st.button(label, key=f"back-{'-'.join(undone)}", on_click=_back, args=(draft, undone))
        if isinstance(refusal, Unreadable):
            correcting.draw(draft, None)


def ways_back(draft: Draft, refusal: Exception) -> dict[str, dict[str, Any]]:
    """What may be taken back, by what is said of it; the likeliest first."""
    ways: dict[str, dict[str, Any]] = {}
    if draft.recipe and isinstance(refusal, Misfit | RecipeError):
        ways[_("Go on without the recipe")] = {"recipe": ""}
    if draft.choices:
        last = list(draft.choices)[-1]
        rest = {name: value for name, value in draft.choices.items() if name != last}
        ways[_("Undo the correction: {what}", what=words.choice(last))] = {"choices": rest}
    if isinstance(refusal, Unreadable | Misfit | RecipeError):
        return ways
    if draft.answers:
        ways[_("Ask all questions again")] = {"answers": {}}
    if draft.indicator:
        ways[_("Choose another indicator")] = {"indicator": "", "declared": None}
    return ways


def _back(draft: Draft, undone: dict[str, Any]) -> None:
    drafts.decide(drafts.reread(draft), **undone)
