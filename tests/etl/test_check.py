"""`check FILE`: one report for all the ways in which a table can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import check
from etl.intake.errors import Unreadable

GOOD = "indicator,region,period,value,flag\ngdp_pps,AT11,2023,31500,p\ngdp_pps,AT12,2023,35000.5,\n"


@pytest.fixture
def report(tmp_path: Path):
    def of(content: str | bytes) -> check.Report:
        path = tmp_path / "table.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return check.run(path)

    return of


def test_good_table_passes(report) -> None:
    assert report(GOOD).as_dict() == {
        "file": "table.csv",
        "encoding": "utf-8",
        "delimiter": ",",
        "decimal": ".",
        "layout": "tidy",
        "rows": 2,
        "accepted": 2,
        "rejected": [],
        "questions": [],
        "warnings": [],
    }


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace(",", "\t").encode(),
        GOOD.replace(",", ";").replace(".", ",").encode(),
        GOOD.replace("indicator,", "Indicator ,").encode(),
        GOOD.replace(",flag", "").replace(",p\n", "\n").replace(",\n", "\n").encode(),
        GOOD.rstrip("\n").encode(),
        GOOD.replace("\n", "\n\n").encode(),
    ],
)
def test_same_table_in_other_clothes_passes(report, content: bytes) -> None:
    found = report(content)
    assert (found.rows, found.accepted, found.rejected, found.questions) == (2, 2, [], [])


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("gpd_pps,AT11,2022,1,", "indicator", "unknown-indicator"),
        ("gdp_pps,AT99,2022,1,", "region", "unknown-region"),
        ("gdp_pps,AT11,22,1,", "period", "bad-period"),
        ("gdp_pps,AT11,2022,many,", "value", "not-a-number"),
        ("gdp_pps,AT11,2022,inf,", "value", "not-a-number"),
        ("gdp_pps,AT11,2022,-5,", "value", "out-of-range"),
        ("gdp_pps,AT11,2022", "", "ragged"),
        ("gdp_pps,AT11,2022,1,p,more", "", "ragged"),
    ],
)
def test_wrong_row_is_refused_with_place_reason_and_hint(report, row: str, column: str, code: str) -> None:
    found = report(GOOD + row + "\n")
    assert (found.rows, found.accepted, len(found.rejected)) == (3, 2, 1)
    finding = found.rejected[0]
    assert (finding["row"], finding["column"], finding["code"]) == (4, column, code)
    assert finding["reason"]
    assert finding["hint"]
    assert not found.ok
    assert "row 4" in found.text()


def test_conflicting_rows_are_both_refused(report) -> None:
    found = report(GOOD + "gdp_pps,AT11,2023,31501,\n")
    assert [one["row"] for one in found.rejected] == [2, 4]
    assert {one["code"] for one in found.rejected} == {"conflict"}


def test_rows_that_do_not_concern_us_are_counted_not_refused(report) -> None:
    found = report(GOOD + "gdp_pps,FR10,2023,1,\ngdp_pps,AT21,2023,,\ngdp_pps,AT11,2023,31500,p\n")
    assert found.ok
    assert [one["code"] for one in found.warnings] == ["outside", "empty", "repeated"]
    assert (found.rows, found.accepted) == (5, 2)


def test_flags_are_read_glued_spaced_and_beside_the_figure(report) -> None:
    found = report(GOOD + "gdp_pps,AT21,2023,31500 bp,floor\ngdp_pps,AT22,2023,: c,\ngdp_pps,AT31,2023,1,q\n")
    assert found.accepted == 5
    assert [one["code"] for one in found.warnings] == ["unknown-flag"]


def test_unknown_columns_are_named(report) -> None:
    found = report(GOOD.replace("flag", "comment"))
    assert "'comment'" in str(found.warnings[0]["text"])


def test_doubtful_comma_is_asked_about(report) -> None:
    found = report('indicator;region;period;value\ngdp_pps;AT11;2023;"31,500"\n')
    assert found.questions[0]["options"] == [",", "."]
    assert not found.ok


def test_rows_are_counted_as_a_spreadsheet_counts_them(report) -> None:
    found = report(GOOD.replace("\n", "\n\n", 2) + 'gdp_pps,AT99,2023,1,"p"\n')
    assert found.rejected[0]["row"] == 6


def test_screen_shows_the_first_complaints_and_counts_the_rest(report) -> None:
    rows = "".join(f"gdp_pps,AT99,{year},1,\n" for year in range(1950, 2000))
    lines = report(GOOD + rows).text().splitlines()
    assert "  … and 10 more; --json lists all" in lines
    assert lines[-1] == "2 of 52 rows may be loaded, 50 complaints"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty"),
        ("a,b,c\n1,2,3\n", "names no column 'indicator', 'region', 'period', 'value'"),
        ("indicator,region,period,value,value\n", "names 'value' twice"),
        (b"PK\x03\x04", "Excel workbook"),
        ("<html><body>Error 500", "web page"),
    ],
)
def test_what_is_no_table_is_said_in_one_sentence(report, content: str | bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        report(content)


def test_header_alone_is_an_empty_table(report) -> None:
    found = report("indicator,region,period,value\n")
    assert (found.rows, found.accepted, found.ok) == (0, 0, True)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is not a file"):
        check.run(tmp_path)
