"""How good the matching is: the first five suggestions against who really partnered, by project."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bench.measures import Measure, median, timed
from danube import catalogue, store
from danube.benchmark import panel, profile, structure
from danube.programme import register
from danube.programme.matching import actors, bodies, criteria, quality, regional, suggestions
from danube.programme.matching.purposes import PURPOSES
from danube.settings import Settings

PART = "i match"
SEEKER = "region:RO42"
TIMES = 3


def measures(settings: Settings) -> Iterator[Measure]:
    """Precision at five in percent, beside the guesses; then what a list of suggestions takes."""
    warehouse = store.connect(settings)
    known, benchmark = register.load(warehouse), _benchmark(warehouse)
    warehouse.close()
    found = quality.measured(known, benchmark)
    for row in quality.summary(found).reset_index().to_dict("records"):
        project = row["project"]
        cases = f"{row['way']} {project or 'any project'}, {row['cases']} cases"
        for guess in ("distance", "popularity"):
            what = f"precision at 5, {cases}, beside {guess}"
            yield Measure(
                PART, what, 100 * row["matching"], "%", 100 * row[guess], "above" if not project else ""
            )
    for way in quality.WAYS:
        gain, low, high = (100 * value for value in quality.lead(found, way, "distance"))
        yield Measure(
            PART, f"lead over distance, {way}, points (95 %: {low:.1f} to {high:.1f})", gain, "points"
        )
    yield from _times(known, benchmark)


def _benchmark(warehouse: store.Warehouse) -> regional.Regional:
    figures = warehouse.observations()
    blocks = [block for block in catalogue.load().visible() if block.headline]
    return regional.of(panel.yearly(figures), profile.meta(blocks), structure.structure(figures))


def _times(known: register.Register, benchmark: regional.Regional) -> Iterator[Measure]:
    every = actors.of(known)
    gathered = criteria.known(every, bodies.of(known, every), benchmark)
    for purpose in ("project", "learning"):
        action = partial(suggestions.of, gathered, SEEKER, PURPOSES[purpose])
        what = f"a list of suggestions, {purpose}, {len(every)} actors"
        yield Measure(PART, what, median(timed(action, TIMES)), "ms")
