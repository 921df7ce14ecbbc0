"""Which regions lead on an index of many indicators, and how sure is that?"""

from danube import texts
from danube.texts import _
from danube.ui import frame, lab_page, lab_scenario

page = frame.begin(_("Which regions lead, and how sure is that?"), *lab_scenario.PARAMETERS)
lab_page.explore(page, texts.language())
