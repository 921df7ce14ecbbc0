"""Where this process really listens, read off its open sockets: no setting can claim otherwise."""

from __future__ import annotations

import ipaddress
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

DESCRIPTORS = Path("/dev/fd")
INTERNET = (socket.AF_INET, socket.AF_INET6)
Place = tuple[str, int]
Found = TypeVar("Found")


def places() -> list[Place] | None:
    """Address and port of every internet socket on which this process listens.

    None where the system does not tell (Windows), which counts as reachable from anywhere.
    """
    if not DESCRIPTORS.is_dir():
        return None
    return sorted({place for place in _looked(_listens) if place})


def adjust(change: Callable[[socket.socket], None]) -> None:
    """Changes every socket on which this process listens: connections that it accepts inherit the options."""
    _looked(lambda one: change(one) if _listens(one) else None)


def _looked(look: Callable[[socket.socket], Found | None]) -> list[Found | None]:
    if not DESCRIPTORS.is_dir():
        return []
    return [_seen(int(path.name), look) for path in DESCRIPTORS.iterdir() if path.name.isdecimal()]


def _seen(descriptor: int, look: Callable[[socket.socket], Found | None]) -> Found | None:
    """What a look at a socket finds; None for files, pipes and whatever was just closed."""
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return None
        one = socket.socket(fileno=descriptor)
    except OSError:
        return None
    try:
        return look(one)
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
