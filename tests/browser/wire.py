"""A wire that can be cut: a TCP proxy that drops what is under way and refuses whoever comes then."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

PIECE = 65_536


class Wire:
    """Passes bytes on between whoever connects here and a server, until it is cut."""

    def __init__(self, server: str) -> None:
        found = urlsplit(server)
        self._there = (found.hostname or "", found.port or 0)
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._listener = self._listen(0)
        self.port = int(self._listener.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"

    @contextmanager
    def cut(self, seconds: float) -> Iterator[None]:
        """Cut while the block runs, and for so many seconds at least: no byte passes, nobody can connect."""
        until = time.monotonic() + seconds
        self.close()
        yield
        time.sleep(max(0.0, until - time.monotonic()))
        self._listener = self._listen(self.port)

    def close(self) -> None:
        """Refuses everybody from here on; what was connected breaks off as it does in the air."""
        _shut(self._listener)
        with self._guard:
            for end in self._open:
                _shut(end)
            self._open.clear()

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port), backlog=64)
        threading.Thread(target=self._take, args=[listener], daemon=True).start()
        return listener

    def _take(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _address = listener.accept()
                there = socket.create_connection(self._there)
                with self._guard:
                    self._open |= {here, there}
                for source, sink in ((here, there), (there, here)):
                    threading.Thread(target=self._pass, args=[source, sink], daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                sink.sendall(piece)
        for end in (source, sink):
            _shut(end)
        with self._guard:
            self._open -= {source, sink}


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
