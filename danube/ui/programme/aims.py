"""The targets of the initiatives: baseline, value and progress, or why nobody can compute it."""

from __future__ import annotations

import pandas as pd

from danube.programme.register import Register
from danube.programme.targets import Progress
from danube.texts import _
from danube.ui import show
from danube.ui.show import Column
from danube.words import portfolio
from danube.words import programme as words
from danube.words import targets as wording


def draw(register: Register, aims: tuple[Progress, ...]) -> None:
    """A row for each target."""
    if not aims:
        show.empty(_("No target is recorded in this version."))
        return
    names = register.table("project").set_index("id")["name"]
    table = pd.DataFrame(
        {
            "statement": [one.statement for one in aims],
            "project": [str(names.get(one.project, one.project)) for one in aims],
            "aim": [portfolio.aim(one) for one in aims],
            "due": [words.moment(one.due) for one in aims],
            "baseline": [_baseline(one) for one in aims],
            "value": [words.figure(one.value) for one in aims],
            "progress": [wording.progress(one) for one in aims],
        }
    )
    heads = {
        "statement": Column(_("Target")),
        "project": Column(_("Initiative")),
        "aim": Column(_("To be reached")),
        "due": Column(_("Due")),
        "baseline": Column(_("Baseline")),
        "value": Column(_("Latest figure")),
        "progress": Column(_("Progress")),
    }
    alt = _("What the initiatives want to reach, and how far they are.")
    show.table(table, alt=alt, key="aims", columns=heads)


def _baseline(one: Progress) -> str:
    """The figure before; a count of rows begins at nothing and has none."""
    return words.figure(one.baseline) if not one.counts else _("none needed")
