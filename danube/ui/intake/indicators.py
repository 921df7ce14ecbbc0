"""Which indicator the figures are: named by the file, chosen from the catalogue, or new."""

from __future__ import annotations

from collections import Counter
from zlib import crc32

import streamlit as st

from danube import catalogue
from danube.catalogue import Indicator, search
from danube.texts import _, n_
from danube.ui.intake import declaring, drafts, steps
from danube.ui.intake.drafts import Draft
from danube.ui.intake.plain import plain, short
from etl.intake.asked import LEAVE, Finding
from etl.intake.report import Report

SUGGESTED = 5
NAMED = 3
SHORTEST = 2  # letters of a word in a file's name that says nothing
NOISE = """
and copy data daten datei download eurostat export figures file final kopie new neu nuts nuts2 per rate region
regional regions regionen report tab tabelle table value values version werte year years jahr
"""
"""Words of file names that speak of no indicator."""


def draw(draft: Draft, report: Report) -> None:
    """The step: open while the file and the reader leave it open."""
    asked = [one for one in report.questions if one["code"] == "indicator-id"]
    state: steps.State = "open" if asked else "settled"
    with steps.step("indicator", _("Indicator"), "" if asked else told(report), state=state) as body:
        if not body.open:
            return
        if not asked:
            _chosen(draft, report)
        for one in asked:
            _ask(draft, report, one)


def told(report: Report) -> str:
    """The names of the indicators of the accepted figures."""
    names = _names(report)
    if not names:
        return _("as the file says")
    rest = len(names) - NAMED
    shown = ", ".join(plain(name) for name in names[:NAMED])
    return (
        n_("{shown} and {count} more", "{shown} and {count} more", rest, shown=shown) if rest > 0 else shown
    )


def _names(report: Report) -> list[str]:
    known = catalogue.load().indicators
    if report.figures.empty:
        return []
    return [written(str(one)) for one in report.figures["indicator"].unique() if one in known]


def written(identifier: str) -> str:
    """`R&D expenditure (% of GDP)`; what the catalogue does not have as it is."""
    known = catalogue.load().indicators
    if identifier not in known:
        return _("leave these figures out") if identifier == LEAVE else identifier
    block = known[identifier]
    return f"{_(block.name)} ({_(block.unit)})"


def _ask(draft: Draft, report: Report, asked: Finding) -> None:
    """Suggestions at one click, and the whole catalogue to search."""
    key, options = str(asked["key"]), [str(one) for one in _list(asked["options"])]
    near = [one for one in options if one != LEAVE] or (near_name(draft.name) if key == "id" else [])
    st.markdown(plain(asked["text"]))
    _suggest(draft, key, near[:SUGGESTED])
    everything = [
        *near,
        *(one for one in _known() if one not in near),
        *([LEAVE] if LEAVE in options else []),
    ]
    widget = f"indicator-{draft.id}-{crc32(key.encode())}"
    st.selectbox(
        _("Indicator of the figures") if key == "id" else _("Indicator of {name}", name=short(key[3:], 40)),
        everything, index=None, key=widget, format_func=written, width=560,
        placeholder=_("Search the catalogue"), on_change=_picked, args=(draft, key, widget),
    )  # fmt: skip
    declaring.draw(draft, report, key)


def _suggest(draft: Draft, key: str, near: list[str]) -> None:
    if not near:
        return
    st.caption(_("Likely, by what the file says:"))
    with st.container(horizontal=True, gap="small"):
        for one in near:
            place = f"suggested-{crc32(f'{key} {one}'.encode())}"
            st.button(plain(written(one)), key=place, on_click=choose, args=(draft, key, one))


def near_name(name: str) -> list[str]:
    """Indicators whose id or name has words of the file's name, those with most of them first."""
    asked = {word for word in search.words(name.rpartition(".")[0].replace("_", " ")) if _telling(word)}
    shared = {one.id: len(asked & _called(one)) for one in catalogue.load().visible()}
    return [one for one, count in Counter(shared).most_common(NAMED) if count]


def _telling(word: str) -> bool:
    return len(word) > SHORTEST and word not in NOISE.split() and not word.isdecimal()


def _called(block: Indicator) -> set[str]:
    """The words of an indicator's id and of its names, in English and in the reader's language."""
    names = (block.id.replace("_", " "), block.name, block.short, _(block.name))
    return {word for name in names for word in search.words(name)}


def _known() -> list[str]:
    """Every indicator, those with figures first."""
    known = catalogue.load()
    return [block.id for block in (*known.visible(), *known.waiting())]


def _list(found: object) -> list[object]:
    return list(found) if isinstance(found, list | tuple) else []


def _picked(draft: Draft, key: str, widget: str) -> None:
    if chosen := st.session_state[widget]:
        choose(draft, key, str(chosen))


def choose(draft: Draft, key: str, identifier: str) -> None:
    """Keeps the choice: for all figures of the file, or for those that it calls by a name."""
    now = drafts.reread(draft)
    if key == "id":
        drafts.decide(now, indicator=identifier, declared=None)
    else:
        drafts.decide(now, answers={**now.answers, key: identifier})


def _chosen(draft: Draft, report: Report) -> None:
    """What is settled, and the way to choose anew."""
    for name in _names(report):
        st.markdown(plain(name))
    said = {key: one for key, one in draft.answers.items() if key.partition(":")[0] == "id"}
    for key, one in said.items():
        st.markdown(f"{short(key[3:])}: **{plain(written(one))}**")
    if draft.indicator or said:
        st.button(_("Choose another indicator"), key="another-indicator", on_click=_forget, args=(draft,))
    else:
        st.caption(_("The file itself names the indicator."))


def _forget(draft: Draft) -> None:
    now = drafts.reread(draft)
    rest = {key: said for key, said in now.answers.items() if key.partition(":")[0] != "id"}
    drafts.decide(now, indicator="", declared=None, answers=rest)
