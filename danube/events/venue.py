"""The room's network: under which address the audience reaches this machine, and through which port.

found = venue.found(address="", port=8501)
found.base, found.others, found.environment()
"""

from __future__ import annotations

import ipaddress
import os
import secrets
import socket
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from danube.settings import THIS_MACHINE

PORT = 8501
TRIED = 50
"""Ports that are tried behind a taken one."""

ANYWHERE = "192.0.2.1", 9
"""An address kept for documents: asking the system for the way there sends nothing."""

WITHIN = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "utun", "wg", "zt", "tailscale")
"""How interfaces begin that do not lead into a room."""

GET_ADDRESS = 0x8915
"""SIOCGIFADDR of Linux: the IPv4 address of an interface."""


class VenueError(OSError):
    """One sentence: why this machine cannot serve a room, and what to do."""


@dataclass(frozen=True)
class Venue:
    """Where a room reaches this machine.

    `others` are further addresses of it, `taken` the port that was wanted and is another's, or 0;
    `token` lets the operator's browser write.
    """

    address: str
    port: int
    token: str
    others: tuple[str, ...] = ()
    taken: int = 0

    @property
    def base(self) -> str:
        """Scheme, address and port."""
        return f"http://{self.address}:{self.port}"

    def environment(self, before: Mapping[str, str]) -> dict[str, str]:
        """The environment of the server: open to the network, under this machine's own names alone."""
        named = before.get("DANUBE_ALLOWED_HOSTS", "").replace(",", " ").split()
        names = [*THIS_MACHINE.split(), self.address, *self.others, *own_names(), *named]
        return {
            **before,
            "DANUBE_ALLOWED_HOSTS": " ".join(dict.fromkeys(names)),
            "DANUBE_TOKEN": self.token,
            "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",  # noqa: S104 (a room is others; the names above are checked)
            "STREAMLIT_SERVER_PORT": str(self.port),
        }


def found(address: str = "", port: int = PORT, token: str = "") -> Venue:
    """The address that a room most likely reaches, and a free port.

    Raises VenueError where this machine has no address in a network, or not the one asked for.
    """
    known = addresses()
    if address and address not in known:
        listed = ", ".join(known) or "none"
        raise VenueError(f"This machine has no address {address}; it has {listed}.")
    if not known:
        raise VenueError("This machine is in no network: join the room's one, then start again.")
    chosen = address or known[0]
    free = free_port(port)
    others = tuple(one for one in known if one != chosen)
    return Venue(chosen, free, token or secrets.token_urlsafe(24), others, port if free != port else 0)


def addresses() -> list[str]:
    """This machine's IPv4 addresses in networks, the likeliest for a room first.

    First the one on the way out of the network, then cables and wireless ones, at last those of virtual
    networks. Addresses that a machine gives itself where nobody gave it one count little.
    """
    way = _way_out()
    seen = interfaces()
    known = {address: name for name, address in seen.items()}
    for address in [way, *_by_name()]:
        known.setdefault(address, "")
    told = [one for one in known if one and not ipaddress.ip_address(one).is_loopback]
    return sorted(told, key=lambda one: (_virtual(known[one]), _own_gift(one), one != way, one))


def interfaces() -> dict[str, str]:
    """Interface → its IPv4 address; empty where the system does not tell it this way."""
    if not sys.platform.startswith("linux"):
        return {}
    import fcntl

    told: dict[str, str] = {}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _number, name in socket.if_nameindex():
            try:
                answer = fcntl.ioctl(asked.fileno(), GET_ADDRESS, struct.pack("256s", name.encode()[:15]))
            except OSError:
                continue  # it has no IPv4 address
            told[name] = socket.inet_ntoa(answer[20:24])
    return told


def own_names() -> list[str]:
    """The names by which others may know this machine."""
    name = socket.gethostname().lower()
    return [name, f"{name.split('.')[0]}.local"] if name else []


def free_port(wanted: int) -> int:
    """This port, or the next one that nobody listens on. Raises VenueError where all are taken."""
    for port in range(wanted, min(wanted + TRIED, 65_536)):
        with socket.socket() as listener:
            if os.name == "posix":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("0.0.0.0", port))  # noqa: S104 (asked for and let go)
            except OSError:
                continue
            return port
    raise VenueError(f"Port {wanted} and those behind it are taken: name another with --port.")


def _way_out() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(ANYWHERE)
        except OSError:
            return ""
        return str(way.getsockname()[0])


def _by_name() -> list[str]:
    """What the system says of its own name; where it does not know it, nothing."""
    if sys.platform.startswith("linux"):
        return []  # the interfaces tell all, and a name could be asked of the network
    try:
        return socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return []


def _virtual(interface: str) -> bool:
    return interface.startswith(WITHIN)


def _own_gift(address: str) -> bool:
    return ipaddress.ip_address(address).is_link_local
