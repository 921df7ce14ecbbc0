"""What is compared on the page on growing together, what is left out, and how it is computed."""

from __future__ import annotations

from collections.abc import Sequence

from danube import texts
from danube.texts import N_, _, n_
from danube.words.convergence import named

LISTED = 12
"""Names in a note."""

METHOD = (
    N_(
        "**Distances.** Coefficient of variation: the standard deviation as a share of the average. Gini "
        "coefficient: half the average difference of two inhabitants, as a share of the average. Both are "
        "weighted by the population of {year} in all years, so that only the figures move them."
    ),
    N_(
        "**Between and within countries.** Theil index (Theil 1967): the sum over regions of population "
        "share times figure over average times the logarithm of that ratio. Its two parts add up to "
        "the whole."
    ),
    N_(
        "**Catching up.** Growth a year is regressed on the logarithm of the first level, every region "
        "counting the same (Barro & Sala-i-Martin 1992). Slope b over T years gives the speed −ln(1 + bT)/T "
        "and the half-life ln 2 / speed. Named are regions without which the slope would change most "
        "(DFBETAS above 2/√n; Belsley, Kuh & Welsch 1980)."
    ),
    N_(
        "**Places.** Regions are sorted by their figure and cut into five groups of the same size, in both "
        "years. Mobility is 0 where nobody changes group, 1 where the old group says nothing of the new one "
        "(Shorrocks 1978)."
    ),
    N_(
        "**Neighbours.** Regions are neighbours where their boundaries touch, Moldova and the Ukrainian "
        "oblasts included; one whose neighbours have no figure is tied to the nearest region that has. "
        "Moran's I and its local form (Anselin 1995) are compared with {permutations} random maps, always "
        "the same ones; of the clusters shown, one in twenty is expected to be chance (Benjamini & Hochberg "
        "1995)."
    ),
)
"""What stands in the drawer; `{year}` of the population, `{permutations}` of the map."""


def compared(count: int, every: int, broken: int) -> str:
    """How many regions are compared, of how many, and the warning about breaks in their series."""
    said = n_(
        "Compared is the same {count} region of {every} in every year shown.",
        "Compared are the same {count} regions of {every} in every year shown.",
        count,
        every=texts.number(every, 0),
    )
    if not broken:
        return said
    if broken == count:
        return f"{said} " + _(
            "In all of them the publisher has changed how it measures (a break in the series): part of the "
            "change may be one of method, not of fact."
        )
    return f"{said} " + n_(
        "In {count} of them the publisher has changed how it measures (a break in the series): part of its "
        "change may be one of method, not of fact.",
        "In {count} of them the publisher has changed how it measures (a break in the series): part of their "
        "change may be one of method, not of fact.",
        broken,
    )


def left_out(partial: Sequence[str], silent: int, skipped: Sequence[str], broken: Sequence[str]) -> str:
    """Which regions and years are not compared, which have a break; `silent` have no figure at all."""
    said = []
    if partial:
        said.append(_("Left out, because a year is missing: {regions}.", regions=named(partial, LISTED)))
    if silent:
        text = "{count} region has no figure of its own.", "{count} regions have no figure of their own."
        said.append(n_(*text, silent))
    if skipped:
        said.append(_("Years with too few regions are skipped: {years}.", years=texts.listing(list(skipped))))
    if broken:
        said.append(_("Break in the series: {regions}.", regions=named(broken, LISTED)))
    return " ".join(said) or _("Nothing is left out.")
