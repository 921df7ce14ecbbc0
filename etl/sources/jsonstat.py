"""JSON-stat 2.0, as Eurostat's statistics service answers: one long list of values over all dimensions."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from danube.texts import _
from etl.sources.errors import SourceUnreadable, need

FRAME = ("id", "size", "dimension", "value")
DIMENSIONS = ("geo", "time")
NAMES = {"geo": "region", "time": "period"}


def read(path: Path) -> pd.DataFrame:
    """One row per cell with a value or a status; dimensions keep their codes, `row` is the cell's place."""
    content = _content(path)
    need(path, FRAME, content)
    need(path, DIMENSIONS, content["id"])
    values, status = _cells(content["value"]), _cells(content.get("status", {}))
    _check(path, content, values)
    places = sorted(values.keys() | status.keys())
    frame = pd.DataFrame(_codes(content, places)).rename(columns=NAMES)
    return frame.assign(
        text=[_text(values.get(place)) for place in places],
        flag=["".join(filter(str.isalpha, str(status.get(place) or ""))) for place in places],
        row=[place + 1 for place in places],
    )


def _content(path: Path) -> dict:
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise SourceUnreadable(_("{file} is not JSON: {error}.", file=path.name, error=error)) from error
    if not isinstance(content, dict) or content.get("class") != "dataset":
        raise SourceUnreadable(_("{file} is not a JSON-stat dataset.", file=path.name))
    return content


def _cells(cells: dict | list | str) -> dict[int, object]:
    """Sparse or dense cells by their place; one text alone stands for no cell in particular."""
    if isinstance(cells, str):
        return {}
    pairs: Iterable = cells.items() if isinstance(cells, dict) else enumerate(cells)
    return {int(place): value for place, value in pairs if value is not None}


def _check(path: Path, content: dict, values: dict[int, object]) -> None:
    size, names = content["size"], content["id"]
    if len(size) != len(names) or set(names) - set(content["dimension"]):
        raise SourceUnreadable(
            _(
                "{file}: dimensions {names} and sizes {sizes} do not agree.",
                file=path.name,
                names=names,
                sizes=size,
            )
        )
    if values and max(values) >= math.prod(size):
        raise SourceUnreadable(
            _(
                "{file}: value number {number} lies outside the sizes {sizes}.",
                file=path.name,
                number=max(values),
                sizes=size,
            )
        )
    if not values:
        raise SourceUnreadable(
            _("{file} holds no value; a code of the filter may have been renamed.", file=path.name)
        )


def _codes(content: dict, places: list[int]) -> dict[str, list[str]]:
    """The code of every dimension for every place, the last dimension running fastest."""
    along = np.unravel_index(places, content["size"])
    return {
        name: np.array(_categories(content["dimension"][name]), dtype=object)[index].tolist()
        for name, index in zip(content["id"], along, strict=True)
    }


def _categories(dimension: dict) -> list[str]:
    """The codes in the order of their index; a dimension of one code may have labels alone."""
    index = dimension["category"].get("index") or list(dimension["category"]["label"])
    return sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index)


def _text(value: object) -> str:
    return repr(value) if isinstance(value, int | float) else ""
