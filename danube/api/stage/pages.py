"""The pages of a room for who presents: the desk, and the projector without notes."""

from __future__ import annotations

import secrets
from html import escape

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from danube import texts
from danube.api.asked import Refused
from danube.api.live import qr
from danube.api.live.hub import hub
from danube.api.live.shown import Shown
from danube.api.stage import entrance, files, wording
from danube.events import codes
from danube.events.deck import Slide, spoken
from danube.texts import _


async def present(request: Request) -> Response:
    """The presenter's desk. A link with its token is exchanged for a cookie first."""
    if "token" in request.query_params:
        return await to_thread.run_sync(entrance.admit, request)
    code = entrance.code(request)
    if request.path_params["code"] != code:
        return RedirectResponse(f"/live/{code}/present?lang={texts.language()}", 303)
    if not await to_thread.run_sync(hub().rooms.fits, code, entrance.token(request)):
        raise Refused(entrance.stranger(), 403)
    return _desk(await hub().now(code))


def _desk(shown: Shown) -> Response:
    language = texts.language()
    seat = f"{secrets.choice(list(wording.RIVERS))}-{secrets.randbelow(9_000) + 1_000}"
    words = wording.presenter()
    html = {
        "shown_code": codes.shown(shown.code),
        "language_label": words["language"],
        "screen_address": f"/live/{shown.code}/screen?lang={language}",
        "languages_html": _languages(language),
        "slides_html": "".join(_jump(place, slide) for place, slide in enumerate(shown.deck.slides)),
    }
    slides = [
        {"id": slide.id, "kind": slide.kind, "title": _titled(slide, place), "notes": spoken(slide.notes)}
        for place, slide in enumerate(shown.deck.slides)
    ]
    del words["language"]
    given = {"code": shown.code, "language": language, "seat": seat, "slides": slides}
    return files.page("present", "dark", {**words, **html}, given)


def _languages(language: str) -> str:
    return "".join(
        f'<option value="{code}"{" selected" if code == language else ""}>{name}</option>'
        for code, name in texts.LANGUAGES.items()
    )


def _jump(place: int, slide: Slide) -> str:
    return f'<li><button type="button" data-slide="{place}">{escape(_titled(slide, place))}</button></li>'


def _titled(slide: Slide, place: int) -> str:
    return spoken(slide.title) or _("Slide {place}", place=place + 1)


async def screen(request: Request) -> Response:
    """The projector: what the room sees, as large as the screen."""
    language = texts.language()
    code = entrance.code(request)
    await hub().now(code)
    address = qr.audience(str(request.base_url), code).partition("://")[2]
    html = {"shown_code": codes.shown(code), "address": address, "qr": f"/live/qr/{code}.svg"}
    return files.page("screen", "light", wording.screen() | html, {"code": code, "language": language})
