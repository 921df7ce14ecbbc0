"""The map as a file, and the script that draws it in the browser."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
import requests
from PIL import Image

from danube.drawing import browser
from tests.serving import Served

SVG = "{http://www.w3.org/2000/svg}"


def drawn(server: Served, **choices: object) -> requests.Response:
    return requests.get(f"{server.url}/api/v1/map.svg", params=choices, timeout=30)


def words(answer: requests.Response) -> str:
    return " ".join(ElementTree.fromstring(answer.content).itertext())


def test_a_map_is_a_file_of_its_own(server: Served) -> None:
    answer = drawn(server, indicator="gdp_pps_eu100", year="2023")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert ElementTree.fromstring(answer.content).tag == f"{SVG}svg"
    assert "Wien (Vienna): 138" in words(answer)
    assert "EuroGeographics" in words(answer)
    assert "href=" not in answer.text.replace('href="#', "")


def test_language_theme_and_level_are_chosen(server: Served) -> None:
    english = drawn(server, indicator="gdp_pps_eu100", year="2023", level=0)
    german = drawn(server, indicator="gdp_pps_eu100", year="2023", level=0, lang="de", theme="dark")
    assert "Austria: " in words(english)
    assert "#0E1621" in german.text
    assert "#0E1621" not in english.text


def test_the_same_map_is_a_png_with_its_text(server: Served) -> None:
    """Twice as wide as the drawing; the title is drawn, so that another title gives other pixels up there."""
    address = f"{server.url}/api/v1/map.png"
    choices = {"indicator": "gdp_pps_eu100", "year": "2023"}
    english, german = (
        Image.open(io.BytesIO(requests.get(address, params=choices | {"lang": language}, timeout=60).content))
        for language in ("en", "de")
    )
    assert english.format == "PNG" and english.width == 2400
    titles = [picture.convert("L").crop((0, 0, 2400, 110)) for picture in (english, german)]
    dark = [sum(title.histogram()[:80]) for title in titles]
    assert min(dark) > 1000 and dark[0] != dark[1]


@pytest.mark.parametrize("classes", ["continuous", "quantiles", "jenks", "diverging"])
def test_every_kind_of_classes_is_drawn(server: Served, classes: str) -> None:
    assert drawn(server, indicator="gdp_pps_eu100", classes=classes).status_code == 200


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({}, "The parameter 'indicator' is missing."),
        ({"indicator": "gdp"}, "Unknown indicator 'gdp'"),
        (
            {"indicator": "gdp_pps_eu100", "year": "1950"},
            "The indicator 'gdp_pps_eu100' has no figures of '1950'",
        ),
        ({"indicator": "gdp_pps_eu100", "theme": "pink"}, "Unknown theme 'pink'; known are: light, dark."),
        ({"indicator": "gdp_pps_eu100", "level": 4}, "The parameter 'level' is between 0 and 3, not 4."),
    ],
)
def test_what_cannot_be_drawn_is_refused(server: Served, choices: dict[str, object], sentence: str) -> None:
    answer = drawn(server, **choices)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(sentence)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_script_of_the_map_stays_with_the_browser(server: Served, language: str) -> None:
    answer = requests.get(server.url + browser.url(language), timeout=30)
    assert answer.content == browser.script(language)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert (
        requests.get(f"{server.url}/api/v1/atlas/{language}.000000000000.js", timeout=30).status_code == 404
    )
