"""Who takes part in what, where, and the documents that say so."""

from __future__ import annotations

from danube.catalogue.programme.columns import (
    AREA_COLUMN,
    BEGINS_COLUMN,
    BUDGET_COLUMN,
    COUNTRY_COLUMN,
    DATE_COLUMN,
    DOCUMENT_COLUMN,
    ENDS_COLUMN,
    EXTENTS,
    HELIX,
    KINDS_OF_DOCUMENT,
    NOTE_COLUMN,
    PROJECT_COLUMN,
    REGION_COLUMN,
    ROLES,
    TOWN_COLUMN,
    WEB_COLUMN,
    choice,
    column,
    identity,
    table,
)
from danube.texts import N_

DOCUMENT = table(
    "document",
    N_("Documents"),
    N_("What the facts of the programme were read from."),
    identity("spinit-page"),
    column("title", "title", "Titel", N_("What the document is, in words."), needed=True),
    column("publisher", "publisher", "Herausgeber", N_("Who published it."), needed=True),
    choice("kind", "kind", "Art", N_("What kind of document it is."), KINDS_OF_DOCUMENT),
    column("url", "url", "Link", N_("Its address, where it is known."), kind="url"),
    column("language", "language", "Sprache", N_("Language in two letters (ISO 639-1)."), example="en"),
    DATE_COLUMN,
    choice("extent", "extent", "Umfang", N_("How much of it was read."), EXTENTS),
    NOTE_COLUMN,
)
PROJECT = table(
    "project",
    N_("Projects"),
    N_("The projects with their dates, money and objectives."),
    identity("spinit"),
    column("name", "name", "Name", N_("Short name."), needed=True),
    column("title", "title", "Titel", N_("Full title.")),
    column("programme", "programme", "Programm", N_("Funding programme."), needed=True),
    column("code", "code", "Code", N_("Code of the project in its programme.")),
    BEGINS_COLUMN,
    ENDS_COLUMN,
    BUDGET_COLUMN,
    column(
        "support", "support in EUR", "Förderung in EUR", N_("What the programme pays, in EUR."), kind="number"
    ),
    column(
        "share",
        "share in %",
        "Anteil in %",
        N_("Share of the budget that funds pay, as stated."),
        kind="number",
    ),
    column("status", "status", "Status", N_("State of the project as the document tells it.")),
    column("partners", "partners", "Partner", N_("Number of project partners, as stated."), kind="number"),
    column(
        "associates",
        "associates",
        "Assoziierte",
        N_("Number of associated partners, as stated."),
        kind="number",
    ),
    column("objectives", "objectives", "Ziele", N_("What it is for, in our own words.")),
    WEB_COLUMN,
    DOCUMENT_COLUMN,
    NOTE_COLUMN,
)
ORGANISATION = table(
    "organisation",
    N_("Organisations"),
    N_("Who takes part; the name is empty where no document gives one."),
    identity("zeda"),
    column("name", "name", "Name", N_("Name, or the short one where no document spells it out.")),
    column("short", "short name", "Kurzname", N_("Abbreviation.")),
    TOWN_COLUMN,
    AREA_COLUMN,
    REGION_COLUMN,
    COUNTRY_COLUMN,
    choice("kind", "kind", "Art", N_("Side of the quadruple helix, where it is said or plain."), HELIX),
    WEB_COLUMN,
    DOCUMENT_COLUMN,
    NOTE_COLUMN,
)
PARTNERSHIP = table(
    "partnership",
    N_("Partnerships"),
    N_("Which organisation takes part in which project, and as what."),
    PROJECT_COLUMN,
    column(
        "organisation",
        "organisation",
        "Organisation",
        N_("Id of the organisation."),
        needed=True,
        names="organisation",
    ),
    column("role", "role", "Rolle", N_("As what it takes part."), needed=True, values=ROLES),
    DOCUMENT_COLUMN,
    NOTE_COLUMN,
    key=("project", "organisation"),
)
PLACE = table(
    "place",
    N_("Places of projects"),
    N_(
        "Towns that a document lists for a project; none of them is thereby known to have a group or a pilot."
    ),
    PROJECT_COLUMN,
    column("town", "town", "Ort", N_("Town."), needed=True),
    REGION_COLUMN,
    COUNTRY_COLUMN,
    DOCUMENT_COLUMN,
    NOTE_COLUMN,
    key=("project", "town"),
)
