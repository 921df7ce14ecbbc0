"""The page of decks: begun, pinned to, written in two languages by two people, taken away and brought."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Visit
from PIL import Image

from danube import settings
from danube.access import Person
from danube.events import deck as decks
from danube.events.deck import Deck, Option, Picture, Poll, Slide, View
from danube.events.library import Library
from danube.events.scenes import PAGES
from danube.store import Warehouse
from danube.ui import visitor
from danube.ui.decks import strip, taking

HOSTILE = "<script>alert(1)</script> [x](http://evil.example) **b**"


@pytest.fixture
def shelf(visit: Visit, var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """An empty shelf of decks beside the warehouse of `data/`, which the pages of this test use."""
    for path in var.iterdir():
        if not path.name.startswith("events"):
            (tmp_path / path.name).symlink_to(path)
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path))
    return Library(settings.read())


@pytest.fixture
def talk(shelf: Library, warehouse: Warehouse) -> Deck:
    """A deck of a map, a text and a question, at the latest version."""
    asked = Poll("one", (Option("yes", {"en": "Yes", "de": "Ja"}), Option("no", {"en": "No", "de": "Nein"})))
    slides = (
        Slide("map", "view", view=View("map", {"indicator": "gerd", "year": "2021"})),
        Slide("words", "text", title={"en": HOSTILE}, text={"en": "One.\n\nTwo."}),
        Slide("asked", "poll", title={"en": "Do you agree?"}, poll=asked),
    )
    deck = Deck("talk", {"en": "Talk of Ana"}, warehouse.latest(), slides)
    shelf.save(deck)
    return deck


def press(app: Any, key: str) -> Any:
    """Clicks and runs."""
    app.get_by_key(key).click()
    app.run()
    assert not app.exception
    return app


def form(app: Any, slide: str, **values: Any) -> Any:
    """Types these values into the form of a slide, whatever its turn, and saves."""
    (place,) = {
        str(one.key).removesuffix("-save") for one in app.button if str(one.key).startswith(f"form-{slide}-")
    }
    for name, value in values.items():
        app.get_by_key(f"{place}-{name.replace('_', '-')}").set_value(value)
    return press(app, f"{place}-save")


def said(app: Any) -> str:
    return " ".join(one.value.replace("\\", "") for one in [*app.success, *app.error, *app.warning])


def ids(deck: Deck) -> list[str]:
    return [slide.id for slide in deck.slides]


@pytest.mark.parametrize(("key", "fewest"), [("ten-pictures", 10), ("my-region", 5), ("pilots", 1)])
def test_a_ready_deck_is_made_with_one_press(visit: Visit, shelf: Library, key: str, fewest: int) -> None:
    app = visit("decks")
    app.get_by_key("ready-region").set_value("AT13")
    press(app, f"make-{key}")
    (kept,) = shelf.decks()
    assert kept.slides >= fewest and "de" in kept.name and "is kept" in said(app)
    assert app.query_params["deck"] == [kept.id] or app.query_params["deck"] == kept.id
    assert key != "my-region" or "Wien" in kept.name["en"]


def test_a_view_pinned_on_the_map_stands_in_a_deck_with_its_choices(
    visit: Visit, shelf: Library, warehouse: Warehouse
) -> None:
    choices = {"indicator": "gdp_pps_eu100", "year": "2021", "level": "2", "classes": "diverging"}
    choices |= {"centre": "eu", "region": "AT13"}
    app = visit("map", "pin", **choices)
    app.get_by_key("pin-name").set_value("For Vienna")
    press(app, "pin-now")
    assert "Pinned as slide 1 of “For Vienna”." in said(app)
    deck, _revision = shelf.get(shelf.decks()[0].id)
    assert deck.version == warehouse.latest() and deck.name == {"en": "For Vienna"}
    assert deck.slides[0].view == View("map", choices | {"view": "map"})
    page = visit("decks", deck=deck.id)
    (image,) = page.get("image")
    assert image.value[0].startswith("data:image/svg+xml")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_with_a_scene_can_be_pinned_and_is_drawn(visit: Visit, shelf: Library, page: str) -> None:
    app = press(visit(page, "pin"), "pin-now")
    if page == "pilot":  # there is none in the data of the project
        assert "pilot" in said(app) and not shelf.decks()
        return
    assert "Pinned as slide 1" in said(app)
    (kept,) = shelf.decks()
    slide = shelf.get(kept.id)[0].slides[0]
    assert slide.view and slide.view.page == page
    assert visit("decks", deck=kept.id).get("image"), slide


def test_pinned_again_it_goes_into_the_same_deck(visit: Visit, shelf: Library, talk: Deck) -> None:
    press(visit("ranking", "pin", indicator="gerd"), "pin-now")
    deck = shelf.get("talk")[0]
    assert ids(deck)[:3] == ids(talk) and deck.slides[3].view == View(
        "ranking", {"indicator": "gerd", "year": "2023"}
    )


def test_an_address_that_no_slide_can_hold_is_refused_in_a_sentence(visit: Visit, shelf: Library) -> None:
    app = press(visit("map", "pin", region="A" * 2_000), "pin-now")
    assert "This cannot be kept" in said(app) and not shelf.decks()


def test_pages_without_a_scene_offer_no_pin(visit: Visit, shelf: Library) -> None:
    assert "pin-now" not in {one.key for one in visit("query", "pin").button}


@pytest.mark.parametrize("slide", ["map", "words", "asked"])
def test_a_slide_shows_as_the_room_sees_it_and_nothing_of_it_is_markup(
    visit: Visit, talk: Deck, slide: str
) -> None:
    app = visit("decks", deck="talk", slide=slide)
    shown = " ".join(one.value for one in app.markdown)
    assert "[x](" not in shown and "<script" not in shown.replace("\\<", "") and "**b**" not in shown
    assert "Talk of Ana" in shown and "3 slides" in shown


def test_words_are_kept_in_both_languages(visit: Visit, shelf: Library, talk: Deck) -> None:
    app = form(
        visit("decks", deck="talk"), "map", title_en="Research", title_de="Forschung", notes_en="Slowly"
    )
    slide = shelf.get("talk")[0].slides[0]
    assert slide.title == {"en": "Research", "de": "Forschung"} and slide.notes == {"en": "Slowly"}
    assert slide.view == talk.slides[0].view and "The slide is saved." in said(app)


def test_two_people_on_different_slides_both_keep_their_words(
    visit: Visit, shelf: Library, talk: Deck
) -> None:
    mine, theirs = visit("decks", deck="talk"), visit("decks", deck="talk", slide="words")
    form(theirs, "words", title_en="Theirs")
    form(mine, "map", title_en="Mine")
    assert [slide.title.get("en") for slide in shelf.get("talk")[0].slides[:2]] == ["Mine", "Theirs"]


def test_two_people_on_one_slide_are_told_and_nothing_is_lost(
    visit: Visit, shelf: Library, talk: Deck
) -> None:
    mine, theirs = visit("decks", deck="talk"), visit("decks", deck="talk")
    form(theirs, "map", title_en="Theirs", notes_de="Langsam")
    form(mine, "map", title_en="Mine")
    assert shelf.get("talk")[0].slides[0].title == {"en": "Theirs"}
    assert "Somebody has changed this slide since you opened it" in said(mine)
    assert mine.get_by_key("form-map-0-title-en").value == "Mine"
    captions = " ".join(one.value.replace("\\", "") for one in mine.caption)
    assert "Title (English): Theirs" in captions and "Speaker notes (Deutsch): Langsam" in captions
    form(mine, "map")
    assert shelf.get("talk")[0].slides[0].title == {"en": "Mine"}
    other = visit("decks", deck="talk")
    shelf.save(replace(talk, slides=talk.slides[:1]), shelf.get("talk")[1])
    press(other.run(), "theirs")
    assert other.get_by_key("form-map-1-title-en").value == ""


def test_slides_are_moved_doubled_deleted_and_brought_back(visit: Visit, shelf: Library, talk: Deck) -> None:
    app = press(visit("decks", deck="talk"), "tool-later")
    assert ids(shelf.get("talk")[0]) == ["words", "map", "asked"] and "slide 2 of 3" in said(app)
    press(app, "tool-double")
    copy = app.query_params["slide"]
    assert ids(shelf.get("talk")[0]) == ["words", "map", copy, "asked"]
    press(app, "tool-delete")
    assert ids(shelf.get("talk")[0]) == ["words", "map", "asked"]
    press(app, "undo")
    assert ids(shelf.get("talk")[0]) == ["words", "map", copy, "asked"]
    press(app, "delete-deck")
    assert not shelf.decks() and "is deleted" in said(app)
    press(app, "undo")
    assert len(shelf.get("talk")[0].slides) == 4


def test_a_way_back_stays_on_the_page_of_decks(visit: Visit, shelf: Library, talk: Deck) -> None:
    app = press(visit("decks", deck="talk"), "tool-delete")
    app.run()
    assert app.get_by_key("undo")
    app.switch_page(str(settings.ROOT / "pages" / "rooms.py")).run()
    assert not app.success and "undo" not in {one.key for one in app.button}


@pytest.mark.parametrize("kind", strip.KINDS)
def test_a_question_of_every_kind_is_added_filled_and_drawn(
    visit: Visit, shelf: Library, talk: Deck, kind: str
) -> None:
    app = press(visit("decks", "add", deck="talk"), f"add-{kind}")
    slide = shelf.get("talk")[0].slides[1]
    assert slide.poll and slide.poll.kind == kind
    more = {} if kind == "words" else {"option_1_en": "First", "option_1_de": "Erstens"}
    form(app, slide.id, title_en="What first?", **more)
    after = shelf.get("talk")[0].slides[1]
    assert after.poll and len(after.poll.options) == len(slide.poll.options)
    assert kind == "words" or after.poll.options[0].label == {"en": "First", "de": "Erstens"}
    if kind == "points":
        assert all(option.aim for option in after.poll.options) and after.poll.most == 100


def test_an_option_that_is_emptied_goes_and_too_few_are_refused(
    visit: Visit, shelf: Library, talk: Deck
) -> None:
    app = visit("decks", deck="talk", slide="asked")
    form(app, "asked", option_3_en="Perhaps", option_1_en="", option_1_de="")
    poll = shelf.get("talk")[0].slides[2].poll
    assert poll and [option.label["en"] for option in poll.options] == ["No", "Perhaps"]
    form(app, "asked", option_1_en="", option_1_de="")
    assert "2 to 20 options" in said(app)
    assert len((shelf.get("talk")[0].slides[2].poll or poll).options) == 2


def picture(kind: str = "PNG") -> bytes:
    body = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(body, kind)
    return body.getvalue()


@pytest.mark.parametrize(
    ("body", "outcome"),
    [(picture("WEBP"), "is new"), (b"MZ\x90 no picture", "is no PNG, JPEG or WebP")],
    ids=["webp", "program"],
)
def test_a_picture_is_added_with_its_words_and_anything_else_refused(
    visit: Visit, shelf: Library, talk: Deck, body: bytes, outcome: str
) -> None:
    app = visit("decks", "add", deck="talk")
    app.get_by_key("photograph-3").set_value(("house.webp", body, "image/webp"))
    app.run()
    assert app.get_by_key("add-picture").disabled
    app.get_by_key("photograph-3-alt").set_value("A red house").run()
    press(app, "add-picture")
    assert outcome in said(app)
    kept = [slide.picture for slide in shelf.get("talk")[0].slides if slide.picture]
    assert [one.alt for one in kept] == ([{"en": "A red house"}] if outcome == "is new" else [])


def test_a_deck_taken_away_comes_back_as_another(visit: Visit, shelf: Library, talk: Deck) -> None:
    app = visit("decks")
    app.get_by_key("brought").set_value(("talk.json", decks.to_json(talk).encode(), "application/json")).run()
    press(app, "bring")
    (copy,) = [one.id for one in shelf.decks() if one.id != "talk"]
    assert replace(shelf.get(copy)[0], id="talk") == talk


def nested() -> bytes:
    return b'{"id":' + b"[" * 5_000 + b"]" * 5_000 + b"}"


BROKEN = [
    b"", b"\xff\xfe", b"[]", b"null", nested(), b'{"id":"a","name":{},"version":0}', picture(),
    json.dumps({"id": "../../x", "name": {"en": "a"}, "version": 1}).encode(),
]  # fmt: skip


def test_broken_and_hostile_files_are_refused_in_a_sentence(visit: Visit, shelf: Library) -> None:
    app = visit("decks")
    for body in BROKEN:
        app.get_by_key("brought").set_value(("deck.json", body, "application/json")).run()
        press(app, "bring")
        begins = [one.value.replace("\\", "")[:32] for one in app.error]
        assert begins == ["This is no deck that can be read"], body
    assert not shelf.decks()


def test_a_deck_of_a_version_that_is_not_here_says_so(visit: Visit, shelf: Library, talk: Deck) -> None:
    app = visit("decks")
    body = decks.to_json(replace(talk, version=9_999)).encode()
    app.get_by_key("brought").set_value(("talk.json", body, "application/json")).run()
    press(app, "bring")
    assert f"it shows version {talk.version}" in said(app)


def test_what_the_latest_would_change_is_told_before_it_does(
    visit: Visit, shelf: Library, talk: Deck, warehouse: Warehouse
) -> None:
    """The deck is set to the version before the figures of R&D expenditure came: all of its map is new."""
    rows = warehouse.observations()
    first = int(rows.loc[rows["indicator"] == "gerd", "load"].min())
    shelf.save(replace(talk, version=first - 1), shelf.get("talk")[1])
    app = press(visit("decks", deck="talk"), "compare")
    shown = " ".join(one.value.replace("\\", "") for one in app.markdown)
    assert "2 slides stay as they are." in shown and "are new" in shown
    assert shelf.get("talk")[0].version == first - 1
    press(app, "renew")
    assert shelf.get("talk")[0].version == warehouse.latest()
    press(app, "undo")
    assert shelf.get("talk")[0].version == first - 1


def test_without_the_role_no_deck_is_shown_and_nothing_is_kept(
    visit: Visit, shelf: Library, talk: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = visit("decks", deck="talk")
    reader: Callable[[], Person] = lambda: Person("Ina", frozenset({"analyst"}), "account")  # noqa: E731
    monkeypatch.setattr(visitor, "who", reader)
    press(here, "tool-delete")
    assert ids(shelf.get("talk")[0]) == ids(talk)
    page = visit("decks", deck="talk")
    assert "Talk of Ana" not in " ".join(one.value for one in page.markdown)
    assert "role “presenter”" in " ".join(one.value for one in page.caption)
    pin = visit("map", "pin")
    assert not [one for one in pin.button if one.key == "pin-now"]


def test_an_address_that_names_no_deck_or_slide_is_told(visit: Visit, shelf: Library, talk: Deck) -> None:
    assert "The link asks for deck “`nonsense`”" in said(visit("decks", deck="nonsense"))
    assert "The link asks for slide “`nonsense`”" in said(visit("decks", deck="talk", slide="nonsense"))


def test_a_picture_slide_stands_with_its_own_words(visit: Visit, shelf: Library, talk: Deck) -> None:
    import base64

    data = base64.b64encode(picture()).decode()
    slide = Slide("photo", "picture", picture=Picture("image/png", data, {"en": "A field"}))
    shelf.save(replace(talk, slides=(slide,)), shelf.get("talk")[1])
    app = form(visit("decks", deck="talk"), "photo", alt_de="Ein Feld", credit="Ana")
    kept = shelf.get("talk")[0].slides[0].picture
    assert kept and kept.alt == {"en": "A field", "de": "Ein Feld"} and kept.credit == "Ana"
    (image,) = app.get("image")
    assert image.value[0].startswith("data:image/png")


@pytest.mark.parametrize(("key", "begins"), [("pptx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!")])
def test_files_are_made_of_the_deck_outside_the_page(
    visit: Visit, shelf: Library, talk: Deck, key: str, begins: bytes
) -> None:
    app = visit("decks", deck="talk")
    assert {f"take-{name}" for name in (*taking.FILES, "json")} <= {
        one.key for one in app.get("download_button")
    }
    assert taking.making(talk, key)().lower().startswith(begins.lower())


def test_the_rehearsal_names_the_slide_and_the_language(visit: Visit, shelf: Library, talk: Deck) -> None:
    app = press(visit("decks", deck="talk", slide="words"), "rehearse")
    shown = " ".join(one.value.replace("\\", "") for one in app.markdown)
    assert "Missing translations" in shown and "Slide 2 · Deutsch" in shown
    assert "Requests that left" not in shown
