"""An import with a new indicator: on the command line, by recipe, refused in a sentence, never half."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from danube import catalogue, regions
from danube.catalogue import declared
from danube.store import connect
from danube.store.declared import renew
from etl.__main__ import main
from etl.intake import importing, large
from etl.intake.asked import ImportRefused
from etl.intake.recipe import from_json
from tests.villages import BLOCK, FILE, ID, fields


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("DANUBE_CATALOGUE", raising=False)
    yield
    declared.declare([])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "fibre.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture
def block(tmp_path: Path) -> Path:
    path = tmp_path / "new.toml"
    path.write_text(BLOCK, encoding="utf-8")
    return path


def report(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict]:
    capsys.readouterr()
    status = main([*map(str, arguments), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_figures_and_their_indicator_are_stored_together(
    table: Path, block: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(capsys, "check", table)[1]["questions"][0]["code"] == "indicator-id"
    status, answer = report(capsys, "import", table, "--declare", block)
    assert (status, answer["version"], answer["accepted"]) == (0, 1, 8)
    warehouse = connect()
    assert warehouse.observations()["source"].unique().tolist() == [f"upload-{ID}"]
    renew(warehouse)
    assert catalogue.load().indicators[ID].name == "Villages with fibre"


def test_next_years_file_goes_through_with_the_recipe_and_keeps_the_indicator(
    table: Path, block: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = tmp_path / "r.json"
    first = report(capsys, "import", table, "--declare", block, "--save-recipe", recipe)[1]
    again = report(capsys, "import", table, "--recipe", recipe)[1]
    assert (again["fingerprint"], again["difference"]["unchanged"]) == (first["fingerprint"], 8)
    table.write_text("region;2025\nAT11;42,5\n", encoding="utf-8")
    assert report(capsys, "import", table, "--recipe", recipe)[1]["version"] == 3
    assert main(["withdraw", "1"]) == main(["withdraw", "2"]) == 0
    renew(connect())
    assert ID in catalogue.load().indicators
    assert main(["withdraw", "3"]) == 0
    renew(connect())
    assert ID not in catalogue.load().indicators


def test_later_file_of_a_declared_indicator_carries_its_meaning(
    table: Path, block: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(capsys, "import", table, "--declare", block)
    status, _answer = report(capsys, "import", table, "--indicator", ID)
    assert status == 0
    loads = connect().loads()
    assert from_json(loads["recipe"].iloc[1]).declared[ID]["unit"] == "% of villages"
    assert main(["withdraw", "1"]) == 0
    renew(connect())
    assert ID in catalogue.load().indicators


def test_declared_range_and_unit_are_checked_like_shipped_ones(table: Path) -> None:
    table.write_text("region;2024\nAT11;140\nAT12;40\n", encoding="utf-8")
    found = importing.examine(table, declared={ID: fields()})
    assert [one["code"] for one in found.rejected] == ["out-of-range"]
    assert found.accepted == 1


def test_nothing_but_the_import_sees_what_is_not_stored(table: Path) -> None:
    found = importing.examine(table, declared={ID: fields()})
    assert found.accepted == 8 and ID not in catalogue.load().indicators
    assert found.recipe.declared == {ID: fields()}


def test_several_indicators_of_one_file_may_be_new(table: Path) -> None:
    table.write_text("region,year,fibre,village_shops\nAT11,2024,40.5,12\n", encoding="utf-8")
    new = {ID: fields(), "village_shops": fields(name="Villages with a shop")}
    found = importing.examine(table, declared=new, answers={"id:fibre": ID})
    assert found.figures[["indicator", "value"]].to_numpy().tolist() == [[ID, 40.5], ["village_shops", 12.0]]


def test_declared_but_unused_indicator_is_not_stored(table: Path) -> None:
    found = importing.examine(table, indicator="tertiary_attainment", declared={ID: fields()})
    assert pd.unique(found.figures["indicator"]).tolist() == ["tertiary_attainment"]
    assert found.recipe.declared == {}


@pytest.mark.parametrize(
    ("text", "told", "status"),
    [
        (BLOCK.replace('unit = "% of villages"\n', ""), "unit is missing", 1),
        (BLOCK.replace("village_fibre", "gerd"), "has an indicator 'gerd' already", 1),
        ('name = "Villages"', "is no block of fields", 1),
        ("[village_fibre", "is no TOML", 2),
    ],
)
def test_bad_declaration_is_one_sentence_and_stores_nothing(
    table: Path, block: Path, capsys: pytest.CaptureFixture[str], text: str, told: str, status: int
) -> None:
    block.write_text(text, encoding="utf-8")
    ended, answer = report(capsys, "import", table, "--declare", block)
    assert ended == status and told in answer["error"]
    assert connect().latest() == 0


def test_other_unit_under_a_declared_id_is_refused(table: Path, block: Path) -> None:
    main(["import", str(table), "--declare", str(block)])
    renew(connect())
    with pytest.raises(ImportRefused, match="declared already, in '% of villages'"):
        importing.examine(table, declared={ID: fields(unit="villages")})


def test_large_file_keeps_the_meaning_of_every_indicator_however_late_it_comes(table: Path) -> None:
    """The report holds the first 1,000 figures alone; the second indicator begins after them."""
    codes = [code for code in regions.load() if len(code) == 5]
    early = [f"{ID},{code},{year},{40.5}" for code in codes for year in (2021, 2022, 2023, 2024)]
    assert len(early) > 1000
    lines = ["indicator,region,period,value", *early, "village_shops,AT11,2024,12.5"]
    table.write_text("\n".join(lines), encoding="utf-8")
    new = {ID: fields(), "village_shops": fields(name="Villages with a shop")}
    report = large.examine(table, declared=new, folder=table.parent)
    assert set(report.figures["indicator"]) == {ID} and report.indicators == (ID, "village_shops")
    assert report.recipe.declared == new
    warehouse = connect()
    large.store(report, warehouse)
    renew(warehouse)
    assert "village_shops" in catalogue.load().indicators
    sources = warehouse.observations(indicators=["village_shops"])["source"]
    assert sources.tolist() == ["upload-village_shops"]
