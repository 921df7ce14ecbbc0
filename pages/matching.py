"""With whom could somebody work, learn or repeat a pilot, and what speaks for it?"""

import streamlit as st

from danube.texts import _
from danube.ui import frame, show
from danube.ui.intake.plain import plain
from danube.ui.programme import chains, footing, matching, registers, suggested
from danube.words import matching as wording

TABLES = ("organisation", "partnership", "cluster_member", "pilot")

page = frame.begin(
    _("With whom could {name} work?", name=plain(wording.name(matching.asked()))),
    *matching.PARAMETERS,
    *chains.PARAMETERS,
)
with frame.controls():
    choice = matching.choose()
found = matching.listed(choice)
page.answer(matching.answer(choice, found))
with st.popover(_("Method and weights"), key="method", on_change="rerun") as drawer:
    if drawer.open:
        suggested.method(choice, found)
suggested.draw_remarks(choice)
if found.table.empty:
    show.empty(_("Nobody can be suggested."), _("Members of clusters can be brought as a table."))
    footing.invite("cluster_member")
else:
    suggested.draw(choice, found)
    with st.expander(_("Every suggestion as a table"), key="all-suggestions", on_change="rerun") as drawer:
        if drawer.open:
            alt = _("Suggestions for {name}, in points.", name=wording.name(matching.asked()))
            show.table(suggested.table(found), alt=alt, key="suggestions", columns=suggested.of_table(found))

st.header(_("Clusters and their value chains"), anchor=False)
chosen = chains.draw()
page.notes()
footing.cite(
    registers.now(),
    footing.documents(registers.now(), "organisation", "partnership", "cluster_member"),
    TABLES,
    choices=choice.as_address | chosen,
)
