"""The common indicators of Interreg, counted from the register by the rules of the programmes' manuals.

RCO are outputs, RCR results. Each count carries the rows that it counts and the rows that it leaves out,
with the rule that they break; some are counted with a doubt. Jointly means here: organisations of at least
two countries. The codes are those of 2021-2027; earlier projects are counted by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from danube.programme import periods
from danube.programme.ledger import Ledger, Row
from danube.programme.register import Register, parts
from danube.programme.tally import Count, Remark, Rule, Tally

__all__ = ["RULES", "Count", "Remark", "Rule", "of"]

YEAR = 366
"""Days after the end of a project within which a result counts."""


def of(register: Register, project: str, on: date) -> tuple[Count, ...]:
    """The seven indicators of a project as they stand on a day; raises RegisterError without the project."""
    ledger = Ledger(register, register.row("project", project), on)
    return tuple(count(ledger) for count in RULES.values())


def _organisations(ledger: Ledger) -> Count:
    """RCO 87: organisations cooperating across borders, each once."""
    tally = Tally("RCO 87")
    together = ledger.joint(ledger.partners)
    for one in dict.fromkeys(ledger.partners):
        if not together:
            tally.leave("organisation", one, ledger.named.get(one, ""), "one-country")
            continue
        tally.take("organisation", one, ledger.named.get(one, ""), ledger.project["id"])
        if not ledger.named.get(one):
            tally.doubt("organisation", one, "", "unnamed")
    return tally.done()


def _joint_plan(ledger: Ledger, plan: Row) -> str:
    """What makes a plan joint: a practice of another country, or a pilot with partners of two countries."""
    for row in ledger.register.rows("good_practice"):
        if plan["id"] in parts(row["inspires"]) and row["country"] not in ("", plan["country"]):
            return str(row["id"])
    pilots = (one for one, owner in ledger.plan_of.items() if owner == plan["id"])
    return next((one for one in pilots if ledger.joint([*ledger.crews[one], plan["organisation"]])), "")


def _plans(ledger: Ledger) -> Count:
    """RCO 83: strategies and action plans jointly developed; one that is still to come does not count."""
    tally = Tally("RCO 83")
    for plan in ledger.plans:
        because = _joint_plan(ledger, plan)
        if plan["date"] and periods.span(plan["date"])[0] > ledger.on:
            tally.leave("action_plan", plan["id"], plan["name"], "not-yet")
        elif not because:
            tally.leave("action_plan", plan["id"], plan["name"], "one-country")
        else:
            tally.take("action_plan", plan["id"], plan["name"], because)
            if not plan["date"]:
                tally.doubt("action_plan", plan["id"], plan["name"], "no-date")
    return tally.done()


def _pilot_breach(ledger: Ledger, pilot: Row) -> Rule | None:
    """Why a pilot action does not count; None where it does."""
    begun, closed = ledger.project["begins"], ledger.project["ends"]
    if not ledger.joint(ledger.crews[pilot["id"]]):
        return "one-country"
    if not pilot["ends"]:
        return "no-end"
    if periods.last(pilot["ends"]) > ledger.on:
        return "not-yet"
    if begun and pilot["begins"] and periods.last(pilot["begins"]) < periods.span(begun)[0]:
        return "early"
    if closed and periods.span(pilot["ends"])[0] > periods.last(closed):
        return "late"
    return None


def _pilots(ledger: Ledger) -> Count:
    """RCO 84: pilot actions developed and implemented jointly, finished within the project."""
    tally = Tally("RCO 84")
    for pilot in ledger.pilots:
        if breach := _pilot_breach(ledger, pilot):
            tally.leave("pilot", pilot["id"], pilot["name"], breach)
        else:
            tally.take("pilot", pilot["id"], pilot["name"], pilot["ends"])
    return tally.done()


def _solutions(ledger: Ledger) -> Count:
    """RCO 116: solutions jointly developed: what a pilot of partners from two countries proved to work."""
    tally = Tally("RCO 116")
    for pilot in ledger.pilots:
        found = ledger.validated.get(pilot["id"])
        if not ledger.joint(ledger.crews[pilot["id"]]):
            tally.leave("pilot", pilot["id"], pilot["name"], "one-country")
        elif found is None:
            tally.leave("pilot", pilot["id"], pilot["name"], "not-validated")
        else:
            tally.take("pilot", pilot["id"], pilot["name"], found["id"])
    return tally.done()


def _uptake_breach(ledger: Ledger, row: Row, solutions: set[str]) -> Rule | None:
    """Why a replication is no uptake of a solution; None where it is."""
    closed = ledger.project["ends"]
    if row["pilot"] not in solutions:
        return "not-counted"
    if row["result"] not in ("works", "adapted"):
        return "result"
    if not row["evidence"]:
        return "no-evidence"
    if closed and (periods.span(row["date"])[0] - periods.last(closed)).days > YEAR:
        return "late"
    return None


def _taken_up(ledger: Ledger) -> Count:
    """RCR 104: solutions taken up or up-scaled, by the adopter's evidence, at most a year after the end."""
    tally = Tally("RCR 104")
    names = {pilot["id"]: pilot["name"] for pilot in ledger.pilots}
    solutions = set(_solutions(ledger).rows["row"])
    taken: set[str] = set()
    for row in ledger.register.rows("replication"):
        if row["pilot"] not in names:
            continue
        name = names[row["pilot"]]
        if breach := _uptake_breach(ledger, row, solutions):
            tally.leave("replication", row["id"], name, breach)
        elif row["pilot"] in taken:
            tally.leave("replication", row["id"], name, "twice")
        else:
            taken.add(row["pilot"])
            tally.take("replication", row["id"], name, row["pilot"])
    return tally.done()


