"""Empty tables to take away, beside the place to drop a filled one."""

from __future__ import annotations

import streamlit as st

from danube import texts
from danube.catalogue.forms import FORMS
from danube.texts import _

ADDRESS = "/api/v1/templates"
KINDS = {"xlsx": "XLSX", "csv": "CSV"}


def draw() -> None:
    """What each kind of table is, and its empty form as a workbook with explanations and as CSV."""
    with st.expander(_("Empty tables to fill in"), icon=":material/table:", key="templates"):
        for form in FORMS.values():
            with st.container(horizontal=True, vertical_alignment="center", key=f"template-{form.name}"):
                st.markdown(f"**{_(form.title)}**  \n{_(form.about)}")
                for kind, label in KINDS.items():
                    _link(form.name, kind, label)


def _link(form: str, kind: str, label: str) -> None:
    """From the HTTP API: an address stays good, whatever the page is drawn anew for."""
    told = _("{title} as {format}", title=_(FORMS[form].title), format=label)
    st.link_button(
        label, f"{ADDRESS}/{form}.{kind}?lang={texts.language()}", key=f"template-{form}-{kind}", help=told
    )
