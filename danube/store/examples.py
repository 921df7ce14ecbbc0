"""Queries that teach: each answers a question, and each shows one more thing that SQL can do."""

from __future__ import annotations

from danube.catalogue.programme import TABLES as PROGRAMME
from danube.store import schema
from danube.texts import N_

EXAMPLES: dict[str, str] = {
    N_("Who spends most on research?"): """\
SELECT name, value
FROM figures JOIN regions ON region = code
WHERE indicator = 'gerd' AND period = '2023' AND figures.level = 2
ORDER BY value DESC
LIMIT 15""",
    N_("How has unemployment in Budapest moved?"): """\
SELECT period, value
FROM figures
WHERE indicator = 'unemployment_rate' AND region = 'HU11'
ORDER BY period""",
    N_("How wide is the gap in each country?"): """\
SELECT country, max(value) - min(value) AS gap
FROM figures JOIN regions ON region = code
WHERE indicator = 'gdp_pps_eu100' AND period = '2022' AND figures.level = 2
GROUP BY country
HAVING count(*) > 1
ORDER BY gap DESC""",
    N_("Where has employment grown most?"): """\
WITH years AS (
    SELECT region,
        max(value) FILTER (period = '2013') AS before,
        max(value) FILTER (period = '2023') AS after
    FROM figures
    WHERE indicator = 'employment_rate' AND level = 2
    GROUP BY region)
SELECT name, after - before AS points
FROM years JOIN regions ON region = code
WHERE points IS NOT NULL
ORDER BY points DESC
LIMIT 15""",
    N_("What does each publisher give?"): """\
SELECT publisher, count(*) AS figures, count(*) - count(value) AS missing,
    min(period) AS first, max(period) AS last
FROM figures JOIN sources ON source = id
GROUP BY publisher
ORDER BY figures DESC""",
    N_("Which countries take part in which project?"): """\
SELECT projects.name AS project, country, count(*) AS partners
FROM partnerships
    JOIN projects ON partnerships.project = projects.id
    JOIN organisations ON partnerships.organisation = organisations.id
GROUP BY ALL
ORDER BY project, partners DESC, country""",
}
"""Question → query, from simple to rich."""

TABLES: dict[str, str] = {
    "figures": N_("one row for each indicator, region and period; an empty value is missing"),
    "regions": N_("codes with names; level 0 is a country, 2 a NUTS 2 region"),
    "indicators": N_("ids with names, units and definitions"),
    "sources": N_("ids with publishers and licences"),
    "priorities": N_("priorities of smart specialisation that were uploaded"),
    "measurements": N_("baselines, targets and measurements of pilots"),
    **{schema.plural(name): table.title for name, table in PROGRAMME.items()},
}
"""What stands in each table."""
