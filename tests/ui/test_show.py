"""Charts with words and their twin tables, driven through Streamlit's own runner."""

from __future__ import annotations

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from danube import texts
from danube.ui import show


@pytest.mark.parametrize(
    ("column", "value", "written"),
    [
        (show.Column("a"), "Wien <Vienna>", "Wien <Vienna>"),
        (show.Column("a", "%", 1), 1234.56, "1,234.6"),
        (show.Column("a", "%", 1, sign=True), 2.0, "+2.0"),
        (show.Column("a", "%", 1), np.nan, texts.MISSING),
        (show.Column("a", decimals=0), None, texts.MISSING),
    ],
)
def test_written_as_the_reader_writes_it(column: show.Column, value: object, written: str) -> None:
    assert column.written(value) == written


def _page() -> None:
    import pandas as pd
    import plotly.graph_objects as go

    from danube.ui import show

    frame = pd.DataFrame({"region": ["Wien & <b>"], "value": [1234.5]})
    heads = {"region": show.Column("Region"), "value": show.Column("Internet", "%", 1)}
    show.chart(go.Figure(), alt="A dot each.", key="dots", twin=lambda: frame, columns=heads)
    show.table(frame, alt="Two columns.", key="plain", columns=heads)
    show.empty("No figure: Serbia does not report this.", "Choose another year.")


def test_table_is_made_only_on_demand_and_escapes_what_it_shows() -> None:
    page = AppTest.from_function(_page).run()
    assert not page.exception
    tables = [element.proto.body for element in page.get("html") if "<table" in element.proto.body]
    assert len(tables) == 1
    assert '<th scope="row">Wien &amp; &lt;b&gt;</th>' in tables[0]
    assert 'data-label="Internet (%)">1,234.5</td>' in tables[0]
    assert page.info[0].value == "No figure: Serbia does not report this. Choose another year."


def test_opening_the_drawer_brings_the_table() -> None:
    page = AppTest.from_function(_page)
    page.session_state["dots-twin"] = True
    page.run()
    assert not page.exception
    assert sum("<table" in element.proto.body for element in page.get("html")) == 2


def test_a_link_leads_where_it_says_and_is_its_text_without_an_address() -> None:
    head = show.Column("Licence")
    led = show._cell(head, show.Link("CC BY <4.0>", "https://example.org/?a=1&b=2"))
    assert led == '<a href="https://example.org/?a=1&amp;b=2">CC BY &lt;4.0&gt;</a>'
    assert show._cell(head, show.Link("own terms")) == "own terms"
