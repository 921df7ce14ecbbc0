"""How do two to eight regions differ, on which indicators, and since when?"""

import streamlit as st

from danube import words
from danube.texts import _
from danube.ui import comparisons, differences, dumbbells, frame, papers, profiles, selection, show, timelines

page = frame.begin(_("How do these regions differ?"), "regions", "pillar", "indicator", "against")
with frame.controls():
    codes = tuple(comparisons.chosen())
if len(codes) < selection.COMPARED[0]:
    page.notes()
    show.empty(_("A comparison needs two regions at least."), _("Add one or more above."))
    st.stop()
pillar = profiles.pillar(_("Where they differ most"))
sight = dumbbells.seen(codes, pillar, show.theme())
page.answer(sight.answer)

dumbbells.legend(codes, sight, show.theme())
against = ""
if sight.figure is not None:
    alt = words.alt_compare(codes, len(sight.shown))
    show.chart(sight.figure, alt=alt, key=f"dumbbells-{pillar}")
    st.header(_("The differences in figures"), anchor=False)
    against = differences.against(codes, comparisons.of(codes))
    differences.show_table(codes, sight.shown, against)
else:
    show.empty(_("Fewer than two of these regions have a figure here."), _("Choose another field or region."))
papers.report(codes)

st.header(_("Over the years"), anchor=False)
indicator = selection.indicator(selection.FIRST)
st.caption(_(indicator.definition))
timelines.together(indicator, codes)
page.notes()
frame.cite(
    list(dict.fromkeys([*sight.shown, indicator.id])),
    chosen=codes,
    choices={"regions": ",".join(codes), "pillar": pillar, "indicator": indicator.id, "against": against},
)
