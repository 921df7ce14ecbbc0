"""Action plans and policy instruments: what is planned where, by whom, and with which money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from danube import regions, texts
from danube.programme.circles import Circle
from danube.programme.register import Register, parts
from danube.texts import _
from danube.ui import show
from danube.ui.programme import footing
from danube.ui.show import Column
from danube.words import programme as words

Named = Mapping[str, Any]
"""A row with its name."""


def draw_plans(register: Register, circle: Circle | None = None) -> None:
    """Every action plan, or those of a group, with measures and the practices that it took up."""
    own = None if circle is None else _of_group(register, circle)
    rows = [row for row in register.rows("action_plan") if own is None or row["id"] in own]
    if not rows:
        show.empty(
            _("No action plan is recorded.") if own is None else _("No action plan answers its needs yet.")
        )
        footing.invite("action_plan", "measure")
        return
    behind = (list(register.rows("measure")), list(register.rows("good_practice")))
    table = pd.DataFrame([_plan(register, row, *behind) for row in rows])
    heads = {
        "plan": Column(_("Action plan")),
        "project": Column(_("Initiative")),
        "date": Column(_("Date")),
        "measures": Column(_("Measures")),
        "practices": Column(_("Practices that it took up")),
        "document": Column(_("Document")),
    }
    alt = _("Action plans with their measures, as the documents tell them.")
    show.table(table, alt=alt, key="plans", columns=heads)


def _of_group(register: Register, circle: Circle) -> set[str]:
    """The plans with a measure that answers a need of the group."""
    needs = {row["id"] for row in register.rows("need") if row["group"] == circle.group["id"]}
    return {row["action_plan"] for row in register.rows("measure") if row["need"] in needs}


def _plan(
    register: Register, row: Mapping[str, Any], measures: Sequence[Named], practices: Sequence[Named]
) -> dict[str, Any]:
    own = [one["name"] for one in measures if one["action_plan"] == row["id"]]
    taken = [one["name"] for one in practices if row["id"] in parts(one["inspires"])]
    name = row["name"] or _("Action plan")
    return {
        "plan": f"{name}, {words.place(row)}",
        "project": project(register, row),
        "date": words.moment(row["date"]),
        "measures": "; ".join([*parts(row["measures"]), *own]) or _("told by no document"),
        "practices": "; ".join(taken) or texts.MISSING,
        "document": footing.paper(register, row["document"]),
    }


def project(register: Register, row: Mapping[str, Any]) -> str:
    """The name of the initiative that a row belongs to."""
    table = register.tables["project"]
    found = table.loc[table["id"] == row["project"], "name"]
    return str(found.iloc[0] if len(found) else row["project"])


def draw_instruments(register: Register, circle: Circle | None = None) -> None:
    """Every policy instrument, or those for the region of a group: fund, money where it is told, aim."""
    region = "" if circle is None else str(circle.group["region"])
    around = {region, *regions.ancestors(region)} if region in regions.load() else {""}
    rows = [row for row in register.rows("instrument") if circle is None or row["region"] in around - {""}]
    if not rows:
        show.empty(_("No policy instrument is recorded for it.") if circle else _("None is recorded."))
        footing.invite("instrument")
        return
    table = pd.DataFrame([_instrument(register, row) for row in rows])
    heads = {
        "name": Column(_("Instrument")),
        "project": Column(_("Initiative")),
        "place": Column(_("Place")),
        "money": Column(_("Money")),
        "objective": Column(_("Objective")),
        "document": Column(_("Document")),
    }
    alt = _("Policy instruments that the initiatives want to improve.")
    show.table(table, alt=alt, key="instruments", columns=heads)


def _instrument(register: Register, row: Mapping[str, Any]) -> dict[str, Any]:
    known = row["amount"] == row["amount"]
    covers = f" ({row['covers']})" if known and row["covers"] else ""
    amount = f"{words.euros(row['amount'])}{covers}" if known else _("amount not told")
    return {
        "name": row["name"],
        "project": project(register, row),
        "place": words.place(row),
        "money": ", ".join(filter(None, (row["fund"], amount))),
        "objective": row["objective"] or _("told by no document"),
        "document": footing.paper(register, row["document"]),
    }
