"""The lines of a full room: as many as the system gives, and none kept for a phone that went silently."""

from __future__ import annotations

import importlib.util
import logging
import socket

from danube.access import listening

LOG = logging.getLogger("danube.api")
MANY = 65_536
"""Open connections (and files) of this process, where the system allows so many."""

FEW = 4_096
"""Fewer than this are told of: a thousand phones take one each, and a few more while they load."""

SILENT = 60
"""Seconds after which a line that takes in nothing of what was sent is given up."""


def prepare() -> None:
    """Before the first visitor: what the system usually gives is made for a few files and patient lines."""
    if (allowed := widen()) < FEW:
        LOG.warning("few connections", extra={"allowed": allowed, "remedy": "ulimit -n 65536"})
    listening.adjust(hasten)


def widen() -> int:
    """Raises how many files may be open as far as that is allowed; how many that is (MANY where unknown)."""
    if importlib.util.find_spec("resource") is None:
        return MANY  # Windows sets no such limit
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MANY if hard == resource.RLIM_INFINITY else min(MANY, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        soft = most
    return MANY if soft == resource.RLIM_INFINITY else soft


def hasten(one: socket.socket) -> None:
    """Gives up silent lines in a minute; without this the system tries for a quarter of an hour.

    Phones leave a network without a word, and what is sent to them meanwhile would be kept.
    """
    one.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT * 1000)
