"""A file becomes a load: rows placed, refused, asked about, compared and stored in a real warehouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from danube.settings import Settings
from danube.store import LoadInfo, Warehouse, connect
from etl.intake import importing
from etl.intake.errors import Unreadable
from etl.intake.importing import Choices, ImportRefused, Misfit, Report
from etl.intake.recipe import from_json

RAW = Path(__file__).resolve().parents[4] / "shared" / "raw"
WIDE = """Arbeitslosenquote;;;
Region;2021;2022;2023
Kärnten;5,1;5,2 p;5,3
Burgenland;4,1;:;4,3 bu
"""

Examine = Callable[..., Report]


@pytest.fixture
def examine(tmp_path: Path) -> Examine:
    def of(content: str | bytes, name: str = "table.csv", **options: object) -> Report:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return importing.examine(path, today=date(2026, 6, 1), **options)

    return of


@pytest.fixture
def empty(tmp_path: Path) -> Warehouse:
    return connect(Settings(var=tmp_path / "var"))


def rows(report: Report) -> list[tuple[str, str, float, str]]:
    shown = report.figures[["region", "period", "value", "flag"]]
    return [tuple(row) for row in shown.astype(object).where(shown.notna(), None).to_numpy().tolist()]


def test_wide_table_with_names_decimal_commas_and_glued_flags(examine: Examine) -> None:
    report = examine(WIDE, indicator="unemployment_rate")
    assert rows(report) == [
        ("AT21", "2021", 5.1, ""), ("AT21", "2022", 5.2, "p"), ("AT21", "2023", 5.3, ""),
        ("AT11", "2021", 4.1, ""), ("AT11", "2023", 4.3, "b u"),
    ]  # fmt: skip
    assert (report.rows, report.accepted, report.rejected, report.questions) == (6, 5, [], [])
    assert set(report.figures["how"]) == {"name"}
    assert report.layout == "wide-years"


def test_places_that_are_unclear_are_asked_and_their_rows_wait(examine: Examine) -> None:
    content = "Region;2022;2023\nPraha;2,5;2,6\nKarntn;5,1;5,2\nNirgendwo;1,1;2,2\nFrance;7,1;7,2\n"
    report = examine(content, indicator="unemployment_rate")
    asked = {str(one["key"]): one["options"] for one in report.questions}
    assert asked == {
        "place:Praha": ["CZ01", "CZ010", "leave out"],
        "place:Karntn": ["AT21", "leave out"],
    }
    assert [(one["row"], one["column"], one["code"], one["value"]) for one in report.rejected] == [
        (4, "Region", "unknown-region", "Nirgendwo")
    ]
    assert report.accepted == 0
    answers = {"place:Praha": "CZ01", "place:Karntn": "leave out"}
    report = examine(content, indicator="unemployment_rate", answers=answers)
    assert rows(report) == [("CZ01", "2022", 2.5, ""), ("CZ01", "2023", 2.6, "")]
    assert [one["code"] for one in report.warnings] == ["outside", "answered"]


def test_one_answer_settles_all_names_that_levels_share(examine: Examine) -> None:
    content = "region,period,value\nWien,2023,10.6\nPraha,2023,2.5\nSlovenija,2023,3.7\n"
    report = examine(content, indicator="unemployment_rate")
    assert [(one["key"], one["options"]) for one in report.questions] == [("level", ["0", "1", "2", "3"])]
    report = examine(content, indicator="unemployment_rate", answers={"level": "2"})
    assert [row[0] for row in rows(report)] == ["AT13", "CZ01"]
    assert [one["key"] for one in report.questions] == ["place:Slovenija"]


def test_old_codes_are_carried_or_refused_each_with_its_method(examine: Examine) -> None:
    content = (
        "region,period,value\nHU101,2015,1.5\nHU110,2016,2.5\nHR04,2015,3.5\nSI01,2010,4.5\nHU102,2015,1.1\n"
    )
    report = examine(content + "HU120,2015,1.2\n", indicator="unemployment_rate")
    assert rows(report) == [
        ("HU110", "2015", 1.5, "recoded"), ("HU110", "2016", 2.5, ""), ("HU120", "2015", 1.2, ""),
    ]  # fmt: skip
    assert [
        (one["row"], one["from"], one["to"], one["edition"], one["method"]) for one in report.carried
    ] == [(2, "HU101", "HU110", 2013, "recoded")]
    assert [(one["row"], one["code"]) for one in report.rejected] == [
        (4, "not-convertible"), (5, "not-convertible"), (6, "not-convertible"),
    ]  # fmt: skip
    assert "split into HR02, HR05 and HR06" in str(report.rejected[0]["reason"])
    assert "gives this figure as HU120 already" in str(report.rejected[2]["reason"])


def test_point_before_three_digits_is_asked_not_guessed(examine: Examine) -> None:
    content = "region;period;value\nAT11;2023;31.500\nAT12;2023;36.200\n"
    report = examine(content, indicator="gdp_pps")
    assert [one["key"] for one in report.questions] == ["decimal"]
    thousands = examine(content, indicator="gdp_pps", answers={"decimal": ","})
    assert [row[2] for row in rows(thousands)] == [31500.0, 36200.0]
    ones = examine(content, indicator="gdp_pps", choices=Choices(decimal="."))
    assert [row[2] for row in rows(ones)] == [31.5, 36.2]


def test_indicator_and_year_that_the_file_does_not_say_are_asked(examine: Examine) -> None:
    content = "region,value\nAT11,4.5\nAT12,4.4\n"
    report = examine(content, "rates 2023.csv")
    assert {str(one["key"]): one["options"] for one in report.questions} == {"id": [], "year": ["2023"]} or [
        one["key"] for one in report.questions
    ] == ["id"]
    report = examine(content, answers={"id": "unemployment_rate", "year": "2023"})
    assert rows(report) == [("AT11", "2023", 4.5, ""), ("AT12", "2023", 4.4, "")]


def test_columns_of_indicators_by_id_by_name_and_by_answer(examine: Examine) -> None:
    content = "region;year;gdp_pps;Unemployment rate;Quote\nAT11;2023;31500;5,5;99,5\n"
    report = examine(content)
    assert [one["key"] for one in report.questions] == ["id:Quote"]
    assert dict(zip(report.figures["indicator"], report.figures["value"], strict=True)) == {
        "gdp_pps": 31500.0,
        "unemployment_rate": 5.5,
    }
    report = examine(content, answers={"id:Quote": "leave out"})
    assert (report.ok, report.accepted) == (True, 2)


def test_one_series_of_several_by_the_catalogue_or_by_an_answer(examine: Examine) -> None:
    content = "region,period,value,sex\nAT11,2023,4.5,M\nAT11,2023,4.4,F\nAT11,2023,4.45,T\n"
    report = examine(content, indicator="unemployment_rate")
    assert rows(report) == [("AT11", "2023", 4.45, "")]
    assert [one["code"] for one in report.warnings] == ["other-series"]
    content = content.replace("sex", "kind")
    report = examine(content, indicator="unemployment_rate")
    assert [(one["key"], one["options"]) for one in report.questions] == [("filter:kind", ["F", "M", "T"])]
    assert report.accepted == 0
    report = examine(content, indicator="unemployment_rate", answers={"filter:kind": "F"})
    assert rows(report) == [("AT11", "2023", 4.4, "")]


def test_wrong_figure_names_the_column_of_the_file(examine: Examine) -> None:
    content = (
        WIDE.replace("5,2 p", "many").replace("4,1", "410") + "Steiermark;3,1;3,2;3,3\nTirol;3,1;3,2;3,3\n"
    )
    report = examine(content, indicator="unemployment_rate")
    assert [(one["row"], one["column"], one["value"], one["code"]) for one in report.rejected] == [
        (3, "2022", "many", "not-a-number"),
        (4, "2021", "410", "out-of-range"),
    ]


def test_percent_sign_is_refused_where_the_indicator_is_no_percentage(examine: Examine) -> None:
    content = "indicator,region,period,value\nunemployment_rate,AT11,2023,4.4 %\ngdp_pps,AT11,2023,4.4 %\n"
    report = examine(content)
    assert rows(report) == [("AT11", "2023", 4.4, "")]
    assert [(one["row"], one["code"]) for one in report.rejected] == [(3, "percent")]


def test_difference_tells_new_changed_and_unchanged(examine: Examine) -> None:
    known = pd.DataFrame(
        [("unemployment_rate", "AT21", "2021", 5.1, ""), ("unemployment_rate", "AT21", "2022", 5.0, "p"),
         ("unemployment_rate", "AT11", "2023", 4.3, "b")],
        columns=["indicator", "region", "period", "value", "flag"],
    )  # fmt: skip
    report = examine(WIDE, indicator="unemployment_rate", known=known)
    assert report.counts() == {"new": 2, "changed": 2, "unchanged": 1}
    assert report.changes()[0] == {
        "indicator": "unemployment_rate", "region": "AT21", "period": "2022", "before": 5.0, "after": 5.2,
    }  # fmt: skip
    assert report.told() == "Figures: 2 new, 2 changed, 1 as before."


def test_new_indicator_is_refused_in_a_sentence_that_says_where_to_declare_it(examine: Examine) -> None:
    with pytest.raises(
        ImportRefused, match="has no indicator 'happiness'.*declare the new one with the import"
    ):
        examine(WIDE, indicator="happiness")
    with pytest.raises(ImportRefused, match="has no indicator 'happiness'"):
        examine(WIDE, answers={"id": "happiness"})


def test_answer_that_is_no_option_is_refused(examine: Examine) -> None:
    with pytest.raises(ImportRefused, match="'AT11' is no answer to the question 'place:Praha'"):
        examine(
            "Region;2023\nPraha;2,5\nWien;4,5\n",
            indicator="unemployment_rate",
            answers={"place:Praha": "AT11"},
        )


def test_stored_load_says_who_what_and_how(examine: Examine, empty: Warehouse) -> None:
    report = examine(WIDE, indicator="unemployment_rate")
    version = importing.store(report, empty, note="from the office", who="ana")
    load = empty.loads().iloc[-1]
    assert (version, load["kind"], load["who"], load["note"]) == (1, "upload", "ana", "from the office")
    assert (load["file"], load["sha256"], load["rows"]) == ("table.csv", report.sha256, 5)
    assert from_json(load["recipe"]) == report.recipe
    stored = empty.observations()
    assert set(stored["source"]) == {"upload"}
    assert sorted(zip(stored["region"], stored["period"], stored["value"], strict=True)) == sorted(
        row[:3] for row in rows(report)
    )
    empty.withdraw(version)
    assert empty.observations().empty


def test_nothing_is_stored_while_a_question_is_open_or_no_row_is_accepted(
    examine: Examine, empty: Warehouse
) -> None:
    with pytest.raises(ImportRefused, match="1 question is open"):
        importing.store(examine(WIDE), empty)
    with pytest.raises(ImportRefused, match=r"no row of table\.csv is accepted"):
        importing.store(
            examine("Region;2023\nNirgendwo;1,5\nNowhere;2,5\n", indicator="unemployment_rate"), empty
        )
    assert empty.latest() == 0


def test_upload_covers_a_publishers_figure_until_it_is_withdrawn(examine: Examine, empty: Warehouse) -> None:
    first = examine(WIDE, indicator="unemployment_rate")
    empty.add(
        first.figures[["indicator", "region", "period", "value", "flag"]].assign(source="s", value=1.0),
        load=LoadInfo("publisher.csv"),
    )
    version = importing.store(first, empty)
    assert set(empty.observations()["load"]) == {version}
    empty.withdraw(version)
    assert set(empty.observations()["value"]) == {1.0}


def test_recipe_replayed_gives_the_same_figures_and_needs_no_answer(examine: Examine) -> None:
    content = "Raum;Jahr;Wert\nPraha;2022;1.500\nKarntn;2022;2.500\n"
    answers = {"id": "gdp_pps", "decimal": ",", "place:Praha": "CZ01", "place:Karntn": "AT21"}
    first = examine(content, answers=answers, choices=Choices(region="Raum", period="Jahr", value="Wert"))
    assert first.ok
    again = examine(content, recipe=from_json(first.recipe.as_json()))
    assert again.ok
    assert (again.fingerprint, again.recipe) == (first.fingerprint, first.recipe)
    later = examine(content.replace("2022", "2023") + "Wien;2023;9.999\n", recipe=first.recipe)
    assert later.accepted == 2
    assert [one["key"] for one in later.questions] == ["place:Wien"]


def test_fingerprint_does_not_depend_on_the_order_of_rows_but_on_each_figure(examine: Examine) -> None:
    lines = WIDE.splitlines(keepends=True)
    turned = "".join([*lines[:2], *reversed(lines[2:])])
    first = examine(WIDE, indicator="unemployment_rate")
    assert examine(turned, indicator="unemployment_rate").fingerprint == first.fingerprint
    other = examine(WIDE.replace("5,3", "5,30001"), indicator="unemployment_rate")
    assert other.fingerprint != first.fingerprint


def test_recipe_of_another_file_is_refused_in_a_sentence(examine: Examine) -> None:
    wide = examine(WIDE, indicator="unemployment_rate").recipe
    with pytest.raises(Misfit, match="does not fit table.csv"):
        examine("Raum;Jahr;Wert\nAT11;2022;1,5\n", recipe=wide)
    long = examine("Raum;Jahr;Wert\nAT11;2022;1,5\n", indicator="unemployment_rate").recipe
    with pytest.raises(Misfit, match="does not fit table.csv"):
        examine("Region;Jahr;Wert\nAT11;2022;1,5\n", recipe=long)
    with pytest.raises(Unreadable):
        examine(b"%PDF-1.7", recipe=long)


@pytest.mark.skipif(not RAW.exists(), reason="needs the publishers' files")
def test_publishers_file_from_end_to_end(warehouse: Warehouse, empty: Warehouse) -> None:
    path = RAW / "ict" / "isoc_r_iacc_h__danube_2019_2025.csv"
    asked = importing.examine(path)
    assert [(one["key"], one["options"]) for one in asked.questions] == [("id", ["household_internet"])]
    report = importing.examine(path, indicator="household_internet", known=warehouse.observations())
    assert (report.layout, report.rows, report.accepted) == ("sdmx-csv", 449, 447)
    assert {one["code"] for one in report.rejected} == {"not-convertible"}
    assert report.counts() == {"new": 0, "changed": 0, "unchanged": 447}
    assert report.questions == report.warnings == []
    importing.store(report, empty, note="households")
    stored = empty.observations(indicators=["household_internet"], regions=["AT"], periods=["2019"])
    assert stored["value"].tolist() == [89.91]
    again = importing.examine(path, recipe=report.recipe)
    assert again.fingerprint == report.fingerprint


def test_a_file_goes_by_the_name_that_its_owner_gave_it(tmp_path: Path) -> None:
    """As it waits it is called `content`: the year stands in the name alone."""
    path = tmp_path / "content"
    path.write_text("region,value\nAT11,1\nAT12,2\n", encoding="utf-8")
    report = importing.examine(path, indicator="gerd", name="ministry 2023.csv")
    assert report.file == "ministry 2023.csv"
    assert [(one["key"], one["options"]) for one in report.questions] == [("year", ["2023"])]


def test_the_report_shows_the_table_before_anything_was_decided(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("land;2022;2021\nWein;1,5;:\nTirol;2,5 b;3\n", encoding="utf-8")
    seen = importing.examine(path).seen
    assert seen is not None
    assert seen.regions == ("Wein", "Tirol") and seen.periods == ("2021", "2022")
    assert list(seen.first["text"]) == ["1,5", ":", "2,5 b", "3"] and list(seen.first["row"]) == [2, 2, 3, 3]


def test_a_recipe_s_year_is_said_aloud_and_asked_again_for_next_year(tmp_path: Path) -> None:
    first, second = tmp_path / "ministry-2021.csv", tmp_path / "ministry-2022.csv"
    for path in (first, second):
        path.write_text("geo;gdp_pps\nAT11;31500\nAT12;32500\n", encoding="utf-8")
    told = importing.examine(first, answers={"year": "2021"}).recipe
    again = importing.examine(first, recipe=told)
    assert set(again.figures["period"]) == {"2021"} and not again.questions
    assert "All figures are taken as of 2021, as the recipe says." in [one["text"] for one in again.warnings]
    other = importing.examine(second, recipe=told)
    assert [(one["key"], one["options"]) for one in other.questions] == [("year", ["2022"])]
    assert other.figures.empty


def test_a_refused_figure_beside_old_codes_names_its_own_column(examine: Examine) -> None:
    """Carrying old codes over numbers the rows anew: the column is that of the row all the same."""
    table = "region;GDP 2019;GERD 2019;GDP 2020\nHR04;1;1;2\nAT11;3;1;5%\n"
    found = examine(table, answers={"id:GDP": "gdp_pps", "id:GERD": "leave out"})
    wrong = [(one["row"], one["column"]) for one in found.rejected if one["code"] == "percent"]
    assert wrong == [(3, "GDP 2020")]
