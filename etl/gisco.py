"""Boundaries from GISCO, Eurostat's geographical service: asked, built as by `etl compile`, compared.

Its files stay in `var/gisco/`, each beside what to ask with next time. The oblasts and the rivers come from
elsewhere and do not change: they are taken from the boundaries at hand.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Collection
from pathlib import Path

import shapely
from shapely.geometry import shape

from danube import regions
from danube.settings import Settings
from etl import boundaries
from etl.fetch import FetchRefused, Patience, fetch, session
from etl.outcome import Outcome

SOURCE = "boundaries"
ADDRESSES = {
    "level 2": "nuts/geojson/NUTS_RG_20M_2024_4326_LEVL_2.geojson",
    "level 3": "nuts/geojson/NUTS_RG_20M_2024_4326_LEVL_3.geojson",
    "outlines": "nuts/geojson/NUTS_RG_20M_2024_4326_LEVL_0.geojson",
    "countries": "countries/geojson/CNTR_RG_20M_2024_4326.geojson",
}
CODE = {"level 2": "NUTS_ID", "level 3": "NUTS_ID", "outlines": "NUTS_ID", "countries": "CNTR_ID"}
AREA_CHANGE = 0.1


class BoundariesRefused(Exception):  # noqa: N818 (reads as what happened)
    """A sentence why the new boundaries are not taken."""


def run(settings: Settings, out: Path, patience: Patience) -> Outcome:
    """New boundaries in the folder `out`, or the old ones to the byte and the reason."""
    cache = settings.var / "gisco"
    try:
        changed = _asked(settings.gisco, cache, patience)
        if not changed and _adopted(cache) == _digest(out):
            return Outcome(SOURCE, "unchanged")
        built = _built(cache, out)
        _compare(built, out)
    except (FetchRefused, BoundariesRefused, boundaries.BoundariesError) as error:
        return Outcome(SOURCE, "refused", str(error))
    _replace(built, out)
    (cache / "adopted").write_text(_digest(out), "utf-8")
    return Outcome(SOURCE, "refreshed", figures=len(regions.at_level(2)))


def _asked(address: str, cache: Path, patience: Patience) -> bool:
    """Every file of the service in the cache; True where one of them is new."""
    changed = False
    with session(patience) as opened:
        for name in ADDRESSES.values():
            target = cache / Path(name).name
            notes = target.with_suffix(".validators")
            known = json.loads(notes.read_text("utf-8")) if target.exists() and notes.exists() else {}
            answer = fetch(opened, f"{address}/{name}", target, patience=patience, known=known)
            notes.write_text(json.dumps(dict(answer.validators)), "utf-8")
            changed = changed or answer.changed
    return changed


def _built(cache: Path, out: Path) -> Path:
    """The boundaries made from the service's files, in a folder of their own."""
    raw, built = cache / "raw", cache / "built"
    raw.mkdir(exist_ok=True)
    oblasts = _features(out / "level3.geojson")
    oblasts = [_named(one, "ISO") for one in oblasts if one["properties"]["code"].startswith("UA-")]
    _store(raw / boundaries.FILES["oblasts"], oblasts)
    shutil.copyfile(out / "rivers.geojson", raw / boundaries.FILES["rivers"])
    around = {one["properties"]["code"] for one in _features(out / "neighbours.geojson")}
    wanted = {"level 2": regions.at_level(2), "level 3": regions.at_level(3), "countries": {*around, "MD"}}
    for key, name in ADDRESSES.items():
        _store(raw / boundaries.FILES[key], _chosen(cache / Path(name).name, CODE[key], wanted.get(key)))
    boundaries.run(raw, built)
    return built


def _chosen(path: Path, column: str, codes: Collection[str] | None) -> list[dict]:
    """The features of the study area; all where no codes are given."""
    found = _features(path)
    if any(column not in one.get("properties", {}) for one in found) or not found:
        raise BoundariesRefused(f"{path.name}: no column {column!r}; the service has changed its layout.")
    return [one for one in found if codes is None or one["properties"][column] in codes]


def _compare(built: Path, out: Path) -> None:
    """Refuses regions that grew or shrank by more than a tenth: borders move, but not like that."""
    for level in regions.LEVELS:
        before, after = (_areas(folder / f"level{level}.geojson") for folder in (out, built))
        odd = [code for code, area in before.items() if abs(after.get(code, 0) / area - 1) > AREA_CHANGE]
        if odd:
            raise BoundariesRefused(f"Level {level}: the area of {', '.join(odd)} differs by over a tenth.")


def _areas(path: Path) -> dict[str, float]:
    shapes = {one["properties"]["code"]: shape(one["geometry"]) for one in _features(path)}
    return {code: float(shapely.area(polygon)) for code, polygon in shapes.items()}


def _features(path: Path) -> list[dict]:
    try:
        return json.loads(path.read_text("utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise BoundariesRefused(f"{path.name} is no GeoJSON of features.") from error


def _named(feature: dict, column: str) -> dict:
    return {**feature, "properties": {column: feature["properties"]["code"]}}


def _store(path: Path, features: list[dict]) -> None:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")


def _replace(built: Path, out: Path) -> None:
    files = sorted(built.glob("*.geojson"))
    for path in files:
        shutil.copyfile(path, out / f"{path.name}.part")
    for path in files:
        (out / f"{path.name}.part").replace(out / path.name)


def _digest(folder: Path) -> str:
    content = b"".join(path.read_bytes() for path in sorted(folder.glob("*.geojson")))
    return hashlib.sha256(content).hexdigest()


def _adopted(cache: Path) -> str:
    path = cache / "adopted"
    return path.read_text("utf-8") if path.exists() else ""
