"""Who works with whom across the projects, who stands between, and which hubs are left without a tie?"""

import streamlit as st

from danube.texts import _
from danube.ui import frame
from danube.ui.programme import countries, footing, linked, partners, registers, tiemap

page = frame.begin(_("Who works with whom, and who is left out?"), *partners.PARAMETERS)
register = registers.now()
with frame.controls():
    choice, ties = partners.choose(register)
found = partners.of(choice)
page.answer(partners.answer(found))
page.notes()
if found.rows.empty:
    partners.show_nothing(found)
else:
    tiemap.draw(found, ties)
    st.header(_("Which less developed hubs reach an advanced one"), anchor=False)
    tiemap.show_hubs(found)
    between, apart = st.columns(2, gap="large")
    with between:
        st.header(_("Who stands between"), anchor=False)
        linked.tell_between(found)
    with apart:
        st.header(_("Who stands apart"), anchor=False)
        linked.tell_apart(found)
    st.header(_("Who belongs to what"), anchor=False)
    linked.draw_links(found)
    st.header(_("Countries in pairs"), anchor=False)
    countries.draw(found)
    with st.expander(
        _("Partners outside the Danube Region"), key="outside-drawer", on_change="rerun"
    ) as drawer:
        if drawer.open:
            linked.show_outside(found)
footing.cite(
    register,
    partners.papers(found),
    ("organisation", "partnership", "place", "good_practice", "pilot_partner", "replication"),
    choices=partners.as_address(choice, ties=ties),
)
