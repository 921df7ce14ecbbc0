"""Slides that are no view of the figures: a text, a picture, a question without its votes."""

from __future__ import annotations

from dataclasses import replace

from danube import texts
from danube.events.deck import Poll, Slide, spoken
from danube.events.scene import Scene
from danube.texts import LANGUAGES, _


def text(slide: Slide) -> Scene:
    """A text in paragraphs."""
    return Scene(title=spoken(slide.title), sentence=spoken(slide.sentence), body=spoken(slide.text))


def picture(slide: Slide) -> Scene:
    """A picture of somebody's own, with its words and whose it is."""
    shown = slide.picture
    assert shown is not None
    return Scene(
        title=spoken(slide.title),
        sentence=spoken(slide.sentence),
        picture=f"data:{shown.media};base64,{shown.data}",
        alt=spoken(shown.alt),
        sources=(shown.credit,) if shown.credit else (),
        lacking=() if spoken(shown.alt) else (_("The picture has no words that say what it shows."),),
    )


def question(slide: Slide) -> Scene:
    """A question with its options, a line each, before anybody has voted."""
    poll = slide.poll
    assert poll is not None
    options = [spoken(option.label) for option in poll.options]
    return Scene(
        title=spoken(slide.title),
        sentence=spoken(slide.sentence) or invitation(poll),
        body="\n\n".join(options),
    )


def invitation(poll: Poll) -> str:
    """What the room is asked to do."""
    most = texts.number(poll.most, 0)
    return {
        "one": _("Choose one answer."),
        "several": _("Choose up to {most} answers.", most=most),
        "rating": _("Rate each from 1 to {most}.", most=most),
        "points": _("Share {most} points among these.", most=most),
        "words": _("Answer in a few words."),
    }[poll.kind]


def dressed(scene: Scene, slide: Slide) -> Scene:
    """The scene under the title and sentence that the deck gives it, and what it lacks in this language."""
    return replace(
        scene,
        title=spoken(slide.title) or scene.title,
        sentence=spoken(slide.sentence) or scene.sentence,
        lacking=(*scene.lacking, *_untranslated(slide)),
    )


def _untranslated(slide: Slide) -> list[str]:
    """A sentence for each text of the slide that this language lacks while another has it."""
    said = {
        _("title"): slide.title,
        _("sentence"): slide.sentence,
        _("notes"): slide.notes,
        _("text"): slide.text,
    }
    if slide.picture:
        said[_("description of the picture")] = slide.picture.alt
    if slide.poll:
        for option in slide.poll.options:
            said[_("option “{option}”", option=spoken(option.label))] = option.label
    language = texts.language()
    return [
        _("No {language} for: {part}.", language=LANGUAGES[language], part=part)
        for part, words in said.items()
        if any(words.values()) and not words.get(language)
    ]
