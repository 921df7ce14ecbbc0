"""Maps of Eurostat's Regional Yearbook as JSON: `{code: value}`, or several layers under `options`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd

from etl.sources.errors import SourceUnreadable

UNRELIABLE = "low reliability"


def read(path: Path) -> pd.DataFrame:
    """One row per region and layer (`measure` = the layer's code); the year stands in its subtitle.

    A plain file names neither layer nor year: the catalogue's filter gives the period.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise SourceUnreadable(f"{path.name} is not JSON: {error}.") from error
    layers = content.get("options", [{"code": "", "data": content}])
    return pd.concat([_layer(layer) for layer in layers], ignore_index=True)


def _layer(layer: dict) -> pd.DataFrame:
    year = re.search(r"\b(?:19|20)\d\d\b", layer.get("subtitle", ""))
    unreliable = _flags(layer)
    rows = [(code, str(value)) for code, value in layer["data"].items()]
    frame = pd.DataFrame(rows, columns=["region", "text"])
    return frame.assign(
        row=range(1, len(frame) + 1),
        measure=layer["code"],
        period=year.group() if year else "",
        flag=[unreliable.get(code, "") for code in frame["region"]],
    )


def _flags(layer: dict) -> dict[str, str]:
    """`u` for the regions that the footnote calls of low reliability, in this layer or in all."""
    flags: dict[str, str] = {}
    for sentence in layer.get("footnote", "").split(". "):
        regions, found, scope = sentence.partition(f": {UNRELIABLE}")
        of_layer = not scope.strip(". ") or layer.get("label", "").lower() in scope.lower()
        if found and of_layer:
            flags |= dict.fromkeys(re.findall(r"\(([A-Z]{2}[A-Z0-9]{1,3})\)", regions), "u")
    return flags