def _plans_taken_up(ledger: Ledger) -> Count:
    """RCR 79: joint action plans of which a measure was carried out; never more than RCO 83."""
    tally = Tally("RCR 79")
    joint = set(_plans(ledger).rows["row"])
    finished = [row["id"] for row in ledger.pilots if row["ends"] and periods.last(row["ends"]) <= ledger.on]
    for plan in ledger.plans:
        carried = next((one for one in finished if ledger.plan_of[one] == plan["id"]), "")
        if not carried:
            tally.leave("action_plan", plan["id"], plan["name"], "no-measure")
        elif plan["id"] not in joint:
            tally.leave("action_plan", plan["id"], plan["name"], "not-counted")
        else:
            tally.take("action_plan", plan["id"], plan["name"], carried)
    return tally.done()


def _going_on(ledger: Ledger) -> Count:
    """RCR 84: organisations that still work together across borders within a year after the end.

    By what the register holds: another project that runs on, with partners of this one from two countries.
    """
    tally = Tally("RCR 84")
    project = ledger.project
    if not project["ends"] or periods.last(project["ends"]) >= ledger.on:
        tally.leave("project", project["id"], project["name"], "not-yet")
        return tally.done()
    common = _later(ledger, periods.last(project["ends"]))
    for one in dict.fromkeys(ledger.partners):
        if one in common:
            tally.take("organisation", one, ledger.named.get(one, ""), common[one])
        else:
            tally.leave("organisation", one, ledger.named.get(one, ""), "alone")
    return tally.done()


def _later(ledger: Ledger, closed: date) -> dict[str, str]:
    """Organisation → the project in which it goes on with others of this one after the day of its end."""
    found: dict[str, str] = {}
    for other in ledger.register.rows("project"):
        if other["id"] == ledger.project["id"] or not _runs_after(other, closed):
            continue
        known = set(ledger.register.table("partnership", other["id"])["organisation"])
        shared = [one for one in dict.fromkeys(ledger.partners) if one in known]
        if ledger.joint(shared):
            found |= {one: other["id"] for one in shared if one not in found}
    return found


def _runs_after(project: Row, closed: date) -> bool:
    """Whether a project runs on some day of the year after that day."""
    if not project["begins"] or not project["ends"]:
        return False
    begins, ends = periods.span(project["begins"])[0], periods.last(project["ends"])
    return ends > closed and (begins - closed).days <= YEAR


RULES: Mapping[str, Callable[[Ledger], Count]] = {
    "RCO 87": _organisations,
    "RCO 83": _plans,
    "RCO 84": _pilots,
    "RCO 116": _solutions,
    "RCR 104": _taken_up,
    "RCR 79": _plans_taken_up,
    "RCR 84": _going_on,
}
