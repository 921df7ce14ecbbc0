"""Scenes: the figures of their page at the same version, alike however often and by whom they are drawn."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import brotli
import pytest

from danube import catalogue, regions, texts
from danube.benchmark import positions
from danube.drawing import palette
from danube.events import scenes
from danube.events.deck import Option, Picture, Poll, Slide, View
from danube.events.scene import Scene
from danube.events.scenes import SceneError, told
from danube.store import Warehouse
from tests.events.test_deck import PIXEL

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = {page: View(page) for page in scenes.PAGES if page != "pilot"} | {
    "years": View("region", {"part": "years", "region": "SK01", "indicator": "gerd"}),
    "field": View("region", {"region": "AT13", "pillar": next(iter(catalogue.load().pillars))}),
    "moved": View("ranking", {"indicator": "unemployment_rate", "since": "2015", "country": "AT"}),
    "capitals": View("compare", {"part": "years", "indicator": "gdp_pps_eu100"}),
    "scores": View("index", {"part": "map", "region": "SI04", "i": "gerd,ris_index"}),
    "long names": View("map", {"region": "RS22", "classes": "diverging"}),
}


def drawn(warehouse: Warehouse, view: View, language: str = "en", theme: str = "light") -> Scene:
    return scenes.view(
        warehouse, view, version=warehouse.latest(), uploads=True, language=language, theme=theme
    )


def of(warehouse: Warehouse, slide: Slide, language: str = "en") -> Scene:
    return scenes.of(warehouse, slide, version=warehouse.latest(), uploads=True, language=language)


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_scene_is_whole_and_light(warehouse: Warehouse, view: View, language: str) -> None:
    scene = drawn(warehouse, view, language)
    assert scene.title and scene.sentence and scene.alt and scene.sources
    assert scene.dated or view.page == "programme"
    assert len(scene.table) and not scene.lacking
    assert scene.version == warehouse.latest()
    assert (
        scene.link.startswith("/?" if view.page == "overview" else f"/{view.page}?")
        and f"v={scene.version}" in scene.link
    )
    assert "part=" not in scene.link
    assert len(brotli.compress(scene.svg.encode(), quality=5)) <= 25_000
    assert texts.language() == "en"


@pytest.mark.parametrize("theme", palette.THEMES)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_picture_stands_for_itself_and_is_read_from_afar(
    warehouse: Warehouse, view: View, theme: str
) -> None:
    svg = drawn(warehouse, view, theme=theme).svg
    root = ElementTree.fromstring(svg)
    assert root.get("viewBox")
    assert not re.search(r"<script|<style|href=|https?://(?!www\.w3\.org/2000/svg)| on\w+=", svg)
    for one in root.iter(f"{SVG}text"):
        assert palette.contrast(str(one.get("fill")), palette.theme(theme).ground) >= 7


def test_the_map_has_the_figures_of_its_page(warehouse: Warehouse) -> None:
    scene = drawn(warehouse, View("map", {"indicator": "gerd", "year": "2021"}))
    wanted = warehouse.observations(indicators=["gerd"], periods=["2021"], level=2).dropna(subset=["value"])
    shown = scene.figures.set_index("region")["value"].to_dict()
    own = wanted.set_index("region")["value"].to_dict()
    assert {code: shown[code] for code in own} == own
    assert len(scene.table) == len(regions.at_level(2)) == scene.svg.count("data-region=")
    assert "2021" in scene.title


def test_the_ranking_is_that_of_its_page(warehouse: Warehouse) -> None:
    scene = drawn(warehouse, View("ranking", {"indicator": "gerd", "country": "SK01"}))
    rows = warehouse.observations(indicators=["gerd"])
    ranking = positions.ranking(rows, "gerd", scene.dated, "higher", units=regions.at_level(2))
    assert list(scene.table["Region"]) == [regions.name(str(code)) for code in ranking.index]
    assert list(scene.table["Rank"]) == [str(rank) for rank in ranking["rank"]]
    assert scene.chart is not None
    assert scene.chart.highlighted == (regions.name("SK01"),)
    assert len(scene.chart.categories) <= 12
    place = scene.chart.categories.index(regions.name("SK01"))
    assert scene.chart.series[scene.dated][place] == round(float(ranking["value"]["SK01"]), 2)


def test_a_ranking_says_how_many_rows_it_leaves_out(warehouse: Warehouse) -> None:
    scene = drawn(warehouse, View("ranking"))
    shown = scene.svg.count("data-region=")
    left = [int(count) for count in re.findall(r"… (\d+) more regions? …", scene.svg)]
    assert shown + sum(left) == len(scene.table)


def test_what_does_not_exist_is_refused_in_a_sentence(warehouse: Warehouse) -> None:
    for view in (
        View("map", {"indicator": "nothing"}),
        View("map", {"year": "1066"}),
        View("region", {"region": "<b>"}),
        View("quality"),
    ):
        with pytest.raises(SceneError, match=r"[.]$"):
            drawn(warehouse, view)
    with pytest.raises(SceneError, match="no version"):
        scenes.view(warehouse, View("map"), version=99_999, uploads=True, language="en")


def test_the_deck_has_the_last_word_on_title_and_sentence(warehouse: Warehouse) -> None:
    slide = Slide("a", "view", {"en": "R&D"}, {"en": "Look."}, view=View("map"))
    assert (of(warehouse, slide).title, of(warehouse, slide).sentence) == ("R&D", "Look.")
    told = of(warehouse, slide, "de")
    assert told.title == "R&D" and len(told.lacking) == 2
    assert of(warehouse, Slide("a", "view", view=VIEWS["map"])).title


def test_texts_pictures_and_questions_are_scenes(warehouse: Warehouse) -> None:
    text = of(warehouse, Slide("t", "text", {"en": "Why"}, text={"en": "Because.\n\nIndeed."}))
    assert (text.title, text.body, text.svg) == ("Why", "Because.\n\nIndeed.", "")
    shown = of(warehouse, Slide("p", "picture", picture=Picture("image/png", PIXEL, {"en": "A dot"}, "Us")))
    assert shown.picture.startswith("data:image/png;base64,") and shown.alt == "A dot"
    options = (Option("yes", {"en": "Yes"}), Option("no", {"en": "No"}))
    asked = of(warehouse, Slide("q", "poll", {"en": "Agreed?"}, poll=Poll("one", options)))
    assert asked.body == "Yes\n\nNo" and asked.sentence


def test_many_threads_get_the_same_scene_in_their_own_language(warehouse: Warehouse) -> None:
    view = View("map", {"indicator": "ris_index"})

    def one(place: int) -> tuple[str, str]:
        return drawn(warehouse, view, ("en", "de")[place % 2]).svg, texts.language()

    with ThreadPoolExecutor(8) as pool:
        found = [*pool.map(one, range(16))]
    assert len(set(found[::2])) == len(set(found[1::2])) == 1
    assert found[0][0] != found[1][0]


def test_a_chosen_region_comes_first_in_what_is_said(warehouse: Warehouse) -> None:
    ranked = drawn(warehouse, View("ranking", {"indicator": "gerd", "country": "SK01"})).sentence
    mapped = drawn(warehouse, View("map", {"indicator": "gerd", "region": "SK01"})).sentence
    first = re.match(r"Bratislavský kraj .*?: (?:.*?) % of GDP in \d{4}, \d+\w\w of \d+\.", ranked)
    assert first is not None and mapped.startswith(first.group(0))
    assert "does not report" in drawn(warehouse, View("map", {"region": "MD"})).sentence


def test_a_slide_says_no_more_than_it_has_room_for(warehouse: Warehouse) -> None:
    long = drawn(warehouse, VIEWS["compare"])
    assert len(long.sentence) <= 300 and long.sentence.endswith(".")
    assert told.brief("It is 3.5 % of GDP. The last is St. Pölten. " + "more " * 80 + "here.") == (
        "It is 3.5 % of GDP. The last is St. Pölten."
    )
