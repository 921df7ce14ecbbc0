"""What stands above every page: language, version, search."""

from __future__ import annotations

import pytest
from conftest import Visit

QUESTION = {"en": "Who leads, and by how much?", "de": "Wer liegt vorn, und mit welchem Abstand?"}


@pytest.mark.parametrize(
    ("address", "locale", "spoken"),
    [
        ({"lang": "de"}, "en-GB", "de"),
        ({"lang": "en"}, "de-AT", "en"),
        ({}, "de-AT", "de"),
        ({}, "de", "de"),
        ({}, "hu-HU", "en"),
        ({}, "", "en"),
    ],
)
def test_language_of_the_address_else_of_the_browser_else_english(
    visit: Visit, address: dict[str, str], locale: str, spoken: str
) -> None:
    app = visit("ranking", locale=locale, **address)
    assert app.title[0].value == QUESTION[spoken]
    assert app.get_by_key("language").value == spoken
    assert dict(app.query_params) == address


@pytest.mark.parametrize(("locale", "spoken"), [("en-GB", "English"), ("de-DE", "Deutsch")])
def test_a_language_we_do_not_speak_is_named_with_the_one_shown(
    visit: Visit, locale: str, spoken: str
) -> None:
    app = visit("ranking", locale=locale, lang="fr")
    assert len(app.warning) == 1
    assert "`fr`" in app.warning[0].value
    assert app.warning[0].value.endswith(f": {spoken}.")


def test_the_switch_writes_the_language_into_the_address(visit: Visit) -> None:
    app = visit("ranking")
    app.get_by_key("language").set_value("de").run()
    assert dict(app.query_params) == {"lang": "de"}
    assert app.title[0].value == QUESTION["de"]


@pytest.mark.parametrize(
    ("find", "title", "address"),
    [
        ("region:AT13", "How does Wien (Vienna) do, and in what?", {"region": "AT13"}),
        ("region:UA-51", "How does Odeska oblast", {"region": "UA-51"}),
        ("indicator:eqi", "Where is it high, where is it low?", {"indicator": "eqi"}),
    ],
)
def test_search_leads_to_the_profile_or_the_map(
    visit: Visit, find: str, title: str, address: dict[str, str]
) -> None:
    app = visit("quality", v="39")
    app.selectbox(key="search").select(find).run()
    assert not app.exception
    assert app.title[0].value.startswith(title)
    assert dict(app.query_params) == {"v": "39"} | address
    assert app.selectbox(key="search").value is None


def test_search_lists_regions_and_indicators_in_the_readers_language(visit: Visit) -> None:
    english = visit("methods").selectbox(key="search").options
    german = visit("methods", lang="de").selectbox(key="search").options
    assert len(english) == len(german) > 73 + 90
    assert "Wien (Vienna)" in english and "Wien" in german
