"""How does one region do, in what, and what is not known about it?"""

import streamlit as st

from danube import catalogue, regions, texts, words
from danube.texts import _
from danube.ui import (
    chrome,
    findings,
    frame,
    locator,
    papers,
    peers,
    priorities,
    profiles,
    ranks,
    selection,
    show,
    standings,
    timelines,
)
from danube.words import findings as told

known = catalogue.load()
name = regions.name(profiles.asked())
page = frame.begin(_("How does {region} do, and in what?", region=name), "region", "pillar", "indicator")
with frame.controls():
    region = selection.region(profiles.DEFAULT)
with st.container(key="doors", horizontal=True, vertical_alignment="center", gap="medium"):
    others = {"regions": ",".join(profiles.companions(region))}
    st.page_link(chrome.PAGES / "compare.py", label=_("Compare with others"), query_params=others)
    st.page_link(chrome.PAGES / "map.py", label=_("Back to the map"), query_params={"region": region})
    papers.brief(region)
    papers.every(texts.language())
portrait = profiles.of(region)
found = findings.of(portrait)
page.answer(found.answer)

st.header(_("Strengths and weaknesses"), anchor=False)
pillar = profiles.pillar(_("Where it stands out"))
shown = standings.of_region(portrait, pillar)

st.header(_("Place in the indices"), anchor=False)
ranks.of_region(region)

st.header(_("Regions of similar structure"), anchor=False)
peers.brief(region)

st.header(_("What it has chosen to specialise in"), anchor=False)
priorities.brief(region)

st.header(_("In words"), anchor=False)
text, place = st.columns([3, 1], gap="large")
with text:
    st.markdown(found.paragraph)
    count = len(portrait.headlines)
    st.caption(_("Written from {count} headline indicators; older series have their year.", count=count))
with place:
    locator.draw(region)

st.header(_("Over the years"), anchor=False)
indicator = selection.indicator(profiles.telling(portrait))
st.caption(f"{told.position(portrait, indicator)} {_(indicator.definition)}")
row = portrait.table.loc[indicator.id]
if row["state"] == "missing":
    show.empty(words.absence(row["reason"]), _("The map shows who has a figure."))
else:
    timelines.beside(indicator, row["origin"])

st.header(_("What is missing, and why"), anchor=False)
findings.show_gaps(portrait)
page.notes()
frame.cite(
    list(dict.fromkeys([*shown, indicator.id])),
    chosen=[region, regions.country_of(region), regions.EU],
    choices={"region": region, "pillar": pillar, "indicator": indicator.id},
)
