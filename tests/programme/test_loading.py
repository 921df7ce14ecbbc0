"""The facts of the programme in a real warehouse: loaded once, read as of a version, taken back, refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from danube.catalogue.programme import TABLES
from danube.programme import register
from danube.settings import DATA, Settings
from danube.store import LoadInfo, Warehouse, connect
from etl import build, programme
from tests.programme import shipped

TO_BE_FILLED = {
    "discovery_group", "stakeholder", "workshop", "need", "measure", "pilot", "pilot_partner", "milestone",
    "validation", "replication",
}  # fmt: skip
"""No document names a row of these: managers fill them."""

HEADER = "indicator,region,period,value,flag,source,dataset,vintage"
FIGURE = "gdp_pps,AT11,2023,27800,,eurostat-gdp-pps,nama_10r_2gdp,2025"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The shipped programme, regions and catalogue, and one figure."""
    folder = tmp_path / "data"
    for name in ("catalogue", "programme"):
        shutil.copytree(DATA / name, folder / name)
    shutil.copy(DATA / "regions.csv", folder)
    (folder / "figures").mkdir()
    (folder / "figures" / "eurostat-gdp-pps.csv").write_text(f"{HEADER}\n{FIGURE}\n", "utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path / "var", catalogue="", lake_data="")


@pytest.fixture
def warehouse(settings: Settings) -> Warehouse:
    return connect(settings)


def edited(data: Path, table: str, old: str, new: str) -> None:
    path = data / "programme" / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_shipped_facts_come_through_the_warehouse_unchanged(warehouse: Warehouse, data: Path) -> None:
    build.run(warehouse, data)
    known = register.load(warehouse)
    for name, table in shipped.tables().items():
        key = list(TABLES[name].key)
        theirs = known.table(name).sort_values(key).drop(columns="load").reset_index(drop=True)
        ours = table.sort_values(key).drop(columns="load").reset_index(drop=True)
        pd.testing.assert_frame_equal(theirs, ours, check_dtype=False)


def test_every_table_with_rows_is_a_load_of_its_own_and_a_second_build_adds_nothing(
    warehouse: Warehouse, data: Path
) -> None:
    first = build.run(warehouse, data)
    loads = warehouse.loads()
    loads = loads[loads["file"].str.startswith("programme/")]
    filled = [name for name, table in shipped.tables().items() if len(table)]
    assert loads["holds"].tolist() == filled
    assert set(loads["kind"]) == {"publisher"}
    assert set(TABLES) - set(filled) == TO_BE_FILLED
    again = build.run(warehouse, data)
    assert (again.version, again.loaded) == (first.version, [])


def test_an_earlier_version_keeps_what_was_said_then(warehouse: Warehouse, data: Path) -> None:
    first = build.run(warehouse, data).version
    edited(data, "project", "2419000", "2419001")
    assert build.run(warehouse, data).loaded == ["programme/project.csv"]
    assert register.load(warehouse).row("project", "spinit")["budget"] == 2_419_001
    assert register.load(warehouse, first).row("project", "spinit")["budget"] == 2_419_000
    assert register.load(warehouse, 0).table("project").empty


def test_a_row_that_left_its_file_leaves_the_register(warehouse: Warehouse, data: Path) -> None:
    build.run(warehouse, data)
    path = data / "programme" / "output.csv"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    build.run(warehouse, data)
    assert len(register.load(warehouse).table("output")) == 6
    assert warehouse.events()["kind"].tolist()[-1] == "withdraw"


def test_a_file_without_rows_takes_its_rows_back_until_they_return(warehouse: Warehouse, data: Path) -> None:
    build.run(warehouse, data)
    path = data / "programme" / "gathering.csv"
    text = path.read_text("utf-8")
    path.write_text(text.splitlines(keepends=True)[0], "utf-8")
    build.run(warehouse, data)
    assert register.load(warehouse).table("gathering").empty
    path.write_text(text, "utf-8")
    build.run(warehouse, data)
    assert len(register.load(warehouse).table("gathering")) == 12


def test_a_load_is_withdrawn_restored_and_covered_by_an_upload(warehouse: Warehouse, data: Path) -> None:
    build.run(warehouse, data)
    loads = warehouse.loads().set_index("holds")
    load = int(loads.loc["project", "load"])
    warehouse.withdraw(load, who="Ana")
    assert register.load(warehouse).table("project").empty
    warehouse.restore(load)
    rows = register.load(warehouse).table("project")
    mine = rows[rows["id"] == "devise"].assign(budget=1.0)
    newest = warehouse.add(mine, load=LoadInfo("ours.csv", kind="upload"), holds="project")
    known = register.load(warehouse)
    assert (known.row("project", "devise")["budget"], known.row("project", "devise")["load"]) == (1.0, newest)
    theirs = register.load(warehouse, without=("upload",))
    assert theirs.row("project", "devise")["budget"] == 1_782_367


def test_a_warehouse_of_before_opens_and_learns_the_tables(
    settings: Settings, warehouse: Warehouse, data: Path
) -> None:
    shutil.move(data / "programme", data / "later")
    version = build.run(warehouse, data).version
    warehouse.close()
    with duckdb.connect(settings.var / f"warehouse-{version}.duckdb") as file:
        for name in TABLES:
            file.execute(f'DROP TABLE "{name}"')
    warehouse = connect(settings)
    assert register.load(warehouse).table("project").empty
    shutil.move(data / "later", data / "programme")
    build.run(warehouse, data)
    assert len(register.load(warehouse).table("project")) == 4
    assert register.load(warehouse, version).table("project").empty
    warehouse.close()


@pytest.mark.parametrize(
    ("table", "old", "new", "sentence"),
    [
        (
            "project",
            "2419000",
            "2 419 000",
            r"programme/project\.csv, row 5, column 'budget': '2 419 000' is",
        ),
        ("project", "id,name", "id,nom", r"programme/project\.csv, row 1: the columns must be id, name"),
        ("output", "D1.1.1,", "D1.1.1,,", r"programme/output\.csv, row 2: 7 cells stand under 6 columns"),
        (
            "output",
            "danubia-clusters",
            "danubia",
            r"programme/output danubia / D1\.1\.1: There is no project",
        ),
        ("document", "clustero-danubia,", "clustero,", "There is no document 'clustero-danubia'"),
    ],
)
def test_a_broken_file_stops_the_whole_build(
    warehouse: Warehouse, data: Path, table: str, old: str, new: str, sentence: str
) -> None:
    edited(data, table, old, new)
    with pytest.raises(build.BuildError, match=sentence):
        build.run(warehouse, data)
    assert warehouse.latest() == 0


def test_a_file_that_is_no_table_and_a_table_that_others_need_are_told(
    warehouse: Warehouse, data: Path
) -> None:
    version = build.run(warehouse, data).version
    (data / "programme" / "organisation.csv").rename(data / "programme" / "organisations.csv")
    with pytest.raises(build.BuildError, match=r"programme/organisations\.csv is no table of the programme"):
        build.run(warehouse, data)
    (data / "programme" / "organisations.csv").unlink()
    with pytest.raises(build.BuildError, match="There is no organisation 'zeda'"):
        build.run(warehouse, data)
    assert warehouse.latest() == version


def test_shipped_files_are_sorted_and_plain() -> None:
    for path in sorted((DATA / "programme").glob("*.csv")):
        assert b"\r" not in path.read_bytes(), path.name
        rows = programme.read(path)[list(TABLES[path.stem].key)].apply(tuple, axis=1).tolist()
        assert rows == sorted(rows), path.name
    assert {path.stem for path in (DATA / "programme").glob("*.csv")} == set(TABLES)
