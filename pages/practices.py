"""What works elsewhere, what shows that it does, and who could use it?"""

from danube.texts import _
from danube.ui import frame, show
from danube.ui.programme import footing, practices, registers
from danube.words import practices as wording

page = frame.begin(_("What works elsewhere, and who could use it?"), *practices.PARAMETERS)
with frame.controls():
    choice = practices.choose()
shown = practices.fitting(choice)
page.answer(wording.answer(shown, len(practices.known())))
page.notes()
if shown:
    practices.invite()
    practices.draw(shown)
elif practices.known():
    show.empty(_("No good practice fits all of it."), _("Choose “any” somewhere, or other words."))
else:
    show.empty(
        _("The register holds no good practice yet."), _("A pilot that works elsewhere too becomes one.")
    )
    footing.invite("good_practice")
register = registers.now()
papers = footing.documents(register, "good_practice")
footing.cite(register, papers, ("good_practice",), choices=choice.as_address)
