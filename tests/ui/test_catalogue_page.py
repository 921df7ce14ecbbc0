"""The catalogue page: what it finds, what it says of an indicator, where it leads."""

from __future__ import annotations

import re

import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube import catalogue, regions
from danube.benchmark import lenses, recipe
from danube.catalogue.search import Held
from danube.settings import ROOT
from danube.store import Warehouse
from danube.ui import entries, figures, shelves


def _cards(app: AppTest) -> dict[str, str]:
    """Indicator → the HTML of its card, in the order shown."""
    shown = (part.proto.body for part in app.get("html"))
    return {match[1]: body for body in shown if (match := re.search(r'data-indicator="([^"]+)"', body))}


def _offers(app: AppTest) -> str:
    """The HTML of what is offered instead of nothing."""
    return " ".join(part.proto.body for part in app.get("html") if part.proto.body.startswith("<p>"))


def _answer(app: AppTest) -> str:
    return str(app.markdown[0].value)


def test_everything_is_counted_and_the_first_dozen_shown(visit: Visit) -> None:
    app = visit("catalogue")
    known = catalogue.load()
    everything = [*known.visible(), *known.waiting()]
    sources = len({block.source for block in everything})
    waiting = len(known.waiting())
    assert _answer(app) == (
        f"{len(everything)} indicators from {sources} sources; {waiting} still wait for their first figures."
    )
    assert list(_cards(app)) == [block.id for block in everything[: shelves.ON_A_SHEET]]


def test_a_question_and_filters_from_the_address(visit: Visit) -> None:
    app = visit("catalogue", q="patents", pillar="research", direction="higher")
    assert list(_cards(app))[:2] == ["rci_patents", "ris_patents"]
    assert re.search(r"; \d+ match\.$", _answer(app)) and not app.warning


def test_a_card_says_what_must_be_known(visit: Visit) -> None:
    """tgs00042: 65 of 68 regions in 2023, from 2012 on."""
    card = _cards(visit("catalogue", q="gerd"))["gerd"]
    block = catalogue.load().indicators["gerd"]
    source = catalogue.load().sources[block.source]
    for said in (
        block.definition,
        block.unit,
        "higher is better",
        source.url,
        source.licence_url,
        "tgs00042",
    ):
        assert said.replace("&", "&amp;") in card, said
    assert "65 of 68 regions in 2023" in card
    assert "/map?indicator=gerd" in card and "/ranking?indicator=gerd" in card
    assert (
        "/convergence?indicator=gerd" in card and "/index?i=danube&amp;lang=en" in card
    )  # it is in the Danube index


def test_the_index_lab_takes_the_indicator_in(visit: Visit) -> None:
    card = _cards(visit("catalogue", q="berd"))["berd"]
    address = re.search(r'href="/index\?([^"]+)"', card)
    assert address is not None and "berd" in address[1]
    where = dict(part.split("=") for part in address[1].replace("&amp;", "&").split("&"))
    query = {"i": where["i"].replace("%2B", "+")}
    assert not visit("index", **query).warning
    assert set(recipe.from_query(query).indicators) == {
        *lenses.indicators("danube", catalogue.load()),
        "berd",
    }


def test_an_indicator_that_waits_is_told_apart(visit: Visit) -> None:
    app = visit("catalogue", coverage="waiting")
    cards = _cards(app)
    assert list(cards) == [block.id for block in catalogue.load().waiting()]
    assert all("no figures yet" in card and "/map?" not in card for card in cards.values())
    assert app.code[0].value.startswith("python -m etl refresh --source ")


def test_lines_to_copy_carry_address_and_version(visit: Visit, warehouse: Warehouse) -> None:
    said = [one.value for one in visit("catalogue", "lines-gerd", q="gerd").code]
    assert len(said) == 4
    assert all(f"indicator=gerd&version={warehouse.latest()}&format=csv" in lines for lines in said)
    assert "version=30&" in visit("catalogue", "lines-gerd", q="gerd", v="30").code[0].value


