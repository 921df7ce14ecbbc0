"""What the page of specialisation shows: sectors prepared once per version, its charts and tables."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark import sectors as sectoral
from danube.benchmark.sectors import Sectors
from danube.drawing import canvas
from danube.drawing import specialisation as drawing
from danube.texts import _
from danube.ui import figures, selection, show
from danube.ui.show import Column, Columns
from danube.words import specialisation as words

DEFAULT = "AT22"
"""Steiermark: every sector known but none extreme."""

SOURCE = "eurostat-employment-sections"
WHOLE = "TOTAL"


def asked() -> str:
    """The region of the address, known before the page has a title."""
    selection.keep("region")
    code = st.query_params.get("region")
    return code if code in selection.every_region() else DEFAULT


def indicators() -> dict[str, str]:
    """Indicator → its section or group of NACE, as the catalogue's blocks filter them; the total is one."""
    known = catalogue.load().indicators.values()
    return {one.id: one.filter["nace_r2"] for one in known if one.source == SOURCE}


def sectors() -> Sectors | None:
    """The sectors at the version in use."""
    return _sectors(figures.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _sectors(number: int) -> Sectors | None:
    known = indicators()
    total = next((name for name, section in known.items() if section == WHOLE), None)
    parts = {name: section for name, section in known.items() if section != WHOLE}
    return sectoral.of(figures.at(number).of(*known), parts, total)


def unit(known: Sectors | None, region: str) -> str | None:
    """Whose figures stand for the region: its own, or those of the nearest larger unit that has some."""
    return None if known is None else known.origin(region, regions.ancestors(region))


def borrowed(known: Sectors, region: str, origin: str) -> None:
    """Says that the figures are those of a larger unit."""
    if origin != region:
        st.info(
            _(
                "{region} has no figures by sector for {year}. Shown is {unit}, the larger unit around it.",
                region=regions.name(region),
                year=known.period,
                unit=regions.name(origin),
            )
        )


def nothing() -> None:
    """What would fill the place of the pictures."""
    show.empty(
        _("Employment by sector is not published for this region in the tables used here."),
        _("A newer table from the publisher, or an upload in the same shape, would fill this page."),
    )


def draw_quotients(known: Sectors, origin: str) -> None:
    """The bars, and their figures."""
    table = known.table(origin)
    show.chart(
        _quotients(figures.version(), origin, show.theme(), texts.language()),
        alt=words.alt_quotients(origin, known.period, table),
        key="quotients",
        twin=lambda: _written(table),
        columns=_columns(),
    )


@st.cache_resource(show_spinner=False, max_entries=128)
def _quotients(number: int, origin: str, theme: str, language: str) -> go.Figure:
    known = _sectors(number)
    assert known is not None
    table = known.table(origin)
    return drawing.quotients(
        table,
        names={str(code): words.sector(code) for code in table.index},
        theme=theme,
        title=_("Jobs by sector in {region}, {year}", region=escape(_short(origin)), year=known.period),
        unit=_("share of jobs, compared with the Danube Region"),
        cards=_cards(table),
    )


def draw_opportunities(known: Sectors, origin: str) -> None:
    """The chart of what could come next, and its figures."""
    st.caption(
        _(
            "Filled: not yet a strength; the further right, the nearer to what the region does. Hollow: a "
            "strength already. A new strength above the dotted line would make its economy more complex."
        )
    )
    show.chart(
        _opportunities(figures.version(), origin, show.theme(), texts.language()),
        alt=words.alt_opportunities(origin, known.period, known.next_steps(origin)),
        key="opportunities",
        twin=lambda: _steps(known.next_steps(origin)),
        columns=_step_columns(),
    )


@st.cache_resource(show_spinner=False, max_entries=128)
def _opportunities(number: int, origin: str, theme: str, language: str) -> go.Figure:
    known = _sectors(number)
    assert known is not None
    table = known.table(origin)
    own = table.loc[table["done"].eq(1.0), "complexity"].mean()
    return drawing.opportunities(
        table,
        names={str(code): words.sector_short(code) for code in table.index},
        theme=theme,
        title=_("What is near to {region}, {year}", region=escape(_short(origin)), year=known.period),
        axes=(_("how near to what the region already does"), _("more complex →")),
        cards=_cards(table),
        line=float(own) if own == own else None,
    )


def explain_profile(known: Sectors, origin: str) -> None:
    """The terms, once, in small type."""
    st.caption(
        _(
            "× 2 means twice the Danube share (location quotient or Hoover–Balassa index, drawn in its "
            "symmetric form). Krugman index {number}: 0 is like the rest, 2 is nothing in common. The Danube "
            "Region here is the {count} regions with figures.",
            number=texts.number(known.krugman[origin], 2),
            count=len(known.regions),
        )
    )


def explain_nearness(known: Sectors) -> None:
    """What nearness and complexity mean, and how little ten groups of sectors can tell."""
    st.caption(
        _(
            "Near are sectors in which regions tend to be strong together (relatedness density). Complex are "
            "sectors that few regions are strong in, and those regions in much else (economic complexity "
            "index). With {count} groups of sectors this is coarse: it tells services, industry and farming "
            "apart, not one technology from another.",
            count=known.quotient.shape[1],
        )
    )


def partner(known: Sectors, region: str, origin: str) -> str:
    """The chosen other region; at first the one with which the most lies near in both directions."""
    options = [code for code in known.regions if code not in (region, origin)]
    return selection.one(
        "with",
        sorted(options, key=lambda code: (regions.country_of(code), regions.name(code))),
        label=_("Together with"),
        show=regions.name,
        default=_best(figures.version(), region, origin),
    )


@st.cache_data(show_spinner=False, max_entries=128)
def _best(number: int, region: str, origin: str) -> str:
    """Of the regions of other countries, the one with the most to exchange; the first of equals."""
    known = _sectors(number)
    assert known is not None
    home = regions.country_of(region)
    abroad = [code for code in known.regions if regions.country_of(code) != home] or list(known.regions)
    return max(abroad, key=lambda code: _exchange(known.together(origin, code)))


def _exchange(table: pd.DataFrame) -> tuple[int, int]:
    """How much lies near in the direction that has less, and in both."""
    near = table[table["near"].astype(bool)]["strong"].value_counts()
    return (int(near.min()) if len(near) == 2 else 0, int(near.sum()))


def show_together(known: Sectors, origin: str, other: str) -> None:
    """Who is strong in what the other one is near to, as a table; nothing where nothing is near."""
    every = known.together(origin, other)
    table = every[every["near"].astype(bool)]
    if table.empty:
        return
    alt = _(
        "Sectors in which one of {one} and {other} is strong and the other one nearer than usual, {year}.",
        one=regions.name(origin),
        other=regions.name(other),
        year=known.period,
    )
    written = pd.DataFrame(
        {
            "sector": [words.sector(code) for code in table["sector"]],
            "strong": [_short(code) for code in table["strong"]],
            "open": [_short(code) for code in table["open"]],
            "relatedness": table["relatedness"].tolist(),
            "usual": table["usual"].tolist(),
        }
    )
    show.table(
        written,
        alt=alt,
        key="together",
        columns={
            "sector": Column(_("Sector")),
            "strong": Column(_("Strong in it")),
            "open": Column(_("Not yet")),
            "relatedness": Column(_("How near"), "%", 0),
            "usual": Column(_("Usual for regions without it"), "%", 0),
        },
    )


def _short(code: str) -> str:
    return canvas.shorten(regions.name(code), 34)


def _cards(table: pd.DataFrame) -> dict[str, str]:
    return {str(code): _card(str(code), row) for code, row in table.iterrows()}


def _card(code: str, row: pd.Series) -> str:
    """What a bar or dot says: share, share in the whole, quotient, nearness, complexity, flags."""
    if row["quotient"] != row["quotient"]:
        return canvas.card(words.sector(code), _("no figure: too few answers in the survey"), "")
    share, whole = (texts.number(100 * row[name], 1) for name in ("share", "whole"))
    return canvas.card(
        words.sector(code),
        _("{share} % of the jobs; Danube Region {whole} %", share=share, whole=whole),
        "",
        _("Location quotient {number}", number=texts.number(row["quotient"], 2)),
        _("Relatedness {number} %", number=texts.number(row["relatedness"], 0)),
        _("Complexity {number}", number=texts.number(row["complexity"], 2, sign=True)),
        *canvas.flag_words(row["flag"]),
    )


def _written(table: pd.DataFrame) -> pd.DataFrame:
    shares = {name: 100 * table[name] for name in ("share", "whole")}
    named = [words.sector(code) for code in table.index]
    flags = [" ".join(canvas.flag_words(flag)) for flag in table["flag"]]
    return table.assign(sector=named, flags=flags, **shares)


def _columns() -> Columns:
    return {
        "sector": Column(_("Sector")),
        "share": Column(_("Jobs"), "%", 1),
        "whole": Column(_("Danube Region"), "%", 1),
        "quotient": Column(_("Location quotient"), "", 2),
        "symmetric": Column(_("Symmetric"), "", 2, sign=True),
        "relatedness": Column(_("Relatedness"), "%", 0),
        "complexity": Column(_("Complexity"), "", 2, sign=True),
        "flags": Column(_("Note")),
    }


def _steps(steps: pd.DataFrame) -> pd.DataFrame:
    return steps.assign(sector=[words.sector(code) for code in steps.index])


def _step_columns() -> Columns:
    return {
        "sector": Column(_("Sector not yet specialised in")),
        "relatedness": Column(_("How near"), "%", 0),
        "complexity": Column(_("Complexity of the sector"), "", 2, sign=True),
        "gain": Column(_("Complexity gained"), "", 2, sign=True),
    }
