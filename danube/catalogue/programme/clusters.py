"""Who belongs to a cluster, what they can do and need, and on whom they depend."""

from __future__ import annotations

from danube.catalogue.programme.columns import (
    COUNTRY_COLUMN,
    DOCUMENT_COLUMN,
    NOTE_COLUMN,
    REGION_COLUMN,
    TOWN_COLUMN,
    choice,
    column,
    table,
)
from danube.texts import N_

KINDS_OF_MEMBER = {
    "cluster": N_("cluster or association of clusters"),
    "sme": N_("small or medium-sized firm"),
    "large": N_("large firm"),
    "research": N_("research or education"),
    "public": N_("public authority or body"),
    "civil": N_("civil society"),
}
"""Clusters have a row of their own beside their members; `sme` and `large` are the businesses."""

BUSINESSES = ("sme", "large")

CLUSTER_MEMBER = table(
    "cluster_member",
    N_("Members of clusters"),
    N_("Clusters and the firms and institutes in them: what they offer, need and depend on."),
    column("cluster", "cluster", "Cluster", N_("Name of the cluster."), example="Clustero", needed=True),
    column(
        "name",
        "name",
        "Name",
        N_("Name of the member; of the cluster itself where the row is its own."),
        example="Muster Sensorik d.o.o.",
        needed=True,
    ),
    choice("kind", "kind", "Art", N_("What the member is."), KINDS_OF_MEMBER),
    column(
        "organisation",
        "organisation",
        "Organisation",
        N_("Id of the same organisation in the register, where it is there."),
        example="clustero",
        names="organisation",
    ),
    REGION_COLUMN,
    COUNTRY_COLUMN,
    TOWN_COLUMN,
    column(
        "capabilities",
        "capabilities",
        "Fähigkeiten",
        N_("What it can do for others, parted by semicolons; the same words for the same thing."),
        example="machine vision; industrial sensors",
        kind="list",
    ),
    column(
        "needs",
        "needs",
        "Bedarf",
        N_("What it looks for, parted by semicolons; in the words of the capabilities."),
        example="surface treatment",
        kind="list",
    ),
    column(
        "sections",
        "NACE sections",
        "NACE-Abschnitte",
        N_("Letters of its sections of NACE Rev. 2, parted by semicolons."),
        example="C; J",
        kind="list",
    ),
    column(
        "suppliers",
        "suppliers",
        "Zulieferer",
        N_("Names of those that it depends on, parted by semicolons; as they stand in this table."),
        kind="list",
    ),
    column("year", "year", "Jahr", N_("Year of the figures that follow."), example="2025", kind="date"),
    column("employees", "employees", "Beschäftigte", N_("Persons employed."), kind="number"),
    column("turnover", "turnover in EUR", "Umsatz in EUR", N_("Turnover of the year in EUR."), kind="number"),
    column(
        "exports", "exports in %", "Exporte in %", N_("Share of the turnover from abroad."), kind="number"
    ),
    column(
        "research",
        "R&D in %",
        "FuE in %",
        N_("Share of the turnover spent on research and development."),
        kind="number",
    ),
    DOCUMENT_COLUMN,
    NOTE_COLUMN,
    key=("cluster", "name"),
)
