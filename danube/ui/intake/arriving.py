"""The first step: a file is dropped, or another one taken."""

from __future__ import annotations

import streamlit as st

from danube import texts
from danube.texts import _, n_
from danube.ui.intake import drafts, drop, steps
from danube.ui.intake.drafts import Draft
from danube.ui.intake.plain import short

KB, MB = 1_000, 1_000_000


def draw() -> None:
    """The place to drop a file; one that has arrived opens its own address."""
    if arrived := drop.drop():
        drafts.start(arrived)
        st.rerun()


def draw_file(draft: Draft) -> None:
    """The file at hand, and that nothing about it is lost."""
    with steps.step("file", _("File"), _about(draft), state="settled") as body:
        if body.open:
            told = _("Every decision is kept with the file: this address opens it again, on any device.")
            st.caption(told)


def draw_another() -> None:
    """The way to another file; this one stays where it is."""
    st.button(_("Import another file"), key="another-file", on_click=drafts.leave)


def _about(draft: Draft) -> str:
    """`gerd-2023.csv, 18 kB`."""
    return f"{short(draft.name)}, {_size(draft.path.stat().st_size)}"


def _size(size: int) -> str:
    """`412 bytes`, `18 kB`, `1.4 MB`."""
    if size < KB:
        return n_("{count} byte", "{count} bytes", size)
    if size < MB:
        return _("{size} kB", size=texts.number(size / KB, 0))
    return _("{size} MB", size=texts.number(size / MB, 1))
