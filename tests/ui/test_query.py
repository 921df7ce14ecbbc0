"""The query page: examples run, links wait, answers become table, chart and file, slips are explained."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import Visit

from danube.store.examples import EXAMPLES
from danube.ui import query

OWN = "SELECT region, value FROM figures WHERE indicator = 'gerd' AND region = 'AT13' ORDER BY period LIMIT 2"


def test_the_page_opens_with_an_answer(visit: Visit) -> None:
    app = visit("query")
    assert "15 rows from version" in " ".join(one.value for one in app.markdown)
    assert app.text_area[0].value == next(iter(EXAMPLES.values()))
    assert not app.error and dict(app.query_params) == {}


def test_a_query_of_a_link_waits_for_its_reader(visit: Visit) -> None:
    app = visit("query", sql=OWN)
    assert app.text_area[0].value == OWN
    assert "came with the link" in " ".join(one.value for one in app.markdown)
    next(one for one in app.button if one.label == "Run the query").click().run()
    assert "2 rows from version" in " ".join(one.value for one in app.markdown)
    assert app.query_params["sql"] == OWN


def test_a_slip_is_explained_in_a_sentence(visit: Visit) -> None:
    app = visit("query", sql="SELECT valu FROM figures")
    next(one for one in app.button if one.label == "Run the query").click().run()
    assert "valu" in app.error[0].value and "\n" not in app.error[0].value


def test_a_link_that_is_too_long_is_left_out(visit: Visit) -> None:
    app = visit("query", sql="SELECT " + "1," * 2000 + "1")
    assert "longer than 1,500 characters" in app.warning[0].value


@pytest.mark.parametrize("place", range(len(EXAMPLES)))
def test_every_example_has_an_answer(visit: Visit, place: int) -> None:
    app = visit("query", sql=list(EXAMPLES.values())[place])
    said = " ".join(one.value for one in app.markdown)
    assert "rows from version" in said and not app.error


def test_one_text_and_one_number_make_a_chart() -> None:
    table = pd.DataFrame({"name": ["a", "b"], "value": [1.0, 2.5]})
    assert query.pictured(table) == ("name", "value")
    assert query.pictured(table.assign(more=1)) is None
    assert query.pictured(table.assign(name="a")) is None
    assert query.pictured(table.head(1)) is None


def test_numbers_show_the_decimals_that_they_have() -> None:
    table = pd.DataFrame({"name": ["a"], "whole": [3.0], "half": [0.5], "third": [1 / 3]})
    shown = {name: column.decimals for name, column in query.columns(table).items()}
    assert shown == {"name": None, "whole": 0, "half": 1, "third": 4}


def test_the_file_names_version_and_query_and_runs_nothing() -> None:
    table = pd.DataFrame({"name": ["=cmd|' /C calc'!A0"], "value": [-1.5]})
    text = query.as_csv(table, "SELECT 1", 52).decode()
    assert text.splitlines() == ["name,value,version,query", "'=cmd|' /C calc'!A0,-1.5,52,SELECT 1"]
