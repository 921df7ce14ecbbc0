"""How structural variables are called, and what is said of regions that have much or little of one."""

from __future__ import annotations

from dataclasses import dataclass

from danube import texts
from danube.texts import N_, _

USUAL = 0.35
"""Standard deviations from the mean within which nothing is much or little."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a structural variable is called, and what regions have that have much or little of it."""

    name: str
    unit: str
    decimals: int
    much: str
    little: str
    middling: str
    factor: float = 1.0


DIMENSIONS = {
    "place": N_("Size and place"),
    "education": N_("Education"),
    "sectors": N_("Sectors"),
    "manufacturing": N_("Manufacturing and firms"),
    "wealth": N_("GDP"),
}

VARIABLES = {
    "population": Wording(
        N_("Population"),
        N_("million people"),
        2,
        N_("a large population"),
        N_("a small population"),
        N_("a population of middling size"),
        factor=1e-6,
    ),
    "density": Wording(
        N_("Density"),
        N_("per km²"),
        0,
        N_("a dense population"),
        N_("a thin population"),
        N_("a population of middling density"),
    ),
    "market": Wording(
        N_("People within reach"),
        N_("EU-27 = 100"),
        0,
        N_("many people within reach"),
        N_("few people within reach"),
        N_("a middling number of people within reach"),
    ),
    "tertiary": Wording(
        N_("Graduates"),
        N_("% of people aged 25–64"),
        0,
        N_("many graduates"),
        N_("few graduates"),
        N_("a middling share of graduates"),
    ),
    "low_education": Wording(
        N_("Low education"),
        N_("% of people aged 25–64"),
        0,
        N_("many people with little schooling"),
        N_("few people with little schooling"),
        N_("a middling share of people with little schooling"),
    ),
    "agriculture": Wording(
        N_("Agriculture"),
        N_("% of employment"),
        0,
        N_("much agriculture"),
        N_("little agriculture"),
        N_("a middling share of agriculture"),
    ),
    "industry": Wording(
        N_("Industry"),
        N_("% of employment"),
        0,
        N_("much industry"),
        N_("little industry"),
        N_("a middling share of industry"),
    ),
    "trade": Wording(
        N_("Trade and tourism"),
        N_("% of employment"),
        0,
        N_("much trade and tourism"),
        N_("little trade and tourism"),
        N_("a middling share of trade and tourism"),
    ),
    "business_services": Wording(
        N_("Business services"),
        N_("% of employment"),
        0,
        N_("many business services"),
        N_("few business services"),
        N_("a middling share of business services"),
    ),
    "public_services": Wording(
        N_("Public services"),
        N_("% of employment"),
        0,
        N_("many public services"),
        N_("few public services"),
        N_("a middling share of public services"),
    ),
    "manufacturing": Wording(
        N_("Manufacturing"),
        N_("% of people employed"),
        0,
        N_("much manufacturing"),
        N_("little manufacturing"),
        N_("a middling share of manufacturing"),
    ),
    "technology": Wording(
        N_("High-tech manufacturing"),
        N_("% of employment"),
        0,
        N_("much high-tech manufacturing"),
        N_("little high-tech manufacturing"),
        N_("a middling share of high-tech manufacturing"),
    ),
    "firm_size": Wording(
        N_("Firm size"), N_("EU = 100"), 0, N_("large firms"), N_("small firms"), N_("firms of middling size")
    ),
    "gdp": Wording(
        N_("GDP per inhabitant"),
        N_("EU-27 = 100"),
        0,
        N_("a high GDP per inhabitant"),
        N_("a low GDP per inhabitant"),
        N_("a middling GDP per inhabitant"),
    ),
}


def variable(key: str) -> str:
    """The name of a structural variable in the reader's language."""
    return _(VARIABLES[key].name)


def heading(key: str) -> str:
    """`Graduates, % of people aged 25–64`: the variable with its unit."""
    return f"{variable(key)}, {_(VARIABLES[key].unit)}"


def amount(key: str, value: float) -> str:
    """The figure without its unit."""
    return texts.number(value * VARIABLES[key].factor, VARIABLES[key].decimals)


def figure(key: str, value: float) -> str:
    """`28 % of employment`."""
    unit = _(VARIABLES[key].unit)
    return f"{amount(key, value)} ({unit})" if "=" in unit else f"{amount(key, value)} {unit}"


def trait(key: str, level: float) -> str:
    """`many graduates`, of regions that lie `level` standard deviations from the mean."""
    wording = VARIABLES[key]
    if abs(level) < USUAL:
        return _(wording.middling)
    return _(wording.much) if level > 0 else _(wording.little)
