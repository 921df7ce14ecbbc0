"""Where this process really listens, read off its open sockets: no setting can claim otherwise."""

from __future__ import annotations

import ipaddress
import os
import socket
import stat
from pathlib import Path

DESCRIPTORS = Path("/dev/fd")
INTERNET = (socket.AF_INET, socket.AF_INET6)
Place = tuple[str, int]


def places() -> list[Place] | None:
    """Address and port of every internet socket on which this process listens.

    None where the system does not tell (Windows), which counts as reachable from anywhere.
    """
    if not DESCRIPTORS.is_dir():
        return None
    found = (_place(int(path.name)) for path in DESCRIPTORS.iterdir() if path.name.isdecimal())
    return sorted({place for place in found if place})


def _place(descriptor: int) -> Place | None:
    """Where a descriptor listens; None for files, pipes, connections and whatever was just closed."""
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return None
        one = socket.socket(fileno=descriptor)
    except OSError:
        return None
    try:
        return _listens(one)
    except OSError:
        return None
    finally:
        one.detach()  # the descriptor belongs to whoever opened it


def _listens(one: socket.socket) -> Place | None:
    if one.family not in INTERNET or not one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        return None
    host, port = one.getsockname()[:2]
    return str(host), int(port)


def loopback(host: str) -> bool:
    """True for this machine's own names and addresses: `localhost`, `127.0.0.1`, `::1`, `[::1]:8501`."""
    name = host.strip().lower()
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    if name in ("localhost", "localhost."):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
