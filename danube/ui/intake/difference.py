"""What would change in the warehouse: new, changed and unchanged figures, on a map and as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from danube import catalogue, texts
from danube.benchmark import panel
from danube.catalogue import Indicator
from danube.catalogue.forms import FIGURES
from danube.drawing import categories, maps, outlines, palette
from danube.exports import harmless
from danube.texts import _, n_
from danube.ui import atlas, show
from danube.ui.intake import doubtful, paging, registered, steps
from danube.ui.show import Column, Columns
from danube.words import intake as words
from danube.words import versions as told
from etl.intake.report import Report

LEVELS = (2, 1, 0, 3)
"""Of the maps, in the order in which they are preferred where as many regions are on each."""

STATUSES = tuple(words.STATUS)
FEW = 10
"""Changed figures on screen at once: the largest matter most."""


def draw(report: Report) -> None:
    """The counts, then for one indicator and year the map, then every figure by what becomes of it."""
    counts = report.counts()
    total = sum(counts.values())
    state: steps.State = "waiting" if not total else "settled" if counts["unchanged"] == total else "open"
    said = _("No figure is accepted yet.")
    if total:
        said = words.differs(counts) if report.table == FIGURES else report.told()
    with steps.step("difference", _("What changes in the warehouse"), said, state=state) as step:
        if step.open and total and report.table == FIGURES:
            _draw(report, total)
        elif step.open and total:
            registered.draw(report.difference, report.table)


def _draw(report: Report, total: int) -> None:
    rows = report.difference
    if len(rows) < total:
        st.caption(
            _("The counts are of all figures; map and tables show {shown}.", shown=texts.number(len(rows), 0))
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = _one("indicator", list(rows["indicator"].unique()), _("Indicator"), doubtful.indicator)
        mine = rows[rows["indicator"] == key]
        periods = sorted(map(str, mine["period"].unique()), reverse=True)
        period = _one("period", periods, _("Period"), str, main_period(mine))
        year = mine[mine["period"] == period]
        levels = _levels(year)
        level = _one("level", list(map(str, levels)), _("Level"), _level_name) if levels else ""
    block = catalogue.load().indicators.get(key)
    if block is not None and level:
        atlas.draw(picture(year, block, str(period), int(level)), key="difference-map", height=560)
    _tables(mine, block.decimals if block else 1, _(block.unit) if block else "")
    _take(rows)


def main_period(rows: pd.DataFrame) -> str:
    """The newest period for which there are most regions, not one with a single early bird."""
    counts = rows.groupby("period")["region"].nunique()
    return str(max(counts[counts >= panel.COVERED * counts.max()].index))


def _one(
    name: str, options: Sequence[str], label: str, shown: Callable[[str], str], default: str = ""
) -> str:
    """One of the options, `default` or the first unless chosen; a choice of one is none and is not drawn."""
    key = f"difference-{name}"
    if len(options) == 1:
        return options[0]
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    index = options.index(default) if default in options else 0
    return str(st.selectbox(label, options, index=index, format_func=shown, key=key))


def _levels(year: pd.DataFrame) -> list[int]:
    """The levels on whose map a region of the file stands, the fullest first."""
    found = {level: int(year["region"].isin(outlines.load(level).ids).sum()) for level in LEVELS}
    return sorted((level for level in LEVELS if found[level]), key=lambda level: -found[level])


def _level_name(level: str) -> str:
    return f"NUTS {level}" if level != "0" else _("Countries")


def picture(year: pd.DataFrame, block: Indicator, period: str, level: int) -> maps.MapPicture:
    """The regions of one year by what becomes of their figure; those that the file leaves out are hatched."""
    by_region = year.drop_duplicates("region").set_index("region")
    counts = by_region["status"].value_counts()
    labels = [f"{_(words.STATUS[one])} ({texts.number(int(counts.get(one, 0)), 0)})" for one in STATUSES]
    scale = categories.Categories(
        categories.numbered(by_region["status"], STATUSES), tuple(labels), ramps(), block.decimals
    )
    table = pd.DataFrame(
        {
            "value": by_region["after"].astype(float),
            "note": [_note(row, block) for row in by_region.itertuples()],
        }
    )
    outline = outlines.load(level)
    missing = pd.DataFrame(
        {"note": _("The file has no figure.")}, [c for c in outline.ids if c not in table.index]
    )
    title = _("{indicator}, {year}: beside the warehouse", indicator=_(block.name), year=period)
    return maps.choropleth(
        outline, pd.concat([table, missing]), scale.as_scale(),
        theme=show.theme(), title=title, unit=_(block.unit),
    )  # fmt: skip


def _note(row: object, block: Indicator) -> str:
    """`new`, or what the warehouse says until now."""
    status, before = str(row.status), float(row.before)  # type: ignore[attr-defined]
    if status != "changed":
        return _(words.STATUS[status])
    return _("changed, until now {before}", before=texts.number(before, block.decimals))


def ramps() -> dict[str, tuple[str, ...]]:
    """New is dark blue, changed amber, unchanged quiet: apart in grey and to every eye."""
    themes = [palette.theme(name) for name in palette.THEMES]
    return {one.name: (one.river, one.amber, one.grid) for one in themes}


def _tables(rows: pd.DataFrame, decimals: int, unit: str) -> None:
    """The changed figures, the largest change first; the new ones and those as before behind doors."""
    changed = largest_first(rows)
    if len(changed):
        paging.draw(_written(changed, decimals), "changed", lambda page: _changed(page, unit), FEW)
    new, same = (rows[rows["status"] == status] for status in ("new", "unchanged"))
    heads = {
        "name": Column(_("Region")),
        "period": Column(_("Period")),
        "after": Column(_("Figure"), unit, decimals),
    }
    _folded(new, n_("{count} new figure", "{count} new figures", len(new)), "new", heads)
    _folded(same, n_("{count} figure as before", "{count} figures as before", len(same)), "unchanged", heads)


def _changed(page: pd.DataFrame, unit: str) -> None:
    show.table(
        page,
        alt=_("Changed figures ({unit}), the largest change first", unit=unit),
        key="changed",
        columns={
            "name": Column(_("Region")),
            "period": Column(_("Period")),
            "old": Column(_("Until now")),
            "new": Column(_("In the file")),
            "change": Column(_("Change")),
        },
    )


def _written(rows: pd.DataFrame, decimals: int) -> pd.DataFrame:
    """Both figures and their change as the reader writes them; where only the flag changed, that is said."""
    pairs = list(zip(rows["before"].astype(float), rows["after"].astype(float), strict=True))
    shown = [
        told.pair(*pair, decimals) if pair[0] != pair[1] else (texts.number(pair[0], decimals),) * 2
        for pair in pairs
    ]
    return rows.assign(
        name=[doubtful.region(str(code)) for code in rows["region"]],
        old=[before for before, _after in shown],
        new=[after for _before, after in shown],
        change=[words.change(*pair, decimals) for pair in pairs],
    )


def largest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """The changed figures by the size of their change; those without a figure on one side come last."""
    changed = rows[rows["status"] == "changed"]
    moved = (changed["after"].astype(float) - changed["before"].astype(float)).abs()
    return changed.loc[moved.sort_values(ascending=False, kind="stable").index]


def _folded(rows: pd.DataFrame, label: str, key: str, columns: Columns) -> None:
    """Figures behind a door, sent when somebody opens it."""
    if rows.empty:
        return
    with st.expander(label, key=f"difference-{key}", on_change="rerun") as drawer:
        if drawer.open:
            ordered = rows.sort_values(["period", "region"], ascending=[False, True])
            paging.draw(ordered, key, lambda page: _plain(page, label, f"difference-{key}-table", columns))


def _plain(page: pd.DataFrame, alt: str, key: str, columns: Columns) -> None:
    named = page.assign(name=[doubtful.region(str(code)) for code in page["region"]])
    show.table(named, alt=alt, key=key, columns=columns)


def _take(rows: pd.DataFrame) -> None:
    """The whole difference as a file, made when somebody asks for it."""
    st.download_button(
        _("Difference as CSV"), lambda: harmless.table(rows).to_csv(index=False).encode("utf-8"),
        key="take-difference", file_name="difference.csv", mime="text/csv", on_click="ignore",
    )  # fmt: skip
