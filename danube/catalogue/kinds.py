"""Every kind of table that can be brought in, and by whom: those of `forms` and those of the programme."""

from __future__ import annotations

from danube.catalogue.forms import FORMS, MEASUREMENTS, Form
from danube.catalogue.programme import TABLES

KINDS: dict[str, Form] = {**FORMS, **TABLES}
"""Name → form; the name is also that of its templates and of the question which kind a file holds."""

WRITERS = ("analyst", "manager")
"""Whoever may bring some kind of table may also leave a file here and have it read."""


def roles(kind: str) -> tuple[str, ...]:
    """The roles of which one is needed to store or withdraw such a table; `kind` may be its warehouse name.

    Figures and priorities are an analyst's, the programme is a manager's; what a pilot measured is both's.
    """
    if kind in (MEASUREMENTS, FORMS[MEASUREMENTS].holds):
        return WRITERS
    return ("manager",) if kind in TABLES else ("analyst",)
