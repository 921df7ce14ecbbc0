"""The real server as visitors meet it: `streamlit run app.py` in its own process, with its log in a file."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from danube.settings import ROOT

COMPLAINTS = re.compile(
    r"Traceback|[A-Za-z]*Error\b|Exception|DeprecationWarning|FutureWarning", re.MULTILINE
)
PATIENCE = 120


@dataclass
class Served:
    """A running server: where it answers, its process and its log."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def complaints(self) -> list[str]:
        """Lines of the log that tell of an exception or a deprecation."""
        return [line for line in self.log.read_text().splitlines() if COMPLAINTS.search(line)]

    def stop(self) -> None:
        """Ends the server, by force where it does not go by itself."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(15)


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def start(
    folder: Path,
    *,
    script: Path = ROOT / "app.py",
    cwd: Path | None = None,
    well: str = "/api/health",
    port: int = 0,
    address: str = "127.0.0.1",
    **settings: str,
) -> Served:
    """Starts the server with these DANUBE_… settings and waits until it is well.

    It listens on a free port of this machine unless told otherwise; `0.0.0.0` lets others in.

    Its log goes into `folder`, where it also runs: nothing may depend on the working directory. Another
    script than ours finds our `.streamlit/config.toml` only with `cwd` at the root, and says at another
    address that it is `well`.
    """
    port, log = port or free_port(), folder / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", address]
    environment = (
        os.environ | {"PYTHONPATH": str(ROOT)} | {f"DANUBE_{name}": value for name, value in settings.items()}
    )
    with log.open("wb") as sink:
        process = subprocess.Popen(command, cwd=cwd or folder, env=environment, stdout=sink, stderr=sink)
    served = Served(f"http://127.0.0.1:{port}", process, log)
    try:
        wait_until_well(served, well)
    except BaseException:
        served.stop()
        raise
    return served


@contextmanager
def over(var: Path, **settings: str) -> Iterator[Served]:
    """The server over this warehouse; when all is done its log must hold no exception and no deprecation.

    For few visits: nothing is drawn ahead of them, unless told otherwise.
    """
    served = start(var.parent, VAR=str(var), AHEAD=settings.pop("AHEAD", "0"), **settings)
    try:
        yield served
    finally:
        served.stop()
    quiet(served)


def quiet(served: Served) -> None:
    """Fails with what the log complains of."""
    found = served.complaints()
    assert not found, "\n".join(found)


def wait_until_well(served: Served, path: str = "/api/health") -> None:
    """Returns when the address answers 200; fails with the end of the log."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and served.process.poll() is None:
        try:
            if requests.get(served.url + path, timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.05)
    raise AssertionError(f"The server did not become well:\n{served.log.read_text()[-3000:]}")
