"""The two CSV files of an analyst: dialects, COINr's names, and what is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from danube.benchmark import reading
from danube.benchmark.hierarchy import ScoreError
from danube.benchmark.reading import ReadingError

META = "code,direction,weight,parent,level\na,1,1,top,1\nb,-1,2,top,1\ntop,1,1,,2\n"
VALUES = "unit,a,b\nu,1.5,2\nv,3,\nNA,4,0\n"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(folder: Path, values: str | bytes, meta: str | bytes = META) -> tuple[pd.DataFrame, list[str]]:
    table = reading.metadata(written(folder, "meta.csv", meta))
    return reading.values(written(folder, "values.csv", values), table)


def test_figures_by_unit(tmp_path: Path) -> None:
    table, strange = read(tmp_path, VALUES)
    assert table.index.tolist() == ["u", "v", "NA"]  # Namibia is a unit, not a gap
    assert table["a"].tolist() == [1.5, 3, 4]
    assert pd.isna(table.loc["v", "b"])
    assert strange == []


@pytest.mark.parametrize(
    "content",
    [
        "unit;a;b\nu;1,5;2\nv;3;\nNA;4;0\n",
        "unit\ta\tb\r\nu\t1,5\t2\r\nv\t3\t:\r\nNA\t4\t0\r\n",
        "\ufeffUNIT,a,b\nu,1.5,2\n\nv,3,n/a\n,,\nNA,4,0",
        "b,uCode,a\n2,u,1.5\nNaN,v,3\n0,NA,4\n",
        '"Unit","a","b"\n"u","1.5","2"\n"v","3","-"\n"NA","4","0"\n',
    ],
)
def test_dialects_of_the_same_table(tmp_path: Path, content: str) -> None:
    pd.testing.assert_frame_equal(read(tmp_path, content)[0], read(tmp_path, VALUES)[0])


def test_windows_letters(tmp_path: Path) -> None:
    assert read(tmp_path, "unit,a,b\nKärnten,1,2\n".encode("cp1252"))[0].index.tolist() == ["Kärnten"]


def test_metadata_as_coinr_names_them(tmp_path: Path) -> None:
    coinr = (
        "Level,iCode,iName,Direction,Weight,Parent,Type\n1.0,a,First,1.0,1.0,top,Indicator\n"
        "1,b,Second,-1,2,top,Indicator\n2,top,Whole,1,1,,Aggregate\n,Pop,Population,,,,Denominator\n"
    )
    table = reading.metadata(written(tmp_path, "meta.csv", coinr))
    assert table.index.tolist() == ["a", "b", "top"]
    assert table["direction"].tolist() == ["1.0", "-1", "1"]
    assert "type" not in table


def test_what_the_metadata_do_not_describe_is_named(tmp_path: Path) -> None:
    _table, strange = read(tmp_path, "unit,name,a,b\nu,x,1,2\n")
    assert strange == ["name"]


@pytest.mark.parametrize(
    ("values", "meta", "sentence"),
    [
        ("a,b\n1,2\n", META, "values.csv has no column unit; its columns are a, b"),
        ("unit,a\nu,1\n", META, "values.csv has no column b, which the metadata describe"),
        ("unit,a,a,b\nu,1,1,2\n", META, "values.csv has two columns a; keep one"),
        ("unit,a,b\nu,1\n", META, "values.csv, row 2 has 2 cells, the header 3; mend the row"),
        ("unit,a,b\n", META, "values.csv holds no rows under a header"),
        ("", META, "values.csv holds no rows under a header"),
        (b"PK\x03\x04\x00\x00", META, "values.csv is not a text file; save the table as CSV"),
        ('unit,a,b\n"u,1,2\n', META, "values.csv is not a CSV file"),
        (VALUES, "code,weight\na,1\n", "meta.csv has no column direction"),
        (VALUES, "name,direction\na,1\n", "meta.csv has no column code"),
        (VALUES, "code,direction\n,1\n", "meta.csv describes no indicator"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, values: str | bytes, meta: str, sentence: str) -> None:
    with pytest.raises(ReadingError, match=sentence):
        read(tmp_path, values, meta)


def test_a_word_among_the_figures_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(ScoreError, match=r"values.csv, row 3, column b: '2,0x' is not a number"):
        read(tmp_path, 'unit,a,b\nu,1,2\nv,1,"2,0x"\n')


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"none.csv cannot be read \(no such file or directory\)"):
        reading.metadata(tmp_path / "none.csv")
