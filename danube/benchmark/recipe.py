"""A scenario: what is scored and how, as a value that travels in an address or a JSON file.

The same recipe over the same version of the figures gives the same scores on any machine.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, fields, replace

from danube.benchmark import imputation, lenses, scores
from danube.benchmark.hierarchy import weight
from danube.benchmark.lenses import LENSES
from danube.benchmark.scores import COVERAGE, Method, ScoreError
from danube.catalogue import Catalogue
from danube.texts import _

BOUNDS = ("years", "year")
REFERENCES = ("median", "eu")
VARIABLE = ("weights", "normalisation", "aggregation", "indicators", "imputation")
VARIED = VARIABLE[:4]
DRAWS = 10_000
MOST_DRAWS = 100_000


class RecipeError(ValueError):
    """A scenario that cannot be read or calculated; the message is one sentence."""


@dataclass(frozen=True)
class Recipe:
    """Indicators, weights (of indicators or pillars, by id) and methods of one index.

    period: one year for all, or None for each indicator's latest well covered year. bounds: the ends of
    min-max over all years of an indicator or over the year scored. reference: what the normalisation
    `reference` divides by, the Danube median or the EU's figure. vary: which choices the simulation of ranks
    draws anew. version None means the latest figures.
    """

    indicators: tuple[str, ...]
    weights: Mapping[str, float] = field(default_factory=dict)
    normalisation: str = "min-max"
    treatment: str = "none"
    weighting: str = "equal"
    aggregation: str = "arithmetic"
    coverage: float = COVERAGE
    imputation: str = "none"
    period: str | None = None
    level: int = 2
    bounds: str = "years"
    reference: str = "median"
    vary: tuple[str, ...] = VARIED
    draws: int = DRAWS
    seed: int = 1
    version: int | None = None

    def __post_init__(self) -> None:
        _check(self)
        object.__setattr__(self, "weights", _numbers(self.weights))

    def method(self) -> Method:
        """The part of the recipe that concerns the calculation of scores."""
        return Method(
            self.normalisation, self.treatment, self.weighting, self.weights, self.aggregation, self.coverage
        )

    def as_json(self) -> str:
        """All choices, also the unchanged ones, so that a later default changes nothing."""
        return json.dumps(asdict(self), indent=2) + "\n"

    def as_query(self) -> dict[str, str]:
        """What differs from the plain index, in short keys; a lens stands by its name."""
        said = {short: _written(getattr(self, name)) for name, short in SHORT.items() if _differs(self, name)}
        return {"i": lenses.abridged(self.indicators), **said}


SHORT = {
    "weights": "w",
    "normalisation": "n",
    "treatment": "t",
    "weighting": "g",
    "aggregation": "a",
    "coverage": "c",
    "imputation": "m",
    "period": "y",
    "level": "l",
    "bounds": "b",
    "reference": "r",
    "vary": "u",
    "draws": "d",
    "seed": "s",
    "version": "v",
}
CHOICES = {**scores.CHOICES, "imputation": imputation.WAYS, "bounds": BOUNDS, "reference": REFERENCES}
WHOLE = {"level": (0, 3), "draws": (0, MOST_DRAWS), "seed": (0, 2**32 - 1), "version": (1, 2**31)}


def from_json(text: str | bytes) -> Recipe:
    """The recipe in a JSON object; keys that are absent keep their default."""
    try:
        given = json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise RecipeError(_("The recipe is not JSON; load a file that was downloaded here.")) from None
    if not isinstance(given, dict):
        raise RecipeError(_("The recipe must be a JSON object, such as {example}.", example=EXAMPLE))
    return from_mapping(given)


NOTHING = "none"
EXAMPLE = '{"indicators": ["gerd", "ris_patents"]}'


def from_mapping(given: Mapping[str, object]) -> Recipe:
    """The recipe with these fields; weights without a weighting are own weights."""
    known = [one.name for one in fields(Recipe)]
    if strangers := [key for key in given if key not in known]:
        raise RecipeError(
            _("A recipe has no {key}; it may hold {known}.", key=strangers[0], known=", ".join(known))
        )
    indicators = given.get("indicators")
    if not isinstance(indicators, list | tuple) or not all(isinstance(one, str) for one in indicators):
        raise RecipeError(_("A recipe needs a list of indicators, such as {example}.", example=EXAMPLE))
    chosen = {**given, "indicators": tuple(indicators)}
    if isinstance(given.get("vary"), list):
        chosen["vary"] = tuple(given["vary"])  # type: ignore[arg-type]  # checked as the recipe is made
    if given.get("weights") and "weighting" not in given:
        chosen["weighting"] = "own"
    return Recipe(**chosen)  # type: ignore[arg-type]  # every field is checked as the recipe is made


def from_query(query: Mapping[str, str]) -> Recipe:
    """The recipe that `as_query` wrote; other parameters of the address are none of its business."""
    names = {short: name for name, short in SHORT.items()}
    given: dict[str, object] = {names[key]: text for key, text in query.items() if key in names}
    if "weights" in given:
        given["weights"] = _read_weights(str(given["weights"]))
    if "vary" in given:
        given["vary"] = tuple(part for part in str(given["vary"]).split(",") if part != NOTHING)
    for name in given.keys() & WHOLE.keys():
        given[name] = _whole(name, str(given[name]))
    if "coverage" in given:
        given["coverage"] = _decimal("coverage", str(given["coverage"]))
    return from_mapping({"indicators": lenses.unabridged(query.get("i", lenses.DANUBE)), **given})


def lens(name: str, catalogue: Catalogue) -> Recipe:
    """The ready-made index of a lens, or of innovation as a whole (`danube`); see `lenses`."""
    if name not in LENSES:
        raise RecipeError(_wrong("lens", name, ", ".join(LENSES)))
    return Recipe(lenses.indicators(name, catalogue))


def checked(recipe: Recipe, catalogue: Catalogue) -> Recipe:
    """The recipe itself; RecipeError where an indicator is unknown, has no figures or no better side."""
    for key in recipe.indicators:
        one = catalogue.indicators.get(key)
        if one is None:
            raise RecipeError(_unknown(key, catalogue.indicators))
        if one.hidden or one.status != "available":
            raise RecipeError(_("{name} cannot be scored: it has no figures of its own.", name=_(one.name)))
        if one.direction == "neutral":
            raise RecipeError(
                _(
                    "{name} has no better side and cannot be scored; take it out of the index.",
                    name=_(one.name),
                )
            )
    pillars = {catalogue.indicators[key].pillar for key in recipe.indicators}
    for key in recipe.weights:
        if key not in recipe.indicators and key not in pillars:
            raise RecipeError(_unknown(key, [*recipe.indicators, *sorted(pillars)]))
    return recipe


def _unknown(key: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(key, list(known), n=1)
    if not close:
        return _("There is no indicator {key} in this index.", key=key)
    return _("There is no indicator {key} in this index; did you mean {close}?", key=key, close=close[0])


def _check(recipe: Recipe) -> None:
    """Every field has a sensible value."""
    if not recipe.indicators:
        raise RecipeError(_("No indicator is chosen; choose at least one."))
    if doubles := [key for key in recipe.indicators if recipe.indicators.count(key) > 1]:
        raise RecipeError(_("The indicator {key} is chosen twice; name it once.", key=doubles[0]))
    for name, known in CHOICES.items():
        chosen = getattr(recipe, name)
        if chosen not in known:
            raise RecipeError(_wrong(name, chosen, ", ".join(known)))
    for name, (low, high) in WHOLE.items():
        chosen = getattr(recipe, name)
        if not (chosen is None and name == "version" or _is_whole(chosen) and low <= chosen <= high):
            raise RecipeError(_wrong(name, chosen, f"{low} … {high}"))
    if type(recipe.coverage) not in (int, float) or not 0 <= recipe.coverage <= 1:
        raise RecipeError(_wrong("coverage", recipe.coverage, "0 … 1"))
    if recipe.period is not None and not (isinstance(recipe.period, str) and recipe.period):
        raise RecipeError(_wrong("period", recipe.period, '"2023"'))
    if not isinstance(recipe.vary, tuple) or not all(one in VARIABLE for one in recipe.vary):
        raise RecipeError(_wrong("vary", recipe.vary, ", ".join(VARIABLE)))


def _numbers(weights: object) -> dict[str, float]:
    """The weights as numbers."""
    if not isinstance(weights, Mapping):
        raise RecipeError(_wrong("weights", weights, '{"gerd": 2}'))
    try:
        return {str(key): weight(str(key), given) for key, given in weights.items()}
    except ScoreError as error:
        raise RecipeError(str(error)) from None


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _wrong(name: str, chosen: object, known: str) -> str:
    return _("{name} is {chosen}; it must be one of: {known}.", name=name, chosen=chosen, known=known)


def _differs(recipe: Recipe, name: str) -> bool:
    """From what `from_query` assumes where nothing is said."""
    if name == "weighting" and recipe.weights:
        return recipe.weighting != "own"
    return getattr(recipe, name) != getattr(Recipe(recipe.indicators), name)


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        return ",".join(f"{key}:{_written(given)}" for key, given in sorted(value.items()))
    if isinstance(value, tuple):
        return ",".join(value) or NOTHING
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _read_weights(text: str) -> dict[str, float]:
    pairs = [part.rpartition(":") for part in text.split(",") if part]
    return {key: _decimal("weights", given) for key, _colon, given in pairs}


def _decimal(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise RecipeError(_wrong(name, text, "0.5, 1, 2 …")) from None


def _whole(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise RecipeError(_wrong(name, text, "{} … {}".format(*WHOLE[name]))) from None


def with_indicators(recipe: Recipe, indicators: Collection[str], catalogue: Catalogue) -> Recipe:
    """The same methods over other indicators; weights of what has gone are dropped."""
    kept = tuple(indicators)
    pillars = {catalogue.indicators[key].pillar for key in kept if key in catalogue.indicators}
    weights = {key: given for key, given in recipe.weights.items() if key in kept or key in pillars}
    return replace(recipe, indicators=kept, weights=weights)
