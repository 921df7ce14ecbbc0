"""Corrections of how a file is read: each is kept in the draft, and the file is read again at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from zlib import crc32

import streamlit as st

from danube.catalogue.forms import FIGURES
from danube.texts import _
from danube.ui.intake import drafts, words
from danube.ui.intake.drafts import Draft
from etl.intake.layout import LAYOUTS, Understood

ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
    "windows-1250", "windows-1251", "windows-1252", "iso-8859-2",
)  # fmt: skip
MAY_LACK = ("period", "indicator", "flag")
WITHOUT = {
    "wide-years": ("period", "value"),
    "wide-indicators": ("value", "indicator"),
    "wide-regions": ("region", "value"),
    "eurostat-tsv": ("period", "value"),
}
"""Layouts whose headings take the place of these columns."""

HEADERS = 30  # rows among which the headings may stand


@dataclass(frozen=True)
class Correction:
    """One choice of reading: what it is called, what it is now, and what else it may be."""

    name: str
    label: str
    now: str | int
    options: Sequence[str | int]
    show: Callable[[str | int], str] = str

    @property
    def key(self) -> str:
        """A widget of its own for every reading: after another correction it shows what is read then."""
        return f"correct-{self.name}-{crc32(repr((self.now, self.options)).encode())}"


def draw(draft: Draft, understood: Understood | None, table: str = FIGURES) -> None:
    """The choices in a fold; without a reading, those alone that do not need one; columns are for figures."""
    shut = understood is not None
    with st.expander(_("Correct the reading"), key=f"correct-{draft.id}", expanded=not shut) as _fold:
        st.caption(_("Every change reads the file again. Nothing is stored by it."))
        with st.container(key="corrections", horizontal=True, gap="small"):
            for one in offered(draft, understood, table):
                _one(draft, one)
    _undone(draft)


def offered(draft: Draft, understood: Understood | None, table: str = FIGURES) -> list[Correction]:
    """What can be corrected about this file; what is still asked has its place among the questions."""
    found = understood or Understood("text")
    asked = [one["key"] for one in found.questions]
    return [one for one in _all(draft, found, understood is not None, table) if one.name not in asked]


def _all(draft: Draft, found: Understood, read: bool, table: str) -> list[Correction]:
    if found.kind == "json":
        return []
    ways = [_encoding(draft, found), _delimiter(draft, found)] if found.kind == "text" else []
    if found.kind in ("text", "workbook"):
        now = found.decimal if read else str(draft.choices.get("decimal", ""))
        ways.append(
            Correction("decimal", words.choice("decimal"), now, _with(now, (",", ".")), words.decimal)
        )
    if len(found.sheets) > 1:
        ways.append(Correction("sheet", words.choice("sheet"), found.sheet, found.sheets))
    ways.append(_header(draft, found, read))
    return [*ways, _layout(found), *_columns(found)] if read and table == FIGURES else ways


def _encoding(draft: Draft, found: Understood) -> Correction:
    now = found.encoding or str(draft.choices.get("encoding", ""))
    return Correction("encoding", words.choice("encoding"), now, _with(now, ENCODINGS), words.encoding)


def _delimiter(draft: Draft, found: Understood) -> Correction:
    now = found.delimiter or str(draft.choices.get("delimiter", ""))
    return Correction(
        "delimiter", words.choice("delimiter"), now, _with(now, tuple(words.DELIMITERS)), words.delimiter
    )


def _header(draft: Draft, found: Understood, read: bool) -> Correction:
    rows: list[str | int] = list(range(HEADERS + 1))
    now = found.header if read else draft.choices.get("header", "")
    options = rows if now in rows else [now, *rows]
    return Correction("header", words.choice("header"), now, options, words.header)


def _layout(found: Understood) -> Correction:
    return Correction("layout", words.choice("layout"), found.layout, LAYOUTS, words.layout)


def _columns(found: Understood) -> list[Correction]:
    """Which column is what, as far as the layout has such a column."""
    ways = []
    for name in words.COLUMNS:
        now = getattr(found, name)
        options = [*found.columns, ""] if name in MAY_LACK else list(found.columns)
        if name not in WITHOUT.get(found.layout, ()):
            ways.append(Correction(name, words.choice(name), now, _with(now, options), words.column))
    return ways


def _with(now: str, options: Sequence[str]) -> list[str]:
    """The options, what is read now among them."""
    return list(options) if now in options else [now, *options]


def _one(draft: Draft, correction: Correction) -> None:
    st.selectbox(
        correction.label, correction.options, index=correction.options.index(correction.now),
        key=correction.key, format_func=correction.show, width=230,
        on_change=_corrected, args=(draft, correction),
    )  # fmt: skip


def _corrected(draft: Draft, correction: Correction) -> None:
    """The last correction stands last, so that it can be undone alone."""
    chosen = st.session_state[correction.key]
    if chosen == "" and correction.name not in MAY_LACK:
        return
    now = drafts.reread(draft)
    rest = {name: value for name, value in now.choices.items() if name != correction.name}
    drafts.decide(now, choices={**rest, correction.name: chosen})


def _undone(draft: Draft) -> None:
    """The way back from a correction."""
    if not draft.choices:
        return
    with st.container(horizontal=True, gap="small"):
        last = words.choice(list(draft.choices)[-1])
        label = _("Undo the correction: {what}", what=last)
        st.button(label, key="undo-last", on_click=partial(_without_last, draft))
        if len(draft.choices) > 1:
            st.button(
                _("Undo all corrections"), key="undo-all", on_click=partial(drafts.decide, draft, choices={})
            )


def _without_last(draft: Draft) -> None:
    now = drafts.reread(draft)
    drafts.decide(now, choices=dict(list(now.choices.items())[:-1]))
