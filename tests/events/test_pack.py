"""The event pack: what is in it, harmless and alike each time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from danube.events import drawn, pack
from danube.events.deck import DeckError, from_json
from danube.events.scene import Scene
from tests.events import scenery


@pytest.fixture(scope="module")
def made() -> drawn.Drawn:
    return drawn.drawn(scenery.deck(), scenery.scene, ["en", "de"], dark=True)


@pytest.fixture(scope="module")
def files(made: drawn.Drawn) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack.zip_(made))) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def test_it_holds_everything_a_talk_needs(files: dict[str, bytes]):
    assert set(files) == {
        "README.txt", "deck.html", "deck.json",
        "deck-en.pdf", "deck-en.pptx", "deck-de.pdf", "deck-de.pptx",
        "figures/01-map.csv", "figures/02-bars.csv",
        "tables/01-map-en.csv", "tables/01-map-de.csv", "tables/02-bars-en.csv", "tables/02-bars-de.csv",
    }  # fmt: skip
    assert from_json(files["deck.json"]) == scenery.deck()


def test_figures_name_their_source_and_version(files: dict[str, bytes]):
    rows = pd.read_csv(io.BytesIO(files["figures/02-bars.csv"]))
    assert rows["value"].tolist()[:2] == [0.2, 1.4] and rows["value"].isna().tolist()[2]
    assert set(rows["sources"]) == {"Eurostat, rd_e_gerdreg, CC BY 4.0"} and set(rows["version"]) == {3}
    assert "0,2" in files["tables/02-bars-de.csv"].decode()


def test_the_readme_speaks_both_languages_and_says_where_the_notes_are(files: dict[str, bytes]):
    text = files["README.txt"].decode()
    assert text.startswith("Five slides") and "Fünf Folien" in text
    assert "version 3" in text and "notes" in text and "Eurostat, rd_e_gerdreg, CC BY 4.0" in text


def test_the_same_deck_gives_the_same_bytes(made: drawn.Drawn):
    assert pack.zip_(made) == pack.zip_(made)


def test_a_spreadsheet_runs_nothing_of_it():
    scene = Scene("T", figures=pd.DataFrame({"=1+1": ["=2+2", "@x"]}), sources=("+s",))
    text = pack.csv(scene.figures, scene).decode()
    assert text.splitlines() == ["'=1+1,sources,version", "'=2+2,'+s,0", "'@x,'+s,0"]


def test_a_slide_that_cannot_be_drawn_says_so_in_its_place():
    def draw(*_asked: object) -> Scene:
        raise ValueError("There is no indicator “nil”; choose another.")

    made = drawn.drawn(scenery.deck(), draw, ["en"])
    assert made.scenes["en"][0].lacking == ("There is no indicator “nil”; choose another.",)
    assert b"There is no indicator" in pack.files(made)["deck.html"]


def test_a_deck_without_slides_is_refused_in_a_sentence():
    with pytest.raises(DeckError, match="no slide yet"):
        drawn.drawn(replace(scenery.deck(), slides=()), scenery.scene, ["en"])
