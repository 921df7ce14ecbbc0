"""What is a region specialised in, what lies near to it, and whom does it complement?"""

import streamlit as st

from danube import regions
from danube.texts import _
from danube.ui import frame, priorities, selection
from danube.ui import specialisation as shown
from danube.words import specialisation as words

name = regions.name(shown.asked())
page = frame.begin(_("What is {region} strong in, and what could come next?", region=name), "region", "with")
with frame.controls():
    region = selection.region(shown.DEFAULT)
sectors = shown.sectors()
unit = shown.unit(sectors, region)
other = ""
if sectors is None or unit is None:
    page.answer(words.answer_nothing(region))
    shown.nothing()
else:
    shown.borrowed(sectors, region, unit)
    table, steps = sectors.table(unit), sectors.next_steps(unit)
    page.answer(words.answer_specialisation(unit, sectors.period, table, steps))
    shown.draw_quotients(sectors, unit)
    st.markdown(words.profile_sentence(unit, sectors.period, sectors.krugman, list(sectors.regions)))
    shown.explain_profile(sectors, unit)

    st.header(_("What could come next ({year})", year=sectors.period), anchor=False)
    shown.draw_opportunities(sectors, unit)
    st.markdown(words.complexity_sentence(unit, sectors.complexities.regions))
    shown.explain_nearness(sectors)

    st.header(_("Stronger together ({year})", year=sectors.period), anchor=False)
    other = shown.partner(sectors, region, unit)
    st.markdown(words.together_sentence(unit, other, sectors.together(unit, other)))
    shown.show_together(sectors, unit, other)

st.header(_("What it has chosen: priorities of smart specialisation"), anchor=False)
priorities.around(region, sectors, unit)
page.notes()
frame.cite(
    list(shown.indicators()),
    level=2,
    period=sectors.period if sectors else None,
    choices={"region": region, "with": other},
)
