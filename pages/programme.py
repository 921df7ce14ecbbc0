"""What do the four initiatives do about it, where do they stand, and what has come of them?"""

from danube.texts import _
from danube.ui import frame
from danube.ui.programme import footing, registers

page = frame.begin(_("What is being done about it, and how far is it?"))
register = registers.now()
page.notes()
footing.cite(register, footing.documents(register, "project"), ("project",))
