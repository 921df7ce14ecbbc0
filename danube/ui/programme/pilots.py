"""One pilot on the page: its story along the chain, its figures against their targets, its milestones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from danube.drawing import outlines, palette, schedule
from danube.drawing.schedule import Mark, Row, Sign
from danube.programme.register import Register, parts, records
from danube.programme.stages import Standing, Step
from danube.texts import _
from danube.ui import addresses, locator, selection, show
from danube.ui.intake.plain import plain
from danube.ui.programme import footing, groups
from danube.ui.programme.matrix import COLOURS
from danube.ui.show import Column
from danube.words import pilots as wording
from danube.words import programme as words

STYLE = Path(__file__).with_name("story.css")


def asked(standings: Sequence[Standing]) -> str:
    """The name of the pilot in the address, else of the first: known before the page has a title."""
    selection.keep("pilot")
    names = {str(one.pilot["id"]): str(one.pilot["name"]) for one in standings}
    return names.get(st.query_params.get("pilot", "")) or next(iter(names.values()), "")


def choose(standings: Sequence[Standing]) -> Standing:
    """One of the pilots."""
    known = {str(one.pilot["id"]): one for one in standings}
    chosen = selection.one(
        "pilot", list(known), label=_("Pilot"), show=lambda key: str(known[key].pilot["name"])
    )
    return known[chosen]


def draw_story(register: Register, one: Standing) -> None:
    """The chain from the group to the good practice: what is there, and what is still missing."""
    names = {row["id"]: row["name"] for row in register.rows("organisation")}
    first = next((step.name for step in one.there if not step.rows), "")
    steps = "".join(_step(step, names, one.lacks if step.name == first else "") for step in one.there)
    st.html(STYLE)
    st.html(f'<ol class="story" style="{palette.properties(show.theme(), *COLOURS)}">{steps}</ol>')


def _step(step: Step, names: Mapping[str, str], lack: str) -> str:
    head = f"<b>{escape(_(wording.STEPS[step.name]))}</b>"
    if not step.rows:
        missing = lack or _("Not yet.")
        return f'<li class="missing">{head}<p>{escape(missing)}</p></li>'
    if step.name == "figures":
        return f"<li>{head}<p>{escape(wording.figures(step.rows))}</p></li>"
    told = "".join(_told(step, row, names) for row in step.rows)
    return f"<li>{head}{told}</li>"


def _told(step: Step, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    title, *more = wording.step(step.name, row, names)
    if step.name == "need":
        more.append(groups.position(row))
    link = addresses.page("groups", group=row["id"]) if step.name == "group" else ""
    named = f'<a href="{escape(link)}">{escape(title)}</a>' if link else escape(title)
    rest = "".join(f"<small>{escape(line)}</small>" for line in more)
    return f"<p>{named}{rest}</p>"


def draw_place(one: Standing) -> None:
    """Where it is, and where it was repeated."""
    region = str(one.pilot["region"])
    again = [str(row["region"]) for step in one.there if step.name == "replication" for row in step.rows]
    drawn = outlines.load(2).ids
    if region not in drawn:
        st.caption(_("{place}: not on the map of the regions.", place=plain(words.place(one.pilot))))
        return
    locator.draw(region, tuple(code for code in dict.fromkeys(again) if code in drawn and code != region))
    if again:
        st.caption(_("Blue: the pilot. Amber: where it was repeated."))


def draw_facts(register: Register, one: Standing) -> None:
    """Lead, partners, money, dates, priority, how it was chosen and done; what nobody told is left out."""
    pilot = one.pilot
    names = {row["id"]: row["name"] for row in register.rows("organisation")}
    facts = {
        _("Led by"): names.get(pilot["lead"], pilot["lead"]),
        _("Partners"): "; ".join(_partners(register, str(pilot["id"]), names)),
        _("Runs"): words.span(pilot["begins"], pilot["ends"]) if pilot["begins"] or pilot["ends"] else "",
        _("Budget"): words.euros(pilot["budget"]) if pilot["budget"] == pilot["budget"] else "",
        _("S3 priority"): pilot["priority"],
        _("Requirements"): pilot["requirements"],
        _("Selection"): pilot["selection"],
        _("Method"): pilot["method"],
        _("Note"): pilot["note"],
    }
    lines = [f"**{head}:** {plain(said)}" for head, said in facts.items() if said]
    lines.append(f"**{_('Documents')}:** {footing.papers(register, str(pilot['document']))}")
    lines.append(footing.correct("pilot", str(pilot["id"])))
    st.markdown("  \n".join(lines))


def _partners(register: Register, pilot: str, names: Mapping[str, str]) -> list[str]:
    own = [row for row in register.rows("pilot_partner") if row["pilot"] == pilot]
    roles = [f" ({row['role']})" if row["role"] else "" for row in own]
    named = [names.get(row["organisation"], row["organisation"]) for row in own]
    return [f"{name}{role}" for name, role in zip(named, roles, strict=True)]


def draw_milestones(register: Register, one: Standing) -> None:
    """What was to be done by when: a ring where it is due, a dot where it was done, amber if late."""
    table = register.table("milestone")
    own = records(table[table["pilot"] == one.pilot["id"]].sort_values("due"))
    if not own:
        show.empty(_("No milestone is recorded."))
        footing.invite("milestone")
        return
    rows = [_milestone(row) for row in own]
    alt = _("Milestones of the pilot: when they were due and when they were done.")
    heads = (_("Milestone"), _("When"))
    st.html(schedule.STYLE)
    st.html(schedule.table(rows, heads=heads, alt=alt, theme=show.theme(), today=datetime.now(UTC).date()))
    st.caption(_("Ring: due. Dot: done. Amber: late or overdue. Upright line: today."))


def _milestone(row: Mapping[str, Any]) -> Row:
    when = words.moment(row["due"])
    due = Mark(row["due"], _("due {when}", when=when), "due")
    if row["done"]:
        told = _("done {when}", when=words.moment(row["done"]))
        sign: Sign = "late" if _after(row["done"], row["due"]) else "done"
        return Row(row["name"], told, due.label, marks=(due, Mark(row["done"], told, sign)))
    if not _after(datetime.now(UTC).date().isoformat(), row["due"]):
        return Row(row["name"], _("due {when}, open", when=when), marks=(due,))
    over = Mark(row["due"], due.label, "overdue")
    return Row(row["name"], _("due {when}, open and overdue", when=when), marks=(over,))


def _after(day: str, due: str) -> bool:
    """True where a day surely comes after the last day that a date may mean."""
    first, last = schedule.earliest(day), schedule.latest(due)
    return first is not None and last is not None and first > last


def documents(one: Standing) -> list[str]:
    """The ids of the documents behind the pilot and every step of its chain."""
    cells = [str(row.get("document") or "") for step in one.there for row in step.rows]
    return list(dict.fromkeys(name for cell in cells for name in parts(cell)))


def draw_practices(register: Register, one: Standing) -> None:
    """The good practices that came of it, with their evidence."""
    rows = [row for row in register.rows("good_practice") if row["pilot"] == one.pilot["id"]]
    if not rows:
        return
    table = pd.DataFrame(
        {
            "name": [row["name"] for row in rows],
            "transition": ["; ".join(map(_, parts(row["transition"]))) for row in rows],
            "evidence": [row["evidence"] for row in rows],
            "document": [footing.paper(register, row["document"]) for row in rows],
        }
    )
    heads = {
        "name": Column(_("Good practice")),
        "transition": Column(_("Twin transition")),
        "evidence": Column(_("Evidence")),
        "document": Column(_("Document")),
    }
    show.table(table, alt=_("Good practices that came of the pilot."), key="practices", columns=heads)
