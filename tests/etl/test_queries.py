"""What publishers are asked: the addresses that the catalogue's blocks make."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from danube import catalogue
from etl import queries

EUROSTAT = "https://x.eu/api"


def test_sectors_are_asked_one_by_one_with_the_dimension_that_the_old_file_lacks() -> None:
    known = catalogue.load()
    asked = queries.of(known.sources["eurostat-employment-sections"], known, EUROSTAT)
    assert len(asked) == 11 and {query.layout for query in asked} == {"json-stat"}
    wanted = {query.indicators[0].id: parse_qs(urlsplit(query.url).query) for query in asked}
    assert wanted["employment_j"] == {
        "format": ["JSON"], "lang": ["EN"], "sex": ["T"], "nace_r2": ["J"], "age": ["Y_GE15"]
    }  # fmt: skip
    assert urlsplit(asked[0].url).path == "/api/statistics/1.0/data/lfst_r_lfe2en2"


def test_a_keyed_dataset_is_asked_whole() -> None:
    known = catalogue.load()
    (query,) = queries.of(known.sources["eurostat-population"], known, EUROSTAT)
    assert query.url.startswith(f"{EUROSTAT}/sdmx/2.1/data/demo_r_d2jan/A.NR.T.TOTAL.?format=SDMX-CSV")
