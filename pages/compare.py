"""How do two to eight regions differ, on which indicators, and since when?"""

import streamlit as st

from danube import catalogue, texts, words
from danube.drawing import charts
from danube.texts import _
from danube.ui import comparisons, figures, frame, selection, show, timelines

known = catalogue.load()
page = frame.begin(_("How do these regions differ?"), "regions", "pillar", "indicator", "against")
with frame.controls():
    chosen = comparisons.chosen()
if len(chosen) < selection.COMPARED[0]:
    page.notes()
    show.empty(_("A comparison needs two regions at least."), _("Add one or more above."))
    st.stop()
codes = tuple(chosen)
compared = comparisons.of(codes)
page.answer(comparisons.answer(compared))

views = {"": _("Where they differ most")} | {key: _(block.name) for key, block in known.pillars.items()}
pillar = selection.one(
    "pillar",
    list(views),
    label=_("Field"),
    show=views.__getitem__,
    widget=st.pills,
    required=True,
    label_visibility="collapsed",
)
shown = comparisons.of_pillar(compared, pillar) if pillar else comparisons.widest(compared)
comparisons.legend(codes, show.theme())
if shown:
    figure = comparisons.dumbbells(figures.version(), codes, tuple(shown), show.theme(), texts.language())
    show.chart(figure, alt=words.alt_compare(codes, len(shown)), key=f"dumbbells-{pillar}")
else:
    show.empty(_("Fewer than two of these regions have a figure here."), _("Choose another field or region."))

st.subheader(_("The differences in figures"), anchor=False)
against = comparisons.against(codes)
if shown:
    show.table(
        comparisons.differences(compared, shown, against),
        alt=comparisons.said(against),
        key="differences",
        columns=comparisons.of_differences(codes),
    )

st.subheader(_("Over the years"), anchor=False)
indicator = selection.indicator(selection.FIRST)
st.caption(_(indicator.definition))
line = timelines.of(indicator.id, [*codes, timelines.MEDIAN])
if line.values.empty:
    show.empty(_("None of these regions has a figure of its own."), _("Choose another indicator."))
else:
    figure = charts.trend(
        line.values,
        names=line.names(),
        unit=_(indicator.unit),
        decimals=indicator.decimals,
        theme=show.theme(),
        title=_(indicator.name),
        roles={timelines.MEDIAN: "eu"},
        flags=line.flags,
    )
    show.chart(
        figure,
        alt=words.alt_trend(line.values, line.names(), indicator),
        key="trend",
        twin=line.table,
        columns=line.columns(indicator),
    )
page.notes()
frame.cite(
    list(dict.fromkeys([*shown, indicator.id])),
    chosen=codes,
    choices={"regions": ",".join(codes), "pillar": pillar, "indicator": indicator.id, "against": against},
)
