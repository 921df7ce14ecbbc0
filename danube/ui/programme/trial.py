"""How often the matching is right, on the page of methods: tried on who really partnered."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube.programme.matching import quality
from danube.texts import N_, _
from danube.ui import figures, show
from danube.ui.programme import matching, registers
from danube.ui.show import Column
from danube.words import trial as words

WAYS = {
    "joining": N_("One partner is hidden: who joins a project whose other partners are known?"),
    "founding": N_("The whole project is hidden: who founds one, before anything is known of it?"),
}


def draw() -> None:
    """The method in words; its trial in a drawer, because trying takes some seconds."""
    st.markdown(f"**{_('Suggestions of partners')}**  \n{words.explained()}")
    with st.expander(_("How often the matching is right"), key="trial", on_change="rerun") as drawer:
        if drawer.open:
            with st.spinner(_("The suggestions are tried on every partnership of the documents …")):
                found = matching.measured(figures.version())
            _show(found)


def _show(found: pd.DataFrame) -> None:
    if found.empty:
        show.empty(_("The register names no partnership on which the suggestions could be tried."))
        return
    summary = quality.summary(found)
    for way, told in WAYS.items():
        st.markdown(f"{_(told)} {words.result(summary, way)} {words.lead(found, way, names())}")
    show.table(
        table(summary), alt=_("Share of the first five that really were partners, in %."), key="trial-table",
        columns=heads(),
    )  # fmt: skip
    st.caption(words.limits(found.drop_duplicates(["project", "seeker"]).shape[0]))


def table(summary: pd.DataFrame) -> pd.DataFrame:
    """Way and project as people read them, and the shares in percent."""
    rows = summary.reset_index()
    short = {"joining": _("one partner hidden"), "founding": _("project hidden")}
    return rows.assign(
        project=[names().get(key, key) if key else _("All projects") for key in rows["project"]],
        way=[short[key] for key in rows["way"]],
        **{method: 100 * rows[method] for method in quality.METHODS},
    ).sort_values("way", kind="stable")


def names() -> dict[str, str]:
    """Project → its name."""
    return {row["id"]: row["name"] for row in registers.now().rows("project")}


def heads() -> dict[str, Column]:
    """The columns of `table`."""
    return {
        "project": Column(_("Initiative")),
        "way": Column(_("Hidden")),
        "cases": Column(_("Cases"), decimals=0),
        "matching": Column(_("Suggestions"), "%", 0),
        "distance": Column(_("The five nearest"), "%", 0),
        "popularity": Column(_("Most partners"), "%", 0),
    }
