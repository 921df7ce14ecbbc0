"""A visitor of the real pages: the shell over the warehouse of `data/`, run by Streamlit's own runner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from danube import texts
from danube.settings import ROOT

Visit = Callable[..., AppTest]


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
