"""Where the warehouse holds made-up rows, every page says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Visit

from danube.settings import DEMONSTRATION
from danube.ui import badges
from tests import pages


@pytest.fixture
def demonstrating(visit: Visit, var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Visit:
    (tmp_path / DEMONSTRATION).symlink_to(var)
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path))
    monkeypatch.setenv("DANUBE_DEMO", "1")
    return visit


@pytest.mark.parametrize("page", pages.NAMES)
def test_every_page_carries_the_badge(demonstrating: Visit, page: str) -> None:
    told = [part.proto.body for part in demonstrating(page).get("html")]
    assert [body for body in told if "badge-demonstration" in body and "are made up" in body]


def test_a_real_warehouse_carries_none(visit: Visit) -> None:
    told = [part.proto.body for part in visit("quality").get("html")]
    assert not [body for body in told if "badge-demonstration" in body]
    assert badges.file_name("query-v3.csv") == "query-v3.csv"


def test_a_file_made_on_a_page_says_so(demonstrating: Visit) -> None:
    assert badges.file_name("query-v3.csv") == "demonstration-query-v3.csv"
