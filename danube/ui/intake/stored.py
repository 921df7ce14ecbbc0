"""After the store: the new figures on their map, a link to share, the way back, the recipe for next year."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.catalogue.programme import TABLES
from danube.drawing import outlines
from danube.exports.pictures import Wanted
from danube.texts import _, n_
from danube.ui import addresses, atlas, drawn, figures, show
from danube.ui.intake import difference, doubtful
from danube.ui.intake.drafts import Draft
from danube.ui.intake.plain import plain

MARKED = 8
"""Regions of the file that are outlined and named on the map; more would hide each other."""


def draw_stored(draft: Draft) -> None:
    """What the file became; needs nothing but the version that the draft remembers."""
    loads = figures.warehouse().loads()
    load = loads[loads["load"] == draft.stored].iloc[0]
    st.success(f"**{_('Stored as version {version}.', version=draft.stored)}** {_said(load)}")
    if load["withdrawn"]:
        st.warning(_("The load has been withdrawn since: its figures do not count any more."))
    elif load["holds"] == "observation":
        _draw_map(draft.stored)
    elif load["holds"] == "priority":
        _draw_priorities(draft.stored)
    elif load["holds"] == "measurement":
        _draw_measurements()
    elif load["holds"] in TABLES:
        _draw_programme(str(load["holds"]))
    _ways(draft.stored, str(load["recipe"]))


def _draw_priorities(version: int) -> None:
    """The way to the regions whose priorities were brought."""
    rows = figures.warehouse().rows("priority", version=version)
    theirs = list(dict.fromkeys(rows.loc[rows["load"] == version, "region"]))
    doors = [
        f"[{regions.name(code)}]({addresses.page('specialisation', region=_shown(code))})"
        for code in theirs[:MARKED]
    ]
    st.markdown(_("They stand on the page on specialisation: {regions}.", regions=", ".join(doors)))
    if len(theirs) > MARKED:
        st.caption(n_("{count} more region", "{count} more regions", len(theirs) - MARKED))


def _shown(code: str) -> str:
    """The region of the page on which the unit stands: itself, the one around it, or the first within it."""
    known = regions.at_level(2)
    around = [code, *regions.ancestors(code), *(one for one in known if code in regions.ancestors(one))]
    return next((one for one in around if one in known), known[0])


def _draw_measurements() -> None:
    """Where measurements are shown and to be had."""
    formats = [f"[{form.upper()}](/api/v1/measurements?format={form})" for form in ("csv", "xlsx")]
    st.markdown(
        _(
            "They stand on the [page of their pilot]({address}) now. To take away: {formats}.",
            address=addresses.page("pilot"),
            formats=", ".join(formats),
        )
    )


def _draw_programme(table: str) -> None:
    """Where the rows stand from now on, and the table to take away."""
    formats = [f"[{form.upper()}](/api/v1/programme/{table}?format={form})" for form in ("csv", "xlsx")]
    st.markdown(
        _(
            "They stand on the [page of the programme]({address}) now. To take away: {formats}.",
            address=addresses.page("programme"),
            formats=", ".join(formats),
        )
    )


def _said(load: pd.Series) -> str:
    """What was stored, under whose name."""
    told = {"file": plain(load["file"]), "who": plain(load["who"] or texts.MISSING)}
    count = n_(
        "{count} row of {file}, brought by {who}.", "{count} rows of {file}, brought by {who}.",
        int(load["rows"]), **told,
    )  # fmt: skip
    note = _("Note: {note}", note=plain(load["note"])) if load["note"] else ""
    return f"{count} {note}".strip()


def brought(version: int) -> pd.DataFrame:
    """The figures that a load brought, as far as they can be drawn: known indicators, whole years."""
    rows = figures.at(version).everything
    mine = rows[(rows["load"] == version) & rows["value"].notna()]
    known = catalogue.load().indicators
    years = {
        key: set(figures.years(version, str(key))[0]) for key in mine["indicator"].unique() if key in known
    }
    drawable = [
        period in years.get(key, ()) for key, period in zip(mine["indicator"], mine["period"], strict=True)
    ]
    return mine[drawable]


def _draw_map(version: int) -> None:
    """The real map of an indicator and a year among those brought."""
    rows = brought(version)
    if rows.empty:
        return
    options = list(rows["indicator"].unique())
    key = options[0] if len(options) == 1 else st.selectbox(
        _("Indicator"), options, format_func=doubtful.indicator, key="stored-indicator"
    )  # fmt: skip
    mine = rows[rows["indicator"] == key]
    year = difference.main_period(mine)
    level = _level(mine[mine["period"] == year])
    block = catalogue.load().indicators[str(key)]
    wanted = Wanted(block, figures.at(version).of(block.id), year, version, level, theme=show.theme())
    finished = drawn.of(wanted)
    st.markdown(finished.answer)
    theirs = [str(code) for code in mine.loc[mine["period"] == year, "region"]]
    named = theirs if len(theirs) <= MARKED else []
    atlas.draw(finished.picture, key="stored-map", selected=named)
    if named:
        st.caption(_("Outlined and named: the regions of the file."))
    _share(block.id, year, level, version)


def _level(rows: pd.DataFrame) -> int:
    """The level on whose map most of the brought regions stand."""
    return max(difference.LEVELS, key=lambda level: int(rows["region"].isin(outlines.load(level).ids).sum()))


def _share(indicator: str, year: str, level: int, version: int) -> None:
    address = addresses.page("map", version, indicator=indicator, year=year, level=str(level))
    here = urlsplit(str(st.context.url or ""))
    st.markdown(f"[{_('Open this map')}]({address})")
    if here.netloc:
        st.caption(_("To share: this link shows these figures for ever."))
        st.code(f"{here.scheme}://{here.netloc}{address}", language=None, wrap_lines=True)


def _ways(version: int, recipe: str) -> None:
    """Back, and on: the load on the page of versions, and the recipe."""
    undo = f"{addresses.page('versions', load=str(version))}#load"
    st.markdown(
        _("To take it back: [load {load} on the page Versions]({address}).", load=version, address=undo)
    )
    if recipe:
        st.download_button(
            _("Recipe for next year's file"), recipe.encode, file_name=f"recipe-{version}.json",
            mime="application/json", key="take-recipe", on_click="ignore",
        )  # fmt: skip
        st.caption(
            _(
                "Bring it with next year's file, or run `{command}`: every decision is made already.",
                command=f"python -m etl import FILE --recipe recipe-{version}.json",
            )
        )
