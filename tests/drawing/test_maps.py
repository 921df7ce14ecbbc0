"""Choropleths: classes worked by hand, what travels to the browser, and the file."""

from __future__ import annotations

import json
import random
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from danube import texts
from danube.drawing import browser, maps, outlines, palette, scales
from danube.drawing.maps import MapPicture

SVG = "{http://www.w3.org/2000/svg}"
MISSING_NOTE = "No figure: Serbia does not report this"
COARSER_NOTE = "Value of NUTS 1 region AT1 Ostösterreich"


def figures() -> pd.DataFrame:
    """Three values, one of a larger unit, one that is missing with its reason."""
    rows = {
        "AT11": (10.0, "", "coarser", COARSER_NOTE),
        "AT12": (10.0, "", "coarser", COARSER_NOTE),
        "AT21": (35.25, "p", "value", ""),
        "HU11": (80.0, "b u", "value", ""),
        "RS11": (None, "", "missing", MISSING_NOTE),
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["value", "flag", "state", "note"])


def picture(
    table: pd.DataFrame | None = None, *, selected: tuple[str, ...] = (), **kwargs: str
) -> MapPicture:
    scale = scales.build([0, 100], "continuous", classes=5, decimals=1)  # 20 wide
    table = figures() if table is None else table
    words = {
        "title": "Broadband <2023>",
        "unit": "% of households",
        "source": "Source: Eurostat & others",
    } | kwargs
    return maps.choropleth(outlines.load(2), table, scale, selected=selected, **words)


def at(code: str) -> int:
    return outlines.load(2).ids.index(code)


def test_classes_stand_in_the_order_of_the_outlines() -> None:
    classes = picture().payload()["classes"]
    assert len(classes) == 73
    assert {code: classes[at(code)] for code in figures().index} == {
        "AT11": "0",
        "AT12": "0",
        "AT21": "1",
        "HU11": "4",
        "RS11": "-",
    }
    assert classes.count("-") == 73 - 4


def test_values_travel_as_whole_numbers_of_the_last_decimal() -> None:
    assert picture().payload()["values"] == "100 100 352 800"  # 35.25 is read as 35.2, as Python rounds


def test_notes_flags_and_coarser_units_name_their_places() -> None:
    sent = picture().payload()
    assert sent["coarser"] == f"{at('AT11')}-{at('AT12')}"
    nobody = MISSING_NOTE.replace(
        "Serbia", "{country}"
    )  # one text for all countries: the browser fills it in
    assert dict(sent["notes"]) == {COARSER_NOTE: sent["coarser"], nobody: str(at("RS11"))}
    assert dict(sent["flags"]) == {"p": str(at("AT21")), "b u": str(at("HU11"))}


def test_a_region_without_a_row_and_a_value_without_state_are_understood() -> None:
    bare = pd.DataFrame({"value": [50.0, None]}, index=["AT21", "AT22"])
    drawn = picture(bare)
    assert drawn.figures.loc[["AT21", "AT22", "AT31"], "state"].tolist() == ["value", "missing", "missing"]
    assert drawn.said[at("AT22")] == "Steiermark (Styria): No figure"


def test_a_region_in_words() -> None:
    said = picture().said
    assert said[at("AT21")] == "Kärnten (Carinthia): 35.2 % of households. Provisional"
    assert said[at("RS11")].endswith(f": {MISSING_NOTE}")


def test_the_description_names_the_ends_without_values_of_larger_units() -> None:
    assert picture().description() == (
        "Map of 2 regions with a figure: highest Budapest (80.0), lowest Kärnten (Carinthia) (35.2)."
    )
    assert picture(pd.DataFrame({"value": []})).description() == "Map without figures."


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="value, missing, coarser but got guessed"):
        picture(figures().assign(state="guessed"))


@pytest.mark.parametrize(
    ("places", "written"), [([0, 1, 2, 7], "0-2 7"), ([], ""), ([4], "4"), ([1, 3], "1 3")]
)
def test_places_are_written_as_ranges(places: list[int], written: str) -> None:
    assert maps.places(places) == written


def full(drawn: outlines.Outlines) -> MapPicture:
    """A figure in every region, a flag in every tenth, as heavy as a real indicator."""
    chance = random.Random(2)
    values = [round(chance.lognormvariate(4, 0.6), 1) for _ in drawn.ids]
    table = pd.DataFrame({"value": values}, index=list(drawn.ids))
    table["flag"] = ["p" if place % 10 == 0 else "" for place in range(len(table))]
    title = "Households with broadband access, 2023"
    return maps.choropleth(
        drawn, table, scales.build(values, "quantiles"), title=title, unit="% of households"
    )


def test_a_change_of_indicator_weighs_little() -> None:
    assert len(json.dumps(full(outlines.load(2)).payload())) < 2_500
    assert len(json.dumps(full(outlines.tiled(1340)).payload())) < 15_000


@pytest.mark.parametrize("theme", palette.THEMES)
@pytest.mark.parametrize("width", [390, 1200])
def test_the_file_is_valid_and_complete(theme: str, width: int) -> None:
    root = ET.fromstring(picture(theme=theme, selected=("AT21",)).svg(width))
    assert root.findtext(f"{SVG}title") == "Broadband <2023>"
    assert "highest Budapest" in str(root.findtext(f"{SVG}desc"))
    written = " ".join(each.text or "" for each in root.iter(f"{SVG}text"))
    for words in ("Eurostat & others", "EuroGeographics", "do not imply", "No figure", "Kärnten (Carinthia)"):
        assert words in written
    assert written.count("below 20.0") == 1 and "Value of a larger unit" in written


def test_the_file_has_the_colours_of_the_scale_and_the_patterns() -> None:
    drawn = picture()
    regions = [
        path for path in ET.fromstring(drawn.svg()).iter(f"{SVG}path") if path.find(f"{SVG}title") is not None
    ]
    fill = {str(path.findtext(f"{SVG}title")).split(":")[0]: path.get("fill") for path in reversed(regions)}
    ramp = palette.sequential(5, "light")
    assert fill["Kärnten (Carinthia)"] == ramp[1]
    assert fill["Budapest"] == ramp[4]
    assert fill["Burgenland"] == ramp[0]
    assert sum(path.get("fill") == "url(#dots)" for path in regions) == 2
    assert sum(path.get("fill") == "url(#hatch)" for path in regions) == 69


def test_the_script_speaks_every_language_and_is_addressed_by_its_content() -> None:
    for language in texts.LANGUAGES:
        script = browser.script(language).decode()
        assert "export async function draw" in script
        assert browser.url(language) == f"/api/v1/atlas/{language}.{browser.digest(language)}.js"
    assert texts.language() == "en"
