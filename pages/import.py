"""Which figures do you bring?"""

from danube.texts import _
from danube.ui import frame
from danube.ui.intake import drafts, wizard

page = frame.begin(_("Which figures do you bring?"), drafts.PARAMETER)
wizard.draw(page)
frame.sign()
