"""The library of good practices: everything of the documents, search and choices, who could use it."""

from __future__ import annotations

from html import unescape

from conftest import Visit
from streamlit.testing.v1 import AppTest


def names(app: AppTest) -> list[str]:
    body = " ".join(part.value for part in app.get("html"))
    return [unescape(part.split("<")[0]) for part in body.split("<h3>")[1:]]


def test_every_practice_with_its_place_users_and_documents(visit: Visit) -> None:
    app = visit("practices")
    assert len(names(app)) == 10
    assert "10 good practices of 10 fit the choice; 8 were taken up elsewhere, 5 come from outside" in (
        app.markdown[0].value
    )
    body = " ".join(part.value for part in app.get("html"))
    assert "Canton of Bern, Switzerland, outside the Danube Region" in body
    assert "/matching?seeker=organisation" in body and "Who could use it" in body


def test_words_find_what_has_them_and_else_what_is_alike(visit: Visit) -> None:
    assert names(visit("practices", find="production hall")) == ["Paperless production hall"]
    assert "Digitalization Parkour" in names(visit("practices", find="digitalisation demonstrations"))
    app = visit("practices", find="zzzz")
    assert not names(app) and "No good practice fits all of it." in app.info[0].value


def test_choices_narrow_the_list_and_wrong_ones_are_named(visit: Visit) -> None:
    assert names(visit("practices", project="devise")) == ["IoT Compass Hub"]
    assert names(visit("practices", origin="ES")) == ["MITTIC", "SAMT"]
    assert not names(visit("practices", transition="green"))
    assert "`XX`" in visit("practices", origin="XX").warning[0].value


def test_searching_writes_the_address(visit: Visit) -> None:
    app = visit("practices")
    app.text_input(key="find").input("hub").run()
    assert dict(app.query_params)["find"] in ("hub", ["hub"])
    assert all("Hub" in name for name in names(app))
