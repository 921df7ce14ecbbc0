"""The common indicators of Interreg: a figure each, that opens its rows and what was left out."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from danube import texts
from danube.catalogue.programme import TABLES
from danube.programme import counts
from danube.programme.counts import Count, Remark
from danube.texts import _, n_
from danube.ui import selection, show
from danube.ui.programme import registers
from danube.words import programme as moments
from danube.words import reach as words


def choose() -> str:
    """The project that is counted; empty where the register has none."""
    table = registers.now().table("project")
    names = dict(zip(table["id"], table["name"], strict=True))
    if not names:
        return ""
    return selection.one(
        "counted", list(names), label=_("Project"), show=names.__getitem__, widget=st.pills, required=True,
        default="spinit" if "spinit" in names else None,
    )  # fmt: skip


def draw(project: str) -> None:
    """Every indicator as a line that opens; the rule of counting in small type."""
    if not project:
        show.empty(_("The register holds no project."))
        return
    today = datetime.now(UTC).date()
    st.caption(
        _(
            "Counted on {day} from what the register holds. Jointly means organisations of at least two "
            "countries. The codes are those of 2021-2027; earlier projects are counted by the same rules.",
            day=texts.day(today),
        )
    )
    for one in counts.of(registers.now(), project, today):
        _draw_one(one)


def _draw_one(one: Count) -> None:
    left = len(one.breaches)
    aside = n_("{count} left out", "{count} left out", left) if left else ""
    title = f"**{texts.number(one.value, 0)}** · {_(words.COUNTS[one.code])} ({one.code})"
    with st.expander(
        " · ".join(filter(None, [title, aside])), key=one.code.lower().replace(" ", "-"), on_change="rerun"
    ) as drawer:
        if drawer.open:
            _draw_rows(one)


def _draw_rows(one: Count) -> None:
    """The rows that are counted, then those that are left out or counted with a doubt, each with its rule."""
    if one.value:
        rows = one.rows.assign(
            table=[_(TABLES[name].title) for name in one.rows["table"]],
            because=[moments.moment(text) for text in one.rows["because"]],
        )
        show.table(
            rows, alt=_("Rows that are counted."), key=f"rows-{one.code}", columns=_heads(_("Because of"))
        )
    else:
        show.empty(_("The register holds no row that counts."))
    if one.remarks:
        table = pd.DataFrame([_remark(remark) for remark in one.remarks])
        alt = _("Rows that break a rule, or are open to doubt.")
        show.table(table, alt=alt, key=f"left-{one.code}", columns=_heads(_("Rule")) | _more())


def _remark(one: Remark) -> dict[str, str]:
    return {
        "table": _(TABLES[one.table].title),
        "row": one.row,
        "name": one.name or texts.MISSING,
        "because": _(words.RULES[one.rule]),
        "counted": _("counted") if one.counted else _("left out"),
    }


def _heads(last: str) -> dict[str, show.Column]:
    return {
        "name": show.Column(_("Name")),
        "row": show.Column(_("Id")),
        "table": show.Column(_("Table")),
        "because": show.Column(last),
    }


def _more() -> dict[str, show.Column]:
    return {"counted": show.Column(_("Counted?"))}
