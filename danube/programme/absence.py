"""A row of the chain that is not there, or comes too early: the sentence and what to do about it."""

from __future__ import annotations

from danube.catalogue.programme import singular
from danube.programme.cells import Flaw
from danube.texts import N_, _

NOT_NAMED = {
    "discovery_group": N_("No group is named."),
    "need": N_("No need is named."),
    "action_plan": N_("No action plan is named."),
    "measure": N_("No measure is named."),
    "pilot": N_("No pilot is named."),
    "validation": N_("No validation is named."),
    "replication": N_("No replication is named."),
}
FIRST = {
    "discovery_group": N_("A need is told by a Local Discovery Group: enter the group first."),
    "need": N_("A measure answers a need: enter the need first."),
    "action_plan": N_("A measure stands in an action plan: enter the plan first."),
    "measure": N_("A pilot carries out a measure of an action plan: enter the measure first."),
    "pilot": N_("Enter the pilot first, with the measure that it carries out."),
    "validation": N_("A replication rests on a validation: enter the validation first."),
    "replication": N_("A good practice rests on a replication: enter the replication first."),
}


def nothing(column: str, table: str, identity: str) -> Flaw:
    """The column names no row of the table, or one that is not there."""
    if not identity:
        return Flaw(column, f"no-{table.replace('_', '-')}", _(NOT_NAMED[table]), _(FIRST[table]))
    reason = _("There is no {table} {id}.", table=singular.one(table), id=repr(identity))
    return Flaw(column, "no-such-row", reason, _(FIRST[table]))


def early(column: str, date: str, after: str) -> Flaw:
    """A date before what has to come first."""
    reason = _("{date} is too early: {after}.", date=date, after=after)
    return Flaw(column, "too-early", reason, _("Check the date."))
