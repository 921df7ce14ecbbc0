"""The slides of a deck in order: chosen, moved, doubled, deleted, and new ones put among them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from danube import catalogue, texts
from danube.events import photographs, revising
from danube.events.deck import Asked, Deck, Option, Poll, Slide, fresh, spoken
from danube.texts import N_, _
from danube.ui import lab_scenario, selection
from danube.ui.decks import keeping, stage
from danube.ui.decks.keeping import Told
from danube.ui.intake.plain import short

_DRAWER = "add"
KINDS: dict[Asked, str] = {
    "one": N_("A question with one answer"),
    "several": N_("A question with several answers"),
    "rating": N_("A rating"),
    "points": N_("Points to share among priorities"),
    "words": N_("A question answered in words"),
}
STARS, POINTS = 5, 100

LONGEST = 46


def title(deck: Deck, slide: Slide) -> str:
    """What a slide is called: its own title, else that of what it shows."""
    own = spoken(slide.title)
    if own or slide.kind == "text":
        return own or spoken(slide.text).strip().split("\n")[0] or _("A text")
    drawn = stage.scene(deck, slide)
    return (not isinstance(drawn, str) and drawn.title) or _NAMES[slide.kind]()


_NAMES: dict[str, Callable[[], str]] = {
    "view": lambda: _("A view"),
    "picture": lambda: _("A picture"),
    "poll": lambda: _("A question"),
}


def draw(deck: Deck, shown: Slide | None) -> None:
    """The slides as a list of buttons; the one that is shown stands out."""
    with st.container(key="strip", gap="xxsmall"):
        for place, slide in enumerate(deck.slides, 1):
            here = shown is not None and slide.id == shown.id
            st.button(
                f"{place}\\. {short(title(deck, slide), LONGEST)}", key=f"slide-{slide.id}", width="stretch",
                type="secondary" if here else "tertiary", on_click=selection.write, args=("slide", slide.id),
            )  # fmt: skip
    with st.popover(_("Add a slide"), key=_DRAWER, on_change="rerun", width="stretch") as drawer:
        if drawer.open:
            _additions(deck, shown)


def tools(deck: Deck, slide: Slide) -> None:
    """What can be done with the slide as a whole."""
    place = revising.find(deck, slide.id)
    with st.container(horizontal=True, gap="small", key="tools"):
        _tool("earlier", _("Earlier"), _moved(deck, slide, -1), disabled=not place)
        _tool("later", _("Later"), _moved(deck, slide, 1), disabled=place == len(deck.slides) - 1)
        _tool("double", _("Duplicate"), _doubled(deck, slide))
        _tool("delete", _("Delete"), _deleted(deck, slide))


def _tool(key: str, label: str, work: Callable[[], Told | str], *, disabled: bool = False) -> None:
    st.button(
        label, key=f"tool-{key}", on_click=keeping.press, args=(work, texts.language()), disabled=disabled
    )


def _moved(deck: Deck, slide: Slide, by: int) -> Callable[[], str]:
    def work() -> str:
        _before, after = keeping.change(deck.id, revising.move(slide.id, by))
        selection.write("slide", slide.id)
        place = revising.find(after, slide.id) + 1
        return _("It is slide {place} of {count} now.", place=place, count=len(after.slides))

    return work


def _doubled(deck: Deck, slide: Slide) -> Callable[[], str]:
    def work() -> str:
        name = fresh()
        keeping.change(deck.id, revising.double(slide.id, name))
        selection.write("slide", name)
        return _("The copy stands behind the slide.")

    return work


def _deleted(deck: Deck, slide: Slide) -> Callable[[], Told]:
    """Deletes it and shows its neighbour; undone, it stands where it was."""

    def work() -> Told:
        before, after = keeping.change(deck.id, revising.remove(slide.id))
        place = revising.find(before, slide.id)
        gone = before.slides[place]
        selection.write("slide", after.slides[min(place, len(after.slides) - 1)].id if after.slides else "")
        said = _("“{title}” is deleted.", title=title(before, gone))
        return Told("done", said, _returned(deck.id, gone, place))

    return work


def _returned(deck: str, gone: Slide, place: int) -> Callable[[], str]:
    def work() -> str:
        keeping.change(deck, revising.add(gone, place))
        selection.write("slide", gone.id)
        return _("The slide is back.")

    return work


def _additions(deck: Deck, shown: Slide | None) -> None:
    """A button for each kind of slide; views come from their own pages."""
    behind = shown.id if shown else ""
    kinds: dict[str, Callable[[], Slide]] = {"text": lambda: Slide(id=fresh(), kind="text")}
    kinds |= {kind: _question(kind) for kind in KINDS}
    for name, build in kinds.items():
        label = _(KINDS[name]) if name in KINDS else _("A text")
        st.button(
            label, key=f"add-{name}", width="stretch", on_click=keeping.press,
            args=(_added(deck.id, build, behind), texts.language()),
        )  # fmt: skip
    _photograph(deck, behind)
    st.caption(_("A view of the figures: open its page, choose, and press “Pin this view” below it."))


def _added(deck: str, build: Callable[[], Slide], behind: str) -> Callable[[], str]:
    """Puts a new slide behind the one that is shown."""

    def work() -> str:
        slide = build()

        def step(now: Deck) -> Deck:
            known = [one.id for one in now.slides]
            return revising.add(slide, known.index(behind) + 1 if behind in known else None)(now)

        _before, after = keeping.change(deck, step)
        selection.write("slide", slide.id)
        st.session_state[_DRAWER] = False
        place = revising.find(after, slide.id) + 1
        return _("Slide {place} is new: fill it in below.", place=place)

    return work


def _question(kind: Asked) -> Callable[[], Slide]:
    def build() -> Slide:
        most = {"rating": STARS, "points": POINTS, "several": 2}.get(kind, 1)
        return Slide(id=fresh(), kind="poll", poll=Poll(kind, _options(kind), most))

    return build


def _options(kind: Asked) -> tuple[Option, ...]:
    """What a new question begins with: yes and no, or the indicators of an own index."""
    if kind == "words":
        return ()
    if kind == "points":
        known = catalogue.load().indicators
        return tuple(Option(fresh(), _everywhere(known[id].name), id) for id in lab_scenario.STARTERS)
    said = [N_("Overall")] if kind == "rating" else [N_("Yes"), N_("No")]
    return tuple(Option(fresh(), _everywhere(one)) for one in said)


def _everywhere(message: str) -> dict[str, str]:
    return dict(zip(texts.LANGUAGES, texts.in_every_language(message), strict=True))


def _photograph(deck: Deck, behind: str) -> None:
    """A picture is read when it is added; until then it is the browser's."""
    nonce = f"photograph-{len(deck.slides)}"
    st.file_uploader(
        _("A picture: PNG, JPEG or WebP, at most 3 MB"),
        key=nonce,
        type=["png", "jpg", "jpeg", "webp"],
        max_upload_size=3,
    )
    if st.session_state.get(nonce) is not None:
        alt = st.text_input(
            _("What it shows, for those who cannot see it"), key=f"{nonce}-alt", max_chars=300
        )
        st.button(
            _("Add the picture"), key="add-picture", type="primary", on_click=keeping.press, disabled=not alt,
            args=(_added(deck.id, _taken(nonce), behind), texts.language()),
        )  # fmt: skip


def _taken(nonce: str) -> Callable[[], Slide]:
    def build() -> Slide:
        file, alt = st.session_state[nonce], str(st.session_state.get(f"{nonce}-alt", ""))
        picture = photographs.read(file.getvalue(), file.name, {texts.language(): alt})
        return Slide(id=fresh(), kind="picture", picture=picture)

    return build
