"""Does the programme reach the gaps of a region, and did the region move since?"""

import streamlit as st

from danube import regions
from danube.texts import _
from danube.ui import frame, show
from danube.ui.programme import counted, elsewhere, footing, moved, reaching, registers
from danube.words import reach as words

TABLES = ("pilot", "action_plan", "instrument", "need", "measure", "replication")

name = regions.name(reaching.asked())
page = frame.begin(_("Does the programme reach the gaps of {region}?", region=name), *reaching.PARAMETERS)
with frame.controls():
    choice = reaching.choose()
found = reaching.of(choice)
page.answer(words.answer(found, choice.region, reaching.compared(choice.region)))

picture, actions = st.columns([13, 10], gap="large")
with picture:
    reaching.draw_gaps(found, choice.region)
with actions:
    reaching.draw_actions(found, choice.region)
elsewhere.draw(choice.project)

st.header(_("Has the region moved since?"), anchor=False)
asked = moved.choose(found)
if asked is None:
    show.empty(_("Nothing with a date is done there, so there is no before and after to compare."))
else:
    moved.draw(moved.of(asked, choice.region), asked)

st.header(_("What the programme counts"), anchor=False)
project = counted.choose()
counted.draw(project)
page.notes()
register = registers.now()
choices = {"region": choice.region, "project": choice.project, "counted": project}
footing.cite(register, footing.documents(register, *TABLES), TABLES, choices=choices)
