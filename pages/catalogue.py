"""Which indicators are there, and which one answers my question?"""

from danube.texts import _
from danube.ui import entries, figures, frame, shelves

page = frame.begin(_("Which indicators are there, and which answers my question?"), *shelves.PARAMETERS)
held = entries.held(figures.version())
query = shelves.ask()
wanted = shelves.filters(held)
page.notes()

found, kept = shelves.find(query, wanted, held)
page.answer(shelves.answer(query, wanted, found, kept, held))
if kept:
    shelves.entries_of(query, wanted, kept, held)
else:
    shelves.nothing(query, found)
frame.cite([block.id for block in kept if block.id in held], choices=shelves.choices(query, wanted))
