"""The page of the audience: one light page that follows the presenter, in the language of each phone."""

from __future__ import annotations

import json
from collections import OrderedDict
from html import escape

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from danube import texts
from danube.api.live import answering, fragments
from danube.api.live.held import screens
from danube.api.live.hub import hub
from danube.api.live.shown import Shown
from danube.api.prepared import Asset, compressed
from danube.events import codes
from danube.events.deck import spoken
from danube.events.scene import Scene
from danube.texts import _

KEPT = 32
HTML = "text/html; charset=utf-8"
VARIES = {"vary": "accept-encoding, accept-language"}
_PAGES: OrderedDict[tuple[str, str, str], Asset] = OrderedDict()
"""Room, mark and language → the page, written and compressed once."""


async def phone(request: Request) -> Response:
    """The page of a room; an address typed in capitals leads to the one with small letters."""
    typed = request.path_params["code"]
    shown = await hub().now(typed)
    if typed != shown.code:
        return RedirectResponse(f"/live/{shown.code}?{request.url.query}".rstrip("?"), 307)
    language = texts.language()
    asked = (shown.code, shown.mark, language)
    if (written := _PAGES.get(asked)) is None:
        piece = await screens().piece(shown, shown.now, language, "light")
        written = await to_thread.run_sync(_compressed, shown, piece.scene)
        if not piece.lasting:
            return written.answer(request.headers)
        _PAGES[asked] = written
        while len(_PAGES) > KEPT:
            _PAGES.popitem(last=False)
    return written.answer(request.headers)


def _compressed(shown: Shown, scene: Scene) -> Asset:
    return compressed(page(shown, scene).encode(), HTML, **VARIES)


def page(shown: Shown, scene: Scene) -> str:
    """The page with title and sentence of what is shown now; its picture comes by the script.

    Without a script the picture is there as a file, and a link shows the current slide.
    """
    name = spoken(shown.deck.name) or _("Live")
    body = (
        f'<header><p class="deck">{escape(name)}</p>{_languages(shown.code)}'
        f'<p id="line" role="status" data-line="begin">{escape(_("Connecting"))}</p></header>'
        f'<main id="slide" tabindex="-1">{_first(shown, scene)}</main>'
        f'<p id="news" class="unseen" aria-live="polite"></p>'
        f"{_steps()}<footer>{_privacy()}</footer>"
        f"{_data('words', words())}{_data('state', shown.document)}"
    )
    return answering.document(name, body, script="phone.js")


def _first(shown: Shown, scene: Scene) -> str:
    if shown.state.dark:
        return f'<p class="dark">{escape(_("The screen is dark for a moment."))}</p>'
    said = (
        f"<h1>{escape(scene.title)}</h1>"
        f'<p class="sentence">{escape(scene.sentence)}</p>{fragments.paragraphs(scene.body)}'
    )
    return f"<article>{said}<noscript>{_unscripted(shown, scene)}</noscript></article>"


def _unscripted(shown: Shown, scene: Scene) -> str:
    base, query = f"/live/{shown.code}", f"lang={texts.language()}"
    address = escape(f"{base}/picture/{shown.now}?{query}")
    pictured = scene.svg or scene.picture
    drawn = f'<figure><img src="{address}" alt="{escape(scene.alt)}"></figure>' if pictured else ""
    told = _("Without JavaScript this page follows only when you ask, and cannot vote.")
    again = f'<a class="button" href="{base}?{query}">{escape(_("Show the current slide"))}</a>'
    return (
        f"{drawn}{fragments.table(scene.table)}{fragments.sources(scene)}<p>{again}</p><p>{escape(told)}</p>"
    )


def _languages(code: str) -> str:
    current = {texts.language(): ' aria-current="true"'}
    links = (
        f'<a href="/live/{code}?lang={key}" hreflang="{key}" lang="{key}"{current.get(key, "")}>'
        f"{escape(name)}</a>"
        for key, name in texts.LANGUAGES.items()
    )
    return f'<nav class="languages" aria-label="{escape(_("Language"))}">{"".join(links)}</nav>'


def _steps() -> str:
    return (
        f'<nav id="steps" aria-label="{escape(_("Slides"))}" hidden>'
        f'<button type="button" id="earlier">{escape(_("Earlier"))}</button>'
        '<p id="place"></p>'
        f'<button type="button" id="later">{escape(_("Later"))}</button>'
        f'<button type="button" id="back" hidden>{escape(_("Back to the presenter"))}</button></nav>'
    )


def _privacy() -> str:
    said = _(
        "No account, no name, no tracking: no personal data are kept. Whoever votes gets a random number "
        "as a cookie of this room alone, so that each phone counts once."
    )
    observatory = escape(_("The observatory"))
    return f'<p>{escape(said)}</p><p><a href="/">{observatory}</a></p>'


def words() -> dict[str, str]:
    """What the script says."""
    return {
        "begin": _("Connecting"),
        "live": _("Connected: you see what the presenter shows."),
        "asking": _("Connected, a little behind: this page asks every few seconds."),
        "lost": _("The connection is lost; trying again."),
        "over": _("This talk has ended. You can still look at its slides."),
        "dark": _("The screen is dark for a moment."),
        "place": _("Slide {place} of {count}"),
        "back": _("Back to the presenter"),
        "waiting": _("Voting has not begun yet."),
        "closed": _("Voting is over. The result appears when the presenter shows it."),
        "sending": _("Sending"),
        "unsent": _("Your answer did not arrive: check the connection and send it again."),
        "given": _("You have answered. You can change it as long as the poll is open."),
        "nothing": _("Nothing is chosen yet."),
        "rest": _("Points left: {rest}"),
        "most": _("At most {most} answers: take one back first."),
        "broken": _("This slide could not be loaded; trying again."),
    }


def _data(name: str, content: object) -> str:
    """Data for the script; no sign in it ends the element."""
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{written}</script>'


async def entrance(request: Request) -> Response:
    """Where a code is typed; one that is a code leads on."""
    typed = request.query_params.get("code", "")
    if code := codes.read(typed):
        return RedirectResponse(f"/live/{code}?lang={texts.language()}", 303)
    wrong = _("{code} is no code: it has six letters and digits.", code=typed[:20]) if typed else ""
    said = f'<p class="refused" role="alert">{escape(wrong)}</p>' if wrong else ""
    title = _("Follow a talk")
    body = (
        f'<main><h1>{escape(title)}</h1>{said}<form class="code" action="/live" method="get">'
        f'<label>{escape(_("The code on the screen"))}<input name="code" required autocomplete="off" '
        f'autocapitalize="none" spellcheck="false" maxlength="12" value="{escape(typed[:20])}"></label>'
        f'<input type="hidden" name="lang" value="{texts.language()}">'
        f'<button type="submit">{escape(_("Follow"))}</button></form></main>'
    )
    asset = compressed(answering.document(title, body).encode(), HTML, **VARIES)
    return asset.answer(request.headers)
