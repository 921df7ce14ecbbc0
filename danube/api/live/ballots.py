"""The ballot of a poll as a form; the page's script sends it, and opens it while votes are taken."""

from __future__ import annotations

from html import escape

from danube import texts
from danube.events import phrases
from danube.events.deck import Option, Poll, Slide, spoken
from danube.texts import _, n_

STARS = 10
"""A rating up to here is a row of buttons; beyond it a number is typed."""


def form(slide: Slide) -> str:
    """The ballot of a poll's slide, closed until the script opens it; empty for other slides."""
    poll = slide.poll
    if poll is None:
        return ""
    return (
        f'<form class="ballot" data-slide="{escape(slide.id)}" data-kind="{poll.kind}" '
        f'data-most="{poll.most}"><fieldset disabled><legend>{escape(_told(poll))}</legend>'
        f"{_fields(poll)}"
        f'<button type="submit">{escape(_("Send my answer"))}</button></fieldset>'
        f'<p class="said" role="status"></p></form>'
    )


def _told(poll: Poll) -> str:
    if poll.kind == "several":
        return n_("Choose up to {count} answer", "Choose up to {count} answers", poll.most)
    if poll.kind == "points":
        return n_("Share out {count} point", "Share out {count} points", poll.most)
    if poll.kind == "rating":
        return _("Rate from 1 to {most}", most=texts.number(poll.most, 0))
    return _("Choose one answer") if poll.kind == "one" else _("Answer in a few words")


def _fields(poll: Poll) -> str:
    if poll.kind == "words":
        field = f'<input name="words" type="text" maxlength="{phrases.LONGEST}" autocomplete="off">'
        return f'<label class="line">{escape(_("Your answer"))}{field}</label>'
    rest = '<p class="rest" aria-live="polite"></p>' if poll.kind == "points" else ""
    return "".join(_field(poll, option) for option in poll.options) + rest


def _field(poll: Poll, option: Option) -> str:
    label, name = escape(spoken(option.label)), escape(option.id)
    if poll.kind in ("one", "several"):
        kind = "radio" if poll.kind == "one" else "checkbox"
        box = f'<input type="{kind}" name="choice" value="{name}">'
        return f'<label class="choice">{box}<span>{label}</span></label>'
    if poll.kind == "rating" and poll.most <= STARS:
        return _steps(name, label, poll.most)
    low = 1 if poll.kind == "rating" else 0
    return (
        f'<label class="line">{label}<input type="number" inputmode="numeric" name="{name}" min="{low}" '
        f'max="{poll.most}" step="1"></label>'
    )


def _steps(name: str, label: str, most: int) -> str:
    steps = "".join(
        f'<label><input type="radio" name="{name}" value="{step}"><span>{step}</span></label>'
        for step in range(1, most + 1)
    )
    return f'<div class="steps" role="radiogroup" aria-label="{label}"><p>{label}</p>{steps}</div>'
