"""A visitor of the real pages: the shell over the warehouse of `data/`, run by Streamlit's own runner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from danube import texts
from danube.settings import ROOT
from danube.store import Warehouse
from danube.ui import figures

Visit = Callable[..., AppTest]
Over = Callable[[Warehouse], Visit]


@pytest.fixture
def visit(var: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Opens a page: `visit("map", "download", locale="de-AT", indicator="gerd")`; drawers named are open."""
    monkeypatch.setenv("DANUBE_VAR", str(var))

    def opened(page: str, *drawers: str, locale: str = "en-GB", **address: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "danube" / "ui" / "shell.py"), default_timeout=60)
        app.context = {"locale": locale}
        for name, value in address.items():
            app.query_params[name] = value
        for drawer in drawers:
            app.session_state[drawer] = True
        app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
        assert not app.exception
        texts.use(app.get_by_key("language").value)  # the runner writes options in this thread's language
        return app

    yield opened
    texts.use("en")


@pytest.fixture
def over(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> Iterator[Over]:
    """Opens pages over another warehouse: `over(filled)("programme")`."""

    def shown(warehouse: Warehouse) -> Visit:
        monkeypatch.setattr(figures, "warehouse", lambda: warehouse)
        _forget()
        return visit

    yield shown
    _forget()


def _forget() -> None:
    """What is kept knows the version, but not which warehouse it is of."""
    st.cache_data.clear()
    st.cache_resource.clear()
