"""As much of S3 as a DuckLake needs, on a port of this machine: multipart upload, HEAD and ranged GET."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

STARTED = "<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>"
DONE = '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>'


class Storage(BaseHTTPRequestHandler):
    """Objects by path, in memory; it asks for a signature but does not verify it."""

    protocol_version = "HTTP/1.1"
    objects: dict[str, bytes]
    parts: dict[tuple[str, int], bytes]

    def do_POST(self) -> None:  # noqa: N802
        path, query = self._asked()
        if "uploads" in query:
            return self._answer(200, STARTED.encode())
        numbers = sorted(number for name, number in self.parts if name == path)
        self.objects[path] = b"".join(self.parts.pop((path, number)) for number in numbers)
        return self._answer(200, DONE.encode())

    def do_PUT(self) -> None:  # noqa: N802
        path, query = self._asked()
        if "partNumber" in query:
            self.parts[path, int(query["partNumber"][0])] = self.body
        else:
            self.objects[path] = self.body
        self._answer(200, b"")

    def do_HEAD(self) -> None:  # noqa: N802
        self.do_GET()

    def do_GET(self) -> None:  # noqa: N802
        path, _query = self._asked()
        if path not in self.objects:
            return self._answer(404, b"")
        content = self.objects[path]
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not wanted:
            return self._answer(200, content)
        first, last = int(wanted[1]), min(int(wanted[2] or len(content)), len(content) - 1)
        self.range = f"bytes {first}-{last}/{len(content)}"
        return self._answer(206, content[first : last + 1])

    def log_message(self, *_arguments: object) -> None:
        """Quiet."""

    def _asked(self) -> tuple[str, dict[str, list[str]]]:
        self.range = ""
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urlsplit(self.path)
        return address.path, parse_qs(address.query, keep_blank_values=True)

    def _answer(self, status: int, content: bytes) -> None:
        if "Signature=" not in self.headers.get("Authorization", ""):
            status, content = 403, b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", "Sat, 21 Nov 2026 10:00:00 GMT")
        self.send_header("Accept-Ranges", "bytes")
        if self.range:
            self.send_header("Content-Range", self.range)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@contextmanager
def serving() -> Iterator[tuple[str, dict[str, bytes]]]:
    """The address of a storage and the objects that it holds."""
    objects: dict[str, bytes] = {}
    handler = type("Fresh", (Storage,), {"objects": objects, "parts": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", objects
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
