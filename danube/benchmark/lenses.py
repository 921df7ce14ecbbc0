"""The ready-made indices: which indicators a lens takes, and how a selection is told by its nearest lens."""

from __future__ import annotations

from collections.abc import Iterator

from danube import catalogue as declared
from danube.catalogue import Catalogue

DANUBE = "danube"
LENSES = (DANUBE, "it", "industry40", "cross-sectoral")
FEWEST = 3
"""A lens of fewer indicators of its own level is not an index: then coarser ones are let in."""

BALANCED = (
    "gerd",
    "ris_patents",
    "ris_trademarks",
    "ris_designs",
    "ris_public_private_copublications",
    "ris_product_innovators",
    "ris_process_innovators",
    "ris_collaborating_smes",
    "tertiary_attainment",
    "doctoral_share",
    "rci_creative_class",
    "rci_knowledge_workers",
    "rci_hrst",
    "ris_digital_skills",
    "household_internet",
    "rci_broadband",
    "rci_online_buyers",
    "rci_e_government",
    "ris_ict_specialists",
    "rci_tech_employment",
    "gdp_pps_eu100",
    "employment_rate",
    "unemployment_rate",
    "employment_tertiary",
    "rci_business_services_gva",
    "rci_labour_productivity",
)
"""The index of everything. The scoreboard (ris_) has no figures of Austria at NUTS 2, the competitiveness
index (rci_) none of Serbia: of neither are there so many that a country falls below the 65 % for lack of it
alone. Nothing is counted twice, and what a region does not achieve itself (flights, air, age) stays out.
"""

THIN = frozenset(
    {"firms_ai", "firms_data_analytics", "firms_e_sales", "firms_business_software", "firms_e_invoices"}
)
"""Surveys of firms that fewer than 65 % of the regions have at NUTS 2, none of the German ones among them:
with these a lens would leave whole countries out. (The JRC's rule for indicators; see `index.covered`.)
"""


def indicators(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The indicators of a lens, or of innovation as a whole (`danube`, the `BALANCED` list).

    A lens takes its available headline indicators that have a better side, exist at NUTS 2 and are held by
    enough regions (not `THIN`). Those that their publisher gives only for NUTS 1 or countries cannot rank
    NUTS 2 regions: they enter only where fewer than three others are left.
    """
    shown = [one for one in catalogue.visible() if one.direction != "neutral"]
    if name == DANUBE:
        return tuple(one.id for one in shown if one.id in BALANCED)
    fitting = [one for one in shown if one.headline and name in one.lenses]
    fine = [one for one in fitting if one.level >= 2 and one.id not in THIN]
    return tuple(one.id for one in (fine if len(fine) >= FEWEST else fitting))


def abridged(chosen: tuple[str, ...]) -> str:
    """The shortest of: all ids, or a lens with what is added (id) and taken away (-id)."""
    return min([",".join(chosen), *_by_lens(chosen)], key=len)


def _by_lens(chosen: tuple[str, ...]) -> Iterator[str]:
    for name in LENSES:
        base = indicators(name, declared.load())
        taken = [f"-{key}" for key in base if key not in chosen]
        added = [key for key in chosen if key not in base]
        text = ",".join([name, *taken, *added])
        if unabridged(text) == chosen:
            yield text


def unabridged(text: str) -> tuple[str, ...]:
    """The selection that `abridged` told."""
    parts = [part for part in text.split(",") if part]
    base = indicators(parts[0], declared.load()) if parts and parts[0] in LENSES else ()
    rest = parts[1:] if base else parts
    added = [key for key in rest if not key.startswith("-") and key not in base]
    return (*(key for key in base if f"-{key}" not in rest), *added)
