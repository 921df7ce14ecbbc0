"""Empty tables to take away, beside the place to drop a filled one."""

from __future__ import annotations

import streamlit as st

from danube.catalogue.forms import FORMS
from danube.exports import templates
from danube.exports.tables import MEDIA_TYPES
from danube.texts import _

KINDS = {"xlsx": "XLSX", "csv": "CSV"}


def files() -> dict[str, tuple[bytes, str]]:
    """Name → content and media type of every template, in the reader's language."""
    return templates.files()


def draw() -> None:
    """What each kind of table is, and its empty form as a workbook with explanations and as CSV."""
    with st.expander(_("Empty tables to fill in"), icon=":material/table:", key="templates"):
        for form in FORMS.values():
            with st.container(horizontal=True, vertical_alignment="center", key=f"template-{form.name}"):
                st.markdown(f"**{_(form.title)}**  \n{_(form.about)}")
                for kind, label in KINDS.items():
                    _button(form.name, kind, label)


def _button(form: str, kind: str, label: str) -> None:
    title = _(FORMS[form].title)
    st.download_button(
        label, templates.template(form, kind), key=f"template-{form}-{kind}",
        file_name=templates.file_name(form, kind), mime=MEDIA_TYPES[kind], on_click="ignore",
        help=_("{title} as {format}", title=title, format=label),
    )  # fmt: skip
