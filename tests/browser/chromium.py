"""A Chromium for the browser tests: the one that is there, or one installed now, or a plain sentence why not.

python tests/browser/chromium.py        # makes sure that there is one
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SETTING = "DANUBE_CHROMIUM"
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")
"""With these it is launched, as whichever user and in however small a machine."""


def executable() -> str | None:
    """The path of a Chromium that starts: by setting, the system's, or Playwright's own; else None."""
    chosen = os.environ.get(SETTING)
    candidates = [chosen] if chosen else filter(None, map(shutil.which, NAMES))
    return next((path for path in candidates if starts(path)), None) or _of_playwright()


def starts(path: str) -> bool:
    """True where it tells its version within half a minute."""
    try:
        told = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() and starts(path) else None


def install() -> None:
    """Tries Debian's package as root, then Playwright's download; each may fail, the next search tells."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update")
        _run("apt-get", "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation")
    if executable() is None:
        _run(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium")
    if executable() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> None:
    print("Trying:", " ".join(command), flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """0 with the path printed; 1 with one sentence on what to do."""
    if executable() is None:
        print("There is no Chromium on this machine; installing one for the browser tests.", flush=True)
        install()
    path = executable()
    if path is None:
        print(
            "No Chromium could be had: install the package 'chromium' (Debian, Ubuntu) or Google Chrome, "
            f"or name one with {SETTING}=/path/to/chromium, and run this again.",
            file=sys.stderr,
        )
        return 1
    print(f"Chromium: {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
