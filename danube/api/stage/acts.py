"""What the presenter does to the room: a step, a poll, a detour, the pointer, a word that may be shown."""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import cache
from typing import Annotated, Any, Literal, cast

import pydantic
from anyio import to_thread
from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass
from starlette.requests import Request
from starlette.responses import Response

from danube import texts
from danube.api import pointing
from danube.api.asked import Refused
from danube.api.live.hub import hub
from danube.api.live.shown import Shown
from danube.api.stage import desk, entrance, years
from danube.api.stage.sketches import profile, sketches
from danube.events import weighing
from danube.events.actions import Action, Do
from danube.events.deck import View
from danube.texts import _

STRICT = ConfigDict(extra="forbid")
MOST_SEATS = 1_000
Share = Annotated[float, pydantic.Field(ge=0, le=1)]
Short = Annotated[str, StringConstraints(max_length=64)]
POLLS = ("open", "close", "reveal", "hide")


@dataclass(frozen=True, config=STRICT)
class Act:
    """An act of a seat; `turn` rises with each, so that one which comes late is known as late.

    `go` names a slide, `region` a region and `year` a year to show; `points` and `open` to `hide` the slide
    they are `of`.
    """

    seat: Short
    action: Literal[
        "go", "dark", "light", "back", "take", "region", "year", "points", "open", "close", "reveal", "hide"
    ]
    turn: Annotated[int, pydantic.Field(ge=0)] = 0
    slide: Annotated[int, pydantic.Field(ge=0)] | None = None
    region: Short = ""
    year: Short = ""
    of: Short = ""


@dataclass(frozen=True, config=STRICT)
class Pointed:
    """Where on the picture, as shares of it; nothing where the pointer left it."""

    x: Share | None = None
    y: Share | None = None


@dataclass(frozen=True, config=STRICT)
class Judged:
    """A word of the room, and whether it may be shown."""

    slide: Short
    text: Annotated[str, StringConstraints(max_length=300)]
    passed: bool


class Turns:
    """The newest turn of each seat: a request that was overtaken on its way must not move the room back."""

    def __init__(self) -> None:
        self._newest: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._guard = threading.Lock()

    def late(self, code: str, seat: str, turn: int) -> bool:
        """True where a later act of this seat has come already; the same one again is not late."""
        with self._guard:
            newest = self._newest.pop((code, seat), 0)
            self._newest[code, seat] = max(newest, turn)
            if len(self._newest) > MOST_SEATS:
                self._newest.popitem(last=False)
        return turn < newest


@cache
def turns() -> Turns:
    """Those of this process."""
    return Turns()


ACT, POINTED, JUDGED = TypeAdapter(Act), TypeAdapter(Pointed), TypeAdapter(Judged)


async def act(request: Request) -> Response:
    """One act of the presenter; answers with the desk as it is then."""
    code, token = await to_thread.run_sync(entrance.require, request)
    wished: Act = _read(ACT, await entrance.body(request))
    if turns().late(code, wished.seat, wished.turn):
        return await desk.answer(code, token)
    shown = await hub().now(code)
    state = await to_thread.run_sync(_acted, shown, token, wished)
    return await desk.answer(code, token, state)


def _acted(shown: Shown, token: str, wished: Act) -> int:
    """The seq after the act."""
    action = _action(shown, wished)
    return hub().rooms.act(shown.code, token, wished.seat, action).seq


def _action(shown: Shown, wished: Act) -> Action:
    if view := _detour(shown, wished):
        sketches().view(
            shown.plan, view, texts.language()
        )  # what cannot be drawn is refused before it is shown
        return Action("detour", view=view)
    if wished.action in POLLS:
        return Action(cast(Do, wished.action), poll=wished.of)
    if wished.action == "go":
        return Action("go", slide=_place(shown, wished.slide))
    return Action(cast(Do, wished.action))


def _detour(shown: Shown, wished: Act) -> View | None:
    """The view outside the script that is wished for; None for acts of another kind."""
    if wished.action == "region":
        return profile(wished.region)
    if wished.action == "year":
        return years.turned(shown, wished.year)
    return weighed(shown, wished.of) if wished.action == "points" else None


def weighed(shown: Shown, slide: str) -> View:
    """The map of the points that the room has given, once they are revealed. Raises Refused."""
    votes = hub().votes
    view = weighing.view(votes.tally(shown.code, slide), votes.poll(shown.code, slide))
    if view is None:
        raise Refused(_("No point was given to an option that stands for an indicator."), 409)
    return view


def _place(shown: Shown, slide: int | None) -> int:
    if slide is None or slide >= shown.state.count:
        raise Refused(_("There is no such slide in this deck; reload the page and try again."), 404)
    return slide


async def point(request: Request) -> Response:
    """The pointer of the presenter, told to the screens of the room."""
    code, _token = await to_thread.run_sync(entrance.require, request)
    where: Pointed = _read(POINTED, await entrance.body(request))
    pointing.point(code, where.x, where.y)
    return Response(status_code=204, headers=desk.NEVER_KEPT)


async def judge(request: Request) -> Response:
    """Lets a word of the room pass, or holds it back; answers with the desk."""
    code, token = await to_thread.run_sync(entrance.require, request)
    word: Judged = _read(JUDGED, await entrance.body(request))
    await to_thread.run_sync(hub().votes.judge, code, word.slide, word.text, word.passed, token)
    return await desk.answer(code, token)


def _read(kind: TypeAdapter[Any], content: Any) -> Any:
    try:
        return kind.validate_python(content)
    except ValidationError:
        raise Refused(
            _("This is nothing that a presenter can do here; reload the page and try again.")
        ) from None
