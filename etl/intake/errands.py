"""What a process of its own does with a large file: examine it, or store what it examined."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from danube import settings, store
from danube.store import StoreError, Warehouse
from danube.store.declared import renew
from danube.texts import _
from etl.intake import jobs, landed, large, recipe
from etl.intake.asked import ImportRefused, Misfit, RecipeError
from etl.intake.errors import Unreadable
from etl.intake.jobs import Order, Outcome
from etl.intake.large import Cancelled, LargeReport
from etl.intake.layout import Choices

REFUSALS = {one.__name__: one for one in (Unreadable, ImportRefused, Misfit, RecipeError, StoreError)}
"""What may be said instead of an answer; each is one sentence."""


def run(folder: Path, order: Order, telling: Any) -> Outcome:
    """How the order ended. `telling` is told how far it is, and says when to stop."""
    errand: Callable[[Path, Order, Warehouse, Any], Outcome] = {"examine": _examine, "store": _store}[
        order.kind
    ]
    warehouse = store.connect(settings.read())
    try:
        renew(warehouse)
        return errand(folder, order, warehouse, telling)
    except Cancelled as refusal:
        return Outcome("cancelled", str(refusal))
    except tuple(REFUSALS.values()) as refusal:
        return Outcome("refused", str(refusal), type(refusal).__name__)
    finally:
        warehouse.close()


def decisions(given: Any) -> dict[str, Any]:
    """The decisions of a draft as arguments of the import, without those that say nothing."""
    made = {
        "choices": Choices(**given["choices"]) if given.get("choices") else None,
        "recipe": recipe.from_json(given["recipe"]) if given.get("recipe") else None,
        **{name: given.get(name) for name in ("name", "indicator", "answers", "declared")},
    }
    return {name: value for name, value in made.items() if value}


def _examine(folder: Path, order: Order, warehouse: Warehouse, telling: Any) -> Outcome:
    report = large.examine(
        folder / "content",
        warehouse=warehouse,
        folder=folder / "work",
        progress=telling,
        cancelled=telling.cancelled,
        **decisions(order.given),
    )
    return Outcome("report", value=report)


def _store(folder: Path, order: Order, warehouse: Warehouse, telling: Any) -> Outcome:
    """The tables of the reading are of no use once they are stored."""
    report = examined(folder, order)
    landed.begin(folder, warehouse, report, order.given)
    version = large.store(
        report,
        warehouse,
        note=order.given["note"],
        who=order.given["who"],
        progress=telling,
        cancelled=telling.cancelled,
    )
    shutil.rmtree(folder / "work", ignore_errors=True)
    return Outcome("version", value=version)


def examined(folder: Path, order: Order) -> LargeReport:
    """The report that the order stores. Raises ImportRefused where it is gone."""
    found = jobs.kept(folder, order.given["examined"])
    if found is None or not isinstance(found.value, LargeReport):
        raise ImportRefused(_("The file has to be read again before it can be stored."))
    return found.value
