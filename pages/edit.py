"""What is to be entered or corrected in the programme, and who has changed it before?"""

from danube.texts import _
from danube.ui import frame
from danube.ui.programme import editing, footing, past

page = frame.begin(_("What is to be entered or corrected?"), "table", "row")
with frame.controls():
    register, table, row = editing.choose()
page.answer(editing.answer(register, table))
person = editing.draw(register, table, row)
if row is not None:
    past.draw(register, table, row, person)
page.notes()
footing.cite(register, editing.documents(row), [table], choices=editing.choices(table, row))
