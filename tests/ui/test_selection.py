"""Choices live in the address: read from there, written there, named where they cannot be had."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube.settings import ROOT


def _warned(app: AppTest) -> list[str]:
    return [one.value for one in app.warning]


def test_choices_come_from_the_address_as_ids(visit: Visit) -> None:
    asked = {"indicator": "unemployment_rate", "year": "2020", "since": "2015", "country": "AT"}
    app = visit("ranking", **asked)
    assert {name: app.get_by_key(name).value for name in asked} == asked
    assert app.selectbox(key="indicator").options[0] != "unemployment_rate"
    assert not app.warning


def test_a_german_link_shows_the_same_choices(visit: Visit) -> None:
    asked = {"indicator": "unemployment_rate", "year": "2020", "country": "AT"}
    app = visit("ranking", lang="de", **asked)
    assert {name: app.get_by_key(name).value for name in asked} == asked


def test_a_choice_is_written_and_the_default_leaves_the_address_short(visit: Visit) -> None:
    app = visit("ranking")
    assert dict(app.query_params) == {}
    app.selectbox(key="indicator").select("unemployment_rate").run()
    assert dict(app.query_params) == {"indicator": "unemployment_rate"}
    app.selectbox(key="country").select("AT").run()
    assert dict(app.query_params) == {"indicator": "unemployment_rate", "country": "AT"}
    app.selectbox(key="indicator").select("gerd").run()
    app.selectbox(key="country").select("").run()
    assert dict(app.query_params) == {}


def test_a_wrong_value_is_named_in_one_sentence_and_ignored(visit: Visit) -> None:
    app = visit("ranking", country="XX")
    assert _warned(app) == [
        "The link asks for Highlight “`XX`”, which does not exist. Shown instead: nothing."
    ]
    assert app.selectbox(key="country").value == ""


def test_an_unknown_parameter_is_named(visit: Visit) -> None:
    app = visit("methods", cheese="1", part="limits")
    assert _warned(app) == ["This page knows no parameter “`cheese`”; it was ignored."]


@pytest.mark.parametrize(("asked", "shown"), [("1950", "2013"), ("2014", "2014"), ("2199", "2024")])
def test_the_nearest_year_is_shown_and_said(visit: Visit, asked: str, shown: str) -> None:
    """tgs00042 reaches from 2013 to 2024 here."""
    app = visit("map", indicator="gerd", year=asked)
    assert app.select_slider(key="year").value == shown == app.query_params["year"]
    expected = f"Year “`{asked}`”, which does not exist. Figures exist from 2013 to 2024; {shown} is shown."
    assert _warned(app) == ([] if asked == shown else [f"The link asks for {expected}"])


@pytest.mark.parametrize("asked", ["²", "9" * 5000, "-2019", "20 19", "soon", ""])
@pytest.mark.parametrize("name", ["year", "v"])
def test_what_is_no_number_is_named_and_ignored(visit: Visit, name: str, asked: str) -> None:
    app = visit("map", **{name: asked})
    assert len(app.warning) == 1 and "which does not exist" in app.warning[0].value
    assert len(app.warning[0].value) < 200
    assert app.select_slider(key="year").value == "2023"


def test_who_writes_a_link_cannot_write_on_the_page(visit: Visit) -> None:
    trap = "[Log in](https://example.org)`:red[now]"
    app = visit("map", indicator=trap, **{quote("**x**"): "1"})
    (unknown, wrong) = _warned(app)
    assert "“`[Log in](https://example.org):red[now]`”" in wrong
    assert unknown.count("`") == 2


def test_notes_go_when_the_reader_chooses(visit: Visit) -> None:
    app = visit("map", indicator="gerd", year="1950")
    app.select_slider(key="year").set_value("2015").run()
    assert not app.warning and app.query_params["year"] == "2015"


def test_choices_go_along_from_page_to_page(visit: Visit) -> None:
    app = visit("map", lang="de", v="30", indicator="unemployment_rate", year="2019")
    for page, kept in {
        "methods": {"lang": "de", "v": "30"},
        "ranking": {"lang": "de", "v": "30", "indicator": "unemployment_rate", "year": "2019"},
    }.items():
        app.query_params.clear()
        app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
        assert dict(app.query_params) == kept
        assert not app.warning and not app.exception


def _several() -> None:
    import streamlit as st

    from danube.ui import selection

    selection.clear_notes()
    chosen = selection.several(
        "regions", ["a", "b", "c", "d"], label="Regions", show=str.upper, default=["a"], most=2
    )
    st.text(",".join(chosen))
    for sentence in selection.notes():
        st.warning(sentence)


@pytest.mark.parametrize(
    ("asked", "shown", "strangers"),
    [
        (None, "a", []),
        ("", "", []),
        ("b,a", "b,a", []),
        ("b,b,,b", "b", []),
        ("d,x,c,b,y", "d,c", ["x", "y"]),
        ("x", "", ["x"]),
    ],
)
def test_several_with_strangers_and_more_than_fit(
    asked: str | None, shown: str, strangers: list[str]
) -> None:
    app = AppTest.from_function(_several)
    if asked is not None:
        app.query_params["regions"] = asked
    app.run()
    assert not app.exception
    assert app.text[0].value == shown
    assert _warned(app) == [
        f"The link asks for Regions “`{one}`”, which does not exist. It was left out." for one in strangers
    ]


def test_several_are_written_by_id_and_the_default_is_not() -> None:
    app = AppTest.from_function(_several).run()
    app.multiselect[0].select("c").run()
    assert app.text[0].value == "a,c" and app.query_params["regions"] == "a,c"
    app.multiselect[0].unselect("c").run()
    assert app.text[0].value == "a" and "regions" not in app.query_params


def test_the_year_before_is_offered_only_where_there_is_one(visit: Visit) -> None:
    app = visit("ranking", indicator="gerd", year="2013")
    assert "since" not in [box.key for box in app.selectbox]
    app = visit("ranking", indicator="gerd", year="2015", since="2017")
    assert app.selectbox(key="since").options == ["none", "2013", "2014"]
    assert "“`2017`”" in app.warning[0].value


def test_after_a_switch_of_language_the_browser_is_told_the_choice_in_the_new_words(visit: Visit) -> None:
    """Else it would answer in the old ones, and the choice be lost (seen in Chromium)."""
    app = visit("ranking", indicator="unemployment_rate")
    assert not app.selectbox(key="indicator").proto.set_value
    app.get_by_key("language").set_value("de").run()
    sent = app.selectbox(key="indicator").proto
    assert sent.set_value and sent.raw_value.startswith("Arbeitslosenquote")
    assert app.query_params["indicator"] == "unemployment_rate"
