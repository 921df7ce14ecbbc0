"""The options of a question to the room: their words in every language, how many count, what points weigh."""

from __future__ import annotations

from typing import Any

import streamlit as st

from danube import catalogue, texts
from danube.events import revising
from danube.events.deck import OPTIONS, Asked, Option, Poll, fresh
from danube.texts import N_, _
from danube.ui import lab_scenario

BLANK = 2
"""Empty rows below the options that there are."""

LABEL = 300
MOST: dict[Asked, tuple[str, int, int]] = {
    "several": (N_("How many answers each may choose at most"), 2, OPTIONS),
    "rating": (N_("The highest mark; the lowest is 1"), 2, 10),
    "points": (N_("How many points each has to share"), 2, 1_000),
}
"""What the number of a question means, and its bounds."""


def fields(poll: Poll, place: str) -> None:
    """The number of the question, and a row for each option with empty ones below."""
    if poll.kind in MOST:
        label, low, high = MOST[poll.kind]
        st.number_input(
            _(label), low, high, value=min(max(poll.most, low), high), step=1, key=f"{place}-most"
        )
    if poll.kind == "words":
        st.caption(_("Answers are shown once a presenter has let them pass."))
        return
    for number in range(1, min(OPTIONS, len(poll.options) + BLANK) + 1):
        known = poll.options[number - 1] if number <= len(poll.options) else None
        _row(poll.kind, number, known, f"{place}-option-{number}")
    said = [_("An option whose fields are emptied is taken out; saved, there is room for two more.")]
    if poll.kind == "points":
        said.append(_("Points given to an option weigh its indicator when the room's ranking is made."))
    st.caption(" ".join(said))


def _row(kind: Asked, number: int, option: Option | None, key: str) -> None:
    columns = st.columns(len(texts.LANGUAGES) + (kind == "points"), vertical_alignment="bottom")
    for column, (code, language) in zip(columns, texts.LANGUAGES.items(), strict=False):
        label = f"{_('Option {number}', number=number)} · {language}"
        said = option.label.get(code, "") if option else ""
        column.text_input(label, said, max_chars=LABEL, key=f"{key}-{code}")
    if kind == "points":
        with columns[-1]:
            _aim(number, option, f"{key}-aim")


def _aim(number: int, option: Option | None, key: str) -> None:
    known, aim = catalogue.load().indicators, option.aim if option else ""
    choices = ["", *dict.fromkeys([*([aim] if aim else []), *lab_scenario.scorable()])]
    st.selectbox(
        _("Indicator of option {number}", number=number), choices, index=choices.index(aim), key=key,
        format_func=lambda id: (_(known[id].name) if id in known else id) or _("none"),
    )  # fmt: skip


def typed(poll: Poll, place: str) -> Poll:
    """The question as it stands in the form. Raises DeckError for too few options."""
    state, options = st.session_state, []
    for number in range(1, OPTIONS + 1):
        known = poll.options[number - 1] if number <= len(poll.options) else None
        option = _option(known, f"{place}-option-{number}", state)
        if option is not None:
            options.append(option)
    most = int(state.get(f"{place}-most") or poll.most)
    return revising.checked(Poll, poll.kind, tuple(options), most)


def _option(known: Option | None, key: str, state: Any) -> Option | None:
    """The option of a row; None where all of it is empty."""
    said = {code: str(state.get(f"{key}-{code}") or "").strip() for code in texts.LANGUAGES}
    label = {code: text for code, text in said.items() if text}
    if not label:
        return None
    aim = str(state.get(f"{key}-aim") or "")
    return revising.checked(Option, known.id if known else fresh(), label, aim)
