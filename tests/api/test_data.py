"""The data API against the figures that ship: same values, same flags, helpful refusals."""

from __future__ import annotations

import io
import json
import math

import pandas as pd
import pyarrow.parquet as pq
import pytest
import requests
from python_calamine import CalamineWorkbook

from danube.settings import DATA
from tests.serving import Served

FIGURES = sorted(path.name for path in (DATA / "figures").glob("*.csv") if path.stem != "index")


def ask(server: Served, path: str, **parameters: object) -> requests.Response:
    return requests.get(f"{server.url}/api/{path}", params=parameters, timeout=30)


def shipped(name: str) -> pd.DataFrame:
    return pd.read_csv(
        DATA / "figures" / name, dtype={"period": str}, keep_default_na=False, na_values={"value": [""]}
    )


def told(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value


def test_health_tells_version_and_state(server: Served) -> None:
    answer = ask(server, "health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["version"] >= 1
    assert answer.json()["app"] == "0.1.0"


@pytest.mark.parametrize("name", FIGURES)
def test_observations_are_the_shipped_figures(server: Served, name: str) -> None:
    figures = shipped(name)
    indicator = figures["indicator"].iloc[0]
    table = figures[figures["indicator"] == indicator]
    expected = {(row.region, row.period): (told(row.value), row.flag) for row in table.itertuples()}
    answer = ask(server, "v1/observations", indicator=indicator).json()
    found = {
        (row["region"], row["period"]): (row["value"], row["flag"] or "") for row in answer["observations"]
    }
    assert found == expected
    assert {source["id"] for source in answer["sources"]} >= set(table["source"].unique())
    assert all(answer["licences"])


def test_a_figure_known_from_the_publisher(server: Served) -> None:
    """GDP per inhabitant in PPS of Wien in 2023 is 138 % of the EU's (Eurostat, GDP per inhabitant)."""
    answer = ask(server, "v1/observations", indicator="gdp_pps_eu100", region="AT13", period="2023").json()
    (row,) = answer["observations"]
    assert row["level"] == 2
    assert row["value"] == 138


def test_choices_may_be_repeated_or_separated_by_commas(server: Served) -> None:
    commas = ask(server, "v1/observations", indicator="gdp_pps_eu100,gdp_pps", region="AT13,HU11").json()
    address = "v1/observations?indicator=gdp_pps_eu100&indicator=gdp_pps&region=AT13&region=HU11"
    repeated = ask(server, address).json()
    assert commas["observations"] == repeated["observations"]
    assert {row["indicator"] for row in commas["observations"]} == {"gdp_pps_eu100", "gdp_pps"}
    assert {row["region"] for row in commas["observations"]} == {"AT13", "HU11"}


def test_a_level_narrows(server: Served) -> None:
    rows = ask(server, "v1/observations", indicator="gdp_pps_eu100", level=0).json()["observations"]
    assert {row["level"] for row in rows} == {0}


def test_version_zero_is_before_everything(server: Served) -> None:
    answer = ask(server, "v1/observations", indicator="gerd", version=0).json()
    assert answer["observations"] == []
    assert answer["version"] == 0


def test_csv_says_where_it_comes_from(server: Served) -> None:
    answer = ask(server, "v1/observations", indicator="gdp_pps_eu100", period="2023", format="csv")
    table = pd.read_csv(io.BytesIO(answer.content))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert float(table.set_index("region").loc["AT13", "value"]) == 138
    assert {"source", "licence", "version", "filter"} <= set(table.columns)


def test_parquet_carries_its_description(server: Served) -> None:
    answer = ask(server, "v1/observations", indicator="gdp_pps_eu100", period="2023", format="parquet")
    table = pq.read_table(io.BytesIO(answer.content))
    about = json.loads(table.schema.metadata[b"about"])
    assert about["filter"] == {"indicator": ["gdp_pps_eu100"], "period": ["2023"]}
    assert about["sources"][0]["licence"]


def test_geojson_joins_figures_and_polygons(server: Served) -> None:
    answer = ask(
        server, "v1/observations", indicator="gdp_pps_eu100", period="2023", level=2, format="geojson"
    )
    features = {
        one["properties"]["region"]: one for one in answer.json()["features"] if "region" in one["properties"]
    }
    assert features["AT13"]["properties"]["value"] == 138


def test_a_map_file_of_many_years_is_refused(server: Served) -> None:
    answer = ask(server, "v1/observations", indicator="gdp_pps_eu100", level=2, format="geojson")
    assert answer.status_code == 400
    assert "one indicator and one year" in answer.json()["error"]


def test_a_known_answer_is_not_sent_again(server: Served) -> None:
    first = ask(server, "v1/observations", indicator="gdp_pps")
    tag = {"If-None-Match": first.headers["etag"]}
    again = requests.get(first.url, headers=tag, timeout=30)
    other = requests.get(first.url + "&period=2019", headers=tag, timeout=30)
    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert again.content == b""


def test_indicators_name_unit_and_licence(server: Served) -> None:
    answer = ask(server, "v1/indicators").json()
    known = {one["id"]: one for one in answer["indicators"]}
    assert known["gdp_pps_eu100"]["direction"] == "higher"
    assert all(one["licence"] and one["unit"] for one in known.values())
    assert answer["version"] >= 1
    economy = ask(server, "v1/indicators", pillar="economy").json()["indicators"]
    assert 0 < len(economy) < len(known)


def test_regions_nest(server: Served) -> None:
    regions = {one["code"]: one for one in ask(server, "v1/regions").json()["regions"]}
    assert sum(one["level"] == 2 and one["country"] != "UA" for one in regions.values()) == 68
    assert regions["AT13"] | {"drawn": None} == {
        "code": "AT13", "level": 2, "name": "Wien", "native": "Wien", "english": "Vienna", "country": "AT",
        "parent": "AT1", "drawn": None, "spinit": regions["AT13"]["spinit"],
    }  # fmt: skip
    assert regions["UA-51"]["drawn"] == [1, 2, 3]
    slovenes = ask(server, "v1/regions", country="SI", level=2).json()["regions"]
    assert [one["code"] for one in slovenes] == ["SI03", "SI04"]


def test_versions_tell_what_happened(server: Served) -> None:
    answer = ask(server, "v1/versions").json()
    assert answer["events"][-1]["version"] == answer["version"]
    assert {"load", "at", "who", "file", "sha256", "note", "rows", "withdrawn"} <= set(answer["loads"][0])


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("v1/observations?indicater=gerd", "Unknown parameter 'indicater'; did you mean 'indicator'?"),
        ("v1/observations?indicator=gert", "Unknown indicator 'gert'; did you mean 'gerd'?"),
        ("v1/observations?region=Wien", "Unknown region 'Wien'; did you mean 'AT13'"),
        ("v1/observations?period=soon", "The parameter 'period' takes a year such as 2023, not 'soon'."),
        ("v1/observations?level=9", "The parameter 'level' is between -1 and 3, not 9."),
        ("v1/observations?level=two", "The parameter 'level' takes a whole number, not 'two'."),
        ("v1/observations?level=--1", "The parameter 'level' takes a whole number, not '--1'."),
        ("v1/observations?version=99999", "The parameter 'version' is between 0 and"),
        ("v1/observations?version=-1", "The parameter 'version' is between 0 and"),
        (
            "v1/observations?format=pdf",
            "Unknown format 'pdf'; known are: json, csv, parquet, arrow, xlsx, geojson, gpkg, sdmx-csv, zip.",
        ),
        ("v1/observations?format=csv,json", "The parameter 'format' takes one value, not 2."),
        ("v1/indicators?pillar=economics", "Unknown pillar 'economics'; did you mean 'economy'?"),
        ("v1/regions?country=DEU", "Unknown country 'DEU'"),
        ("v1/versions?x=1", "Unknown parameter 'x': this address takes none."),
        ("v1/observations?indicator=%00%27;drop", "Unknown indicator"),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(server: Served, path: str, sentence: str) -> None:
    answer = ask(server, path)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(sentence)


def test_a_workbook_opens(server: Served) -> None:
    answer = ask(server, "v1/observations", indicator="gdp_pps", region="AT13", format="xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert any("AT13" in row for row in rows)
