"""Withdrawing and restoring on the page: what would change, by whom, and who may not."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube import access
from danube.settings import Settings
from danube.store import Warehouse, connect
from danube.ui import figures
from tests import mixed


@pytest.fixture
def warehouse(var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Warehouse]:
    """Publishers' figures, an upload of three figures (Ana), and a wrong one that Béla took back."""
    mixed.fill(var, tmp_path).close()
    opened = connect(Settings(var=tmp_path))
    monkeypatch.setattr(figures, "warehouse", lambda: opened)
    _forget()
    yield opened
    opened.close()
    _forget()


def _forget() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


def _said(app: AppTest) -> str:
    return unescape(
        " ".join(part.value for kind in ("html", "markdown", "caption") for part in app.get(kind))
    )


def _asked(visit: Visit, load: int) -> AppTest:
    app = visit("versions", load=str(load))
    app.button(key="turn").click().run()
    assert not app.exception
    return app


def test_an_upload_is_taken_back_with_name_and_note(visit: Visit, warehouse: Warehouse) -> None:
    """Vienna and BG31 have published figures in 2023, Moldova has none."""
    upload = warehouse.latest() - 2
    app = _asked(visit, upload)
    assert "1 figure disappears and 2 figures go back to those that they replaced." in _said(app)
    app.text_input(key="why").input("  wrong year ").run()
    app.button(key="turn-now").click().run()
    assert not app.exception
    assert f"Load {upload} is withdrawn, since version {warehouse.latest()}." in _said(app)
    last = warehouse.events().iloc[-1]
    assert (last["kind"], last["load"], last["who"], last["note"]) == (
        "withdraw",
        upload,
        access.user(),
        "wrong year",
    )
    assert f"Load {upload} withdrawn" in _said(app), "the list shows the new version at once"
    assert app.button(key="turn").label == f"Restore load {upload}…"


def test_and_comes_back(visit: Visit, warehouse: Warehouse) -> None:
    """The wrong load's only figure covers a published one."""
    wrong, before = warehouse.latest() - 1, warehouse.latest()
    app = _asked(visit, wrong)
    assert "1 figure is replaced again." in _said(app)
    app.button(key="turn-now").click().run()
    assert warehouse.latest() == before + 1
    assert warehouse.events().iloc[-1]["kind"] == "restore"
    hungary = warehouse.observations(indicators=["gerd"], regions=["HU11"], periods=["2023"])
    assert hungary["value"].tolist() == [99.0]


def test_whoever_leaves_it_changes_nothing(visit: Visit, warehouse: Warehouse) -> None:
    before = warehouse.latest()
    app = _asked(visit, before - 2)
    app.button(key="turn-not").click().run()
    assert not app.exception and warehouse.latest() == before


def test_two_at_once_the_second_reads_a_sentence(visit: Visit, warehouse: Warehouse) -> None:
    upload = warehouse.latest() - 2
    app = _asked(visit, upload)
    warehouse.withdraw(upload, who="Béla")
    app.button(key="turn-now").click().run()
    assert not app.exception
    assert f"Load {upload} is withdrawn already." in _said(app)


def test_the_right_is_asked_for_where_it_is_done(visit: Visit, warehouse: Warehouse) -> None:
    """The page was drawn for whoever sits here; by the click the server can be reached from elsewhere."""
    before = warehouse.latest()
    app = _asked(visit, before - 2)
    with socket.socket() as one:
        one.bind(("0.0.0.0", 0))
        one.listen()
        app.button(key="turn-now").click().run()
        assert not app.exception
        assert "first opens the operator's link" in _said(app)
        assert warehouse.latest() == before
        nobody = visit("versions", load=str(before - 2))
    assert not [one for one in nobody.button if one.key == "turn"]
    assert "first opens the operator's link" in _said(nobody)
    assert f'python -m etl withdraw {before - 2} --note "why"' in [one.value for one in nobody.code]


def test_nothing_changes_where_newer_loads_cover_it(visit: Visit, warehouse: Warehouse) -> None:
    from danube.store import LoadInfo

    upload = warehouse.latest() - 2
    rows = warehouse.observations(indicators=["gerd"])
    rows = rows[rows["load"] == upload][["indicator", "region", "period", "value", "flag", "source"]]
    warehouse.add(rows, load=LoadInfo("again.csv", kind="upload"))
    assert "No figure changes: newer loads cover all that it holds." in _said(_asked(visit, upload))
