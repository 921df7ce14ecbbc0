"""What is said about a file on its way in: how much of it counts, why figures are refused or doubted."""

from __future__ import annotations

from collections.abc import Mapping

from danube import texts
from danube.texts import N_, _, n_

REFUSALS = {
    "unknown-region": N_("The region is not known"),
    "not-convertible": N_("An old code of a region that cannot be carried over"),
    "unknown-indicator": N_("The indicator is not in the catalogue"),
    "bad-period": N_("The period cannot be read"),
    "not-a-number": N_("The figure is no number"),
    "out-of-range": N_("The figure is not possible for this indicator"),
    "percent": N_("A percentage of an indicator that is none"),
    "conflict": N_("Several different figures for the same region and period"),
    "ragged": N_("The row has too many or too few cells"),
    "empty-cell": N_("The cell must not be empty"),
    "too-long": N_("The text is too long"),
    "bad-address": N_("The address is none"),
    "unknown-value": N_("The word is none of those that may stand here"),
    "bad-value": N_("The word is none of those that may stand here"),
    "missing": N_("The cell must not be empty"),
    "bad-id": N_("The id has signs that it may not have"),
    "no-such-row": N_("What the row names is not there"),
    "bad-date": N_("The date cannot be read"),
    "bad-country": N_("The country is not known"),
    "outside-region": N_("The region lies outside the Danube Region"),
    "place": N_("Region, town and country do not go together"),
    "order": N_("The end comes before the beginning"),
    "money": N_("A part is more than the whole"),
    "negative": N_("The figure is below 0"),
}

DOUBTS = {
    "factor": (
        N_("Wrong by a factor of 10, 100 or 1,000?"),
        N_("Beside other years of the same region, the decimal sign or the unit looks wrong."),
    ),
    "jump": (
        N_("A large change since the year before"),
        N_("More than half of last year's figure, and far more than this indicator usually moves."),
    ),
    "outlier": (
        N_("Far from the other years of the region"),
        N_("More than five times the usual distance from the region's own median."),
    ),
    "neighbours": (
        N_("Far from the neighbours"),
        N_("Other regions around it lie much closer together."),
    ),
    "over-100": (N_("Shares of more than 100 %"), N_("No figure of this indicator was ever above 100 %.")),
    "future": (N_("Years that have not come yet"), N_("And the file does not call them a forecast.")),
    "leap": (N_("Far from the baseline"), ""),
    "units": (N_("One measurement in several units"), ""),
    "no-baseline": (N_("Measurements without a baseline"), ""),
    "baselines": (N_("More than one baseline"), ""),
    "alike": (N_("Names that differ only in spelling"), ""),
}
"""Doubts about figures: what looks strange, and what is meant by strange."""

CARRIED = {
    "identical": N_("same area, new code"),
    "recoded": N_("same area, new code"),
    "summed": N_("sum of the parts"),
    "weighted": N_("average of the parts, weighed by population"),
}

STATUS = {"new": N_("new"), "changed": N_("changed"), "unchanged": N_("unchanged")}


def figures(rows: int, accepted: int) -> str:
    """`Of 120 figures in the file 110 are accepted.`"""
    if not accepted:
        return _("Nothing is accepted yet.")
    return n_(
        "Of {rows} figures in the file {count} is accepted.",
        "Of {rows} figures in the file {count} are accepted.",
        accepted,
        rows=texts.number(rows, 0),
    )


def lines(rows: int, accepted: int) -> str:
    """The same of a table whose rows are no figures: priorities, measurements."""
    if not accepted:
        return _("Nothing is accepted yet.")
    return n_(
        "Of {rows} rows in the file {count} is accepted.",
        "Of {rows} rows in the file {count} are accepted.",
        accepted,
        rows=texts.number(rows, 0),
    )


def counted(accepted: str, refused: int, open_: int = 0) -> str:
    """How much of the file counts: `Of 120 figures in the file 110 are accepted. 3 cells are refused.`"""
    told = [accepted, *([refusals(refused)] if refused or not open_ else [])]
    if open_:
        told.append(
            n_(
                "{count} question is open: the figures that it concerns wait for the answer.",
                "{count} questions are open: the figures that they concern wait for the answers.",
                open_,
            )
        )
    return " ".join(told)


def refusals(count: int) -> str:
    """`3 cells are refused.`"""
    if not count:
        return _("Nothing is refused.")
    return n_("{count} cell is refused.", "{count} cells are refused.", count)


def doubted(count: int) -> str:
    """`14 figures deserve a second look; they are accepted all the same.`"""
    if not count:
        return _("No figure looks strange.")
    return n_(
        "{count} figure deserves a second look; it is accepted all the same.",
        "{count} figures deserve a second look; they are accepted all the same.",
        count,
    )


def differs(counts: Mapping[str, int]) -> str:
    """`Of 12 figures 3 are new, 2 change what the warehouse holds, and 7 stand there already.`"""
    total = sum(counts.values())
    if total and counts["unchanged"] == total:
        return n_(
            "{count} figure stands in the warehouse exactly so already: nothing would change.",
            "All {count} figures stand in the warehouse exactly so already: nothing would change.",
            total,
        )
    parts = [
        n_("{count} new figure", "{count} new figures", counts["new"]) if counts["new"] else "",
        n_("{count} changed figure", "{count} changed figures", counts["changed"])
        if counts["changed"]
        else "",
        n_("{count} as before", "{count} as before", counts["unchanged"]) if counts["unchanged"] else "",
    ]
    return _("Beside the warehouse: {parts}.", parts=texts.listing([part for part in parts if part]))


def reason(code: str, otherwise: str) -> str:
    """The reason of a refusal in plain words, without the cell; `otherwise` where it has no name here."""
    return _(REFUSALS[code]) if code in REFUSALS else otherwise


def change(before: float, after: float, decimals: int) -> str:
    """`+0.4`, with as many decimals as show a change; an en dash where one of the two is no figure."""
    if before == after:
        return _("only its flag")
    moved = after - before
    if moved != moved:
        return texts.MISSING
    more = next((one for one in range(decimals, 10) if round(moved, one)), decimals)
    return texts.number(moved, more, sign=True)
