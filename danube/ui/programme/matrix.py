"""Validation by replication: what became of validated pilots in other places, and what made it work."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from danube import regions, texts
from danube.catalogue.programme.columns import RESULTS, VERDICTS
from danube.drawing import palette
from danube.programme import transfers
from danube.programme.register import Register, parts
from danube.programme.transfers import Row, Tested
from danube.texts import _, n_
from danube.ui import addresses, show
from danube.ui.programme import footing
from danube.ui.show import Column
from danube.words import programme as words

STYLE = Path(__file__).with_name("board.css")
COLOURS = ("ground", "surface", "ink", "muted", "grid", "river", "amber", "amber_ink", "grey")


def draw(register: Register) -> None:
    """The matrix, and below it the factors; an invitation where no pilot is validated yet."""
    found = transfers.tested(register)
    if not found:
        show.empty(
            _("No pilot is validated yet, so none could be repeated elsewhere."),
            _("A validation needs a baseline and a measurement, and a scientific partner who judges them."),
        )
        footing.invite("validation", "replication")
        return
    st.markdown(told(found))
    st.html(STYLE)
    st.html(_table(found))
    _draw_factors(register)


def told(found: Sequence[Tested]) -> str:
    """How many pilots a scientific partner has judged, and what their replications came to."""
    results = [str(row["result"]) for one in found for rows in one.places.values() for row in rows]
    judged = n_(
        "{count} pilot was judged by a scientific partner.",
        "{count} pilots were judged by a scientific partner.",
        len(found),
    )
    if not results:
        return f"{judged} {_('None was repeated elsewhere yet.')}"
    parts = [f"{_(name)}: {results.count(key)}" for key, name in RESULTS.items() if key in results]
    repeated = n_(
        "{count} replication: {results}.", "{count} replications: {results}.", len(results),
        results=texts.listing(parts),
    )  # fmt: skip
    return f"{judged} {repeated}"


def _table(found: tuple[Tested, ...]) -> str:
    places = transfers.destinations(found)
    heads = "".join(f'<th scope="col">{escape(_place(code))}</th>' for code in places)
    body = "".join(_row(one, places) for one in found)
    alt = _("Judged pilots in rows, places where they were repeated in columns.")
    return (
        f'<table class="matrix" style="{palette.properties(show.theme(), *COLOURS)}"><caption>{escape(alt)}'
        f'</caption><thead><tr><th scope="col">{escape(_("Pilot and verdict"))}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _place(code: str) -> str:
    """`Bačka (RS)`: the region's name with its country."""
    if code in regions.load() and regions.country_of(code) != code:
        return f"{regions.name(code)}, {regions.country_of(code)}"
    return words.place({"region": code, "country": ""})


def _row(one: Tested, places: Sequence[str]) -> str:
    address = addresses.page("pilot", pilot=one.pilot["id"])
    verdict = _(VERDICTS[one.validation["verdict"]])
    judged = f"{verdict}, {words.moment(one.validation['date'])}"
    conditions = (
        f"<small>{escape(one.validation['conditions'])}</small>" if one.validation["conditions"] else ""
    )
    head = (
        f'<a href="{escape(address)}">{escape(one.pilot["name"])}</a>'
        f"<small>{escape(words.place(one.pilot))}</small><small><b>{escape(judged)}</b></small>{conditions}"
    )
    cells = "".join(_cell(one.places.get(code, ()), _place(code)) for code in places)
    return f'<tr><th scope="row">{head}</th>{cells}</tr>'


def _cell(rows: Sequence[Row], place: str) -> str:
    if not rows:
        return '<td class="none">–</td>'
    return f'<td data-label="{escape(place)}">{"".join(map(_replication, rows))}</td>'


def _replication(row: Row) -> str:
    """Its result, whether it was done together, and what made it work or kept it from working."""
    joint = _("together") if row["joint"] == "yes" else _("on its own")
    factors = "".join(f"<small>· {escape(one)}</small>" for one in parts(row["factors"]))
    return (
        f'<p class="{escape(row["result"])}">{escape(_(RESULTS[row["result"]]))}</p>'
        f"<small>{escape(words.moment(row['date']))}, {escape(joint)}</small>{factors}"
    )


def _draw_factors(register: Register) -> None:
    """How often each factor is named, by result: counted, and no proof that it was the cause."""
    found = transfers.factors(register)
    if found.empty:
        return
    shown = found.assign(**{key: found[key].astype(float) for key in RESULTS})
    heads = {"factor": Column(_("What made it work there, or kept it from working"))}
    heads |= {key: Column(_(name), decimals=0) for key, name in RESULTS.items()}
    alt = _("Factors that replications name, by result. Counted as they are told; no proof of a cause.")
    show.table(pd.DataFrame(shown), alt=alt, key="factors", columns=heads)
