"""Files sent to the real server: whole, cut, slow, too large, too many, foreign; no memory is taken."""

from __future__ import annotations

import hashlib
import json
import re
import resource
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from danube.incoming import MB
from tests import serving
from tests.serving import Served

TABLE = b"region,2023\nAT13,3.5\n"
LIMITS = {"LARGEST": "320", "WAITING": "400", "SILENCE": "2"}


@pytest.fixture(scope="module")
def receiver(own: Path) -> Iterator[Served]:
    """A server that takes files of at most 320 MB, 400 MB in all, and waits two seconds for more."""
    with serving.over(own, **LIMITS) as served:
        yield served


@pytest.fixture(autouse=True)
def waiting(own: Path) -> Iterator[Path]:
    """The folder of files, as empty after each test as before it."""
    folder = own / "incoming"
    yield folder
    for one in left(folder):
        shutil.rmtree(folder / one)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.exists() else []


def send(served: Served, body: object, name: str = "figures.csv", **headers: str) -> requests.Response:
    address = f"{served.url}/api/v1/files"
    told = {"Origin": served.url} | headers
    return requests.post(address, params={"name": name}, data=body, headers=told, timeout=120)  # type: ignore[arg-type]


class Line:
    """A bare connection: what is sent and when is ours to say."""

    def __init__(self, served: Served, *headers: str) -> None:
        parts = urlsplit(served.url)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=20)
        told = ["POST /api/v1/files?name=line.csv HTTP/1.1", f"Host: {parts.netloc}", f"Origin: {served.url}"]
        self.say("\r\n".join([*told, *headers, "", ""]).encode())

    def say(self, words: bytes) -> None:
        self.socket.sendall(words)

    def heard(self) -> tuple[int, str]:
        """Status and sentence of the next answer."""
        got = b""
        while not (parts := re.match(rb"HTTP/1\.1 (\d+).*?content-length: (\d+).*?\r\n\r\n(.*)", got, re.S)):
            got += self._more()
        while len(parts[3]) + len(got) - parts.end() < int(parts[2]):
            got += self._more()
            parts = re.match(rb"HTTP/1\.1 (\d+).*?content-length: (\d+).*?\r\n\r\n(.*)", got, re.S) or parts
        return int(parts[1]), json.loads(parts[3][: int(parts[2])]).get("error", "")

    def _more(self) -> bytes:
        got = self.socket.recv(65_536)
        assert got, "The connection was closed without an answer."
        return got

    def cut(self) -> None:
        self.socket.close()


def eventually(true: Callable[[], bool]) -> bool:
    """Whether it becomes true within ten seconds."""
    deadline = time.monotonic() + 10
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def test_a_file_arrives_whole_and_goes_when_told(receiver: Served, waiting: Path) -> None:
    answer = send(receiver, TABLE, "Zahlen, 2023.csv")
    assert answer.status_code == 200, answer.text
    kept = answer.json()
    expected = {"name": "Zahlen, 2023.csv", "size": 21, "sha256": hashlib.sha256(TABLE).hexdigest()}
    assert kept == {"id": kept["id"], **expected}
    assert (waiting / kept["id"] / "content").read_bytes() == TABLE
    address = f"{receiver.url}/api/v1/files/{kept['id']}"
    assert requests.delete(address, timeout=30).status_code == 403
    gone = requests.delete(address, headers={"Origin": receiver.url}, timeout=30)
    assert gone.json() == {"id": kept["id"], "discarded": True} and left(waiting) == []
    again = requests.delete(address, headers={"Origin": receiver.url}, timeout=30)
    assert again.json() == {"id": kept["id"], "discarded": False}


@pytest.mark.parametrize("id_", ["..", "%2e%2e", "a" * 32 + "%2f..", "%00"])
def test_no_id_leads_out_of_the_folder(receiver: Served, own: Path, id_: str) -> None:
    before = sorted(own.iterdir())
    requests.delete(f"{receiver.url}/api/v1/files/{id_}", headers={"Origin": receiver.url}, timeout=30)
    assert sorted(own.iterdir()) == before


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/passwd", "a\\b\\passwd"])
def test_no_name_is_a_path(receiver: Served, waiting: Path, name: str) -> None:
    kept = send(receiver, TABLE, name).json()
    assert kept["name"] == "passwd" and left(waiting) == [kept["id"]]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://danube.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_foreign_page_cannot_send_a_file(receiver: Served, waiting: Path, headers: dict[str, str]) -> None:
    refused = send(receiver, TABLE, **headers)
    assert refused.status_code == 403 and refused.json()["error"].endswith((".", ")."))
    assert left(waiting) == []


def test_what_is_announced_too_large_is_refused_before_it_is_sent(receiver: Served, waiting: Path) -> None:
    line = Line(receiver, "Content-Length: 320000001")
    assert line.heard() == (413, "line.csv is larger than 320 MB, the most that is taken: split it.")
    line.cut()
    assert left(waiting) == []


def test_what_grows_too_large_unannounced_is_refused_then(receiver: Served, waiting: Path) -> None:
    refused = send(receiver, (b"x" * MB for _turn in range(330)))
    assert refused.status_code == 413 and "larger than 320 MB" in refused.json()["error"]
    assert left(waiting) == []


def test_there_is_a_limit_to_all_that_waits(receiver: Served, waiting: Path) -> None:
    first = send(receiver, b"x" * 150 * MB).json()["id"]
    line = Line(receiver, "Content-Length: 260000000")
    status, sentence = line.heard()
    assert status == 507 and sentence.startswith(
        "There is no room for line.csv: the files that wait here may"
    )
    line.cut()
    assert left(waiting) == [first]


