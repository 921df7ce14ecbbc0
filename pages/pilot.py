"""How far is a pilot, does it work, and what is it for?"""

import streamlit as st

from danube.texts import _
from danube.ui import frame
from danube.ui.intake.plain import plain
from danube.ui.programme import board, courses, footing, pilots, plans, registers
from danube.words import pilots as words

TABLES = ("pilot", "pilot_partner", "milestone", "validation", "replication", "good_practice")

register, standings = registers.now(), registers.standings()
name = pilots.asked(standings)
title = _("{pilot}: how far is it, and does it work?", pilot=plain(name)) if name else ""
page = frame.begin(title or _("How far are the pilots, and do they work?"), "pilot")
if not name:
    page.answer(words.nothing(registers.promised()))
    board.draw([], registers.promised())
    page.notes()
    footing.cite(register, footing.documents(register, "place", "target"), TABLES)
    st.stop()
with frame.controls():
    pilot = pilots.choose(standings)
series = registers.series(pilot)
page.answer(plain(words.answer(pilot, plans.project(register, pilot.pilot), series)))

story, place = st.columns([6, 5], gap="large")
with story:
    st.subheader(_("From the gap to the good practice"), anchor=False)
    pilots.draw_story(register, pilot)
with place:
    pilots.draw_place(pilot)
    pilots.draw_facts(register, pilot)

st.header(_("What it wants to reach, and where it is heading"), anchor=False)
courses.draw(series)
st.header(_("Milestones"), anchor=False)
pilots.draw_milestones(register, pilot)
pilots.draw_practices(register, pilot)
page.notes()
footing.cite(register, pilots.documents(pilot), TABLES, choices={"pilot": str(pilot.pilot["id"])})
