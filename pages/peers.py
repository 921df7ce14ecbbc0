"""Which regions are most like one, and from whom among them could it learn?"""

import streamlit as st

from danube import regions
from danube.benchmark import structure
from danube.texts import _
from danube.ui import frame, lessons, likeness, peers, profiles, show
from danube.words import peers as wording

likeness.follow()
name = regions.name(profiles.asked())
page = frame.begin(_("Which regions are most like {region}?", region=name), *peers.PARAMETERS)
with frame.controls():
    choice = peers.choose()
found = peers.of(choice)
page.answer(peers.answer(found))
if found.refusal:
    page.notes()
    likeness.show_structure(found)
    frame.cite(
        structure.indicators(gdp=choice.gdp),
        level=2,
        chosen=[choice.region],
        choices=peers.as_address(choice),
    )
    st.stop()
if caution := wording.caution(found.lacking, len(found.variables)):
    st.caption(caution)

place, bars = st.columns([13, 10], gap="large")
with place:
    likeness.draw_map(found)
with bars:
    st.markdown(f"**{_('What sets them apart')}**")
    likeness.draw_bars(found)

with st.expander(_("Figures as a table"), key="sums-drawer", on_change="rerun") as drawer:
    if drawer.open:
        likeness.show_sums(found)

st.header(_("Whom to learn from"), anchor=False)
lessons.show_teachers(found)
lessons.show_lead(found)
if len(found.taught):
    with st.expander(_("Every lesson as a table"), key="lessons", on_change="rerun") as drawer:
        if drawer.open:
            alt = _("Where {region} is weak and a peer does much better.", region=regions.name(choice.region))
            heads = lessons.of_lessons(found)
            show.table(lessons.all_lessons(found), alt=alt, key="every-lesson", columns=heads)

st.header(_("Among its peers, indicator by indicator"), anchor=False)
pillar = profiles.pillar(_("Where it stands out"))
shown = lessons.draw(found, pillar)

with st.expander(_("The structural figures behind"), key="behind", on_change="rerun") as drawer:
    if drawer.open:
        likeness.show_structure(found)
page.notes()
frame.cite(
    list(dict.fromkeys([*structure.indicators(gdp=choice.gdp), *shown])),
    level=2,
    chosen=[choice.region, *found.codes],
    boundaries=True,
    choices=peers.as_address(choice) | {"pillar": pillar},
)
