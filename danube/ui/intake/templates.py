"""Empty tables to take away, beside the place to drop a filled one."""

from __future__ import annotations

import streamlit as st

from danube import texts
from danube.catalogue.forms import FORMS, Form
from danube.catalogue.programme import TABLES
from danube.texts import _

ADDRESS = "/api/v1/templates"
KINDS = {"xlsx": "XLSX", "csv": "CSV"}


def draw() -> None:
    """What each kind of table is, and its empty form as a workbook with explanations and as CSV."""
    with st.expander(_("Empty tables to fill in"), icon=":material/table:", key="templates"):
        for form in FORMS.values():
            _row(form)
        chosen = st.selectbox(
            _("Tables of the programme"), list(TABLES), format_func=lambda name: _(TABLES[name].title),
            index=None, placeholder=_("Choose"), key="template-of-the-programme", width=360,
        )  # fmt: skip
        if chosen:
            _row(TABLES[chosen])


def _row(form: Form) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"template-{form.name}"):
        st.markdown(f"**{_(form.title)}**  \n{_(form.about)}")
        for kind, label in KINDS.items():
            _link(form, kind, label)


def _link(form: Form, kind: str, label: str) -> None:
    """From the HTTP API: an address stays good, whatever the page is drawn anew for."""
    told = _("{title} as {format}", title=_(form.title), format=label)
    st.link_button(
        label,
        f"{ADDRESS}/{form.name}.{kind}?lang={texts.language()}",
        key=f"template-{form.name}-{kind}",
        help=told,
    )
