"""The examples of the documentation, each run against the real server."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from danube.api.reading import EXAMPLES, NAMES, SERVER
from danube.settings import ROOT
from tests.serving import Served


def text(name: str, server: Served) -> str:
    """The example as it stands in the documentation, asking this server."""
    written = (EXAMPLES / name).read_text(encoding="utf-8")
    assert SERVER in written
    return written.replace(SERVER, server.url)


def run(command: list[str], folder: Path) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "no_proxy": "*"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_every_example_is_shown_and_tried() -> None:
    assert {path.name for path in EXAMPLES.iterdir() if path.is_file()} == set(NAMES)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(server: Served, tmp_path: Path) -> None:
    script = tmp_path / "curl.sh"
    script.write_text(f"set -eu\n{text('curl.sh', server)}")
    said = run(["bash", str(script)], tmp_path)
    assert "gerd,AT13," in said and '"ranking":[' in said
    assert f'"sha256":"{hashlib.sha256((tmp_path / "figures.csv").read_bytes()).hexdigest()}"' in said
    assert (tmp_path / "gerd.zip").read_bytes().startswith(b"PK")
    assert (tmp_path / "gerd.etag").read_text().startswith('W/"')


def test_pandas(server: Served, tmp_path: Path) -> None:
    script = tmp_path / "example.py"
    script.write_text(text("frame.py", server))
    assert "DE11" in run([sys.executable, str(script)], tmp_path)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r(server: Served, tmp_path: Path) -> None:
    script = tmp_path / "example.R"
    script.write_text(text("frame.R", server))
    assert "DE11" in run(["Rscript", str(script)], tmp_path)


def test_duckdb(server: Served) -> None:
    """The lines that fetch the extension are replaced by the same extension from its package."""
    head, query = text("duckdb.sql", server).split("LOAD httpfs;")
    assert head.strip() == "INSTALL httpfs;"
    connection = duckdb.connect(config={"allow_unsigned_extensions": "false"})
    connection.execute(f"LOAD '{_httpfs()}'")
    rows = connection.execute(query).fetchall()
    assert rows[0][:2] == ("DE11", 7.83) and len(rows) == 5
    connection.close()


def _httpfs() -> Path:
    spec = importlib.util.find_spec("duckdb_extension_httpfs")
    assert spec and spec.origin
    (found,) = Path(spec.origin).parent.glob(f"extensions/v{duckdb.__version__}/*")
    return found


def test_the_readme_shows_an_example_that_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [line for line in readme.splitlines() if line.startswith("curl ")]
    known = (EXAMPLES / "curl.sh").read_text(encoding="utf-8").splitlines()
    assert shown and set(shown) <= set(known)
