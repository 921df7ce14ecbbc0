"""Gaps and actions of all regions: who has most at which nothing is aimed, and what meets no gap."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import regions
from danube.programme.reach import Reach
from danube.texts import _
from danube.ui import addresses, show
from danube.ui.programme import reaching
from danube.words import reach as words


def draw(project: str) -> None:
    """The regions with the most gaps at which nothing is aimed, and the actions that meet none."""
    found = reaching.everywhere(project)
    counts = found.gaps.groupby("region")["actions"].agg(whole="size", met=lambda own: sum(map(bool, own)))
    counts = counts.assign(missed=counts["whole"] - counts["met"]).sort_values(
        ["missed", "whole"], ascending=False, kind="stable"
    )
    names = [
        show.Link(regions.name(str(code)), addresses.page("reach", region=str(code), project=project))
        for code in counts.index
    ]
    heads = {
        "region": show.Column(_("Region")),
        "whole": show.Column(_("Gaps"), decimals=0),
        "met": show.Column(_("Something is aimed at"), decimals=0),
        "missed": show.Column(_("Nothing is aimed at"), decimals=0),
    }
    alt = _("Gaps of every region, and at how many of them something is aimed.")
    with st.expander(
        _("Every region: gaps with and without an action"), key="all-gaps", on_change="rerun"
    ) as one:
        if one.open:
            show.table(counts.assign(region=names), alt=alt, key="every-gap", columns=heads)
    with st.expander(_("Actions that meet no gap, everywhere"), key="all-beside", on_change="rerun") as other:
        if other.open:
            _draw_beside(found)


def _draw_beside(found: Reach) -> None:
    if not found.beside:
        show.empty(_("Every action in the register meets a gap."))
        return
    rows = [
        {
            "name": one.name or one.id,
            "kind": reaching.kind_of(one),
            "why": _("It {why}.", why=_(words.VERDICTS[why])),
        }
        for one, why in found.beside
    ]
    heads = {
        "name": show.Column(_("Action")),
        "kind": show.Column(_("Of")),
        "why": show.Column(_("Why")),
    }
    show.table(pd.DataFrame(rows), alt=_("Actions that meet no gap, and why."), key="beside", columns=heads)
