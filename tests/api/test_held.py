"""What the pages' own fields hold in memory: limited for each session and for all, freed with the session."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from websockets.asyncio.client import connect

from danube.api import held
from danube.api.held import Held
from tests.serving import Served


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Runs it in a thread of its own: this one may have a loop already, a browser's."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _app(scope: Any, _receive: Any, send: Any) -> None:
    status = 403 if scope["query_string"] == b"refuse" else 204
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def asked(guard: Held, path: str, length: str | None, method: str = "PUT", query: bytes = b"") -> int:
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    headers = [] if length is None else [(b"content-length", length.encode())]
    scope = {"type": "http", "method": method, "path": path, "headers": headers, "query_string": query}
    run(guard(scope, None, send))  # type: ignore[arg-type]
    return int(said[0]["status"])


@pytest.fixture
def here() -> set[str]:
    return {"a", "b", "c"}


@pytest.fixture
def guard(here: set[str], monkeypatch: pytest.MonkeyPatch) -> Held:
    monkeypatch.setattr(held, "BESIDE", 1)
    monkeypatch.setattr(held, "MINE", 100)
    monkeypatch.setattr(held, "ALL", 150)
    return Held(_app, here.__contains__)


def test_files_of_a_session(guard: Held) -> None:
    place = "/_stcore/upload_file/a"
    assert [asked(guard, f"{place}/{file}", "60") for file in ("1", "2")] == [204, 413]
    assert asked(guard, f"{place}/1", "99") == 204  # in the place of the first
    assert asked(guard, f"{place}/1", None, "DELETE", b"refuse") == 403  # it is still there
    assert asked(guard, f"{place}/2", "60") == 413
    assert asked(guard, f"{place}/1", None, "DELETE") == 204
    assert asked(guard, f"{place}/2", "60") == 204


def test_files_of_all_sessions(guard: Held, here: set[str]) -> None:
    place = "/_stcore/upload_file"
    assert [asked(guard, f"{place}/{one}/1", "90") for one in "ab"] == [204, 413]
    here.remove("a")
    assert asked(guard, f"{place}/b/1", "90") == 204


def test_many_files_without_content(guard: Held) -> None:
    answers = [asked(guard, f"/_stcore/upload_file/a/{number}", "0") for number in range(101)]
    assert answers.count(204) == 100


def test_size_has_to_be_told(guard: Held) -> None:
    assert asked(guard, "/_stcore/upload_file/a/1", None) == 411


def test_nothing_is_noted_of_strangers(guard: Held) -> None:
    """Streamlit refuses an unknown session itself, and other addresses are no concern of ours."""
    assert asked(guard, "/_stcore/upload_file/stranger/1", "999") == 204
    assert asked(guard, "/api/v1/files", None, "POST") == 204
    assert guard._files == {}


def test_a_reader_cannot_fill_the_memory(server: Served) -> None:
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    async def answers() -> list[int]:
        address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
        async with connect(address, origin=server.url, subprotocols=["streamlit"], max_size=None) as session:  # type: ignore[list-item, arg-type]
            begin, told = BackMsg(), ForwardMsg()
            begin.rerun_script.query_string = ""
            await session.send(begin.SerializeToString())
            while told.WhichOneof("type") != "new_session":
                told.ParseFromString(bytes(await session.recv()))
            own = told.new_session.initialize.session_id
            return await asyncio.to_thread(put, own)

    def put(session: str) -> list[int]:
        with requests.Session() as browser:
            browser.get(f"{server.url}/_stcore/health", timeout=30)
            headers = {"X-Xsrftoken": browser.cookies["_streamlit_xsrf"]}
            return [
                browser.put(
                    f"{server.url}/_stcore/upload_file/{session}/{number}",
                    files={"file": ("x.json", b"x" * 19_000_000)}, headers=headers, timeout=60,
                ).status_code
                for number in range(3)
            ]  # fmt: skip

    assert run(answers()) == [204, 204, 413]
