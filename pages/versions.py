"""What has changed in the figures, when, and through whom?"""

from danube.texts import _
from danube.ui import figures, frame, loads, restated, show, versions

page = frame.begin(_("What has changed, when, and through whom?"), "from", "to", "only", "load")
if not figures.latest():
    page.notes()
    show.empty(_("The warehouse is empty: there is no figure yet."), _("`python -m etl build` fills it."))
    frame.cite([])
else:
    with frame.controls():
        older, newer, only = versions.choose()
    found = versions.compared(older, newer).only(only)
    rows = restated.rows(older, newer)
    page.answer(found.answer(len(rows)))
    versions.draw_difference(found, only, len(rows))
    restated.draw(rows, older, newer)
    loads.draw_history()
    load = loads.draw_load()
    page.notes()
    choices = {"from": str(older), "to": str(newer), "only": only, "load": load}
    frame.cite([only] if only else [], choices=choices)
