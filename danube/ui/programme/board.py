"""The board: every pilot at its stage, by cluster, and the places that are still to be filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from danube.catalogue.programme.columns import CLUSTERS
from danube.drawing import palette
from danube.programme import stages
from danube.programme.awaited import Awaited
from danube.programme.register import Register
from danube.programme.stages import Standing
from danube.texts import _, n_
from danube.ui import addresses, selection, show
from danube.ui.programme import footing
from danube.ui.programme.matrix import COLOURS, STYLE
from danube.ui.show import Column, Link
from danube.words import programme as words

NO_CLUSTER = ""


def project(register: Register) -> str:
    """The initiative whose pilots are shown; empty for all of them."""
    names = {row["id"]: row["name"] for row in register.rows("project")}
    return selection.one(
        "project", ["", *names], label=_("Initiative"), show=lambda key: names.get(key, _("all")),
        widget=st.segmented_control, required=True,
    )  # fmt: skip


def draw(standings: Sequence[Standing], awaited: Sequence[Awaited]) -> None:
    """Stages from left to right, clusters from top to bottom; below, the places nobody has filled."""
    st.html(STYLE)
    st.html(_table(standings))
    _draw_lacks(standings)
    for one in awaited:
        if one.table == "pilot":
            _draw_open(one)


def _table(standings: Sequence[Standing]) -> str:
    steps = dict(
        zip(stages.STAGES, palette.sequential(len(stages.STAGES) + 1, show.theme())[1:], strict=True)
    )
    heads = "".join(
        f'<th scope="col" style="--step:{steps[stage]}">{escape(_(stages.LABELS[stage]))}'
        f"<small>{escape(_(stages.MEANINGS[stage]))}</small></th>"
        for stage in stages.STAGES
    )
    body = "".join(_row(cluster, standings, steps) for cluster in _clusters(standings))
    alt = _("Pilots by the stage that they have reached and by cluster.")
    return (
        f'<table class="board" style="{palette.properties(show.theme(), *COLOURS)}">'
        f'<caption>{escape(alt)}</caption><thead><tr><th scope="col">{escape(_("Cluster"))}</th>{heads}'
        f"</tr></thead><tbody>{body}</tbody></table>"
    )


def _clusters(standings: Iterable[Standing]) -> list[str]:
    """The clusters, and the lack of one where a pilot names none."""
    loose = any(not one.pilot["cluster"] for one in standings)
    return [*CLUSTERS, *([NO_CLUSTER] if loose else [])]


def _row(cluster: str, standings: Sequence[Standing], steps: dict[str, str]) -> str:
    name = _(CLUSTERS[cluster]) if cluster else _("no cluster named")
    own = [one for one in standings if one.pilot["cluster"] == cluster]
    cells = "".join(
        _cell([one for one in own if one.stage == stage], stage, steps[stage]) for stage in stages.STAGES
    )
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'


def _cell(there: Sequence[Standing], stage: str, colour: str) -> str:
    if not there:
        return "<td></td>"
    cards = "".join(map(_card, there))
    label = escape(_(stages.LABELS[stage]))
    return f'<td data-label="{label}" style="--step:{colour}"><ul>{cards}</ul></td>'


def _card(one: Standing) -> str:
    address = addresses.page("pilot", pilot=one.pilot["id"])
    return (
        f'<li><a href="{escape(address)}">{escape(one.pilot["name"])}</a>'
        f"<small>{escape(words.near(one.pilot))}</small></li>"
    )


def _draw_lacks(standings: Sequence[Standing]) -> None:
    """What each pilot lacks for its next stage, as a table that opens."""
    waiting = [one for one in standings if one.lacks]
    if not waiting:
        return
    title = n_(
        "What {count} pilot lacks for its next stage",
        "What {count} pilots lack for their next stage",
        len(waiting),
    )
    with st.expander(title, key="lacks", on_change="rerun") as drawer:
        if drawer.open:
            _draw_lacking(waiting)


def _draw_lacking(waiting: Sequence[Standing]) -> None:
    table = pd.DataFrame(
        {
            "pilot": [
                Link(one.pilot["name"], addresses.page("pilot", pilot=one.pilot["id"])) for one in waiting
            ],
            "stage": [_(stages.LABELS[one.stage]) for one in waiting],
            "lacks": [one.lacks for one in waiting],
        }
    )
    heads = {"pilot": Column(_("Pilot")), "stage": Column(_("Stage")), "lacks": Column(_("What is lacking"))}
    show.table(table, alt=_("What each pilot lacks for its next stage."), key="lacking", columns=heads)


def _draw_open(one: Awaited) -> None:
    """How many pilots of a project nobody has described, drawn as empty places."""
    if not one.open:
        return
    places = "".join(
        f"<li>{escape(_('place {number}', number=one.held + at + 1))}</li>" for at in range(one.open)
    )
    said = n_(
        "{count} of {expected} places for pilots is still to be filled: no document describes it.",
        "{count} of {expected} places for pilots are still to be filled: no document describes them.",
        one.open,
        expected=one.expected,
    )
    st.markdown(said)
    st.html(f'<ul class="places" style="{palette.properties(show.theme(), *COLOURS)}">{places}</ul>')
    footing.invite("pilot", "milestone", "measurements")
