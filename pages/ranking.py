"""Who leads on one indicator, by how much, and what has changed?"""

import streamlit as st

from danube import regions, words
from danube.benchmark import positions
from danube.drawing import charts
from danube.texts import _
from danube.ui import columns, figures, frame, selection, show

page = frame.begin(_("Who leads, and by how much?"), "indicator", "year", "since", "country")
with frame.controls():
    indicator = selection.indicator(selection.FIRST)
    years, default = figures.years(figures.version(), indicator.id)
    year = selection.year(years, default)
    since = selection.since(years, year)
    highlight = selection.highlight()
page.notes()
if not year:
    show.empty(_("This indicator has no figures yet."), _("They come with the next refresh."))
    st.stop()

rows = figures.shelf().of(indicator.id)
ranking = positions.ranking(rows, indicator.id, year, indicator.direction, units=selection.every_region())
reference = positions.reference(rows, indicator.id, year)
change = positions.change(rows, indicator.id, since, year) if since else None
page.answer(words.answer_ranking(ranking, reference, indicator))

if ranking.empty:
    show.empty(
        _("No region has a figure of its own for {year}.", year=year),
        _("The map shows the figures of larger units."),
    )
else:
    figure = charts.dot_plot(
        ranking,
        names={code: regions.name(code) for code in ranking.index},
        unit=_(indicator.unit),
        decimals=indicator.decimals,
        period=year,
        theme=show.theme(),
        title=f"{_(indicator.name)}, {year}",
        highlighted=[code for code in ranking.index if highlight in (code, regions.country_of(code))],
        references=words.reference_lines(reference, indicator),
        since=None if change is None else change["since"],
        since_period=since or "",
        intervals=figures.margins(indicator, year),
    )
    if indicator.bounds:
        st.caption(
            _("Thin lines: the publisher's margin of error. Regions whose lines overlap may not differ.")
        )
    if charts.any_uploaded(ranking["flag"]):
        st.caption(_("Squares: figures that an analyst uploaded."))
    show.chart(
        figure,
        alt=words.alt_ranking(ranking, reference, indicator),
        key="ranking",
        twin=lambda: columns.ranked(ranking, change),
        columns=columns.of_ranking(indicator, year, since),
    )
choices = {"indicator": indicator.id, "year": year, "since": since or "", "country": highlight or ""}
frame.cite([indicator.id], level=2, period=year, choices=choices)
