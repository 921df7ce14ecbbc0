"""The suggestions on the page: each with its reasons and what they add, and a way to call it not useful."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from danube import texts
from danube.access import NotAllowed
from danube.programme.matching import evidence, suggestions
from danube.programme.matching.purposes import CRITERIA
from danube.programme.matching.suggestions import Suggestions
from danube.store import StoreError
from danube.texts import _, n_
from danube.ui import addresses, show, visitor
from danube.ui.intake.plain import plain
from danube.ui.programme import matching
from danube.ui.programme.matching import Choice
from danube.ui.show import Column, Columns
from danube.words import matching as words

STYLE = Path(__file__).with_name("matching.css")
ROLES = ("manager", "analyst")
WIDEST = 30.0
"""Points at which the bar of a reason is full: hardly any reason adds more."""

_SAID = "why a remark was not kept"


def draw(choice: Choice, found: Suggestions) -> None:
    """The first suggestions, two beside each other."""
    if refused := st.session_state.pop(_SAID, ""):
        st.warning(refused)
    st.html(STYLE)
    keys = [str(key) for key in found.table.index[: matching.SHOWN]]
    for start in range(0, len(keys), 2):
        for column, key in zip(st.columns(2, gap="large"), keys[start : start + 2], strict=False):
            with column:
                _draw_one(choice, found, key, keys.index(key) + 1)


def _draw_one(choice: Choice, found: Suggestions, key: str, place: int) -> None:
    with st.container(key=f"suggestion-{place}"):
        st.html(_card(choice, found, key, place))
        with st.container(horizontal=True, vertical_alignment="center"):
            _ways(choice, key, place)


def _card(choice: Choice, found: Suggestions, key: str, place: int) -> str:
    actor = matching.knowledge().actors[key]
    told = texts.number(float(found.table["score"][key]), 0)
    points = n_("{count} of 100 points", "{count} of 100 points", round(float(found.table["score"][key])))
    lines = "".join(_lines(choice, found, key))
    return (
        f'<article class="suggestion" data-points="{told}">'
        f"<header><h3>{place}. {escape(words.name(actor))}</h3>"
        f'<span class="points">{escape(points)}</span></header>'
        f'<p class="quiet">{escape(words.place(actor))}</p><ul>{lines}</ul></article>'
    )


def _lines(choice: Choice, found: Suggestions, key: str) -> list[str]:
    """A line for each reason, the one that adds most first; of what nobody knows only what it counts as."""
    known, purpose = matching.knowledge(), matching.purpose_of(choice)
    facts = evidence.of(known, choice.seeker, key, purpose)
    row = matching.row_of(found, key)
    told = [(name, row[name]) for name in CRITERIA if found.weights[name] and row[name] == row[name]]
    lines = []
    for name, points in sorted(told, key=lambda pair: -pair[1]):
        sure = (key, name) not in found.unknown
        said = words.reason(name, facts, known.actors, purpose.key, known=sure)
        lines.append(_line(points, said, sure))
    return lines


def _line(points: float, said: str, known: bool) -> str:
    width = min(100.0, 100 * points / WIDEST)
    return (
        f"<li{'' if known else ' class=unknown'}><b>{texts.number(points, 0)}</b>"
        f'<span class="bar" aria-hidden="true"><span style="width:{width:.0f}%"></span></span>'
        f"<span>{escape(said)}</span></li>"
    )


def _ways(choice: Choice, key: str, place: int) -> None:
    """To its own suggestions, to its region, and the remark that it is no use."""
    actor = matching.knowledge().actors[key]
    ways = [f"[{_('Whom would it suit?')}]({addresses.page('matching', seeker=key)})"]
    if actor.region:
        ways.append(f"[{_('Region')}]({addresses.page('region', region=actor.region)})")
    st.markdown(" · ".join(ways))
    st.button(_("Not useful"), key=f"useless-{place}", on_click=_remark, args=(choice, key), type="tertiary")


def _remark(choice: Choice, key: str) -> None:
    """Keeps that a suggestion is of no use, by whoever may; the list is made anew."""
    try:
        person = visitor.require(*ROLES)
        matching.store().remark(choice.seeker, choice.purpose, key, person.name)
    except (NotAllowed, StoreError) as error:
        st.session_state[_SAID] = str(error)


def _take_back(choice: Choice, key: str) -> None:
    try:
        visitor.require(*ROLES)
        matching.store().take_back(choice.seeker, choice.purpose, key)
    except (NotAllowed, StoreError) as error:
        st.session_state[_SAID] = str(error)


def draw_remarks(choice: Choice) -> None:
    """What was called not useful, by whom, and the way to take it back."""
    told = matching.store().remarks(choice.seeker, choice.purpose)
    if told.empty:
        return
    known = matching.knowledge().actors
    said = n_("{count} suggestion was called not useful: it is left out, and what spoke for it counts less.",
              "{count} suggestions were called not useful: they are left out, and what spoke for them counts "
              "less.", len(told))  # fmt: skip
    with st.expander(said, key="remarks"):
        for place, row in enumerate(told.to_dict("records")):
            key = str(row["suggested"])
            name = words.name(known[key]) if key in known else key
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_("{name}, said {who}", name=plain(name), who=plain(row["who"])))
                st.button(
                    _("Take back"), key=f"back-{place}", on_click=_take_back, args=(choice, key),
                    type="tertiary",
                )  # fmt: skip


def method(choice: Choice, found: Suggestions) -> None:
    """How the list comes about, with the weights that count for it."""
    st.markdown(
        _(
            "Each criterion gives 0 to 1 and counts with its weight; the points of a suggestion are the "
            "weighted mean times 100. What is not known of a pair counts as the mean of the others, but "
            "needs and capabilities that nobody has told count as nothing. Texts are compared by TF-IDF of "
            "their words and of runs of three to five letters, which sees through endings and across related "
            "languages; nothing leaves this server, and no model was trained."
        )
    )
    show.table(
        weights(choice, found), alt=_("The criteria and their weights"), key="weights-table", columns=heads()
    )
    st.markdown(f"[{_('How often the matching is right')}]({addresses.page('methods', part='calculations')})")


def weights(choice: Choice, found: Suggestions) -> pd.DataFrame:
    """Criterion, meaning, usual weight, weight after remarks, in percent."""
    usual = suggestions.shares(matching.purpose_of(choice).weights)
    rows = [
        (_(words.CRITERIA[name]), _(words.MEANINGS[name]), 100 * usual[name], 100 * found.weights[name])
        for name in CRITERIA
        if usual[name]
    ]
    return pd.DataFrame(rows, columns=["criterion", "meaning", "usual", "now"])


def heads() -> Columns:
    """The columns of `weights`."""
    return {
        "criterion": Column(_("Criterion")),
        "meaning": Column(_("What it means")),
        "usual": Column(_("Weight"), "%", 0),
        "now": Column(_("After remarks"), "%", 0),
    }


def table(found: Suggestions) -> pd.DataFrame:
    """Every suggestion with its points by criterion, for people."""
    known = matching.knowledge().actors
    rows = found.table.reset_index(names="key")
    return rows.assign(
        name=[words.name(known[key]) for key in rows["key"]],
        place=[words.place(known[key]) for key in rows["key"]],
    )


def of_table(found: Suggestions) -> Columns:
    """The columns of `table`; what nobody knows of anybody is left out."""
    told = [name for name in CRITERIA if found.weights[name] and found.table[name].notna().any()]
    return {
        "name": Column(_("Suggestion")),
        "place": Column(_("Who and where")),
        "score": Column(_("Points"), decimals=0),
        **{name: Column(_(words.CRITERIA[name]), decimals=0) for name in told},
    }
