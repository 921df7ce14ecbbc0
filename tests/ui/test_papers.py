"""The ways to the papers, on the pages of a region and of a comparison."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from danube import texts
from danube.exports import batch
from danube.settings import ROOT


@pytest.fixture(autouse=True)
def _figures(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_VAR", str(var))


def opened(page: str, **address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "danube" / "ui" / "shell.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.session_state["briefs"] = True
    app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not app.exception
    texts.use("en")
    return app


def links(app: AppTest) -> list[str]:
    return [one.proto.url for one in app.get("link_button")]


def test_the_brief_is_that_of_the_region_language_and_version() -> None:
    address = links(opened("region", region="AT13", lang="de"))[0]
    assert address.startswith("/api/v1/brief/AT13.pdf?lang=de&v=")


def test_the_report_is_that_of_the_regions_compared() -> None:
    address = links(opened("compare", regions="AT13,SK01,HU11"))[0]
    assert address.startswith("/api/v1/report.pdf?regions=AT13,SK01,HU11&lang=en&v=")


def test_all_briefs_are_made_before_the_eyes_of_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two regions stand for all of them: what takes a minute is tried by hand."""
    monkeypatch.setattr(batch, "every", lambda: ("AT13", "SK01"))
    app = opened("region", region="AT13")
    assert not app.get("download_button")
    app.button(key="briefs-make").click().run()
    assert not app.exception
    file = next(one for one in app.get("download_button") if "ZIP" in one.proto.label)
    assert file.proto.label.startswith("Download the ZIP (0.")
