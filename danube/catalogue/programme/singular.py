"""What one row of each table of the programme is called in a sentence."""

from __future__ import annotations

from danube.texts import N_, _

ONE = {
    "document": N_("document"),
    "project": N_("project"),
    "organisation": N_("organisation"),
    "partnership": N_("partnership"),
    "place": N_("place"),
    "cluster_member": N_("member of a cluster"),
    "instrument": N_("policy instrument"),
    "target": N_("target"),
    "output": N_("output"),
    "outcome": N_("outcome"),
    "discovery_group": N_("group"),
    "stakeholder": N_("member of a group"),
    "workshop": N_("workshop"),
    "need": N_("need"),
    "action_plan": N_("action plan"),
    "measure": N_("measure"),
    "pilot": N_("pilot"),
    "pilot_partner": N_("partner of a pilot"),
    "milestone": N_("milestone"),
    "validation": N_("validation"),
    "replication": N_("replication"),
    "good_practice": N_("good practice"),
    "gathering": N_("event"),
    "claim": N_("claim"),
}


def one(table: str) -> str:
    """A row of this table in the reader's language: `action plan`."""
    return _(ONE.get(table, table))
