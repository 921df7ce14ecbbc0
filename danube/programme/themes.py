"""Which indicators of the benchmark an objective of a project is about: our reading, said on the page.

The documents of the projects name no indicator of a statistical office. Where a need, a measure or a
measurement names one, that counts and not this table.
"""

from __future__ import annotations

THEMES: dict[str, tuple[str, ...]] = {
    "spinit": (
        "ris_ict_specialists",
        "firms_ai",
        "firms_data_analytics",
        "firms_business_software",
        "ris_collaborating_smes",
        "rci_tech_employment",
    ),
    "danubia-clusters": ("ris_collaborating_smes", "ris_public_private_copublications", "firms_ai"),
    "digital-regions": (
        "ris_collaborating_smes",
        "ris_process_innovators",
        "firms_ai",
        "firms_data_analytics",
        "firms_business_software",
    ),
    "devise": ("ris_ict_specialists", "ris_collaborating_smes", "rci_tech_employment", "firms_e_sales"),
}
"""Project → indicators, the nearest to its objective first.

SpinIT: IT, Industry 4.0 and work across sectors. DanubIA Clusters: cooperation of clusters, with AI. DIGITAL
REGIONS: manufacturing SMEs that work with others on Industry 4.0. DEVISE: digital SMEs at the service of
other sectors.
"""


def of(project: str) -> tuple[str, ...]:
    """The indicators that stand for the objective of a project; none for one that is not known."""
    return THEMES.get(project, ())
