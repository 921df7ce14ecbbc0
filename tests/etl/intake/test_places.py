"""Regions by code, name, script and exonym; an ambiguous name has options, a misspelt one suggestions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import regions
from etl.intake import places, spelling


def found(text: str) -> tuple[str, str, tuple[str, ...]]:
    row = places.resolve([text]).loc[text]
    return row["code"], row["how"], row["suggestions"]


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("AT11", "AT11", "code"),
        ("at11", "AT11", "code"),
        ("HU101", "HU101", "old code NUTS 2013"),
        ("HR04", "HR04", "old code NUTS 2016"),
        ("SI01", "SI01", "old code NUTS 2010"),
        ("UA-21", "UA-21", "iso"),
        ("EU27_2020", "EU27_2020", "code"),
        ("Burgenland", "AT11", "name"),
        ("BURGENLAND", "AT11", "name"),
        ("Karnten", "AT21", "name"),
        ("Kaernten", "AT21", "name"),
        ("Carinthia", "AT21", "exonym"),
        ("Kärnten (Carinthia)", "AT21", "name"),
        ("AT11 Burgenland", "AT11", "code"),
        ("Burgenland (AT11)", "AT11", "code"),
        ("South-West (Bulgaria)", "BG41", "exonym"),
        ("South-West, CZ", "CZ03", "exonym"),
        ("Nyugat\u2011Dunántúl", "HU22", "name"),
        ("Nyugat Dunantul", "HU22", "name"),
        ("Győr-Moson-Sopron megye", "HU221", "name"),
        ("Judeţul Bihor", "RO111", "name"),
        ("Zlínský kraj", "CZ072", "name"),
        ("Zlín Region", "CZ072", "exonym"),
        ("Регион Шумадије и Западне Србије", "RS21", "native name"),
        ("Region Sumadije i Zapadne Srbije", "RS21", "name"),
        ("Југозападен", "BG41", "native name"),
        ("Югозападен", "BG41", "native name"),
        ("Yugozapaden", "BG41", "name"),
        ("Jugozapaden", "BG41", "native name"),
        ("Република Српска", "BA02", "exonym"),
        ("Закарпатська область", "UA-21", "native name"),
        ("Одеська", "UA-51", "native name"),
        ("Odessa", "UA-51", "exonym"),
        ("Continental Croatia", "HR04", "exonym"),
        ("Serbien", "RS", "exonym"),
        ("Ausztria", "AT", "exonym"),
        ("Česká republika", "CZ", "exonym"),
        ("Frankreich", "FR", "outside"),
        ("FR10", "FR10", "outside"),
        ("EU28", "EU28", "outside"),
        ("UKC1", "UKC1", "outside"),
        ("FR10 Île de France", "FR10", "outside"),
        ("UKR", "UA", "exonym"),
        ("DEA1", "DEA1", "outside"),
        ("ATZZ", "ATZZ", "outside"),
        ("UA-14", "UA-14", "outside"),
        ("DEU", "DE", "exonym"),
    ],
)
def test_text_names_one_place(text: str, code: str, how: str) -> None:
    seen = found(text)
    assert seen[0] == code
    assert seen[1] == how or {seen[1], how} <= {"name", "native name"}


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Praha", ("CZ01", "CZ010")),
        ("Wien", ("AT13", "AT130")),
        ("Београд", ("RS11", "RS110")),
        ("Slovenija", ("SI", "SI0")),
        ("Црна Гора", ("ME", "ME0", "ME00", "ME000")),
        ("North-West", ("BG31", "CZ04", "RO11")),
        ("Karlsruhe", ("DE12", "DE122", "DE123")),
        ("AT12 Burgenland", ("AT12", "AT11")),
    ],
)
def test_name_of_several_is_never_decided(text: str, options: tuple[str, ...]) -> None:
    assert found(text) == ("", "ambiguous", options)


@pytest.mark.parametrize(
    ("text", "first"), [("Burgenlnd", "AT11"), ("Vojvodena", "RS12"), ("Stiermark", "AT22")]
)
def test_misspelt_name_is_only_suggested(text: str, first: str) -> None:
    code, how, suggestions = found(text)
    assert (code, how, suggestions[0]) == ("", "similar", first)


@pytest.mark.parametrize("text", ["", "12", "Total", "xyz", "AT99", "<b>x</b>", "=cmd|' /C calc'!A0", "no"])
def test_what_is_no_place_is_none(text: str) -> None:
    assert found(text) == ("", "", ())


def test_share_of_texts_that_are_places_counts_distinct_ones() -> None:
    assert places.likely(["Wien", "Wien", "Praha", "x", "", " "]) == pytest.approx(2 / 3)
    assert places.likely([]) == 0.0


def test_every_region_is_found_by_each_of_its_names() -> None:
    for code, region in regions.load().items():
        for name in filter(None, (region.name, region.native, region.english)):
            seen = places.certain(name)
            assert code in (seen.code, *seen.suggestions), name


def test_exonyms_are_names_of_regions_that_are_or_were() -> None:
    known = {*regions.load(), *places.editions()}
    assert {code for code, _name in places.exonyms()} <= known
    assert len(set(places.exonyms())) == len(places.exonyms())


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(regions.load().values(), key=lambda one: one.code)), st.data())
def test_case_accents_and_hyphens_do_not_matter(region: regions.Region, data: st.DataObject) -> None:
    dress = data.draw(
        st.sampled_from([str.upper, str.lower, spelling.fold, lambda name: name.replace("-", " \u2013 ")])
    )
    plain, dressed = places.certain(region.name), places.certain(dress(region.name))
    if region.name != "EU27_2020":
        assert region.code in (dressed.code, *dressed.suggestions)
        assert plain.how


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_answered(text: str) -> None:
    code, how, suggestions = found(text)
    assert bool(code) == (how not in ("", "ambiguous", "similar"))
    assert bool(suggestions) == (how in ("ambiguous", "similar"))
