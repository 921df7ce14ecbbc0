"""Where does the Danube Region stand?"""

from danube import texts
from danube.texts import _
from danube.ui import frame, landing

page = frame.begin(_("Where does the Danube Region stand?"), "indicator", "region")
landing.tell(page, texts.language())
page.notes()
