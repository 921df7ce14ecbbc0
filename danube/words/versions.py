"""What happened to the figures, in words: loads, withdrawals, and what distinguishes two versions."""

from __future__ import annotations

import pandas as pd

from danube import texts
from danube.catalogue.programme import TABLES
from danube.texts import N_, _, n_

MOST_DECIMALS = 9
KINDS = {
    "publisher": N_("publisher's file"),
    "upload": N_("uploaded"),
    "reference": N_("places and definitions"),
}
HOLDS = {
    "observation": N_("figures"),
    "region": N_("regions"),
    "boundary": N_("boundaries"),
    "indicator": N_("definitions of indicators"),
    "source": N_("sources"),
    "priority": N_("priorities"),
    "measurement": N_("measurements of pilots"),
    **{name: table.title for name, table in TABLES.items()},
}
KEPT = frozenset({"region", "boundary", "indicator", "source"})
"""Tables that other loads need, and that therefore cannot be withdrawn."""
EVENTS = {
    "load": N_("Load {load} added"),
    "withdraw": N_("Load {load} withdrawn"),
    "restore": N_("Load {load} restored"),
}
REVISIONS = {"new": N_("new"), "changed": N_("changed"), "gone": N_("gone")}


def happened(kind: str, load: int) -> str:
    """`Load 7 withdrawn`."""
    return _(EVENTS[kind], load=load)


def difference(revised: pd.DataFrame, moved: int, rows: int, older: int, newer: int) -> str:
    """What distinguishes two versions in a sentence or two.

    `revised` as `benchmark.revisions.figures` gives it; `moved` places; `rows` of other tables that differ.
    """
    figures = _figures(revised, moved, older, newer)
    return f"{figures} {_others(rows)}" if rows else figures


def _others(rows: int) -> str:
    return n_(
        "{count} row of the programme, the priorities and the measurements differs.",
        "{count} rows of the programme, the priorities and the measurements differ.",
        rows,
    )


def _figures(revised: pd.DataFrame, moved: int, older: int, newer: int) -> str:
    if revised.empty:
        return _(
            "Between version {older} and version {newer} no figure has changed.", older=older, newer=newer
        )
    told = n_(
        "From version {older} to version {newer}: {parts}, in {count} indicator.",
        "From version {older} to version {newer}: {parts}, in {count} indicators.",
        revised["indicator"].nunique(),
        older=older,
        newer=newer,
        parts=_parts(revised["kind"]),
    )
    return f"{told} {places(moved)}"


def _parts(kinds: pd.Series) -> str:
    """`3 new figures, 1 changed figure and 2 figures gone`; what did not happen is left out."""
    new, changed, gone = (int((kinds == kind).sum()) for kind in REVISIONS)
    parts = [
        n_("{count} new figure", "{count} new figures", new) if new else "",
        n_("{count} changed figure", "{count} changed figures", changed) if changed else "",
        n_("{count} figure gone", "{count} figures gone", gone) if gone else "",
    ]
    return texts.listing([part for part in parts if part])


def places(moved: int) -> str:
    """How many places in rankings moved, the one sentence of it."""
    if not moved:
        return _("No region that was ranked before moved to another place.")
    return n_(
        "{count} place in a ranking of one indicator and year moved.",
        "{count} places in rankings of one indicator and year moved.",
        moved,
    )


def pair(before: float, after: float, decimals: int) -> tuple[str, str]:
    """Both figures, with as many decimals as it takes to tell them apart."""
    for more in range(decimals, MOST_DECIMALS + 1):
        written = texts.number(before, more), texts.number(after, more)
        if written[0] != written[1]:
            break
    return written


def state(load: pd.Series) -> str:
    """Whether a load counts, and whether it can be taken back."""
    if load["withdrawn"]:
        return _("withdrawn: its figures do not count, and nothing is deleted")
    return _("counts")


def command(load: pd.Series) -> str:
    """The line for the terminal that takes a load back or brings it back; empty for what stays."""
    if load["holds"] in KEPT:
        return ""
    what = "restore" if load["withdrawn"] else "withdraw"
    return f'python -m etl {what} {load["load"]} --note "{_("why")}"'
