"""Large answers by pages: nothing twice, nothing left out, one version; and formats to carry away."""

from __future__ import annotations

import io
import json
import zipfile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import requests

from danube.api.observations import Page
from tests.serving import Served

GERD = {"indicator": "gerd"}


def ask(server: Served, **parameters: object) -> requests.Response:
    return requests.get(f"{server.url}/api/v1/observations", params=parameters, timeout=60)


def test_the_pages_together_are_the_whole(server: Served) -> None:
    whole = ask(server, **GERD).json()
    assert not {"total", "next", "offset"} & set(whole)
    page = ask(server, **GERD, limit=100).json()
    rows, pages = list(page["observations"]), 1
    while page["next"]:
        assert f"version={whole['version']}" in page["next"]
        page = requests.get(page["next"], timeout=30).json()
        assert page["offset"] == len(rows) and page["total"] == len(whole["observations"])
        rows, pages = rows + page["observations"], pages + 1
    assert rows == whole["observations"] and pages == -(-len(rows) // 100)


def test_a_page_behind_the_end_is_empty(server: Served) -> None:
    page = ask(server, **GERD, offset=999_999).json()
    assert page["observations"] == [] and page["next"] is None and page["total"] > 0


def test_files_are_whole_unless_a_part_is_asked_for(server: Served) -> None:
    whole = ask(server, **GERD, format="csv")
    part = ask(server, **GERD, format="csv", limit=10, offset=5)
    assert "link" not in whole.headers
    total = int(whole.headers["x-total-count"])
    assert len(pd.read_csv(io.BytesIO(whole.content))) == total == int(part.headers["x-total-count"])
    rows = pd.read_csv(io.BytesIO(part.content))
    assert rows["region"].tolist() == pd.read_csv(io.BytesIO(whole.content))["region"].tolist()[5:15]
    following = requests.get(part.links["next"]["url"], timeout=30)
    assert "offset=15" in following.url and len(pd.read_csv(io.BytesIO(following.content))) == 10


@pytest.mark.parametrize(
    ("page", "whole", "end"),
    [
        (Page(0, 0, None), True, 0),
        (Page(10, 0, 10), True, 10),
        (Page(10, 0, 9), False, 9),
        (Page(10, 9, 5), False, 10),
        (Page(10, 20, 5), False, 10),
    ],
)
def test_a_page_knows_where_it_ends(page: Page, whole: bool, end: int) -> None:
    assert (page.whole, page.end) == (whole, end)


def test_bounds_are_refused_in_a_sentence(server: Served) -> None:
    assert ask(server, limit=0).json()["error"] == "The parameter 'limit' is between 1 and 100000, not 0."
    assert "whole number" in ask(server, offset="many").json()["error"]


def test_arrow_and_parquet_hold_the_same(server: Served) -> None:
    stream = pa.ipc.open_stream(ask(server, **GERD, format="arrow").content).read_all()
    file = pq.read_table(io.BytesIO(ask(server, **GERD, format="parquet").content))
    assert stream.equals(file) and stream.num_rows > 500
    told = json.loads(stream.schema.metadata[b"about"])
    assert told["filter"] == {"indicator": ["gerd"]} and "version=" in told["link"]


def test_a_geopackage_shows_wien(server: Served, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """GDP per inhabitant in PPS of Wien in 2023 is 138 % of the EU's (Eurostat)."""
    answer = ask(server, indicator="gdp_pps_eu100", period="2023", level=2, format="gpkg")
    path = tmp_path / "figures.gpkg"
    path.write_bytes(answer.content)
    assert answer.headers["content-disposition"].endswith('.gpkg"')
    regions = pyogrio.read_dataframe(path, layer="regions").set_index("code")
    assert regions.loc["AT13", "value"] == 138 and regions.geometry.notna().all()


def test_a_bundle_and_sdmx_csv_come_with_licence(server: Served) -> None:
    choices = {"indicator": "gdp_pps_eu100", "period": "2023", "region": "AT13"}
    with zipfile.ZipFile(io.BytesIO(ask(server, **choices, format="zip").content)) as bundle:
        metadata = json.loads(bundle.read("metadata.json"))
        assert [one["id"] for one in metadata["indicators"]] == ["gdp_pps_eu100"] and metadata["licences"]
    rows = pd.read_csv(io.BytesIO(ask(server, **choices, format="sdmx-csv").content))
    assert rows[["GEO", "TIME_PERIOD", "OBS_VALUE"]].to_numpy().tolist() == [["AT13", 2023, 138]]
    assert rows["LICENCE"].notna().all()
