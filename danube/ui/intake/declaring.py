"""A new indicator, declared by whoever brings its figures: what it means, and whose it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

import streamlit as st

from danube import catalogue, regions
from danube.catalogue import declaration, declared
from danube.catalogue.declaration import WORDS, DeclarationError
from danube.texts import N_, _, listing
from danube.ui import methods
from danube.ui.intake import drafts
from danube.ui.intake.drafts import Draft
from danube.ui.intake.plain import plain
from etl.intake.report import Report

NEEDED = (
    "name",
    "unit",
    "direction",
    "definition",
    "pillar",
    "publisher",
    "title",
    "url",
    "licence",
    "vintage",
)
LICENCES = ("CC BY 4.0", "CC0 1.0", "CC BY-SA 4.0", N_("Not published: for use here alone"))
LEVELS = {0: N_("countries"), 1: "NUTS 1", 2: "NUTS 2", 3: "NUTS 3"}
SOURCE = ("publisher", "title", "url", "licence", "vintage")
MOST_DECIMALS = 4


def draw(draft: Draft, report: Report, key: str = "id") -> None:
    """The form behind a fold; `key` is that of the question which the new indicator answers."""
    place = f"declare-{draft.id}-{crc32(key.encode())}"
    with st.expander(
        _("It is a new indicator: say what it means"),
        key=place,
        on_change="rerun",
        expanded=bool(_complaints(place)),
    ) as drawer:
        if drawer.open:
            with st.form(f"{place}-form", border=False, enter_to_submit=False):
                _form(draft, report, key, place)


def _form(draft: Draft, report: Report, key: str, place: str) -> None:
    """What only a person knows stands in the open; what follows from it can be changed under More."""
    ask = _Asking(place, _before(draft, key))
    _meaning(ask, key)
    _credit(ask, report)
    with st.expander(_("More: short name, identifier, decimals, level, possible values")):
        _rest(ask, report)
    for sentence in _complaints(place):
        st.error(plain(sentence))
    st.form_submit_button(
        _("Use this indicator"),
        key=f"{place}-done",
        type="primary",
        on_click=_declare,
        args=(draft, key, place),
    )


class _Asking:
    """The fields of one form: each has a key of its own and begins with what was said before."""

    def __init__(self, place: str, before: dict[str, Any]) -> None:
        self.place = place
        self.before = before

    def text(self, name: str, label: str, start: str = "", **look: Any) -> None:
        st.text_input(label, self._start(name, start), key=f"{self.place}-{name}", **look)

    def prose(self, name: str, label: str, **look: Any) -> None:
        st.text_area(label, self._start(name, ""), key=f"{self.place}-{name}", height=90, **look)

    def choice(
        self, name: str, label: str, options: list[Any], start: Any = None, *,
        written: Callable[[Any], str] = str, **look: Any,
    ) -> None:  # fmt: skip
        begun = self._start(name, start)
        shown = options if begun is None or begun in options else [begun, *options]
        index = None if begun is None else shown.index(begun)
        st.selectbox(label, shown, index, written, key=f"{self.place}-{name}", **look)

    def number(self, name: str, label: str, start: float | None, **look: Any) -> None:
        st.number_input(label, value=self._start(name, start), key=f"{self.place}-{name}", **look)

    def _start(self, name: str, start: Any) -> Any:
        return self.before.get(name, start)


def _meaning(ask: _Asking, key: str) -> None:
    known = catalogue.load()
    ask.text("name", _("Name"), key.partition(":")[2], placeholder=_("for example: Villages with fibre"))
    left, right = st.columns(2)
    with left:
        ask.choice("unit", _("Unit"), _units(), accept_new_options=True, written=_,
                   placeholder=_("choose, or write a new one"))  # fmt: skip
    with right:
        ask.choice("direction", _("Direction"), list(methods.DIRECTION),
                   written=lambda one: _(methods.DIRECTION[one]), placeholder=_("choose"))  # fmt: skip
    ask.prose("definition", _("Definition"), placeholder=_("What is counted, of whom, when"))
    ask.choice("pillar", _("Field"), list(known.pillars),
               written=lambda one: _(known.pillars[one].name), placeholder=_("choose"))  # fmt: skip


def _units() -> list[str]:
    """The units of the catalogue, the usual ones first."""
    return [unit for unit, _count in Counter(one.unit for one in catalogue.load().visible()).most_common()]


def _credit(ask: _Asking, report: Report) -> None:
    left, right = st.columns(2)
    with left:
        ask.text("publisher", _("Publisher"), placeholder=_("who made the figures"))
        ask.text("url", _("Address of the source"), placeholder="https://…")
    with right:
        ask.text("title", _("Title of the source"), report.file)
        ask.choice("licence", _("Licence"), list(LICENCES), accept_new_options=True, written=_,
                   placeholder=_("choose, or write another one"))  # fmt: skip
    ask.text(
        "vintage", _("As of"), f"{datetime.now(UTC):%Y-%m-%d}", help=_("The day or edition of the figures")
    )


def _rest(ask: _Asking, report: Report) -> None:
    ask.text("short", _("Short name"), help=_("For narrow places; without it, the name is shortened"))
    ask.text("id", _("Identifier"), help=_("For links and programs; without it, one is made from the name"))
    left, right = st.columns(2)
    with left:
        ask.choice("decimals", _("Decimals"), list(range(MOST_DECIMALS + 1)), decimals(report))
        ask.number("low", _("Lowest possible value"), None)
    with right:
        ask.choice("level", _("Level"), list(LEVELS), level(report), written=lambda one: _(LEVELS[one]))
        ask.number("high", _("Highest possible value"), None)


def decimals(report: Report) -> int:
    """As many as the first figures of the file mostly have behind the decimal sign, four at most."""
    if report.seen is None or not report.decimal:
        return 1
    texts = [str(text).strip() for text in report.seen.first["text"]]
    counts = Counter(
        len(text.rpartition(report.decimal)[2]) if report.decimal in text else 0 for text in texts
    )
    return min(counts.most_common(1)[0][0], MOST_DECIMALS) if counts else 1


def level(report: Report) -> int:
    """The level of most of the file's regions, as far as they are codes; NUTS 2 otherwise."""
    named = report.seen.regions if report.seen else ()
    codes = [text.strip().upper() for text in named]
    counts = Counter(regions.level_of(code) for code in codes if code in regions.load())
    return counts.most_common(1)[0][0] if counts else 2


