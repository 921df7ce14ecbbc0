"""Files in the fields of the pages (recipes, corrected lists), which Streamlit holds in memory: few for each.

Whoever reads may fill such a field, and Streamlit limits the single file alone. Here the files of a session
are limited together, and those of all sessions.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from danube.api import answers

PLACE = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/(?P<file>[^/]+)")
MB = 1_000_000
MINE, ALL = 50 * MB, 500 * MB
"""Bytes of one session, and of all of them."""

BESIDE = 2_000
"""Bytes counted for the name and whatever else is kept of a file."""


class Held:
    """Refuses a file beyond what may be held. `active`: is this a session of a visitor who is here?"""

    def __init__(self, app: ASGIApp, active: Callable[[str], bool]) -> None:
        self.app = app
        self.active = active
        self._files: dict[str, dict[str, int]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = PLACE.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found is None or not self.active(found["session"]):
            return await self.app(scope, receive, send)
        session, file = found["session"], found["file"]
        if scope["method"] == "PUT" and (refused := self._refusal(session, file, Headers(scope=scope))):
            return await refused(scope, receive, send)

        async def noted(message: Message) -> None:
            gone = scope["method"] == "DELETE" and message.get("status") == 204
            if gone:
                self._files.get(session, {}).pop(file, None)
            await send(message)

        return await self.app(scope, receive, noted)

    def _refusal(self, session: str, file: str, headers: Headers) -> Response | None:
        length = headers.get("content-length", "")
        if not length.isdecimal():
            return answers.problem("A file needs its size (the header Content-Length).", 411)
        if not self.room(session, file, int(length)):
            return answers.problem("Too many files are held for the pages: try again later.", 413)
        return None

    def room(self, session: str, file: str, size: int) -> bool:
        """True where the file may be held, which from now on it is."""
        mine = self._files.get(session, {})
        more = size + BESIDE - mine.get(file, 0)
        if sum(mine.values()) + more > MINE:
            return False
        if self._all() + more > ALL:
            self._files = {one: held for one, held in self._files.items() if self.active(one)}
            if self._all() + more > ALL:
                return False
        self._files[session] = {**mine, file: size + BESIDE}
        return True

    def _all(self) -> int:
        return sum(sum(held.values()) for held in self._files.values())