def test_an_empty_file_is_refused(receiver: Served, waiting: Path) -> None:
    refused = send(receiver, b"", "empty.csv")
    assert (refused.status_code, refused.json()) == (
        400,
        {"error": "empty.csv is empty: there is nothing in it to read."},
    )
    assert left(waiting) == []


def test_a_body_longer_than_said_is_kept_as_said(receiver: Served, waiting: Path) -> None:
    """What follows is no request, and the connection ends with it."""
    line = Line(receiver, f"Content-Length: {len(TABLE)}")
    line.say(TABLE + b"HU11,1.5\n" * 1000)
    assert line.heard() == (200, "")
    (kept,) = left(waiting)
    assert (waiting / kept / "content").read_bytes() == TABLE
    line.cut()


@pytest.mark.parametrize("headers", [["Content-Length: 1000000"], ["Transfer-Encoding: chunked"]])
def test_a_connection_cut_in_the_middle_leaves_nothing(
    receiver: Served, waiting: Path, headers: list[str]
) -> None:
    line = Line(receiver, *headers)
    line.say(b"3e8\r\n" + b"x" * 1000 + b"\r\n")
    assert eventually(lambda: bool(left(waiting)))
    line.cut()
    assert eventually(lambda: not left(waiting))


def test_whoever_falls_silent_is_not_waited_for(receiver: Served, waiting: Path) -> None:
    line = Line(receiver, "Content-Length: 1000")
    line.say(TABLE)
    begun = time.monotonic()
    assert line.heard() == (408, "Nothing came for 2 seconds, so nothing was kept: send it again.")
    assert 1.5 < time.monotonic() - begun < 10
    line.cut()
    assert left(waiting) == []


def test_only_so_many_are_on_their_way_at_once(receiver: Served, waiting: Path) -> None:
    lines = [Line(receiver, "Content-Length: 10") for _turn in range(8)]
    assert eventually(lambda: len(left(waiting)) == 8)
    refused = send(receiver, TABLE)
    assert refused.status_code == 503 and refused.json()["error"].startswith(
        "Too many files are on their way"
    )
    for line in lines:
        line.cut()
    assert eventually(lambda: not left(waiting))
    assert send(receiver, TABLE).status_code == 200


def test_two_at_once_do_not_mix(receiver: Served, waiting: Path) -> None:
    bodies = [bytes([number]) * 40 * MB for number in (1, 2)]
    with ThreadPoolExecutor(2) as both:
        kept = [answer.json() for answer in both.map(lambda body: send(receiver, body), bodies)]
    assert [one["sha256"] for one in kept] == [hashlib.sha256(body).hexdigest() for body in bodies]
    assert left(waiting) == sorted(one["id"] for one in kept)


def resident(served: Served) -> int:
    """Bytes of memory that the server holds now."""
    status = Path(f"/proc/{served.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024


def settled(served: Served) -> int:
    """What it holds when the caches that it fills beside the first visitors no longer grow."""
    for _turn in range(60):
        before = resident(served)
        time.sleep(1.5)
        if resident(served) == before:
            return before
    raise AssertionError("The server never came to rest.")


def test_the_server_grows_by_no_more_than_a_few_pieces(receiver: Served, waiting: Path) -> None:
    """300 MB go through it once it has settled after its start."""
    before, seen = settled(receiver), []

    def body() -> Iterator[bytes]:
        for _turn in range(300):
            seen.append(resident(receiver))
            yield b"x" * MB

    assert send(receiver, body()).json()["size"] == 300 * MB
    assert max(seen) - before < 30 * MB


def test_a_full_disk_is_one_sentence_and_leaves_nothing(receiver: Served, waiting: Path) -> None:
    """The operating system lets no file of the server grow beyond 5 MB, as a full disk would."""
    usual = resource.prlimit(receiver.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(receiver.process.pid, resource.RLIMIT_FSIZE, (5 * MB, usual[1]))
    try:
        refused = send(receiver, b"x" * 8 * MB)
    finally:
        resource.prlimit(receiver.process.pid, resource.RLIMIT_FSIZE, usual)
    assert refused.status_code == 507
    assert refused.json()["error"].startswith(
        "The disk of the server is full, and nothing of figures.csv was"
    )
    assert left(waiting) == []


@pytest.mark.parametrize(
    ("method", "path", "known"),
    [("GET", "files", "POST is"), ("PUT", "files", "POST is"), ("GET", "files/1", "DELETE is")],
)
def test_other_methods_are_told_what_there_is(receiver: Served, method: str, path: str, known: str) -> None:
    refused = requests.request(method, f"{receiver.url}/api/v1/{path}", timeout=30)
    assert refused.status_code == 405
    assert refused.json()["error"] == f"{method} is not understood here; {known}."


def test_a_server_killed_in_the_middle_leaves_nothing_to_the_next(own: Path, waiting: Path) -> None:
    served = serving.start(own.parent, VAR=str(own), AHEAD="0", **LIMITS)
    try:
        kept = send(served, TABLE).json()["id"]
        line = Line(served, "Content-Length: 100000000")
        line.say(b"x" * 5 * MB)
        assert eventually(lambda: len(left(waiting)) == 2)
    finally:
        served.process.kill()
        served.process.wait(15)
    line.cut()
    assert len(left(waiting)) == 2
    served = serving.start(own.parent, VAR=str(own), AHEAD="0", **LIMITS)
    try:
        assert eventually(lambda: left(waiting) == [kept])
    finally:
        served.stop()
