"""As many connections as the system gives, and none kept for phones that went without a word."""

from __future__ import annotations

import resource
import socket
from collections.abc import Iterator

import pytest

from danube.access import listening
from danube.api.live import lines


@pytest.fixture
def narrow() -> Iterator[int]:
    """A process that may open fewer files than the system allows it to."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    yield hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_room_may_be_as_full_as_the_system_allows(narrow: int) -> None:
    wide = lines.widen()
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == wide == min(lines.MANY, narrow)
    assert lines.widen() == wide


def test_accepted_lines_are_given_up_after_a_minute_of_silence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listening.adjust(lines.hasten)
        with socket.create_connection(listener.getsockname()) as phone, listener.accept()[0] as line:
            assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 60_000
            assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            assert not phone.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
