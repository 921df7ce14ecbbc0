"""How does one region do, in what, and what is not known about it?"""

import streamlit as st

from danube import catalogue, regions, words
from danube.drawing import charts
from danube.texts import _
from danube.ui import chrome, frame, profiles, selection, show, standings, timelines

known = catalogue.load()
name = regions.name(profiles.asked())
page = frame.begin(_("How does {region} do, and in what?", region=name), "region", "pillar", "indicator")
with frame.controls():
    region = selection.region(profiles.DEFAULT)
    companions = ",".join(profiles.companions(region))
    st.page_link(
        chrome.PAGES / "compare.py", label=_("Compare with others"), query_params={"regions": companions}
    )
    st.page_link(chrome.PAGES / "map.py", label=_("Back to the map"), query_params={"region": region})
portrait = profiles.of(region)
page.answer(profiles.answer(portrait))

st.subheader(_("Strengths and weaknesses"), anchor=False)
views = {"": _("Where it stands out")} | {key: _(block.name) for key, block in known.pillars.items()}
pillar = selection.one(
    "pillar",
    list(views),
    label=_("Field"),
    show=views.__getitem__,
    widget=st.pills,
    required=True,
    label_visibility="collapsed",
)
shown = standings.of_region(portrait, pillar)

st.subheader(_("In words"), anchor=False)
st.markdown(profiles.paragraph(portrait))
count = len(portrait.headlines())
st.caption(
    _("Written from {count} headline indicators; older series stand above with their year.", count=count)
)

st.subheader(_("Over the years"), anchor=False)
indicator = selection.indicator(profiles.telling(portrait))
row = portrait.table.loc[indicator.id]
line = timelines.beside(indicator.id, region if row["state"] == "missing" else row["origin"])
st.caption(f"{profiles.position(portrait, indicator)} {_(indicator.definition)}")
if row["state"] == "missing":
    show.empty(words.absence(row["reason"]), _("The map shows who has a figure."))
else:
    figure = charts.trend(
        line.values,
        names=line.names(),
        unit=_(indicator.unit),
        decimals=indicator.decimals,
        theme=show.theme(),
        title=_(indicator.name),
        roles=line.roles(row["origin"]),
        flags=line.flags,
    )
    show.chart(
        figure,
        alt=words.alt_trend(line.values, line.names(), indicator),
        key="trend",
        twin=line.table,
        columns=line.columns(indicator),
    )

st.subheader(_("What is missing, and why"), anchor=False)
profiles.show_gaps(portrait)
page.notes()
frame.cite(
    list(dict.fromkeys([*shown, indicator.id])),
    chosen=[region, regions.country_of(region), regions.EU],
    choices={"region": region, "pillar": pillar, "indicator": indicator.id},
)
