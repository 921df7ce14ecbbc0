"""One column of the programme as a field of a form: how it is asked for, and what is stored of the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from danube import catalogue, regions, texts
from danube.catalogue.programme import PARTED_BY, Column
from danube.programme.cells import blank, heading
from danube.programme.register import Register, parts, records
from danube.texts import _

LONGEST = 2_000
"""Characters of a text."""

PROSE = frozenset(
    {
        "statement", "results", "requirements", "selection", "method", "conditions", "evidence", "objective",
        "objectives", "meaning", "note",
    }
)  # fmt: skip
"""Columns that take more than a line."""

TITLES = ("name", "title", "statement", "town", "code")
SHOWN = 70


@dataclass(frozen=True)
class Asked:
    """A column in a form: what stands there, the widget's key, whether it is needed, and if it may change."""

    column: Column
    value: Any
    key: str
    needed: bool = False
    fixed: bool = False

    @property
    def label(self) -> str:
        """The heading, and whether it can be left empty."""
        said = heading(self.column)
        said = said[:1].upper() + said[1:]
        return _("{heading} (needed)", heading=said) if self.needed else said

    @property
    def look(self) -> dict[str, Any]:
        """What every widget is told."""
        return {"key": self.key, "help": _(self.column.meaning), "disabled": self.fixed}


def draw(asked: Asked, register: Register) -> None:
    """The widget that fits the column."""
    one = asked.column
    if one.kind == "number":
        _number(asked)
    elif one.kind == "list" and (one.names or one.values):
        _several(asked, register)
    elif (choices := _choices(one, register)) is not None:
        _one(asked, choices)
    elif one.kind == "list" or one.name in PROSE:
        _prose(asked)
    else:
        hint = _("empty: made of the name") if one.name == "id" else _EXAMPLES.get(one.kind, str)()
        st.text_input(asked.label, str(asked.value), placeholder=hint, max_chars=LONGEST, **asked.look)


def wide(one: Column) -> bool:
    """Whether the field takes the whole width of the form."""
    return one.name in PROSE or one.kind == "list"


def stored(one: Column, answer: Any) -> Any:
    """What the warehouse keeps of the answer: a number or NaN, else a text on one line."""
    if one.kind == "number":
        return float("nan") if answer is None else float(answer)
    if isinstance(answer, list | tuple):
        return PARTED_BY.join(str(part) for part in answer)
    said = str(answer or "")
    if one.kind == "list":
        return PARTED_BY.join(filter(None, (_line(part) for part in said.replace(";", "\n").splitlines())))
    return _line(said)


def called(row: Mapping[str, Any], key: Sequence[str]) -> str:
    """A row in a list: its key, and what it is about where the key does not say so."""
    label = " / ".join(str(row[name]) for name in key)
    about = next((str(row[name]) for name in TITLES if name not in key and row.get(name)), "")
    whole = f"{label} · {about}" if about else label
    return whole if len(whole) <= SHOWN else f"{whole[: SHOWN - 1]}…"


def _line(text: str) -> str:
    """The text without control signs, its spaces single."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _number(asked: Asked) -> None:
    begun = None if blank(asked.value) else float(asked.value)
    st.number_input(asked.label, value=begun, step=1.0, format="%.12g", **asked.look)


def _prose(asked: Asked) -> None:
    free = asked.column.kind == "list"
    begun = "\n".join(parts(asked.value)) if free else str(asked.value)
    hint = _("one on each line") if free else ""
    st.text_area(asked.label, begun, height=90, placeholder=hint, max_chars=LONGEST, **asked.look)


def _several(asked: Asked, register: Register) -> None:
    known = _choices(asked.column, register) or {}
    begun = list(parts(asked.value))
    options = [*known, *(one for one in begun if one not in known)]
    shown = _shown(known)
    st.multiselect(asked.label, options, begun, shown, placeholder=_("choose"), **asked.look)


def _one(asked: Asked, known: Mapping[str, str]) -> None:
    begun = str(asked.value)
    options = list(dict.fromkeys(["", *known, begun]))
    st.selectbox(asked.label, options, options.index(begun), _shown(known), **asked.look)


def _shown(known: Mapping[str, str]) -> Callable[[str], str]:
    return lambda one: known.get(one, one) or texts.MISSING


def _choices(one: Column, register: Register) -> dict[str, str] | None:
    """What may stand there, and how a reader sees it; None where anything may."""
    if one.values:
        return {value: _(meaning) for value, meaning in one.values.items()}
    if one.names:
        return {row["id"]: called(row, ["id"]) for row in records(register.table(one.names))}
    if one.kind == "region":
        return {code: f"{regions.name(code)} ({code})" for code in regions.load()}
    if one.kind == "country":
        known = texts.locale().territories
        return {
            code: f"{known[code]} ({code})" for code in sorted(known) if len(code) == 2 and code.isalpha()
        }
    if one.name == "indicator":
        return {block.id: _(block.name) for block in catalogue.load().indicators.values()}
    return None


_EXAMPLES: dict[str, Callable[[], str]] = {
    "date": lambda: _("2024, 2024-09 or 2024-09-01"),
    "url": lambda: "https://…",
}
