"""What the file leaves open: each question in plain words; nothing is chosen before somebody chooses."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from zlib import crc32

import streamlit as st

from danube import texts
from danube.texts import _, n_
from danube.ui.intake import drafts, samples, steps, words
from danube.ui.intake.drafts import Draft
from danube.ui.intake.plain import plain, short
from etl.intake.asked import Finding
from etl.intake.report import Report

INDICATOR = "indicator-id"
"""Questions of this kind have a step of their own."""

FEW = 6  # options that are all shown at once


def draw(draft: Draft, report: Report) -> None:
    """The open questions, and those answered, which can be asked again."""
    asked, answered = of(report), settled(draft)
    if not asked and not answered:
        return
    state: steps.State = "open" if asked else "settled"
    with steps.step("questions", _("Questions"), told(len(asked), len(answered)), state=state) as body:
        if not body.open:
            return
        for one in asked:
            _ask(draft, one)
        for key, said in answered.items():
            _answered(draft, key, said)


def of(report: Report) -> list[Finding]:
    """The open questions of this step."""
    return [one for one in report.questions if one["code"] != INDICATOR]


def settled(draft: Draft) -> dict[str, str]:
    """The answers of this step."""
    return {key: said for key, said in draft.answers.items() if key.partition(":")[0] != "id"}


def told(asked: int, answered: int) -> str:
    """`2 open, 1 answered`."""
    parts = [_("{count} open", count=asked) if asked else ""]
    parts.append(n_("{count} answered", "{count} answered", answered) if answered else "")
    return ", ".join(filter(None, parts))


def _ask(draft: Draft, asked: Finding) -> None:
    """Nothing is preselected; a few options stand in the open, many in a list to search."""
    key, options = str(asked["key"]), _options(asked)
    widget = f"ask-{draft.id}-{crc32(key.encode())}"
    said, label = partial(_say, draft, key, widget), plain(asked["text"])
    shown = _shown(draft, asked)
    if asked["code"] == "year":
        typed = _("Choose or type a year")
        st.selectbox(
            label,
            options,
            None,
            key=widget,
            placeholder=typed,
            accept_new_options=True,
            width=320,
            on_change=said,
        )
    elif len(options) <= FEW:
        st.radio(label, options, None, lambda one: plain(shown(one)), key=widget, on_change=said)
    else:
        st.selectbox(
            label, options, None, shown, key=widget, placeholder=_("Choose"), width=480, on_change=said
        )
    _concerned(asked)


def _options(asked: Finding) -> list[str]:
    found = asked["options"]
    return [str(one) for one in found] if isinstance(found, list | tuple) else []


def _shown(draft: Draft, asked: Finding) -> Callable[[str], str]:
    """How an option is written; an encoding with words of the file as it reads them."""
    written = words.answer(str(asked["code"]))
    if asked["code"] != "encoding":
        return written
    read = samples.of(draft.path, tuple(_options(asked)))
    return lambda one: ": ".join(filter(None, [written(one), read.get(one, "")]))


def _concerned(asked: Finding) -> None:
    """How many rows wait for the answer, where the question does not say it."""
    count = texts.number(float(str(asked.get("rows") or 0)), 0)
    if asked.get("rows") and not re.search(rf"(?<![0-9]){re.escape(count)} ", str(asked["text"])):
        st.caption(n_("It concerns {count} row.", "It concerns {count} rows.", int(str(asked["rows"]))))


def _say(draft: Draft, key: str, widget: str) -> None:
    said = st.session_state[widget]
    if said is not None:
        now = drafts.reread(draft)
        drafts.decide(now, answers={**now.answers, key: str(said).strip()})


def _answered(draft: Draft, key: str, said: str) -> None:
    """One line for each answer, and the way back to the question."""
    code = key.partition(":")[0]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{short(words.question(key))}: **{short(words.answer(code)(said))}**", width="content")
        st.button(
            _("Ask again"), key=f"again-{crc32(key.encode())}", type="tertiary",
            on_click=_again, args=(draft, key),
        )  # fmt: skip


def _again(draft: Draft, key: str) -> None:
    now = drafts.reread(draft)
    drafts.decide(now, answers={name: said for name, said in now.answers.items() if name != key})
