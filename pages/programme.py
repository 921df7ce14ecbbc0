"""What do the four initiatives do about it, where do they stand, and what has come of them?"""

import streamlit as st

from danube.texts import _
from danube.ui import frame
from danube.ui.programme import aims, board, footing, initiatives, matrix, registers
from danube.words import portfolio

TABLES = (
    "project",
    "pilot",
    "validation",
    "replication",
    "target",
    "outcome",
    "output",
    "gathering",
    "claim",
)

page = frame.begin(_("What is being done about it, and how far is it?"), "project")
register, progress = registers.now(), registers.aims()
pilots = len(register.table("pilot"))
page.answer(portfolio.answer(register.table("project"), pilots, registers.promised(), progress))
initiatives.draw_when(register)

st.header(_("The initiatives"), anchor=False)
initiatives.draw_cards()

st.header(_("Where the pilots stand"), anchor=False)
with frame.controls():
    project = board.project(register)
board.draw(registers.standings(project), registers.promised(project))

st.header(_("Validated here, repeated elsewhere"), anchor=False)
matrix.draw(register)

st.header(_("What the initiatives want to reach"), anchor=False)
aims.draw(register, progress)
page.notes()
footing.cite(register, footing.documents(register, *TABLES), TABLES, choices={"project": project})
