"""Where is it high, where is it low?"""

from danube import texts
from danube.texts import _
from danube.ui import cartography, frame

page = frame.begin(
    _("Where is it high, where is it low?"),
    "indicator", "year", "level", "classes", "centre", "view", "region",
)  # fmt: skip
cartography.explore(page, texts.language())
