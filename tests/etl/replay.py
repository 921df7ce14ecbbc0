"""A publisher's web service on this machine: replays prepared answers, in order, the last one for ever."""

from __future__ import annotations

import gzip
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass
class Reply:
    """One answer; `cut` sends so many bytes of the body and closes, `after` waits so many seconds first."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    after: float = 0

    @property
    def raw(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


def packed(body: str, **headers: str) -> Reply:
    """The same text compressed for the way, as the publishers send it."""
    return Reply(gzip.compress(body.encode()), headers={"Content-Encoding": "gzip", **headers})


class Publisher:
    """What is answered by path (without its query), and every request that came: path with query, headers."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.replies: dict[str, list[Reply]] = defaultdict(list)
        self.requests: list[tuple[str, dict[str, str]]] = []

    def answers(self, path: str, *replies: Reply) -> str:
        """From now on this path gives these answers; returns its full address."""
        self.replies[path] = list(replies)
        return self.address + path

    def take(self, path: str) -> Reply:
        waiting = self.replies.get(path)
        if not waiting:
            return Reply("unknown", status=404)
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for this path."""
        return [headers for address, headers in self.requests if urlsplit(address).path == path]


def _handler(publisher: Publisher) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            publisher.requests.append((self.path, dict(self.headers)))
            reply = publisher.take(urlsplit(self.path).path)
            time.sleep(reply.after)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.status != 304:
                self.send_header("Content-Length", str(len(reply.raw)))
            self.end_headers()
            self._send(reply)

        def _send(self, reply: Reply) -> None:
            try:
                self.wfile.write(reply.raw[: reply.cut])
            except OSError:
                self.close_connection = True  # the client gave up, as it does after its timeout
            if reply.cut is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing; the requests are kept."""

    return Handler


@contextmanager
def publisher() -> Iterator[Publisher]:
    """A running service on a free port."""
    service = Publisher("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    service.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
