"""What do the four initiatives do about it, where do they stand, and what has come of them?"""

import streamlit as st

from danube.programme import awaited, targets
from danube.texts import _
from danube.ui import frame
from danube.ui.programme import aims, footing, initiatives, registers
from danube.words import portfolio

TABLES = ("project", "target", "outcome", "output", "gathering", "claim")

page = frame.begin(_("What is being done about it, and how far is it?"))
register = registers.now()
progress = targets.of(register)
promised = awaited.awaited(register)
page.answer(portfolio.answer(register.table("project"), len(register.table("pilot")), promised, progress))
initiatives.draw_when(register)

st.header(_("The initiatives"), anchor=False)
initiatives.draw_cards(register)

st.header(_("What they want to reach"), anchor=False)
aims.draw(register, progress)
page.notes()
footing.cite(register, footing.documents(register, *TABLES), TABLES)
