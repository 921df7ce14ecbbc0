"""Random tables in random dress read back exactly; mutated files end in a table or in one sentence."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danube import regions
from etl.intake import layout
from etl.intake.layout import Choices, Unreadable
from tests.imports import make

QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CODES = [code for code in regions.nuts2() if not code.startswith("HR")]
NAMES = ["Burgenland", "Kärnten", "Střední Čechy", "Észak-Alföld", "Západné Slovensko", "Sud-Vest Oltenia"]
INDICATORS = ["gerd", "gdp_pps", "employment_rate"]


@dataclass(frozen=True)
class Dress:
    """How a table is written."""

    layout: str
    delimiter: str
    decimal: str
    thousands: str
    encoding: str
    end: str
    quoted: bool
    above: int
    below: int


@st.composite
def dresses(draw: st.DrawFn) -> Dress:
    decimal = draw(st.sampled_from(",."))
    return Dress(
        layout=draw(st.sampled_from(["long", "wide-years", "wide-indicators", "wide-regions"])),
        delimiter=draw(st.sampled_from(",;\t|")),
        decimal=decimal,
        thousands=draw(st.sampled_from(["", " ", "\u00a0", "." if decimal == "," else ","])),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250"])),
        end=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        quoted=draw(st.booleans()),
        above=draw(st.integers(0, 3)),
        below=draw(st.integers(0, 2)),
    )


@st.composite
def tables(draw: st.DrawFn) -> dict[tuple[str, str, str], str]:
    """(region, indicator, period) to a figure with a point, complete over all three."""
    places = draw(st.sampled_from([CODES, NAMES]))
    rows = draw(st.lists(st.sampled_from(places), min_size=2, max_size=6, unique=True))
    years = draw(st.lists(st.integers(1990, 2024).map(str), min_size=2, max_size=5, unique=True))
    named = draw(st.lists(st.sampled_from(INDICATORS), min_size=2, max_size=3, unique=True))
    figure = st.builds("{}.{:02d}".format, st.integers(-99_999, 9_999_999), st.integers(0, 99))
    return {(region, name, year): draw(figure) for region in rows for name in named for year in sorted(years)}


def dressed(figure: str, dress: Dress) -> str:
    whole, _point, part = figure.partition(".")
    return f"{int(whole):,}".replace(",", dress.thousands) + dress.decimal + part


def rows(table: dict[tuple[str, str, str], str], dress: Dress) -> list[list[str]]:
    """The table in its layout; wide by year and by region hold their first indicator alone."""
    places, names, years = ([*dict.fromkeys(key[part] for key in table)] for part in range(3))

    def cell(*key: str) -> str:
        return dressed(table[key], dress)  # type: ignore[index]

    if dress.layout == "long":
        return [["region", "year", "indicator", "value"]] + [
            [place, year, name, cell(place, name, year)] for place, name, year in table
        ]
    if dress.layout == "wide-years":
        return [["region", *years]] + [
            [one, *(cell(one, names[0], year) for year in years)] for one in places
        ]
    if dress.layout == "wide-indicators":
        return [["region", "year", *names]] + [
            [one, year, *(cell(one, name, year) for name in names)] for one in places for year in years
        ]
    return [["year", *places]] + [[year, *(cell(one, names[0], year) for one in places)] for year in years]


def written(table: dict[tuple[str, str, str], str], dress: Dress) -> bytes:
    file = io.StringIO()
    quoting = csv.QUOTE_ALL if dress.quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(file, delimiter=dress.delimiter, lineterminator=dress.end, quoting=quoting)
    writer.writerows([[f"Title {number}: all figures"] for number in range(dress.above)])
    writer.writerows(rows(table, dress))
    writer.writerows([["Source: own computation"] for _number in range(dress.below)])
    return file.getvalue().encode(dress.encoding)


def plain(text: str, dress: Dress) -> str:
    return (
        text.replace(dress.thousands, "").replace(dress.decimal, ".")
        if dress.thousands
        else text.replace(dress.decimal, ".")
    )


@QUICK
@given(tables(), dresses())
def test_random_table_in_random_dress_is_read_back_exactly(table, dress: Dress) -> None:
    found = layout.read(written(table, dress), "table.csv")
    understood = found.understood
    assert (understood.layout, understood.delimiter) == (dress.layout, dress.delimiter)
    assert understood.questions == ()
    assert understood.decimal == dress.decimal
    assert understood.header == dress.above + 1
    assert len(understood.notes) == dress.above + dress.below
    first = next(iter(table))[1]
    told = {
        (one["region"], one["indicator"] or first, one["period"]): plain(one["text"], dress)
        for one in found.table.to_dict("records")
    }
    partial = dress.layout in ("wide-years", "wide-regions")
    wanted = {key: figure for key, figure in table.items() if key[1] == first or not partial}
    assert {key: float(text) for key, text in told.items()} == {
        key: float(one) for key, one in wanted.items()
    }
    assert len(found.table) == len(wanted)
    assert not found.refused


GOOD = [case for case in make.cases() if not case.unreadable and len(case.content) < 20_000]


@QUICK
@given(st.sampled_from(GOOD), st.data())
def test_mutated_files_end_in_a_table_or_a_sentence(case, data) -> None:
    content = bytearray(case.content)
    for _change in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        kind = data.draw(st.sampled_from(["put", "cut", "flip", "drop"]))
        if kind == "put":
            content[place:place] = data.draw(
                st.binary(max_size=6) | st.sampled_from([b'"', b";", b",", b"\n", b"\0"])
            )
        elif kind == "flip":
            content[place] ^= data.draw(st.integers(1, 255))
        elif kind == "cut" and place:
            del content[place:]
        elif len(content) > 8:
            del content[place : place + 8]
        if not content:
            break
    try:
        found = layout.read(bytes(content), case.file)
    except Unreadable as refusal:
        assert "\n" not in str(refusal)
    else:
        assert found.table["text"].map(type).eq(str).all()
        assert len(found.table) == len(found.others) or found.others.empty


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"delimiter": ";;"}, "must be one sign"),
        ({"decimal": "·"}, "must be a comma or a point"),
        ({"layout": "round"}, "no layout 'round'"),
        ({"header": 99}, "Row 99 is blank or beyond the end"),
        ({"layout": "eurostat-tsv"}, "Eurostat's header"),
        ({"layout": "sdmx-csv"}, "SDMX-CSV has columns"),
    ],
)
def test_impossible_choices_are_refused(choices: dict, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        layout.read(b"geo;2022\nAT11;1,5\n", "a.csv", Choices(**choices))


@pytest.mark.parametrize("sign", [";", "semicolon"])
def test_delimiter_by_sign_or_by_name(sign: str) -> None:
    found = layout.read(b"geo;2022\nAT11;1,5\n", "a.csv", Choices(delimiter=sign))
    assert found.table["text"].tolist() == ["1,5"]


def test_choices_turn_one_layout_into_another() -> None:
    content = b"geo;year;gerd;gdp_pps\nAT11;2022;1,5;30000\n"
    found = layout.read(content, "a.csv", Choices(layout="long", value="gdp_pps"))
    assert found.table[["indicator", "period", "text"]].values.tolist() == [["", "2022", "30000"]]
    assert found.others["gerd"].tolist() == ["1,5"]
