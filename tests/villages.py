"""An indicator that the project does not ship, as an analyst declares it, and a file with its figures."""

from __future__ import annotations

from typing import Any

ID = "village_fibre"
BLOCK = """\
[village_fibre]
name = "Villages with fibre"
definition = "Villages in which at least half of the homes can order a line over fibre."
unit = "% of villages"
direction = "higher"
pillar = "ict-households"
valid = [0, 100]

[village_fibre.source]
publisher = "Ministry of Regions"
title = "Survey of villages"
url = "https://example.org/villages"
licence = "CC BY 4.0"
vintage = "2024"
"""
FILE = "region;2023;2024\nAT11;35,5;40,5\nAT12;41,0;44,0\nAT13;60,5;66,5\nHU11;52,0;55,0\n"


def fields(**changed: Any) -> dict[str, Any]:
    """The fields of the block; those changed to None are left out, and those of the source stand beside."""
    source = {
        "publisher": "Ministry of Regions",
        "title": "Survey of villages",
        "url": "https://example.org/villages",
        "licence": "CC BY 4.0",
        "vintage": "2024",
    }
    own = {
        "name": "Villages with fibre",
        "definition": "Villages in which at least half of the homes can order a line over fibre.",
        "unit": "% of villages",
        "direction": "higher",
        "pillar": "ict-households",
        "valid": [0, 100],
    }
    source |= {name: changed.pop(name) for name in list(changed) if name in source}
    whole = {**own, **changed, "source": {name: text for name, text in source.items() if text is not None}}
    return {name: value for name, value in whole.items() if value is not None}
