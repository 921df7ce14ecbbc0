"""From `data/` to the warehouse: one load per file, and only for files that changed.

A load per file keeps apart what belongs apart: its SHA-256 says whether it changed, withdrawing it
touches one publisher only, and the list of loads reads like a list of sources. All loads of one build
share a transaction, so that a build stands whole or not at all. A file that left `data/figures` has its
loads withdrawn. A load that a person withdrew stays withdrawn until its file changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from danube import catalogue, regions
from danube.settings import DATA, Settings, read
from danube.store import Batch, LoadInfo, Warehouse, connect
from danube.store.schema import OBSERVATION, REFERENCE, REGISTER
from danube.store.writers import Kind
from etl import checks, compile, demonstration, programme
from etl.programme import ProgrammeError

WHO = "etl build"
LAYERS = "level*.geojson"


class BuildError(Exception):
    """One sentence: which file under `data/` cannot be loaded and what to do."""


@dataclass(frozen=True)
class Part:
    """A file, or a folder read as one, and the table that it fills."""

    file: str
    holds: str
    sha256: str
    rows: Callable[[], pd.DataFrame]

    def batch(self) -> Batch:
        """The load that this part would become."""
        kind: Kind = "reference" if self.holds in REFERENCE else "publisher"
        return Batch(LoadInfo(self.file, self.sha256, WHO, kind=kind), self.holds, self.rows())


Progress = Callable[[Sequence[Part]], Iterable[Part]]


@dataclass(frozen=True)
class Built:
    """The version before and after, the files that became a load, and those that no source claims."""

    before: int
    version: int
    loaded: list[str]
    figures: int
    unclaimed: list[str]

    def as_dict(self) -> dict[str, object]:
        """For `--json`."""
        return asdict(self)

    def text(self) -> str:
        """The same for the screen."""
        lines = [
            f"{name} is not loaded: the catalogue has no such source; remove it." for name in self.unclaimed
        ]
        if self.version == self.before:
            return "\n".join([*lines, f"Nothing changed; the warehouse stays at version {self.version}."])
        count = f"{self.figures:,} figures loaded from {len(self.loaded)} changed files"
        return "\n".join([*lines, f"{count}; version {self.version}."])


def ensure(settings: Settings | None = None) -> Warehouse:
    """The warehouse of these settings, holding what `data/` holds; the server calls it when it starts."""
    settings = settings or read()
    warehouse = connect(settings)
    run(warehouse)
    demonstration.furnish(warehouse, settings)
    return warehouse


def run(warehouse: Warehouse, data: Path = DATA, *, progress: Progress = iter) -> Built:
    """Loads what changed under `data/`; raises BuildError, CatalogueError, RegionsError or StoreError."""
    before, found = warehouse.latest(), parts(data)
    known, unclaimed = _known(warehouse), _unclaimed(data)
    changed = [part for part in found if known.get((part.file, part.holds)) != part.sha256]
    gone = _gone(warehouse, {part.file for part in found})
    if not changed and not gone:
        return Built(before, before, [], 0, unclaimed)
    batches = [part.batch() for part in progress(changed)]
    _verify({batch.load.file: batch.rows for batch in batches if batch.holds == "observation"}, data)
    if gone or any(batch.holds in REGISTER for batch in batches):
        _verify_programme(data)
    version = warehouse.sync(batches, gone=gone)
    loads = warehouse.loads(version)
    fresh = loads[loads["load"] > before]
    figures = fresh.loc[fresh["holds"] == "observation", "rows"].sum()
    return Built(before, version, fresh["file"].drop_duplicates().tolist(), int(figures), unclaimed)


def parts(data: Path) -> list[Part]:
    """Everything under `data/` that belongs into the warehouse, places and definitions first."""
    known = catalogue.load(data / "catalogue")
    figures = [path for path in sorted((data / "figures").glob("*.csv")) if path.stem in known.sources]
    if not figures:
        raise BuildError(f"{data / 'figures'} holds no figures: run `python -m etl compile DIR` first.")
    tomls, layers = sorted((data / "catalogue").glob("*.toml")), sorted((data / "boundaries").glob(LAYERS))
    meaning = _digest(*tomls)
    return [
        Part("regions.csv", "region", _digest(data / "regions.csv"), partial(_regions, data / "regions.csv")),
        *([Part("boundaries", "boundary", _digest(*layers), partial(_boundaries, layers))] if layers else []),
        Part("catalogue", "source", meaning, partial(_blocks, known.sources.values(), "source")),
        Part("catalogue", "indicator", meaning, partial(_blocks, known.indicators.values(), "indicator")),
        *(
            Part(f"figures/{path.name}", "observation", _digest(path), partial(_figures, path))
            for path in figures
        ),
        *_programme(data),
    ]


def _programme(data: Path) -> list[Part]:
    try:
        files = programme.files(data)
    except ProgrammeError as error:
        raise BuildError(str(error)) from error
    return [
        Part(f"{programme.FOLDER}/{path.name}", name, _digest(path), partial(_facts, path))
        for name, path in files.items()
    ]


def _facts(path: Path) -> pd.DataFrame:
    try:
        return programme.read(path)
    except ProgrammeError as error:
        raise BuildError(str(error)) from error


def _verify_programme(data: Path) -> None:
    """The tables as a whole, because a changed file may name rows of one that did not change."""
    try:
        programme.verify({name: programme.read(path) for name, path in programme.files(data).items()})
    except ProgrammeError as error:
        raise BuildError(str(error)) from error


def _unclaimed(data: Path) -> list[str]:
    """Files of figures whose source the catalogue does not know, as a renamed source leaves them behind."""
    known = {*catalogue.load(data / "catalogue").sources, "index"}
    return [
        f"figures/{path.name}" for path in sorted((data / "figures").glob("*.csv")) if path.stem not in known
    ]


def _known(warehouse: Warehouse) -> dict[tuple[str, str], str]:
    """The SHA-256 of the newest load of every file; one that was withdrawn is left to the store to judge."""
    loads = warehouse.loads()
    loads = loads[loads["kind"] != "upload"].drop_duplicates(["file", "holds"], keep="last")
    live = loads[~loads["withdrawn"]]
    keys = zip(live["file"], live["holds"], strict=True)
    return dict(zip(keys, live["sha256"], strict=True))


def _gone(warehouse: Warehouse, files: set[str]) -> list[int]:
    loads = warehouse.loads()
    ours = (loads["kind"] == "publisher") & ~loads["withdrawn"] & (loads["who"] == WHO)
    return loads.loc[ours & ~loads["file"].isin(files), "load"].tolist()


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        if not path.exists():
            raise BuildError(f"{path} is missing: take it from the repository again.")
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _regions(path: Path) -> pd.DataFrame:
    regions.load(path)
    return pd.read_csv(path, dtype=str, keep_default_na=False).astype({"level": "int8"})


def _boundaries(layers: list[Path]) -> pd.DataFrame:
    rows = [
        (path.stem, feature["properties"]["code"], json.dumps(feature["geometry"], separators=(",", ":")))
        for path in layers
        for feature in json.loads(path.read_text("utf-8"))["features"]
    ]
    return pd.DataFrame(rows, columns=list(REFERENCE["boundary"]))


def _blocks(blocks: Iterable[object], table: str) -> pd.DataFrame:
    columns = list(REFERENCE[table])
    return pd.DataFrame([[getattr(block, name) for name in columns] for block in blocks], columns=columns)


def _figures(path: Path) -> pd.DataFrame:
    try:
        table = compile.read(path)[list(OBSERVATION)]
    except (ValueError, KeyError) as error:
        raise BuildError(f"{path.name} is no table of figures ({error}); compile it again.") from error
    strangers = table.index[table["source"] != path.stem]
    if len(strangers):
        raise BuildError(
            f"{path.name}, row {strangers[0] + 2}: the source is not {path.stem!r}; compile it again."
        )
    return table


def _verify(tables: dict[str, pd.DataFrame], data: Path) -> None:
    """The rules of every import, for all files at once: two files must not give the same figure either."""
    if not tables:
        return
    whole = pd.concat(tables, names=["file", "row"]).reset_index()
    whole["row"] += 2
    checked = checks.check(whole, catalogue.load(data / "catalogue").indicators)
    wrong = pd.concat([checked.refused, checked.left_out.assign(reason=checked.left_out["code"] + ".")])
    if wrong.empty:
        return
    place, first = whole.loc[wrong.index[0]], wrong.iloc[0]
    raise BuildError(
        f"{place['file']}, row {place['row']}: {first['reason']} {len(wrong)} rows may not be loaded; "
        "compile again or mend them."
    )
