"""`data/` in the warehouse: file by file, only what changed, and nothing by halves."""

from __future__ import annotations

import multiprocessing
import shutil
from pathlib import Path

import pandas as pd
import pytest

from danube import catalogue
from danube.settings import DATA, Settings
from danube.store import Warehouse, connect
from etl import build, compile

HEADER = "indicator,region,period,value,flag,source,dataset,vintage"
AT11 = "gdp_pps,AT11,2023,27800,,eurostat-gdp-pps,nama_10r_2gdp,2025"
AT12 = "gdp_pps,AT12,2023,31600,p,eurostat-gdp-pps,nama_10r_2gdp,2025"
AT13 = "gdp_pps,AT13,2023,,c,eurostat-gdp-pps,nama_10r_2gdp,2025"
RATE = "unemployment_rate,AT11,2024,4.1,,eurostat-tgs00010,tgs00010,2025"
GDP, RATES = "eurostat-gdp-pps.csv", "eurostat-tgs00010.csv"
REFERENCES = 4  # regions, boundaries, sources and indicators are a load each


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The real regions, catalogue and boundaries with two small files of figures."""
    folder = tmp_path / "data"
    for name in ("catalogue", "boundaries"):
        shutil.copytree(DATA / name, folder / name)
    shutil.copy(DATA / "regions.csv", folder)
    write(folder, GDP, AT11, AT12, AT13)
    write(folder, RATES, RATE)
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return connect(Settings(var=tmp_path / "var", catalogue="", lake_data=""))


def write(data: Path, name: str, *rows: str) -> None:
    (data / "figures").mkdir(exist_ok=True)
    (data / "figures" / name).write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")


def values(warehouse: Warehouse) -> dict[str, float]:
    table = warehouse.observations(indicators=["gdp_pps"])
    return dict(zip(table["region"], table["value"], strict=True))


def test_every_file_becomes_a_load_of_its_own(data: Path, warehouse: Warehouse) -> None:
    built = build.run(warehouse, data)
    assert (built.before, built.version, built.figures) == (0, REFERENCES + 2, 4)
    assert built.loaded == ["regions.csv", "boundaries", "catalogue", f"figures/{GDP}", f"figures/{RATES}"]
    loads = warehouse.loads()
    assert loads["kind"].tolist() == ["reference"] * REFERENCES + ["publisher"] * 2
    assert loads["rows"].tolist()[-2:] == [3, 1]
    assert loads["sha256"].str.fullmatch("[0-9a-f]{64}").all()


def test_figures_arrive_with_level_flag_and_source(data: Path, warehouse: Warehouse) -> None:
    build.run(warehouse, data)
    table = warehouse.observations(indicators=["gdp_pps"]).set_index("region")
    assert table.loc["AT11", "value"] == 27800.0
    assert table["level"].tolist() == [2, 2, 2]
    assert table["flag"].tolist() == ["", "p", "c"]
    assert pd.isna(table.loc["AT13", "value"])
    assert set(table["source"]) == {"eurostat-gdp-pps"}


def test_reference_tables_hold_places_and_meanings(data: Path, warehouse: Warehouse) -> None:
    build.run(warehouse, data)
    regions = warehouse.reference("region").set_index("code")
    assert regions.loc["AT21", "english"] == "Carinthia"
    assert regions.loc["UA-51", "parent"] == "UA"
    assert warehouse.reference("indicator").set_index("id").loc["gdp_pps", "direction"] == "higher"
    boundaries = warehouse.reference("boundary")
    assert boundaries.loc[boundaries["layer"] == "level0", "code"].str.len().eq(2).all()
    assert boundaries["geometry"].str.startswith('{"type":').all()


def test_second_build_does_nothing(data: Path, warehouse: Warehouse) -> None:
    first = build.run(warehouse, data)
    again = build.run(warehouse, data)
    assert (again.before, again.version, again.loaded) == (first.version, first.version, [])
    assert warehouse.latest() == first.version


def test_only_the_changed_file_is_loaded(data: Path, warehouse: Warehouse) -> None:
    first = build.run(warehouse, data)
    write(data, GDP, AT11.replace("27800", "28000"), AT12, AT13)
    assert build.run(warehouse, data).loaded == [f"figures/{GDP}"]
    assert values(warehouse)["AT11"] == 28000.0
    assert warehouse.latest() == first.version + 1
    table = warehouse.observations(version=first.version, regions=["AT11"], indicators=["gdp_pps"])
    assert table["value"].tolist() == [27800.0]


def test_figure_that_left_its_file_leaves_the_figures(data: Path, warehouse: Warehouse) -> None:
    build.run(warehouse, data)
    write(data, GDP, AT11)
    build.run(warehouse, data)
    assert values(warehouse) == {"AT11": 27800.0}


def test_file_that_left_the_folder_is_withdrawn_and_comes_back(data: Path, warehouse: Warehouse) -> None:
    first = build.run(warehouse, data)
    (data / "figures" / GDP).unlink()
    build.run(warehouse, data)
    assert values(warehouse) == {}
    assert build.run(warehouse, data).version == first.version + 1
    write(data, GDP, AT11, AT12, AT13)
    build.run(warehouse, data)
    assert values(warehouse)["AT11"] == 27800.0
    assert warehouse.events()["kind"].tolist()[-2:] == ["withdraw", "restore"]


def test_load_that_a_person_withdrew_stays_withdrawn(data: Path, warehouse: Warehouse) -> None:
    build.run(warehouse, data)
    warehouse.withdraw(REFERENCES + 1, who="Ana")
    built = build.run(warehouse, data)
    assert built.version == built.before
    assert values(warehouse) == {}


def test_file_that_no_source_claims_is_named_and_not_loaded(data: Path, warehouse: Warehouse) -> None:
    write(data, "old-name.csv", AT11.replace("27800", "1").replace("eurostat-gdp-pps", "old-name"))
    built = build.run(warehouse, data)
    assert built.unclaimed == ["figures/old-name.csv"]
    assert "old-name.csv is not loaded" in built.text()
    assert values(warehouse)["AT11"] == 27800.0


def test_empty_folder_names_the_command_that_fills_it(data: Path, warehouse: Warehouse) -> None:
    shutil.rmtree(data / "figures")
    with pytest.raises(build.BuildError, match=r"holds no figures: run `python -m etl compile DIR` first"):
        build.run(warehouse, data)
    assert warehouse.latest() == 0


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (AT11.replace("AT11", "AT99"), r"figures/eurostat-gdp-pps\.csv, row 3: There is no region 'AT99'"),
        (AT11.replace("gdp_pps,", "gpd_pps,"), r"row 3: .*'gpd_pps'"),
        (AT11.replace("27800", "many"), r"gdp-pps\.csv is no table of figures"),
        (AT11.replace("AT11", "FR10"), r"row 3: outside\. 1 rows may not be loaded"),
        (AT12.replace("31600", "1"), r"row 2: .*different figures.* 2 rows may not be loaded"),
        (RATE, r"gdp-pps\.csv, row 3: the source is not 'eurostat-gdp-pps'"),
    ],
)
def test_bad_figures_stop_the_whole_build(data: Path, warehouse: Warehouse, row: str, sentence: str) -> None:
    write(data, GDP, AT12, row)
    with pytest.raises(build.BuildError, match=sentence):
        build.run(warehouse, data)
    assert warehouse.latest() == 0


def _ensure(settings: Settings) -> None:
    build.ensure(settings)


def test_two_servers_that_start_at_once_load_once(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path / "var", catalogue="", lake_data="")
    context = multiprocessing.get_context("forkserver")
    servers = [context.Process(target=_ensure, args=(settings,)) for _ in range(2)]
    for server in servers:
        server.start()
    for server in servers:
        server.join(60)
    assert [server.exitcode for server in servers] == [0, 0]
    loads = connect(settings).loads()
    assert not loads.duplicated(["file", "holds"]).any()


def test_shipped_figures_are_all_there(tmp_path: Path) -> None:
    warehouse = build.ensure(Settings(var=tmp_path / "var", catalogue="", lake_data=""))
    known = catalogue.load().sources
    files = [path for path in sorted((DATA / "figures").glob("*.csv")) if path.stem in known]
    rows = pd.concat([compile.read(path) for path in files])
    stored = warehouse.observations()
    key = ["indicator", "region", "period"]
    both = rows.merge(stored, on=key, suffixes=("", "_stored"), validate="one_to_one")
    assert len(both) == len(rows) == len(stored)
    pd.testing.assert_series_equal(both["value"], both["value_stored"], check_names=False)
    assert (both["flag"] == both["flag_stored"]).all()
    assert stored["level"].notna().all()


def test_every_shipped_file_of_figures_has_its_source() -> None:
    names = {path.stem for path in (DATA / "figures").glob("*.csv")} - {"index"}
    assert names <= set(catalogue.load().sources)
