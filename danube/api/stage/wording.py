"""What the pages of the stage say, in the language in use: for their HTML and for their scripts."""

from __future__ import annotations

from danube import texts
from danube.texts import _

RIVERS = {
    "inn": "Inn",
    "lech": "Lech",
    "isar": "Isar",
    "enns": "Enns",
    "morava": "Morava",
    "raba": "Rába",
    "vah": "Váh",
    "drava": "Drava",
    "tisza": "Tisza",
    "sava": "Sava",
    "velika": "Velika Morava",
    "timok": "Timok",
    "jiu": "Jiu",
    "iskar": "Iskar",
    "olt": "Olt",
    "arges": "Argeș",
    "siret": "Siret",
    "prut": "Prut",
}
"""Names of seats: rivers that reach the Danube."""


def presenter() -> dict[str, object]:
    """Words of the presenter's page."""
    return {
        "title": _("Presenter"),
        "previous": _("Previous"),
        "next": _("Next"),
        "black": _("Black"),
        "back": _("Back to the script"),
        "earlier": _("Year earlier"),
        "later": _("Year later"),
        "slides": _("Slides"),
        "close": _("Close"),
        "full": _("Full screen"),
        "larger": _("Larger notes"),
        "smaller": _("Smaller notes"),
        "notes": _("Speaker notes"),
        "coming": _("Next slide"),
        "last": _("This is the last slide."),
        "nothing": _("No notes for this slide."),
        "room": _("What the room sees"),
        "darkened": _("The room sees black."),
        "detour": _("Outside the script"),
        "take": _("Take over"),
        "ended": _("This room is closed: nobody follows any more."),
        "link": _("No connection to the server. The room keeps its slide; this page goes on trying."),
        "waiting": _("No connection: {count} not sent yet. Trying again."),
        "holds": _("{seat} presents now; this desk only looks on."),
        "place": _("{place} of {count}"),
        "elapsed": _("Time since the talk began"),
        "language": _("Language"),
        "keys": _("Keys: arrows and Page keys, Home, End, full stop for black, g for slides, Esc for back."),
        "projector": _("Projector"),
        "pass": _("Show"),
        "drop": _("Leave out"),
        "pending": _("Answers that wait for you"),
        "results": _("Results, for you alone"),
        "open": _("Open the poll"),
        "shut": _("Close the poll"),
        "reveal": _("Reveal"),
        "hide": _("Hide the results"),
        "weighed": _("Show the map of these points"),
        "polls": stages(),
        "rivers": RIVERS,
        "locale": str(texts.locale()).replace("_", "-"),
    }


def stages() -> dict[str, str]:
    """Where a poll stands, in words."""
    return {
        "waiting": _("Poll not open yet"),
        "open": _("Poll is open"),
        "closed": _("Poll is closed"),
        "revealed": _("The room sees the results"),
    }


def screen() -> dict[str, object]:
    """Words of the projector's page."""
    return {
        "title": _("Projector"),
        "full": _("Full screen"),
        "corner": _("Code in the corner"),
        "link": _("No connection. Trying again."),
        "ended": _("The talk has ended. Thank you."),
        "join": _("Follow on your phone"),
    }


def kiosk() -> dict[str, object]:
    """Words of the kiosk's page."""
    return {
        "previous": _("Previous"),
        "next": _("Next"),
        "back": _("Back to the story"),
        "full": _("Full screen"),
        "touch": _("Touch a region to see its profile."),
        "link": _("No connection to the server: this picture may be old."),
        "dated": _("Figures of"),
    }