def test_links_keep_an_old_version(visit: Visit) -> None:
    assert "v=30" in _cards(visit("catalogue", q="gerd", v="30"))["gerd"]


def test_a_slip_is_read_and_said(visit: Visit) -> None:
    app = visit("catalogue", q="broadbnad")
    assert "“broadbnad” is not in the catalogue; it was read as “broadband”." in _answer(app)
    assert "household_broadband" in _cards(app)


def test_nothing_found_is_said_with_the_nearest_words(visit: Visit) -> None:
    app = visit("catalogue", q="Hochschulabschluss")
    assert _answer(app).startswith("None of ")
    assert app.info[0].value == "No indicator says “hochschulabschluss”."
    assert '<a href="/catalogue?q=hochschule&amp;lang=en">hochschule</a> (' in _offers(app)
    assert "One word alone" not in _offers(app)


def test_words_apart_and_filters_too_narrow(visit: Visit) -> None:
    apart = visit("catalogue", q="patents women")
    assert apart.info[0].value.startswith("No indicator says all of these words together.")
    assert '<a href="/catalogue?q=women&amp;lang=en">women</a> (1)' in _offers(apart)
    narrow = visit("catalogue", q="patents", pillar="context")
    assert "the choices above leave them out" in narrow.info[0].value
    alone = visit("catalogue", pillar="context", coverage="waiting", lens="it")
    assert alone.info and not alone.exception


@pytest.mark.parametrize("query", ["<b>x</b>", "[a](http://b)", "`*_#", "'; --", "{count}", "x" * 500, "%"])
def test_a_question_is_never_mark_up(visit: Visit, query: str) -> None:
    app = visit("catalogue", q=query)
    shown = " ".join(one.value for one in [*app.markdown, *app.info]) + _offers(app)
    assert "<b>" not in shown and "](http://b)" not in shown and "{" not in shown


def test_pages_of_results(visit: Visit) -> None:
    first, second = visit("catalogue"), visit("catalogue", sheet="2")
    assert not _cards(first).keys() & _cards(second).keys()
    last = visit("catalogue", sheet="999")
    assert _cards(last) and not last.exception
    assert not visit("catalogue", sheet="-3").exception


def test_from_the_index_lab_no_choice_comes_along(visit: Visit) -> None:
    """The lab has a widget of the same key, `lens`, with other options."""
    app = visit("index")
    app.switch_page(str(ROOT / "pages" / "catalogue.py")).run()
    assert not app.exception and not app.warning and len(_cards(app)) == shelves.ON_A_SHEET


def test_german(visit: Visit) -> None:
    app = visit("catalogue", lang="de", q="unemployment")
    assert "Arbeitslosenquote" in _cards(app)["unemployment_rate"]
    assert "höher ist besser" not in _cards(app)["unemployment_rate"]


def test_coverage_counts_regions_with_figures_of_their_own(visit: Visit, warehouse: Warehouse) -> None:
    visit("catalogue")
    version = warehouse.latest()
    held = entries.held(version)
    rows = figures.at(version).of("gerd").dropna(subset=["value"])
    rows = rows[rows["region"].isin(regions.nuts2())]
    assert held["gerd"].regions == rows.loc[rows["period"] == held["gerd"].year, "region"].nunique() == 65
    assert all(0 <= one.regions <= one.units == 68 for one in held.values())
    assert set(held) == {block.id for block in catalogue.load().visible()}


def test_texts_of_the_catalogue_are_escaped() -> None:
    block = catalogue.load().indicators["gerd"].model_copy(update={"definition": "<script>x</script>"})
    card = entries.card(block, None)
    assert "<script>" not in card and "&lt;script&gt;" in card


def test_figures_of_larger_units_only_are_told_as_such() -> None:
    told = entries._coverage(Held("2019", "2023", "2023", 0, 68, 0, 0.0))
    assert "0 of 68 regions in 2023" in told and "figures for countries only" in told
