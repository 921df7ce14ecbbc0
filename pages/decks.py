"""What is shown to a room, and in which order?"""

from danube.texts import _
from danube.ui import frame
from danube.ui.decks import page as decks

page = frame.begin(_("What will you show the room?"), "deck", "slide")
decks.draw(page)
frame.sign()
