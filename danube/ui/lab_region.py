"""One region in an index: how sure its place is, why it is there, and what would change it."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts, words
from danube.benchmark import advance, explanation, imputation
from danube.drawing import points
from danube.drawing.points import Part, Sum
from danube.texts import _, n_
from danube.ui import lab_ranking, selection, show
from danube.ui.lab import Lab
from danube.words import lab as told

DEFAULT = "SK01"
SHOWN = 10
"""So many indicators are shown one by one, those that count most; the others in one line."""

RANKS = 5
"""Places to be gained in the question what would have to change."""


def choose() -> str:
    """The region of the address."""
    return selection.region(DEFAULT)


def tell(lab: Lab, region: str) -> None:
    """How sure, why, what would change it."""
    if region not in lab.rows:
        return _unranked(lab, region)
    st.subheader(_("How sure is the place of {region}?", region=regions.name(region)), anchor=False)
    _sure(lab, region)
    st.subheader(_("Why is it there?"), anchor=False)
    _why(lab, region)
    _change(lab, region)
    return _onwards(region)


def _unranked(lab: Lab, region: str) -> None:
    name = regions.name(region)
    if region not in lab.scores.not_ranked.index:
        return show.empty(_("{region} is not part of this level.", region=name))
    row = lab_ranking.lacking(lab).to_dict("index")[region]
    reason = _(
        "{region} is not ranked: it has {share} % of the figures, {least} % are needed.",
        region=name,
        share=texts.number(row["share"], 0),
        least=texts.number(lab.recipe.coverage * 100, 0),
    )
    missing = _("Missing: {indicators}.", indicators=row["missing"])
    show.empty(reason, f"{missing} {_('In the method, a lower coverage or filled gaps would let it in.')}")
    return _onwards(region)


def _sure(lab: Lab, region: str) -> None:
    row = lab.rows[region]
    name = regions.name(region)
    st.markdown(told.standing(name, row, len(lab.ranking)))
    if lab.doubted:
        st.markdown(f"{told.chances(row)} {told.alike(name, lab.alike(region))}")
    own = lab.scores.values.loc[[region]].iloc[0].notna()
    counted = n_(
        "Scored from {count} of {all} figure.",
        "Scored from {count} of {all} figures.",
        int(own.sum()),
        all=len(own),
    )
    st.caption(f"{counted} {_filled(lab, region)}".strip())


def _filled(lab: Lab, region: str) -> str:
    """Which of its figures were filled in, and from where."""
    known = catalogue.load().indicators
    marks = lab.table.imputed.loc[[region]].iloc[0].to_dict()
    said = [
        _("{indicator} ({origin})", indicator=_(known[str(key)].short), origin=imputation.told(str(mark)))
        for key, mark in marks.items()
        if mark
    ]
    return _("Filled in: {indicators}.", indicators="; ".join(said)) if said else ""


def _why(lab: Lab, region: str) -> None:
    shares = lab.contributions.loc[[region]].iloc[0].sort_values(ascending=False)
    known = catalogue.load().indicators
    shown = shares[shares.index.isin(shares.abs().nlargest(SHOWN).index)]
    lifts, holds = shown[shown > 0], shown[shown < 0]
    alt = told.alt_points(
        regions.name(region),
        [_(known[str(key)].short) for key in lifts.index[:2]],
        [_(known[str(key)].short) for key in holds.index[::-1][:2]],
    )
    decimals = lab_ranking.decimals(lab)
    drawn = points.bars(
        _added(lab, region, shown, decimals),
        heads=(_("Indicator"), _("Points")),
        alt=alt,
        theme=show.theme(),
        decimals=decimals,
    )
    st.html(f"<style>{points.style()}</style>{drawn}")


def _added(lab: Lab, region: str, shown: pd.Series, decimals: int) -> Sum:
    """The sum as the reader sees it: what is not shown alone, and every rounding, stands in one line."""
    base = round(explanation.mean(lab.scores), decimals)
    total = round(float(lab.scores.index[region]), decimals)
    parts = [_part(lab, region, str(key), round(float(share), decimals)) for key, share in shown.items()]
    rest = total - base - sum(part.points for part in parts)
    count = len(lab.contributions.columns) - len(parts)
    if count or round(rest, decimals):
        label = n_("{count} other indicator", "{count} other indicators together", count)
        parts.append(Part(label, round(rest, decimals)))
    return Sum(
        Part(_("Average of all ranked regions"), base),
        parts,
        Part(_("Score of {region}", region=regions.name(region)), total),
    )


def _part(lab: Lab, region: str, key: str, share: float) -> Part:
    block = catalogue.load().indicators[key]
    value = lab.scores.values[key].to_dict()[region]
    year = lab.table.periods[key] or ""
    if value != value:
        note = _("no figure: taken to be like the rest of its field")
    else:
        filled = "*" if lab.table.imputed[key].to_dict()[region] else ""
        note = f"{words.amount(value, block)}{filled}, {year}"
    return Part(_(block.short), share, note)


def _change(lab: Lab, region: str) -> None:
    """What would have to change, each alone, to gain five places; only calculated while it is open."""
    rank = int(lab.scores.ranks[region])
    if rank == 1:
        return
    with st.expander(_("What would have to change?"), key="change", on_change="rerun") as box:
        if box.open:
            _changes(lab, region)


def _changes(lab: Lab, region: str) -> None:
    table = explanation.gain(lab.scores, region, RANKS)
    aim = words.ordinal(int(table.attrs["rank"]))
    st.markdown(told.step(aim, advance.together(lab.scores, region, RANKS)))
    possible = table.dropna(subset=["needed"])
    if possible.empty:
        st.markdown(_("No single indicator would do it alone, even at its best."))
        return
    st.markdown(_("Or one of these alone, all else unchanged:"))
    heads = {
        "name": show.Column(_("Indicator")),
        "now": show.Column(_("Now")),
        "needed": show.Column(_("Needed")),
    }
    alt = _("What would lift {region} to the {rank} place.", region=regions.name(region), rank=aim)
    show.table(_written(_by_effort(lab, possible).head(RANKS)), alt=alt, key="changes", columns=heads)


def _by_effort(lab: Lab, possible: pd.DataFrame) -> pd.DataFrame:
    """The smallest step first, in spreads of the indicator among the regions."""
    spread = lab.scores.values.std().reindex(possible.index)
    order = (possible["change"].abs() / spread).sort_values(kind="stable").index
    return possible.loc[order]


def _written(table: pd.DataFrame) -> pd.DataFrame:
    known = catalogue.load().indicators
    blocks = [known[str(key)] for key in table.index]
    pairs = list(zip(blocks, table["now"].tolist(), table["needed"].tolist(), strict=True))
    return pd.DataFrame(
        {
            "name": [_(block.name) for block in blocks],
            "now": [words.amount(now, block) for block, now, _needed in pairs],
            "needed": [words.amount(needed, block) for block, _now, needed in pairs],
        },
        index=table.index,
    )


def _onwards(region: str) -> None:
    """To those from whom it could learn, and to its profile."""
    query = urlencode({"region": region} | selection.everywhere())
    st.markdown(
        f"[{_('From whom could it learn? Its peers')}](/peers?{query}) · "
        f"[{_('Open the profile')}](/region?{query})"
    )
