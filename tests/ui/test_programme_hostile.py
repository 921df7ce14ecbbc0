"""Names that would be mark-up stay names, on every page of the programme."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import streamlit as st

from danube.catalogue.programme import TABLES
from danube.settings import Settings
from danube.store import LoadInfo, Warehouse, connect
from danube.ui import figures
from tests.programme import filled
from tests.ui.conftest import Visit

HOSTILE = "<b>x</b>[a](https://e.example)"
PAGES = ("programme", "pilot", "groups", "reach", "partners", "matching", "practices", "edit")


@pytest.fixture(scope="module")
def hostile(own: Path) -> Iterator[Warehouse]:
    """The made-up programme and the shipped organisations, every name with mark-up before it."""
    warehouse = connect(Settings(var=own))
    filled.store(warehouse)
    for name, table in TABLES.items():
        rows = warehouse.rows(name)
        if "name" in rows and len(rows) and "name" not in table.key:
            named = rows.assign(name=HOSTILE + rows["name"].fillna("")).drop(columns="load")
            warehouse.add(named, load=LoadInfo(f"{name}.csv", kind="upload"), holds=name)
    yield warehouse
    warehouse.close()


@pytest.mark.parametrize("page", PAGES)
def test_a_name_is_never_markup(
    visit: Visit, hostile: Warehouse, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr(figures, "warehouse", lambda: hostile)
    st.cache_data.clear()
    st.cache_resource.clear()
    app = visit(page)
    st.cache_data.clear()
    st.cache_resource.clear()
    texts = [one.value for one in [*app.markdown, *app.info, *app.caption, *app.warning, *app.title]]
    assert not [text for text in texts if "[a](" in text or "<b>x" in text]
    bodies = [one.proto.body for one in app.get("html")]
    assert not [body for body in bodies if "<b>x" in body]
    shown = " ".join([*texts, *map(unescape, bodies), *(str(one.options) for one in app.selectbox)])
    assert "x" in shown and "e.example" in shown.replace("\\", "").replace("\u2060", "")
