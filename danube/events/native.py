"""Charts that a slide program draws by itself, so that whoever gets the slides can edit them.

The figures lie in a workbook inside the slides, written here: python-pptx's own would run a name that
begins like a formula, and would note the time.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from pptx.chart.chart import Chart as Native
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.chart import XL_TICK_LABEL_POSITION as LABELS
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Emu, Pt

from danube.drawing import palette
from danube.events.boxes import Box
from danube.events.scene import Chart
from danube.exports import harmless
from danube.exports.workbook import CREATED

FACE = "Arial"
LABELLED = 25
"""Bars up to which each carries its figure."""

SMALLEST, WANTED = 7, 14
"""Points of the names beside bars."""

AROUND = 60
"""Points above and below the bars: their axis, its title, the legend."""

THICKEST, WIDEST = 40, 500
"""Points of a bar (or of those of one name together), and the most that the room between can be."""

LARGE, THOUSANDS, PLAIN = 1_000, "#,##0", "General"
"""Figures from which an axis groups its digits, and how; below, as few digits as it takes."""

COLOURS = palette.LIGHT
KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
    "dots": XL_CHART_TYPE.BAR_CLUSTERED,
}
"""Dots beside names become thin bars: no slide program sets dots beside names of its own."""

GAPS = {"bars": 40, "dots": 150}
"""Room between bars, in hundredths of their height."""


def add(shapes: SlideShapes, chart: Chart, box: Box) -> Any:
    """Puts the chart onto a slide and returns its frame."""
    data = CategoryChartData(number_format=_format(chart.decimals))
    data.categories = chart.categories
    for name, values in chart.series.items():
        data.add_series(name, values)
    frame: Any = shapes.add_chart(KINDS[chart.shape], *placed(box), data)  # type: ignore[arg-type]
    frame.chart.part.chart_workbook.update_from_xlsx_blob(workbook(chart))
    _dress(frame.chart, chart, box)
    return frame


def workbook(chart: Chart) -> bytes:
    """The figures as the chart's own sheet: names are text whatever they begin with."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet("Sheet1")
        guarded = book.add_format({"quote_prefix": True})

        def write(row: int, column: int, text: str) -> None:
            sheet.write_string(row, column, text, guarded if harmless.is_formula(text) else None)

        for row, name in enumerate(chart.categories, start=1):
            write(row, 0, name)
        for column, (name, values) in enumerate(chart.series.items(), start=1):
            write(0, column, name)
            for row, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return target.getvalue()


def placed(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width and height as the slide program counts them."""
    left, top, wide, high = (Emu(Pt(part)) for part in (box.left, box.top, box.width, box.height))
    return left, top, wide, high


def label_size(categories: Sequence[str], high: float) -> float:
    """Points of the names beside bars, so that every one of them has its line."""
    return max(min(high / max(len(categories), 1) * 0.72, WANTED), SMALLEST)


def colour(code: str) -> RGBColor:
    """`#RRGGBB` as the slide program writes it."""
    return RGBColor(*palette.rgb(code))


def _format(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _dress(native: Native, chart: Chart, box: Box) -> None:
    native.has_title = False
    native.font.name, native.font.size = FACE, Pt(12)
    native.font.color.rgb = colour(COLOURS.ink)
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False
    _value_axis(native, chart)
    _category_axis(native, chart, box)
    for place, series in enumerate(native.plots[0].series):
        _series(series, place, chart)
    if chart.shape != "lines":
        _bars(native, chart, box)


def _value_axis(native: Native, chart: Chart) -> None:
    axis, figures = native.value_axis, _figures(chart)
    axis.has_title = bool(chart.unit)
    if chart.unit:
        axis.axis_title.text_frame.text = chart.unit
        run = axis.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold, run.font.name = Pt(12), False, FACE
    axis.major_gridlines.format.line.color.rgb = colour(COLOURS.grid)
    axis.format.line.fill.background()
    large = max(map(abs, figures), default=0) >= LARGE
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = (
        THOUSANDS if large else PLAIN,
        False,
    )
    if chart.shape != "lines":
        axis.tick_label_position = LABELS.HIGH
        if all(value >= 0 for value in figures):
            axis.minimum_scale = 0


def _figures(chart: Chart) -> list[float]:
    return [value for values in chart.series.values() for value in values if value is not None]


def _category_axis(native: Native, chart: Chart, box: Box) -> None:
    axis = native.category_axis
    axis.format.line.color.rgb = colour(COLOURS.grey)
    axis.tick_label_position = LABELS.LOW
    if chart.shape != "lines":
        axis.reverse_order = True
        axis.crosses = XL_AXIS_CROSSES.MAXIMUM
        axis.tick_labels.font.size = Pt(label_size(chart.categories, box.height - AROUND))
        _every_label(axis)


def _every_label(axis: Any) -> None:
    """No name is left out where there are many; python-pptx has no word for it."""
    skip = OxmlElement("c:tickLblSkip")
    skip.set("val", "1")
    axis._element.xpath("c:noMultiLvlLbl")[0].addprevious(skip)


def _series(series: Any, place: int, chart: Chart) -> None:
    told = colour(_colour(series.name, place, chart))
    if chart.shape == "lines":
        _line(series, told)
        return
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = told
    series.invert_if_negative = False
    if len(chart.series) == 1 and chart.highlighted:
        _points(series, chart)


def _colour(name: str, place: int, chart: Chart) -> str:
    if chart.shape == "lines" and chart.highlighted:
        listed = list(chart.highlighted)
        return COLOURS.series[listed.index(name) % len(COLOURS.series)] if name in listed else COLOURS.grey
    if len(chart.series) == 1:
        return COLOURS.grey if chart.highlighted else COLOURS.river
    return COLOURS.series[place % len(COLOURS.series)]


def _line(series: Any, told: RGBColor) -> None:
    series.smooth = False
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = told
    series.marker.format.line.fill.background()
    series.format.line.color.rgb, series.format.line.width = told, Pt(2.25)


def _points(series: Any, chart: Chart) -> None:
    """The ones that the story is about, in the colour of the river."""
    for place, name in enumerate(chart.categories):
        if name in chart.highlighted:
            fill = series.points[place].format.fill
            fill.solid()
            fill.fore_color.rgb = colour(COLOURS.river)


def _bars(native: Native, chart: Chart, box: Box) -> None:
    plot = native.plots[0]
    room = (box.height - AROUND) / len(chart.categories)
    plot.gap_width = min(max(GAPS[chart.shape], round((room / THICKEST - 1) * 100)), WIDEST)
    if len(chart.categories) * len(chart.series) <= LABELLED:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = _format(chart.decimals), False
        labels.show_value = True
        labels.font.size = Pt(12)
