"""The tables of the programme: projects, who takes part, what is planned, done and said.

Each table is declared once: the warehouse takes its columns and key from here, so do the loading of
`data/programme/*.csv`, the checks and the API. Every row names the documents that say it, `; ` between
several; what no document says is empty and never 0. Dates are of ISO 8601, as exact as they are known:
2024, 2024-09 or 2024-09-01. These tables are no kinds of files that the import asks about.
"""

from __future__ import annotations

from danube.catalogue.programme import actions, chain, clusters, partners
from danube.catalogue.programme.columns import PARTED_BY, Column, Table

__all__ = ["PARTED_BY", "TABLES", "Column", "Table"]

TABLES: dict[str, Table] = {
    one.name: one
    for one in (
        partners.DOCUMENT, partners.PROJECT, partners.ORGANISATION, partners.PARTNERSHIP, partners.PLACE,
        actions.INSTRUMENT, actions.TARGET, actions.OUTPUT, actions.OUTCOME, actions.DISCOVERY_GROUP,
        chain.STAKEHOLDER, chain.WORKSHOP, chain.NEED, actions.ACTION_PLAN, chain.MEASURE, actions.PILOT,
        chain.PILOT_PARTNER, chain.MILESTONE, chain.VALIDATION, chain.REPLICATION, actions.GOOD_PRACTICE,
        actions.GATHERING, actions.CLAIM,
        clusters.CLUSTER_MEMBER,
    )
}  # fmt: skip
"""In the order of their making: documents first, then who takes part, then what is done."""
