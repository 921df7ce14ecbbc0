"""Local Discovery Groups on the page: all of them by the sides of the helix, or one with what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from danube import catalogue, regions
from danube.catalogue.programme.columns import HELIX
from danube.drawing import palette, schedule
from danube.drawing.schedule import Mark, Row
from danube.programme.circles import SIDES, Circle
from danube.programme.register import Register, records
from danube.texts import _, n_
from danube.ui import addresses, profiles, selection, show
from danube.ui.intake.plain import plain
from danube.ui.programme import footing
from danube.ui.programme.matrix import COLOURS, STYLE
from danube.ui.show import Column, Link
from danube.words import findings
from danube.words import programme as words


def choose(circles: Sequence[Circle]) -> Circle | None:
    """One group, or None for all of them."""
    known = {str(one.group["id"]): one for one in circles}
    names = {key: str(one.group["name"] or one.group["town"] or key) for key, one in known.items()}
    chosen = selection.one(
        "group", ["", *names], label=_("Group"), show=lambda key: names.get(key, _("all groups"))
    )
    return known.get(chosen)


def draw_places(register: Register) -> None:
    """Nothing is known of the groups: the towns that the documents list, and how to fill the gap."""
    towns = [words.near(row) for row in register.rows("place")]
    show.empty(
        _("No document that was read says where the groups are or who belongs to them."),
        _("They can be entered one by one or brought as a table."),
    )
    if towns:
        st.markdown(
            _(
                "The documents list {count} towns of the partners. Which of them have a group is not told: "
                "{towns}.",
                count=len(towns),
                towns="; ".join(map(plain, towns)),
            )
        )
    footing.invite("discovery_group", "stakeholder", "workshop", "need")


def draw_all(circles: Sequence[Circle], register: Register) -> None:
    """A row for each group: members by side, workshops, needs."""
    table = pd.DataFrame([_summed(one, register) for one in circles])
    heads = {"group": Column(_("Group")), "place": Column(_("Place")), "formed": Column(_("Memorandum"))}
    heads |= {side: Column(_(HELIX[side])) for side in SIDES}
    heads |= {"workshop": Column(_("Workshops"), decimals=0), "need": Column(_("Needs"), decimals=0)}
    alt = _("Groups with the number of members on each side of the helix.")
    show.table(table, alt=alt, key="groups", columns=heads)


def _summed(one: Circle, register: Register) -> dict[str, Any]:
    group = one.group
    address = addresses.page("groups", group=group["id"])
    sides = {side: str(len(one.sides[side])) if one.sides[side] else _nobody(one) for side in SIDES}
    counts = {
        name: float((register.table(name)["group"] == group["id"]).sum()) for name in ("workshop", "need")
    }
    return {
        "group": Link(group["name"] or group["id"], address),
        "place": words.near(_placed(group)),
        "formed": words.moment(group["formed"]) if group["formed"] else _("not signed yet"),
        **sides,
        **counts,
    }


def _nobody(one: Circle) -> str:
    """Nobody on a side is a lack where others are named, else unknown."""
    return _("missing") if one.listed else _("not told")


def _placed(group: Mapping[str, Any]) -> dict[str, Any]:
    """The group with the country of its region."""
    region = str(group["region"])
    return {**group, "country": regions.country_of(region) if region in regions.load() else ""}


def draw(circle: Circle, register: Register) -> None:
    """Members by side, workshops on a line of time, needs with the gap behind each."""
    st.html(STYLE)
    st.html(_helix(circle))
    evidence = footing.papers(register, str(circle.group["document"])) or _("none named")
    where = _(
        "{place}. Evidence: {documents}.", place=plain(words.place(_placed(circle.group))), documents=evidence
    )
    st.caption(f"{where} {footing.correct('discovery_group', str(circle.group['id']))}")
    st.subheader(_("Workshops"), anchor=False)
    _draw_workshops(_own(register, "workshop", circle))
    st.subheader(_("Needs, and the gap behind each"), anchor=False)
    _draw_needs(_own(register, "need", circle), register)


def _own(register: Register, table: str, circle: Circle) -> list[dict[str, Any]]:
    return [row for row in register.rows(table) if row["group"] == circle.group["id"]]


def _helix(circle: Circle) -> str:
    """Four columns, one a side; a dashed one where nobody stands for it."""
    sides = "".join(_side(side, circle) for side in SIDES)
    return f'<div class="helix" style="{palette.properties(show.theme(), *COLOURS)}">{sides}</div>'


def _side(side: str, circle: Circle) -> str:
    members = circle.sides[side]
    head = f"<h4>{escape(_(HELIX[side]))}</h4>"
    if not members:
        said = _("Nobody yet.") if circle.listed else _("Not told.")
        return f'<section class="missing">{head}<p>{escape(said)}</p></section>'
    return f"<section>{head}<ul>{''.join(map(_member, members))}</ul></section>"


def _member(row: Mapping[str, Any]) -> str:
    since = _("since {when}", when=words.moment(row["since"])) if row["since"] else ""
    told = ", ".join(filter(None, (row["role"], since)))
    return f"<li>{escape(row['name'])}{f'<small>{escape(told)}</small>' if told else ''}</li>"


def _draw_workshops(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        show.empty(_("No workshop is recorded."))
        footing.invite("workshop")
        return
    drawn = [_workshop(row) for row in sorted(rows, key=lambda row: row["date"])]
    st.html(schedule.STYLE)
    st.html(
        schedule.table(
            drawn, heads=(_("Workshop"), _("When")), alt=_("The workshops of the group."), theme=show.theme()
        )
    )


def _workshop(row: Mapping[str, Any]) -> Row:
    took = row["participants"]
    people = n_("{count} took part", "{count} took part", round(took)) if took == took else ""
    note = ". ".join(filter(None, (people, row["results"])))
    return Row(row["name"], words.moment(row["date"]), note, marks=(Mark(row["date"], row["name"], "done"),))


def _draw_needs(rows: Sequence[Mapping[str, Any]], register: Register) -> None:
    if not rows:
        show.empty(_("No need is recorded."), _("A need names the indicator in which the region lags."))
        footing.invite("need")
        return
    measures = records(register.table("measure"))
    for row in rows:
        answered = [one for one in measures if one["need"] == row["id"]]
        st.markdown("  \n".join([f"**{plain(row['statement'])}**", _gap(row), _answered(answered, register)]))


def _gap(row: Mapping[str, Any]) -> str:
    """The indicator of the need with the way to its ranking, and where the region stands."""
    known = catalogue.load().indicators.get(str(row["indicator"]))
    if known is None:
        return _("The catalogue of this version has no indicator {id}.", id=plain(row["indicator"]))
    link = f"[{_(known.name)}]({addresses.page('ranking', indicator=known.id)})"
    return f"{link}. {position(row)}"


def position(row: Mapping[str, Any]) -> str:
    """Where the region of a need stands on its indicator, or that nothing can be said of it."""
    known = catalogue.load().indicators.get(str(row["indicator"]))
    region = str(row["region"])
    drawn = known is not None and region in selection.every_region()
    said = findings.position(profiles.of(region), known) if known and drawn else ""
    return said or _("No figure of the region, so the gap cannot be shown.")


def _answered(measures: Sequence[Mapping[str, Any]], register: Register) -> str:
    """The measures that answer a need, with their pilots."""
    if not measures:
        return _("No measure of an action plan answers it yet.")
    pilots = records(register.table("pilot"))
    said = []
    for one in measures:
        own = [row for row in pilots if row["measure"] == one["id"]]
        links = ", ".join(
            f"[{plain(row['name'])}]({addresses.page('pilot', pilot=row['id'])})" for row in own
        )
        said.append(f"{plain(one['name'])} ({links or _('no pilot yet')})")
    return _("Answered by: {measures}.", measures="; ".join(said))
