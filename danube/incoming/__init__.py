"""Files that visitors brought, waiting to be read: a folder each, on disk and never in memory.

    var/incoming/<id>/content       the bytes as they came
    var/incoming/<id>/about.json    name, size, SHA-256, when
    var/incoming/.<id>/             on its way in, or out: nobody finds it, the next sweep removes it

The id is 128 bits of chance, and whoever has it may use the file. The name is for people to read and
never a path. What is found is whole: content and description are on the disk before the folder gets
its name.
"""

from danube.incoming.arrival import Arrival, keep
from danube.incoming.naming import LONGEST, cleaned
from danube.incoming.refused import MB, NoRoom, NotKept, TooLarge, no_room, too_large
from danube.incoming.waiting import ID, Incoming, discard, find, folder, room, sweep

__all__ = [
    "ID",
    "LONGEST",
    "MB",
    "Arrival",
    "Incoming",
    "NoRoom",
    "NotKept",
    "TooLarge",
    "cleaned",
    "discard",
    "find",
    "folder",
    "keep",
    "no_room",
    "room",
    "sweep",
    "too_large",
]
