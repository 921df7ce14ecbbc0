"""How the tables of the programme are declared: columns and their kinds, what several tables share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from danube.catalogue.forms import Field, Form
from danube.texts import N_

Kind = Literal["text", "number", "date", "region", "country", "url", "list"]
PARTED_BY = "; "


@dataclass(frozen=True)
class Column(Field):
    """A field of a kind; `names` is the table whose rows it names by their id."""

    kind: Kind = "text"
    names: str = ""


@dataclass(frozen=True)
class Table(Form):
    """A table and the columns that tell its rows apart."""

    columns: tuple[Column, ...] = ()
    key: tuple[str, ...] = ("id",)

    def of_kind(self, *kinds: Kind) -> tuple[str, ...]:
        """The names of the columns of these kinds."""
        return tuple(one.name for one in self.columns if one.kind in kinds)


def column(name: str, english: str, german: str, meaning: str, **more: Any) -> Column:
    """A column with its headings and meaning; `more` as in Column."""
    return Column(name, {"en": english, "de": german}, meaning, **more)


def table(name: str, title: str, about: str, *columns: Column, key: tuple[str, ...] = ("id",)) -> Table:
    """A table that fills the one of the same name in the warehouse."""
    return Table(name, title, about, name, columns, columns, key)


def identity(example: str) -> Column:
    """The column by which other tables name a row."""
    meaning = N_("Short name of the row, in small letters with hyphens, which other tables use.")
    return column("id", "id", "Kennung", meaning, example=example, needed=True)


def choice(
    name: str, english: str, german: str, meaning: str, values: Mapping[str, str], **more: Any
) -> Column:
    """A column that holds one of these values, or nothing; as a list, several of them."""
    return column(name, english, german, meaning, values=values, **more)


def reference(
    name: str, english: str, german: str, meaning: str, names: str, *, needed: bool = True
) -> Column:
    """A column that names a row of another table by its id."""
    return column(name, english, german, meaning, names=names, needed=needed)


_COUNTRY_MEANING = N_("Code of the country, ISO 3166-1 in two letters.")
REGION_COLUMN = column(
    "region",
    "region",
    "Region",
    N_("Code of NUTS 2024, ISO 3166-2 for oblasts of Ukraine; empty outside the Danube Region."),
    example="RO42",
    kind="region",
)
COUNTRY_COLUMN = column(
    "country", "country", "Land", _COUNTRY_MEANING, example="RO", needed=True, kind="country"
)
COUNTRY_IF_KNOWN_COLUMN = column("country", "country", "Land", _COUNTRY_MEANING, example="RO", kind="country")
AREA_COLUMN = column(
    "area", "area", "Gebiet", N_("The region as the document calls it."), example="Cantabria"
)
TOWN_COLUMN = column("town", "town", "Ort", N_("Town, where the document names one."), example="Varna")
PROJECT_COLUMN = column(
    "project", "project", "Projekt", N_("Id of the project."), example="spinit", needed=True, names="project"
)
ORGANISATION_COLUMN = column(
    "organisation",
    "organisation",
    "Organisation",
    N_("Id of the organisation concerned."),
    example="zeda",
    names="organisation",
)
DOCUMENT_COLUMN = column(
    "document",
    "document",
    "Dokument",
    N_("Ids of the documents that say so, parted by semicolons."),
    example="spinit-page",
    needed=True,
    kind="list",
    names="document",
)
DOCUMENT_IF_ANY_COLUMN = column(
    "document", "document", "Dokument", DOCUMENT_COLUMN.meaning, kind="list", names="document"
)
EVIDENCE_COLUMN = column(
    "evidence",
    "evidence",
    "Nachweis",
    N_("What proves it: the title or address of a report, of data, of an agreement."),
    needed=True,
)
NOTE_COLUMN = column("note", "note", "Anmerkung", N_("Anything else that a reader should know."))
BEGINS_COLUMN = column(
    "begins", "begins", "Beginn", N_("First day, month or year."), example="2024-01-01", kind="date"
)
ENDS_COLUMN = column(
    "ends", "ends", "Ende", N_("Last day, month or year."), example="2026-06-30", kind="date"
)
WEB_COLUMN = column("web", "web", "Webseite", N_("Address of its own page."), kind="url")
BUDGET_COLUMN = column("budget", "budget in EUR", "Budget in EUR", N_("Total budget in EUR."), kind="number")
DATE_COLUMN = column("date", "date", "Datum", N_("Day, month or year, as far as it is known."), kind="date")

KINDS_OF_DOCUMENT = {
    "project": N_("page of the project at its programme"),
    "sheet": N_("sheet about the project"),
    "partner": N_("page of a partner"),
    "news": N_("news or article"),
    "event": N_("page of an event"),
    "database": N_("database of projects"),
    "agreement": N_("memorandum, agreement or contract"),
    "plan": N_("plan or decision"),
    "report": N_("report, minutes or data"),
}
EXTENTS = {
    "whole": N_("read as a whole"),
    "part": N_("read in part: a stored copy that breaks off"),
}
HELIX = {
    "public": N_("public authority or body"),
    "business": N_("business"),
    "research": N_("research or education"),
    "civil": N_("civil society"),
}
ROLES = {
    "lead": N_("lead partner"),
    "partner": N_("project partner"),
    "associate": N_("associated strategic partner"),
}
CLUSTERS = {
    "it": N_("IT"),
    "industry-4.0": N_("Industry 4.0"),
    "cross-sectoral": N_("IT cross-sectoral collaboration"),
}
BASES = {
    "stated": N_("stated in the document"),
    "counted": N_("counted in the list that the document gives"),
}
VERDICTS = {
    "confirmed": N_("confirmed"),
    "confirmed-with-conditions": N_("confirmed with conditions"),
    "not-confirmed": N_("not confirmed"),
}
YES_NO = {"yes": N_("yes"), "no": N_("no")}
RESULTS = {
    "works": N_("works"),
    "adapted": N_("works after changes"),
    "failed": N_("does not work there"),
    "under-way": N_("under way"),
}
TRANSITIONS = {"green": N_("green"), "digital": N_("digital")}
