"""What all tests share: a warehouse built once from `data/`, and the real server over it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from danube.settings import Settings
from danube.store import Warehouse, connect
from tests import serving


@pytest.fixture(autouse=True)
def _same_main() -> Iterator[None]:
    """AppTest leaves the page as `__main__`; processes that a later test starts would run it again."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A DANUBE_VAR with the warehouse of `data/`, built once for all workers; never write into it.

    It holds the compressed files too: each server would compress them anew.
    """
    from danube.api.prepared import Shelf
    from etl import build

    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "danube-var"
    with FileLock(f"{folder}.lock"):
        build.ensure(Settings(var=folder))
        Shelf(folder / "compressed").fill()
    return folder


@pytest.fixture(scope="module")
def own(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DANUBE_VAR of one module of tests alone, to write into; no file waits in it."""
    folder = tmp_path_factory.mktemp("own") / "var"
    return Path(shutil.copytree(var, folder, ignore=shutil.ignore_patterns("incoming")))


@pytest.fixture(scope="session")
def warehouse(var: Path) -> Iterator[Warehouse]:
    """That warehouse, open for reading."""
    opened = connect(Settings(var=var))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def server(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Served]:
    """The real server; when all is done its log must hold no exception and no deprecation."""
    served = serving.start(tmp_path_factory.mktemp("server"), VAR=str(var))
    yield served
    served.stop()
    serving.quiet(served)
