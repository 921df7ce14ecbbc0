"""Who sits in the Local Discovery Groups, who is missing, and what is planned?"""

import streamlit as st

from danube.texts import _
from danube.ui import frame
from danube.ui.intake.plain import plain
from danube.ui.programme import footing, groups, plans, registers
from danube.words import groups as words

TABLES = (
    "discovery_group", "stakeholder", "workshop", "need", "action_plan", "measure", "instrument",
)  # fmt: skip

page = frame.begin(_("Who is at the table, who is missing, and what is planned?"), "group")
register = registers.now()
known = registers.groups()
chosen = None
if known:
    with frame.controls():
        chosen = groups.choose(known)
if chosen:
    page.answer(plain(words.of_group(chosen)))
    groups.draw(chosen, register)
else:
    page.answer(words.answer(known, registers.promised()))
    if known:
        groups.draw_all(known, register)
    else:
        groups.draw_places(register)

st.header(_("Action plans"), anchor=False)
plans.draw_plans(register, chosen)
st.header(_("Policy instruments"), anchor=False)
plans.draw_instruments(register, chosen)
page.notes()
footing.cite(
    register,
    footing.documents(register, *TABLES),
    TABLES,
    choices={"group": chosen.group["id"] if chosen else ""},
)
