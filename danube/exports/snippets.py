"""How to take an indicator into other software: lines to copy, with this server's address and the version."""

from __future__ import annotations

from urllib.parse import urlencode

LANGUAGES = {"curl": "bash", "pandas": "python", "R": "r", "DuckDB": "sql"}
"""Tool → language of its lines, as highlighters call it."""


def address(base: str, indicator: str, version: int, **more: str) -> str:
    """Where the figures of an indicator stand as CSV, the same for ever: the version is in it."""
    query = urlencode({"indicator": indicator, "version": version, **more, "format": "csv"})
    return f"{base.rstrip('/')}/api/v1/observations?{query}"


def of(base: str, indicator: str, version: int, **more: str) -> dict[str, str]:
    """Tool → lines that fetch all figures of the indicator; the last three keep the NUTS 2 regions.

    `more` are further parameters of the address, such as `uploads="off"`.
    """
    url = address(base, indicator, version, **more)
    return {
        "curl": f"curl -o {indicator}.csv '{url}'",
        "pandas": (
            "import pandas as pd\n\n"
            f'figures = pd.read_csv("{url}")\n'
            'regions = figures[figures["level"] == 2]\n'
            'table = regions.pivot(index="region", columns="period", values="value")'
        ),
        "R": (
            f'figures <- read.csv("{url}")\n'
            "regions <- subset(figures, level == 2)\n"
            "table <- xtabs(value ~ region + period, regions)"
        ),
        "DuckDB": (
            f"INSTALL httpfs; LOAD httpfs;\nFROM read_csv('{url}')\nWHERE level = 2\nORDER BY region, period;"
        ),
    }
