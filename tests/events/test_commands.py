"""`python -m danube.events`: packs and rehearses, and refuses in a sentence with its exit status."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from danube.events.__main__ import main
from danube.events.deck import Deck, Slide, View, to_json
from danube.events.library import Library
from danube.settings import Settings
from danube.store import Warehouse


@pytest.fixture(autouse=True)
def server_of_tests(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_VAR", str(own))


def kept(folder: Path, warehouse: Warehouse, *slides: Slide) -> str:
    """A file with a deck of these slides."""
    file = folder / "talk.json"
    deck = Deck("talk", {"en": "A talk", "de": "Ein Vortrag"}, warehouse.latest(), slides)
    file.write_text(to_json(deck), encoding="utf-8")
    return str(file)


def test_a_deck_is_packed_with_figures_of_its_version(
    warehouse: Warehouse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    slide = Slide("map", "view", {"de": "Die Karte"}, view=View("map", {"year": "2021"}))
    out = tmp_path / "pack.zip"
    assert main(["pack", kept(tmp_path, warehouse, slide), "--out", str(out), "--lang", "de", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["slides"] == 1 and told["languages"] == ["de"] and told["bytes"] == out.stat().st_size
    with zipfile.ZipFile(out) as opened:
        assert "deck-de.pptx" in opened.namelist() and "Die Karte" in opened.read("deck.html").decode()


def test_a_rehearsal_tells_what_it_found(
    warehouse: Warehouse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    slide = Slide("odd", "view", {"en": "Odd"}, view=View("nowhere"))
    assert main(["rehearse", kept(tmp_path, warehouse, slide), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {one["kind"] for one in told["findings"]} == {"figure", "translation"}
    assert main(["rehearse", kept(tmp_path, warehouse, Slide("a", "text", {"en": "A", "de": "A"}))]) == 0
    assert "Words that have no room: none" in capsys.readouterr().out


def test_a_deck_of_the_server_is_found_by_its_id(own: Path, warehouse: Warehouse, tmp_path: Path):
    library = Library(Settings(var=own))
    library.save(Deck("here", {"en": "Here"}, 1, (Slide("a", "text", {"en": "A"}),)))
    library.close()
    assert main(["pack", "here", "--out", str(tmp_path / "a.zip"), "--lang", "en"]) == 0


@pytest.mark.parametrize("ready", ["ten-pictures", "pilots"])
def test_in_the_ready_decks_nothing_is_found(ready: str, capsys: pytest.CaptureFixture[str]):
    assert main(["rehearse", ready, "--lang", "en"]) == 0, capsys.readouterr().out


def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    broken = tmp_path / "broken.json"
    broken.write_text("[]")
    assert main(["rehearse", str(broken)]) == 2
    assert "no deck that can be read" in capsys.readouterr().err
    assert main(["pack", "nobody", "--out", str(tmp_path / "a.zip")]) == 2
    assert "no deck 'nobody'" in capsys.readouterr().err
    assert main(["rehearse", "my-region", "--region", "XX99"]) == 2
    assert "no region “XX99”" in capsys.readouterr().err
    assert main(["pack", "ten-pictures", "--out", str(tmp_path / "no" / "a.zip"), "--lang", "en"]) == 2
