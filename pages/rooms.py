"""How do the people in the room follow a talk, and vote in it?"""

from danube.texts import _
from danube.ui import frame
from danube.ui.rooms import page as rooms

page = frame.begin(_("How does the room follow you?"), "deck", "room")
rooms.draw(page)
frame.sign()
