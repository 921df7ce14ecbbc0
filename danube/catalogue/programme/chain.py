"""What stands between a group and a good practice: members, needs, measures, milestones, validations.

Each table names the row of the stage before it, so that nobody can skip one (`danube.programme.admission`).
A document is wanted where it is the evidence of a stage; validations and replications have evidence of their
own, in words or as an address.
"""

from __future__ import annotations

from danube.catalogue.programme.columns import (
    BEGINS_COLUMN,
    BUDGET_COLUMN,
    COUNTRY_COLUMN,
    DATE_COLUMN,
    DOCUMENT_IF_ANY_COLUMN,
    ENDS_COLUMN,
    EVIDENCE_COLUMN,
    HELIX,
    NOTE_COLUMN,
    ORGANISATION_COLUMN,
    REGION_COLUMN,
    RESULTS,
    VERDICTS,
    YES_NO,
    choice,
    column,
    identity,
    reference,
    table,
)
from danube.texts import N_

_GROUP = reference("group", "group", "Gruppe", N_("Id of the Local Discovery Group."), "discovery_group")
_PILOT = reference("pilot", "pilot", "Pilot", N_("Id of the pilot."), "pilot")
_WHEN = column(
    "date", "date", "Datum", N_("Day, month or year."), example="2024-09-01", needed=True, kind="date"
)

STAKEHOLDER = table(
    "stakeholder",
    N_("Members of groups"),
    N_("Who belongs to a Local Discovery Group, and for which side of the quadruple helix."),
    _GROUP,
    column("name", "name", "Name", N_("Name of the member: an organisation, or a function."), needed=True),
    ORGANISATION_COLUMN,
    choice(
        "helix", "helix", "Helix", N_("Side of the quadruple helix that it stands for."), HELIX, needed=True
    ),
    column("role", "role", "Rolle", N_("What it does in the group.")),
    column("since", "since", "Seit", N_("Member since when."), kind="date"),
    DOCUMENT_IF_ANY_COLUMN,
    NOTE_COLUMN,
    key=("group", "name"),
)
WORKSHOP = table(
    "workshop",
    N_("Workshops"),
    N_("Meetings of a Local Discovery Group and what came of them."),
    identity("spinit-workshop-1"),
    _GROUP,
    column("name", "name", "Name", N_("What it was about."), needed=True),
    _WHEN,
    column("participants", "participants", "Teilnehmende", N_("How many took part."), kind="number"),
    column("results", "results", "Ergebnisse", N_("What came of it, in our own words.")),
    DOCUMENT_IF_ANY_COLUMN,
    NOTE_COLUMN,
)
NEED = table(
    "need",
    N_("Needs"),
    N_("What a group found missing in its region, tied to the indicator that shows it."),
    identity("spinit-need-1"),
    _GROUP,
    REGION_COLUMN,
    column(
        "indicator",
        "indicator",
        "Indikator",
        N_("Id of the indicator of the catalogue in which the region lags."),
        example="gerd",
        needed=True,
    ),
    column("statement", "statement", "Aussage", N_("What is needed, in our own words."), needed=True),
    DATE_COLUMN,
    DOCUMENT_IF_ANY_COLUMN,
    NOTE_COLUMN,
)
MEASURE = table(
    "measure",
    N_("Measures"),
    N_("What an action plan wants to do about a need."),
    identity("spinit-measure-1"),
    reference("action_plan", "action plan", "Aktionsplan", N_("Id of the action plan."), "action_plan"),
    reference("need", "need", "Bedarf", N_("Id of the need that it answers."), "need"),
    column("name", "name", "Name", N_("Name of the measure."), needed=True),
    reference(
        "owner",
        "owner",
        "Verantwortlich",
        N_("Id of the organisation that answers for it."),
        "organisation",
        needed=False,
    ),
    BEGINS_COLUMN,
    ENDS_COLUMN,
    BUDGET_COLUMN,
    DOCUMENT_IF_ANY_COLUMN,
    NOTE_COLUMN,
)
MILESTONE = table(
    "milestone",
    N_("Milestones"),
    N_("What a pilot wants to have done by when."),
    _PILOT,
    column("name", "name", "Name", N_("What is to be done."), needed=True),
    column("due", "due", "Frist", N_("By when."), example="2024-09-01", needed=True, kind="date"),
    column("done", "done", "Erledigt", N_("When it was done; empty while it is open."), kind="date"),
    DOCUMENT_IF_ANY_COLUMN,
    NOTE_COLUMN,
    key=("pilot", "name"),
)
PILOT_PARTNER = table(
    "pilot_partner",
    N_("Partners of pilots"),
    N_("Which organisations work on a pilot."),
    _PILOT,
    reference("organisation", "organisation", "Organisation", N_("Id of the organisation."), "organisation"),
    column("role", "role", "Rolle", N_("What it does in the pilot.")),
    DOCUMENT_IF_ANY_COLUMN,
    NOTE_COLUMN,
    key=("pilot", "organisation"),
)
VALIDATION = table(
    "validation",
    N_("Validations"),
    N_("What a scientific partner found about a pilot that was measured."),
    identity("spinit-validation-1"),
    _PILOT,
    reference(
        "organisation",
        "organisation",
        "Organisation",
        N_("Id of the scientific partner: an organisation of research or education."),
        "organisation",
    ),
    _WHEN,
    choice("verdict", "verdict", "Urteil", N_("Whether the pilot works."), VERDICTS, needed=True),
    column("conditions", "conditions", "Bedingungen", N_("Under which conditions it works.")),
    EVIDENCE_COLUMN,
    DOCUMENT_IF_ANY_COLUMN,
    NOTE_COLUMN,
)
REPLICATION = table(
    "replication",
    N_("Replications"),
    N_("A validated pilot that is done again in another region."),
    identity("spinit-replication-1"),
    _PILOT,
    reference(
        "validation", "validation", "Validierung", N_("Id of the validation it rests on."), "validation"
    ),
    REGION_COLUMN,
    COUNTRY_COLUMN,
    reference(
        "organisation",
        "organisation",
        "Organisation",
        N_("Id of the organisation that does it again."),
        "organisation",
    ),
    choice("joint", "joint", "Gemeinsam", N_("Whether both places do it together."), YES_NO, needed=True),
    _WHEN,
    choice("result", "result", "Ergebnis", N_("What came of it."), RESULTS, needed=True),
    column(
        "factors",
        "factors",
        "Erfolgsfaktoren",
        N_("What made it work there, or kept it from working, parted by semicolons."),
        kind="list",
    ),
    EVIDENCE_COLUMN,
    DOCUMENT_IF_ANY_COLUMN,
    NOTE_COLUMN,
)