def _complaints(place: str) -> list[str]:
    return list(st.session_state.get(f"{place}-complaints", []))


def _before(draft: Draft, key: str) -> dict[str, Any]:
    """What was said in this form, when the reader comes back to it."""
    return dict(st.session_state.get(f"declared-{draft.id}-{key}", {}))


def _declare(draft: Draft, key: str, place: str) -> None:
    """Keeps the declaration with the draft, or says what is missing."""
    names = (*NEEDED, "short", "id", "decimals", "level", "low", "high")
    said = {name: st.session_state.get(f"{place}-{name}") for name in names}
    st.session_state[f"declared-{draft.id}-{key}"] = {
        name: one for name, one in said.items() if one is not None
    }
    try:
        identifier, fields = taken(said)
        declared.declaration(identifier, fields)
    except DeclarationError as error:
        st.session_state[f"{place}-complaints"] = [str(error)]
        return
    st.session_state.pop(f"{place}-complaints", None)
    _keep(draft, key, identifier, fields)


def taken(said: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Id and fields from what the form holds. Raises DeclarationError naming all that is missing."""
    texts = {name: one.strip() if isinstance(one, str) else one for name, one in said.items()}
    missing = [_(WORDS[name]) for name in NEEDED if texts.get(name) in (None, "")]
    if missing:
        raise DeclarationError(_("Please say also: {missing}.", missing=listing(missing)))
    identifier = texts.get("id") or declaration.identifier_of(texts["name"], catalogue.load().indicators)
    more = ("name", "unit", "direction", "definition", "pillar", "short", "decimals", "level")
    fields = {name: texts[name] for name in more if texts.get(name) not in (None, "")}
    fields["valid"] = [texts.get("low"), texts.get("high")]
    return identifier, {**fields, "source": {name: texts[name] for name in SOURCE}}


def _keep(draft: Draft, key: str, identifier: str, fields: dict[str, Any]) -> None:
    now = drafts.reread(draft)
    new = {**(now.declared or {}), identifier: fields} if key != "id" else {identifier: fields}
    if key == "id":
        drafts.decide(now, indicator=identifier, declared=new)
    else:
        drafts.decide(now, answers={**now.answers, key: identifier}, declared=new)
