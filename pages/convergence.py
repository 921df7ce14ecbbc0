"""Are the regions growing together: spread, its parts, catching up, moves and clusters."""

from danube.texts import _
from danube.ui import convergence, frame, selection, show
from danube.words import convergence as sentences

page = frame.begin(_("Are the regions growing together?"), "indicator", "since", "year", "country")
with frame.controls():
    indicator, since, until = convergence.choose()
    highlight = selection.highlight()
page.notes()
found = convergence.of(indicator, since, until) if until else None
if found is None:
    page.answer(_("That cannot be said of this indicator."))
    show.empty(
        convergence.too_few(indicator), _("Choose an indicator from the list that has a longer history.")
    )
else:
    page.answer(sentences.answer(found.years, found.beta, indicator))
    convergence.preface(found)
    convergence.draw(found, since, until, highlight)
choices = {"indicator": indicator.id, "since": since, "year": until, "country": highlight or ""}
frame.cite(
    [indicator.id, *(["population"] if found else [])], level=2, choices=choices, boundaries=bool(found)
)
