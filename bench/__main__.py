"""`python -m bench [--only a,b,c,d,e,f,g,h,i,j] [--geojson FILE] [--raw DIR]`: medians and ratios.

a map changes, b cold start, c many sessions, d warehouse, e pipeline, f index lab, g a
slider of the lab until it shows, h millions of rows checked and stored, i how good the
matching is, j a thousand phones in a room. Nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from bench import bulk, followers, lab, load, maps, matching, pipeline, queries, sessions, slider, startup
from bench.measures import Measure, table
from danube.settings import Settings
from etl import build
from tests import serving

PARTS = "abcdefghij"


def main() -> int:
    """Prints the table; 2 for a part that there is not or a file that is not there."""
    options = _options()
    unknown = set(options.only) - set(PARTS)
    missing = [path for path in (options.geojson, options.raw) if path is not None and not path.exists()]
    if unknown or missing:
        print(f"No such part or file: {', '.join([*sorted(unknown), *map(str, missing)])}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        measures = list(_measured(options, Path(folder)))
    print(json.dumps([asdict(each) for each in measures], indent=1) if options.json else table(measures))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--only", type=lambda text: text.split(","), default=list(PARTS), metavar="a,b,c,d,e,f,g,h,i,j"
    )
    parser.add_argument("--geojson", type=Path, help="polygons of the large map; made-up tiles without it")
    parser.add_argument("--raw", type=Path, help="the publishers' files, to measure etl compile")
    parser.add_argument("--json", action="store_true", help="the same as JSON")
    return parser.parse_args()


def _measured(options: argparse.Namespace, var: Path) -> Iterator[Measure]:
    build.ensure(Settings(var=var)).close()
    parts: dict[str, Callable[[], Iterator[Measure]]] = {
        "a": lambda: maps.measures(var, options.geojson and options.geojson.resolve()),
        "b": lambda: startup.measures(var),
        "c": lambda: _crowds(var),
        "d": lambda: queries.measures(Settings(var=var), var),
        "e": lambda: pipeline.measures(options.raw and options.raw.resolve()),
        "f": lab.measures,
        "g": lambda: slider.measures(var),
        "h": bulk.measures,
        "i": lambda: matching.measures(Settings(var=var)),
        "j": lambda: _room(var),
    }
    for part in options.only:
        print(f"measuring {part} …", file=sys.stderr, flush=True)
        yield from parts[part]()


def _crowds(var: Path) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        served = serving.start(Path(folder), VAR=str(var))
        try:
            yield from load.measures(served)
        finally:
            served.stop()


def _room(var: Path) -> Iterator[Measure]:
    """Sessions of Streamlit, as many as it carries, and a thousand followers beside the most of them."""
    crowds: dict[str, list[Measure]] = {}
    for each in sessions.measures(var):
        crowds.setdefault(each.part, []).append(each)
        yield each
    most = next((found for found in reversed(crowds.values()) if sessions.carried(found)), [])
    yield from followers.measures(var, {each.what: each.value for each in most})


if __name__ == "__main__":
    raise SystemExit(main())
