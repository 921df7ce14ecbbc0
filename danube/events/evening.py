"""An event from its start to its end: the server runs, its pages are tried as a phone would, all is told.

with evening.begun(venue, log) as server:
    troubles = evening.tried(venue, code, token)
    print(evening.told(venue, code, token, troubles))
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests

from danube.events import leaving
from danube.events.venue import Venue, VenueError
from danube.settings import ROOT

PATIENCE = 120.0
ENDING = 15.0
"""Seconds that the server has to begin, and to end."""

PARTS = re.compile(r"""(?:src|href)=["']([^"']+\.(?:js|css|svg)[^"']*)["']""")


@contextmanager
def begun(venue: Venue, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The server, well and answering under its address; it ends with the block. Raises VenueError."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    with log.open("wb") as sink:
        server = subprocess.Popen(  # noqa: S603 (our own server)
            command, cwd=ROOT, env=venue.environment(os.environ), stdout=sink, stderr=sink
        )
    try:
        _wait_until_well(venue, server, log)
        yield server
    finally:
        _end(server)


def _wait_until_well(venue: Venue, server: subprocess.Popen[bytes], log: Path) -> None:
    """Asks under the address of the room: what answers there answers the phones too."""
    until = time.monotonic() + PATIENCE
    with _visitor() as visitor:
        while time.monotonic() < until and server.poll() is None:
            with suppress(requests.RequestException):
                if visitor.get(f"{venue.base}/api/health", timeout=5).ok:
                    return
            time.sleep(0.1)
    raise VenueError(
        f"The server did not begin to answer at {venue.base}: its log is {log}, and says at the end: "
        f"{' '.join(log.read_text(errors='replace').split())[-300:]}"
    )


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(ENDING)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(ENDING)


def links(venue: Venue, code: str, token: str) -> dict[str, str]:
    """Who → the link: everybody in the room, the projector, whoever presents."""
    room = f"{venue.base}/live/{code}"
    return {"audience": room, "projector": f"{room}/screen", "presenter": f"{room}/present?token={token}"}


def tried(venue: Venue, code: str, token: str) -> list[str]:
    """Opens what the room will open, under its address, and follows what these pages load.

    Sentences about whatever does not answer and every page that would fetch something from elsewhere.
    """
    opened = links(venue, code, token)
    pages = [*opened.values(), f"{venue.base}/", f"{venue.base}/live", f"{venue.base}/live/{code}/state"]
    with _visitor() as visitor:
        troubles, parts = _looked(visitor, venue, pages)
        more, _rest = _looked(visitor, venue, sorted(parts))
        return [one.replace(token, "…") for one in (*troubles, *more)] + _operator(visitor, venue)


def _visitor() -> requests.Session:
    """Somebody who asks directly: a room has no proxy, whatever this machine's environment says."""
    visitor = requests.Session()
    visitor.trust_env = False
    return visitor


def _looked(visitor: requests.Session, venue: Venue, pages: list[str]) -> tuple[list[str], set[str]]:
    """Sentences about these addresses, and what they load."""
    troubles: list[str] = []
    parts: set[str] = set()
    for page in pages:
        try:
            answer = visitor.get(page, timeout=30)
        except requests.RequestException:
            troubles.append(f"{page} does not answer.")
            continue
        if not answer.ok:
            troubles.append(f"{page} answers {answer.status_code}.")
        if "html" in answer.headers.get("content-type", ""):
            found = {urljoin(page, one) for one in PARTS.findall(answer.text)}
            parts |= {one for one in found if one.startswith(venue.base)}
            troubles += [f"{page} would ask {host}." for host in strangers(answer.text, venue)]
    return troubles, parts


def strangers(page: str, venue: Venue) -> list[str]:
    """The hosts, other than this machine, from which a page loads something by itself."""
    hosts = {urlsplit(one).hostname for one in leaving.addresses(_without_links(page))}
    return sorted(host for host in hosts if host and host != venue.address and not leaving.here(host))


def _without_links(page: str) -> str:
    """A link that a reader may follow loads nothing."""
    return re.sub(r"<a\b[^>]*>", "", page)


def _operator(visitor: requests.Session, venue: Venue) -> list[str]:
    """A sentence where the operator's link is not taken."""
    try:
        answer = visitor.get(operators(venue), allow_redirects=False, timeout=30)
    except requests.RequestException:
        return ["The operator's link does not answer."]
    return [] if answer.status_code == 303 else [answer.text.strip().splitlines()[0][:200]]


def operators(venue: Venue) -> str:
    """The link by which a browser may prepare decks and rooms, import and restore."""
    return f"{venue.base}/api/v1/enter?token={venue.token}"


def told(venue: Venue, code: str, token: str, troubles: list[str]) -> str:
    """Everything that whoever runs the room has to know, for the terminal."""
    opened = links(venue, code, token)
    lines = [
        square(opened["audience"]),
        f"Audience    {opened['audience']}",
        f"            or {venue.base}/live and the code {code}",
        f"Projector   {opened['projector']}",
        f"Presenter   {opened['presenter']}",
        "            whoever has this link can present: give it to nobody else",
        f"Operator    {operators(venue)}",
        "            decks, rooms and votes; lets a browser write",
        "",
        *doors(venue),
        "",
        *(f"NOT WELL    {one}" for one in troubles),
    ]
    if not troubles:
        lines.append(
            "Checked     every page of the room, under its address: nothing is asked of the internet"
        )
    return "\n".join(lines)


def doors(venue: Venue) -> list[str]:
    """What the network of the room must let through, and what was chosen where there was a choice."""
    lines = [
        f"Firewall    let TCP port {venue.port} in, from the room's network to {venue.address}; nothing else",
        "            nothing goes out: no internet, no DNS, no UDP",
        "            phones must reach this machine: no client isolation in the wireless network",
    ]
    if venue.others:
        lines.append(
            f"Network     this machine is also {', '.join(venue.others)}: where phones do not reach it, "
            "choose one with --address"
        )
    if venue.taken:
        lines.append(f"Port        {venue.taken} is taken by another program, so {venue.port} is used")
    return lines


def square(address: str) -> str:
    """The QR code of an address, drawn with letters."""
    import segno

    drawn = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()
