"""What follows a pilot, and what each of it lacks: figures, a validation, a replication, a good practice."""

from __future__ import annotations

from collections.abc import Iterator

from danube import regions
from danube.catalogue.forms import BASELINE
from danube.programme.absence import early, nothing
from danube.programme.book import Book
from danube.programme.cells import Flaw, Row, before
from danube.texts import _

PROVEN = ("works", "adapted")
"""Results of a replication that a good practice can rest on."""

REFUTED = "not-confirmed"
SCIENCE = "research"


def of_pilot(book: Book, row: Row) -> Iterator[Flaw]:
    if book.find("pilot", row["pilot"]) is None:
        yield nothing("pilot", "pilot", row["pilot"])


def validation(book: Book, row: Row) -> Iterator[Flaw]:
    pilot = book.find("pilot", row["pilot"])
    if pilot is None:
        yield nothing("pilot", "pilot", row["pilot"])
        return
    yield from unmeasured(book, pilot)
    partner = book.find("organisation", row["organisation"])
    if partner and partner["kind"] != SCIENCE:
        yield Flaw(
            "organisation",
            "no-science",
            _("{name} is no organisation of research or education.", name=partner["name"] or partner["id"]),
            _("A pilot is validated by a scientific partner: name one, or correct its kind."),
        )
    if before(row["date"], pilot["begins"]):
        yield early("date", row["date"], _("the pilot began on {date}", date=pilot["begins"]))


def unmeasured(book: Book, pilot: Row) -> Iterator[Flaw]:
    """What the figures of a pilot lack to show a change: a baseline, or a measurement to set against it."""
    if book.compared(pilot):
        return
    kinds = set(book.figures(pilot).dropna(subset=["value"])["kind"])
    name = pilot["name"]
    if not kinds:
        reason = _("{pilot} has no figures yet.", pilot=name)
    elif BASELINE not in kinds:
        reason = _("{pilot} has no baseline, so nobody can tell what changed.", pilot=name)
    else:
        reason = _("{pilot} has a baseline, but nothing was measured against it yet.", pilot=name)
    hint = _("Import a baseline and at least one measurement of the same indicator and place.")
    yield Flaw("pilot", "not-measured", reason, hint)


def replication(book: Book, row: Row) -> Iterator[Flaw]:
    pilot = book.find("pilot", row["pilot"])
    validation = book.find("validation", row["validation"])
    if pilot is None:
        yield nothing("pilot", "pilot", row["pilot"])
    if validation is None:
        yield nothing("validation", "validation", row["validation"])
    if pilot and validation:
        yield from _validated(row, validation)
        yield from _moved(row, pilot)


def _validated(row: Row, validation: Row) -> Iterator[Flaw]:
    if validation["pilot"] != row["pilot"]:
        yield Flaw(
            "validation",
            "other-pilot",
            _("The validation is about the pilot {pilot}.", pilot=repr(validation["pilot"])),
            _("Name a validation of this pilot."),
        )
    if validation["verdict"] == REFUTED:
        yield Flaw(
            "validation",
            "not-confirmed",
            _("The validation did not confirm the pilot."),
            _("Only what was found to work is done again elsewhere: enter a later validation first."),
        )
    if before(row["date"], validation["date"]):
        yield early("date", row["date"], _("the pilot was validated on {date}", date=validation["date"]))


def _moved(row: Row, pilot: Row) -> Iterator[Flaw]:
    """Another region; where one of the two is not known, another country."""
    known = row["region"] and pilot["region"]
    name = "region" if known else "country"
    if row[name] and row[name] == pilot[name]:
        yield Flaw(
            "region",
            "same-region",
            _("The pilot itself is in {place}.", place=_named(row["region"] or row["country"])),
            _("A replication does it again in another region: name that one."),
        )


def practice(book: Book, row: Row) -> Iterator[Flaw]:
    pilot = book.find("pilot", row["pilot"])
    replication = book.find("replication", row["replication"])
    if pilot is None:
        yield nothing("pilot", "pilot", row["pilot"])
    if replication is None:
        yield nothing("replication", "replication", row["replication"])
    elif replication["pilot"] != row["pilot"]:
        yield Flaw(
            "replication",
            "other-pilot",
            _("The replication is of the pilot {pilot}.", pilot=repr(replication["pilot"])),
            _("Name a replication of this pilot."),
        )
    elif replication["result"] not in PROVEN:
        yield Flaw(
            "replication",
            "not-proven",
            _("The replication has not shown yet that the pilot works elsewhere."),
            _("Enter its result when there is one: a good practice has worked in two regions."),
        )


def _named(code: str) -> str:
    """A region by its name, anything else as it is."""
    return regions.name(code) if code in regions.load() else code
