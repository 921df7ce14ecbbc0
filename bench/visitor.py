"""A visitor without a browser: speaks Streamlit's protocol over a websocket, as its page does."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

KINDS = {"selectbox": "string_value", "slider": "double_array_value", "button_group": "int_array_value"}
PATIENCE = 120
KEPT_RUNS = 2


@dataclass(frozen=True)
class Widget:
    """A widget on the page: its id, the field its value travels in, its options, the fragment around it."""

    id: str
    kind: str
    options: tuple[str, ...]
    fragment: str


@dataclass(frozen=True)
class Rerun:
    """One answer of the server: milliseconds until it was complete, bytes and messages."""

    ms: float
    size: int
    messages: int


@dataclass
class Visitor:
    """One session; `widgets` are those of the page last seen, by key."""

    base: str
    page: str = ""
    query: str = ""
    widgets: dict[str, Widget] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    _socket: Any = None
    _script: str = ""
    _runs: int = 0
    _held: dict[str, int] = field(default_factory=dict)

    async def arrive(self) -> Rerun:
        """Opens the session and loads the page."""
        address = self.base.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await websockets.connect(
            address, subprotocols=["streamlit"], origin=self.base, max_size=None,
            compression=None, open_timeout=PATIENCE, ping_interval=None,
        )  # fmt: skip
        return await self._ask(self._rerun())

    async def choose(self, key: str, step: int) -> Rerun:
        """Moves the widget with this key to its option number `step`, counted round."""
        widget = self.widgets[key]
        message = self._rerun(widget.fragment)
        state = message.rerun_script.widget_states.widgets.add()
        state.id = widget.id
        place = step % len(widget.options)
        if widget.kind == "string_value":
            state.string_value = widget.options[place]
        elif widget.kind == "double_array_value":
            state.double_array_value.data.append(place)
        else:
            state.int_array_value.data.append(place)
        return await self._ask(message)

    async def leave(self) -> None:
        """Closes the session."""
        await self._socket.close()

    def _rerun(self, fragment: str = "") -> BackMsg:
        message = BackMsg()
        wanted = message.rerun_script
        wanted.query_string = self.query
        wanted.page_script_hash = self._script
        wanted.context_info.locale = "en-GB"
        wanted.context_info.timezone = "Europe/Vienna"
        wanted.context_info.url = f"{self.base}/{self.page}"
        if not self._script:
            wanted.page_name = self.page
        wanted.cached_message_hashes.extend(self._held)
        if fragment:
            wanted.fragment_id = fragment
        return message

    async def _ask(self, message: BackMsg) -> Rerun:
        begun = perf_counter()
        await self._socket.send(message.SerializeToString())
        size = count = 0
        while True:
            data = await asyncio.wait_for(self._socket.recv(), PATIENCE)
            said = ForwardMsg.FromString(data)
            size, count = size + len(data), count + 1
            kind = said.WhichOneof("type")
            if kind == "script_finished":
                self._forget()
                return Rerun((perf_counter() - begun) * 1000, size, count)
            self._listen(said, kind)

    def _listen(self, said: ForwardMsg, kind: str | None) -> None:
        if said.metadata.cacheable or kind == "ref_hash":
            self._held[said.ref_hash or said.hash] = self._runs
        if kind == "navigation":
            self._script = said.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = said.page_info_changed.query_string
        elif kind == "delta":
            self._note(said)

    def _forget(self) -> None:
        """Streamlit's page forgets a message that was not used in the last two runs; so does this visitor."""
        self._runs += 1
        self._held = {name: run for name, run in self._held.items() if self._runs - run <= KEPT_RUNS}

    def _note(self, said: ForwardMsg) -> None:
        element = said.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR):
            self.failures.append(str(getattr(element, kind)))
        if kind not in KINDS:
            return
        proto = getattr(element, kind)
        options = tuple(o if isinstance(o, str) else o.content for o in proto.options)
        key = proto.id.rsplit("-", 1)[-1]
        self.widgets[key] = Widget(proto.id, KINDS[kind], options, said.delta.fragment_id)


def seen(visitor: Visitor) -> str:
    """What a visitor could change, for the one who writes a benchmark."""
    return json.dumps({key: len(widget.options) for key, widget in visitor.widgets.items()})
