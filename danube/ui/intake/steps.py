"""The steps of the import, one under the other: what is settled folds to a line, what is open stands open."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

State = Literal["open", "settled", "stopped", "waiting"]
ICONS = {
    "open": ":material/help:",
    "settled": ":material/check_circle:",
    "stopped": ":material/error:",
    "waiting": ":material/radio_button_unchecked:",
}


def step(
    name: str, title: str, told: str = "", *, state: State, folded: bool | None = None
) -> ExpanderContainer:
    """A step to draw into, by `with`; draw only where it `.open`s, a folded one is not sent.

    `title` and `told` (what the step has come to, in a line) are Markdown: a file's own words go through
    `plain`. Settled and waiting steps are folded unless told otherwise; a change of state folds or opens it.
    """
    shut = state in ("settled", "waiting") if folded is None else folded
    label = f"**{title}**" + (f"  {told}" if told else "")
    body = st.expander(
        label,
        expanded=not shut,
        key=f"step-{name}-{state}",
        icon=ICONS[state],
        type="step",
        on_change="rerun",
    )
    if not body.open:
        body.markdown("…")  # Streamlit offers to open a step only where something is in it
    return body
