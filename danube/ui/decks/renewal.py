"""The figures that a deck shows: its version, uploads or none, and what a newer version would change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from danube import catalogue, regions, texts, words
from danube.events import renewing
from danube.events.deck import Deck
from danube.events.renewing import Renewal
from danube.texts import _, n_
from danube.ui import figures
from danube.ui.decks import keeping, stage, strip
from danube.ui.decks.keeping import Told
from danube.ui.intake.plain import plain

_FOUND = "what a newer version would change in a deck"


def draw(deck: Deck) -> None:
    """The version of the deck, and on demand what the latest would change in it."""
    st.header(_("The figures of this deck"), anchor=False)
    _uploads(deck)
    newest = figures.latest()
    if deck.version >= newest:
        st.markdown(
            _("It shows version {version}, the latest. Newer ones will not change it.", version=deck.version)
        )
        return
    st.markdown(
        _(
            "It stays at version {version}, whatever is published since. The latest is {newest}.",
            version=deck.version,
            newest=newest,
        )
    )
    asked = (deck.id, deck.version, newest)
    st.button(_("What would the latest change?"), key="compare", on_click=_ask, args=(asked,))
    if st.session_state.get(_FOUND) == asked:
        _tell(deck, newest)


def _ask(asked: tuple[str, int, int]) -> None:
    st.session_state[_FOUND] = asked


def _uploads(deck: Deck) -> None:
    """Whether figures that analysts brought count in this deck."""
    st.toggle(
        _("With figures that were uploaded"), deck.uploads, key=f"uploads-{deck.id}-{deck.uploads}",
        on_change=keeping.press, args=(_switched(deck), texts.language()),
    )  # fmt: skip


def _switched(deck: Deck) -> Callable[[], str]:
    def work() -> str:
        keeping.change(deck.id, lambda now: replace(now, uploads=not deck.uploads))
        if deck.uploads:
            return _("The deck leaves uploaded figures out now.")
        return _("The deck counts uploaded figures now.")

    return work


def _tell(deck: Deck, newest: int) -> None:
    """Slide by slide what differs, then the button that does it."""
    found = _compared(deck, newest)
    differing = [one for one in found if one.differs]
    still = len(deck.slides) - len(differing)
    for one in differing:
        with st.container(border=True, key=f"renewal-{one.slide.id}"):
            name = plain(strip.title(deck, one.slide))
            st.markdown(f"**{one.place + 1}\\. {name}**: {_counted(one)}")
            for line in _details(one):
                st.caption(line)
    if not differing:
        st.markdown(_("No slide would look different."))
    else:
        st.markdown(
            n_("{count} slide stays as it is.", "{count} slides stay as they are.", still) if still else ""
        )
    st.button(
        _("Update to version {version}", version=newest), key="renew", type="primary",
        on_click=keeping.press, args=(_renewed(deck, newest), texts.language()),
    )  # fmt: skip


def _compared(deck: Deck, newest: int) -> list[Renewal]:
    """Every view drawn at both versions; a bar tells how far it is."""
    views = sum(slide.view is not None for slide in deck.slides)
    bar = st.progress(0.0, _("The slides are drawn from both versions …"))
    found = []
    for one in renewing.compare(deck, newest, lambda slide, at: stage.scene(deck, slide, version=at)):
        found.append(one)
        bar.progress(len(found) / views)
    bar.empty()
    return found


def _counted(one: Renewal) -> str:
    """`3 figures change, 1 is new.`"""
    if one.lost:
        return _("it can no longer be drawn: {reason}", reason=plain(one.lost))
    told = [
        n_("{count} figure changes", "{count} figures change", one.count("changed")),
        n_("{count} is new", "{count} are new", one.count("new")),
        n_("{count} is gone", "{count} are gone", one.count("gone")),
    ]
    counts = [one.count(kind) for kind in ("changed", "new", "gone")]
    said = [line for line, count in zip(told, counts, strict=True) if count]
    return f"{texts.listing(said)}." if said else _("its figures stay, its words change.")


def _details(one: Renewal) -> list[str]:
    """The largest changes, and words and years that would be others."""
    known = catalogue.load().indicators
    lines = []
    for row in one.largest.to_dict("records"):
        if (block := known.get(str(row["indicator"]))) is None:
            continue
        before, after = (words.amount(float(row[name]), block) for name in ("before", "after"))
        code = str(row["region"])
        place = regions.name(code) if code in regions.load() else code
        lines.append(plain(f"{place}, {_(block.name)}, {row['period']}: {before} → {after}"))
    if one.dated[0] != one.dated[1]:
        lines.append(plain(_("Years: {before} → {after}", before=one.dated[0], after=one.dated[1])))
    if one.told[0] != one.told[1] and one.told[1]:
        lines.append(plain(_("It would say: {sentence}", sentence=one.told[1])))
    return lines


def _renewed(deck: Deck, newest: int) -> Callable[[], Told]:
    """The deck at the newest version; undone, at the one that it had."""

    def work() -> Told:
        keeping.change(deck.id, lambda now: replace(now, version=newest))
        st.session_state.pop(_FOUND, None)
        said = _("The deck shows version {version} of the figures now.", version=newest)
        return Told("done", said, back)

    def back() -> str:
        keeping.change(deck.id, lambda now: replace(now, version=deck.version))
        return _("The deck shows version {version} of the figures again.", version=deck.version)

    return work
