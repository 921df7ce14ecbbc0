"""JSON-stat 2.0 as the statistics service answers: sparse values, statuses, dimensions of one code."""

from __future__ import annotations

import json

import pytest

from etl import sources

ANSWER = {
    "version": "2.0",
    "class": "dataset",
    "label": "R&D expenditure",
    "source": "ESTAT",
    "updated": "2026-06-25T23:00:00+0200",
    "value": {"0": 3.13, "2": 25, "5": 0.0},
    "status": {"0": "p", "1": ":c", "2": "bu"},
    "id": ["freq", "unit", "geo", "time"],
    "size": [1, 1, 3, 2],
    "dimension": {
        "freq": {"category": {"index": {"A": 0}, "label": {"A": "Annual"}}},
        "unit": {"category": {"label": {"PC_GDP": "Percentage of GDP"}}},
        "geo": {"category": {"index": {"HU11": 1, "AT21": 0, "BA": 2}, "label": {}}},
        "time": {"category": {"index": ["2022", "2023"], "label": {}}},
    },
}


@pytest.fixture
def stored(tmp_path):
    def store(**changes):
        path = tmp_path / "answer.json"
        path.write_text(json.dumps({**ANSWER, **changes}), encoding="utf-8")
        return path

    return store


def _rows(frame):
    return [tuple(row) for row in frame[["row", "region", "period", "text", "flag"]].itertuples(index=False)]


def test_sparse_values_and_statuses_come_as_rows(stored):
    frame = sources.read("json-stat", stored())
    assert _rows(frame) == [
        (1, "AT21", "2022", "3.13", "p"),
        (2, "AT21", "2023", "", "c"),
        (3, "HU11", "2022", "25", "bu"),
        (6, "BA", "2023", "0.0", ""),
    ]
    assert set(frame["unit"]) == {"PC_GDP"} and set(frame["freq"]) == {"A"}


def test_dense_values_read_the_same(stored):
    dense = stored(value=[3.13, None, 25, None, None, 0.0], status=["p", ":c", "bu", None, None, None])
    assert _rows(sources.read("json-stat", dense)) == _rows(sources.read("json-stat", stored()))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": ["freq", "unit", "region", "time"]}, "no column 'geo'"),
        ({"size": [1, 1, 3]}, "do not agree"),
        ({"value": {}, "status": {}}, "holds no value; a code of the filter may have been renamed"),
        ({"value": {"6": 1.0}}, "value number 6 lies outside the sizes"),
        ({"class": "collection"}, "is not a JSON-stat dataset"),
    ],
)
def test_what_is_no_dataset_of_regions_is_a_sentence(stored, changes, sentence):
    with pytest.raises(sources.SourceUnreadable, match=sentence):
        sources.read("json-stat", stored(**changes))
