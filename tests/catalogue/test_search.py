"""The search over the real catalogue: both languages, no diacritics, small slips, nothing dropped unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import catalogue, texts
from danube.catalogue import search
from danube.catalogue.search import Filters, Held

SHELF = search.index(catalogue.load())
FULL = Held("2010", "2023", "2023", 65, 68, 2, 65 / 68)
HALF = Held("2015", "2019", "2019", 30, 68, 2, 30 / 68)


def _first(query: str) -> str:
    return search.search(SHELF, query).ids[0]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("unemployment", "unemployment_rate"),
        ("Arbeitslosigkeit", "unemployment_rate"),
        ("unemployed", "unemployment_rate"),
        ("BEVÖLKERUNG", "population"),
        ("Bevoelkerung", "population"),
        ("bevolkerung", "population"),
        ("median age", "median_age"),
        ("gdp_pps", "gdp_pps"),
        ("Löhne", "wages"),
        ("broadbnad", "rci_broadband"),
        ("jobs in manufacturing", "manufacturing_employment"),
        ("e-government", "rci_e_government"),
    ],
)
def test_the_best_answer_comes_first(query: str, best: str) -> None:
    assert _first(query) == best


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_language_of_the_page_changes_nothing(language: str) -> None:
    """The index holds both languages, whichever is spoken while it is made, and leaves that one spoken."""
    texts.use(language)
    assert search.index(catalogue.load()) == SHELF
    assert texts.language() == language
    texts.use("en")


def test_every_indicator_is_found_by_its_name_in_both_languages() -> None:
    known = catalogue.load()
    for block in [*known.visible(), *known.waiting()]:
        for language in texts.LANGUAGES:
            texts.use(language)
            assert block.id in search.search(SHELF, texts._(block.name)).ids, (block.id, language)
    texts.use("en")


def test_units_sources_and_datasets_find_their_indicators() -> None:
    assert set(search.search(SHELF, "nama_10r_2gdp").ids) == {"gdp_pps_eu100", "gdp_pps", "gdp_current"}
    assert set(search.search(SHELF, "Gothenburg").ids) == {"eqi"}
    assert "rci_index" in search.search(SHELF, "regional competitiveness index").ids


def test_the_lens_it_is_no_pronoun() -> None:
    known = catalogue.load().indicators
    found = search.search(SHELF, "IT").ids
    assert found and all(known[key].lenses or "IT" in known[key].name for key in found)


def test_a_slip_is_told_and_a_stranger_stays_a_stranger() -> None:
    slip = search.search(SHELF, "patetns")
    assert slip.read_as == {"patetns": "patents"} and slip.ids == search.search(SHELF, "patents").ids
    stranger = search.search(SHELF, "zzzzzz patents")
    assert not stranger.ids and stranger.unknown == ("zzzzzz",) and stranger.alone == {"patents": 16}
    assert search.suggestions(SHELF, "zzzzzz") == []
    assert "hochschule" in search.suggestions(SHELF, "Hochschulabschluss".lower())


def test_words_that_no_indicator_says_together_find_something_alone() -> None:
    found = search.search(SHELF, "patents women")
    assert not found.ids and not found.unknown and found.alone == {"patents": 16, "women": 1}


def test_a_question_without_content_finds_everything() -> None:
    for query in ("", "  ", "which of the", "???"):
        assert len(search.search(SHELF, query).ids) == len(SHELF.order)


def test_bounds_and_denominators_are_never_found() -> None:
    assert not {"eqi_low", "eqi_high", "employment_total"} & SHELF.order.keys()


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_any_text_finds_known_indicators_or_none(query: str) -> None:
    found = search.search(SHELF, query)
    assert set(found.ids) <= SHELF.order.keys() and len(set(found.ids)) == len(found.ids)
    assert not (found.ids and found.unknown)


def test_filters_keep_what_fits() -> None:
    known = catalogue.load().indicators
    blocks = [known[key] for key in ("gerd", "unemployment_rate", "gva_ict")]
    held = {"gerd": FULL, "unemployment_rate": HALF}

    def kept(**wanted: str) -> list[str]:
        return [block.id for block in Filters(**wanted).kept(blocks, held)]

    assert kept() == ["gerd", "unemployment_rate", "gva_ict"]
    assert kept(pillar="research") == ["gerd"]
    assert kept(direction="lower") == ["unemployment_rate"]
    assert kept(lens="it") == [block.id for block in blocks if "it" in block.lenses]
    assert kept(source=known["gerd"].source) == ["gerd"]
    assert kept(coverage="50") == ["gerd"]
    assert kept(latest="2019") == ["gerd", "unemployment_rate"] and kept(latest="2020") == ["gerd"]
    assert kept(coverage=search.WAITING) == ["gva_ict"] and kept(coverage=search.WAITING, latest="2019") == []
