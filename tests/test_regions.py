"""The list of regions: counts that a person can check, names, nesting, kind refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from danube import regions, texts

HEADER = ",".join(regions.COLUMNS)


def test_counts_are_those_of_nuts_2024():
    assert len(regions.nuts2()) == 68
    assert len(regions.countries()) == 14
    assert [len(regions.at_level(level)) for level in regions.LEVELS] == [14, 27, 73, 354]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_each_map_level_covers_the_study_area_once(level):
    drawn = regions.at_level(level)
    assert {regions.country_of(code) for code in drawn} == set(regions.countries())
    for code in drawn:
        assert not set(regions.ancestors(code)) & set(drawn), code


def test_every_region_nests_in_a_drawn_one():
    for code, region in regions.load().items():
        if region.level > 0:
            assert regions.ancestors(code)[-1] == region.country


def test_names_in_the_scripts_of_the_countries():
    belgrade = regions.get("RS11")
    assert (belgrade.name, belgrade.native) == ("Beogradski region", "Београдски регион")
    assert regions.get("BG42").label == "Yuzhen tsentralen (South-Central)"
    assert regions.get("AT21").label == "Kärnten (Carinthia)"
    assert regions.get("SK01").country == "SK"
    assert regions.get("UA-51").native == "Одеська область"
    assert regions.get("RO32").name == "București-Ilfov"


def test_names_hold_no_stray_blanks_and_no_cyrillic():
    for region in regions.load().values():
        assert region.name == " ".join(region.name.split())
        assert not any("\u0400" <= letter <= "\u04ff" for letter in region.name), region.code


def test_country_names_are_spoken_and_listed():
    assert set(regions.NAMES) == {regions.EU, *regions.countries()}
    for code in regions.countries():
        region = regions.get(code)
        assert regions.NAMES[code] == (region.english or region.name)
    texts.use("en")
    assert regions.name("UA") == "Ukraine"
    assert regions.name("HU11") == "Budapest"


def test_walking_up_and_down():
    assert regions.ancestors("AT211") == ("AT21", "AT2", "AT")
    assert regions.ancestors("UA-26") == ("UA",)
    assert regions.children("HU1") == ("HU11", "HU12")
    assert regions.level_of("EU27_2020") == -1


def test_partner_towns_match_the_list():
    towns = regions.towns()
    assert len(towns) == 15
    assert {(town.region, town.town) for town in towns} == {
        (region.code, town) for region in regions.load().values() for town in region.spinit
    }


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("at13", "AT13"), ("Wien", "AT13"), ("HU111", "HU11"), ("Београдски регион", "RS11")],
)
def test_an_unknown_code_is_refused_with_a_hint(wrong, meant):
    with pytest.raises(regions.UnknownRegion, match=f"did you mean '{meant}") as refusal:
        regions.get(wrong)
    assert str(refusal.value).startswith("Unknown region")


def test_every_breach_is_named_with_its_line(tmp_path: Path):
    path = tmp_path / "regions.csv"
    rows = [
        "AT,0,Österreich,Österreich,Austria,AT,,0,",
        "AT,0,A,A,,AT,,0,",
        "BG3,1,,x,,AT,BG,7,",
        "CZ,x,C,C,,CZ,,,",
    ]
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    with pytest.raises(regions.RegionsError) as refusal:
        regions.load(path)
    message = str(refusal.value)
    for part in [
        "line 3: the code 'AT'",
        "line 4: BG3 needs a name",
        "parent 'BG'",
        "drawn '7'",
        "line 5: level",
    ]:
        assert part in message


def test_a_wrong_header_is_refused(tmp_path: Path):
    path = tmp_path / "regions.csv"
    path.write_text("code,name\n", encoding="utf-8")
    with pytest.raises(regions.RegionsError, match="line 1: the columns must be"):
        regions.load(path)


def test_the_maps_carry_attribution_and_disclaimer():
    assert "EuroGeographics" in regions.ATTRIBUTION
    assert "legal status" in regions.DISCLAIMER
