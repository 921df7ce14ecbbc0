"""The charts of the pages: tables and words in, plotly figures out.

They own neither data nor words: labels, titles and units come in the reader's language, colours from
the palette by the name of the theme.
"""

from danube.drawing.canvas import Line, card, flag_words
from danube.drawing.dots import any_uploaded, dot_plot
from danube.drawing.heat import bars, heat_map
from danube.drawing.standings import dumbbells, strips
from danube.drawing.trends import sparkline, trend

__all__ = [
    "Line",
    "any_uploaded",
    "bars",
    "card",
    "dot_plot",
    "dumbbells",
    "flag_words",
    "heat_map",
    "sparkline",
    "strips",
    "trend",
]
