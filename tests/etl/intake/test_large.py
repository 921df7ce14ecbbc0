"""A large file and a small one of the same rows give the same report: the small route is the measure."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checking
from hypothesis import strategies as st

from etl.intake import importing, large
from etl.intake.errors import Unreadable
from etl.intake.large import stream
from etl.intake.layout import Choices
from etl.intake.report import Report
from tests.imports import make

TODAY = date(2026, 1, 1)
TEXTS = [path for path in sorted(make.REPORTS.glob("*.json")) if path.stem.endswith((".csv", ".txt", ".gz"))]


def both(
    path: Path, folder: Path, choices: Choices | None = None, **more
) -> tuple[Report, large.LargeReport]:
    small = importing.examine(path, choices, today=TODAY, **more)
    return small, large.examine(path, choices, today=TODAY, folder=folder, **more)


def same(small: Report, other: large.LargeReport) -> None:
    """Same accepted rows to the last digit, refusals, questions, counts and fingerprint."""
    assert other.fingerprint == small.fingerprint
    assert (other.rows, other.accepted, other.decimal) == (small.rows, small.accepted, small.decimal)
    assert [one["key"] for one in other.questions] == [one["key"] for one in small.questions]
    assert told(other.rejected) == told(small.rejected)
    assert other.complaints == len(small.rejected)
    assert other.sha256 == small.sha256
    assert other.recipe == small.recipe
    pd.testing.assert_frame_equal(kept(other), kept(small), check_dtype=False)
    stored = pd.read_parquet(other.accepted_file)[importing.LOADED].astype(object)
    wanted = small.figures[importing.LOADED].sort_values(importing.KEY).astype(object)
    assert stored.where(stored.notna(), None).to_numpy().tolist() == (
        wanted.where(wanted.notna(), None).to_numpy().tolist()
    )


def told(rejected: list[dict]) -> list[tuple]:
    names = ("row", "column", "value", "code", "reason", "hint")
    return sorted(tuple(one[name] for name in names) for one in rejected)


def kept(report: Report) -> pd.DataFrame:
    rows = report.figures.astype(object)
    return rows.where(rows.notna(), None).reset_index(drop=True)


@pytest.mark.parametrize("report", TEXTS, ids=lambda path: path.stem)
def test_every_nasty_file_goes_the_same_way(report: Path, tmp_path: Path) -> None:
    wanted = json.loads(report.read_text("utf-8"))
    path, choices = make.FILES / report.stem, Choices(**wanted["choices"])
    if "unreadable" in wanted:
        with pytest.raises(Unreadable):
            large.examine(path, choices, folder=tmp_path)
        assert not list(tmp_path.iterdir())
        return
    same(*both(path, tmp_path, choices, answers=wanted["import"]["answers"]))


PLACES = ["AT11", "AT12", "AT13", "Wien", "Tyrol", "FR10", "SI01", "HU10", "HR04", "DE21", "XX9", "Nirgendwo"]
FIGURES = [
    "1.5",
    "12",
    "0.004",
    "1200",
    "-3",
    "1e3",
    "101",
    "1.",
    ":",
    "",
    " 7 ",
    "12.3 b",
    ": c",
    "n/a",
    "5%",
]
FIGURES += [
    "1,234.5",
    "2,5",
    "1.234",
    "abc",
    "007",
    "1e999",
    "+4",
    "99999999999",
    "inf",
    "3.0",
    "1 234.5",
    "3bp",
]
YEARS = ["2019", "2020", "2021", "2021.0", "2020-Q1", "2021-03", "1850", "", "x"]
WORDS = ["gdp_pps", "gerd", "unemployment", "nonsense", "GDP per inhabitant"]
cells = st.tuples(
    st.sampled_from(WORDS),
    st.sampled_from(PLACES),
    st.sampled_from(YEARS),
    st.sampled_from(FIGURES) | st.decimals(-10, 200, places=3).map(str),
    st.sampled_from(["", "", "b", "bu", "P", "floor"]),
)
ODD = [
    "",
    ";;;;",
    "a;b",
    "Source: someone",
    "gerd;AT11;2020;1;;;",
    '"gerd";AT12;2020;3;',
    "x" * 40,
    "gerd;AT11;2020;5",
]


@checking(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(cells, min_size=1, max_size=40),
    odd=st.lists(st.tuples(st.integers(0, 40), st.sampled_from(ODD)), max_size=4),
    notes=st.lists(st.sampled_from(["", "Note: provisional", "a;b;c;d;e"]), max_size=3),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "windows-1250"]),
    decimal=st.sampled_from([None, ".", ","]),
    piece=st.sampled_from([200, 16_000_000]),
)
def test_wild_tables_go_the_same_way(
    rows, odd, notes, end, encoding, decimal, piece, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pieces of 200 bytes part the rows among many of them."""
    monkeypatch.setattr(stream, "PIECE", piece)
    lines = [";".join(row) for row in rows]
    for place, text in odd:
        lines.insert(min(place, len(lines)), text)
    text = end.join(["indicator;region;period;value;flag", *lines, *notes, ""])
    path = tmp_path / "wild.csv"
    path.write_bytes(text.encode(encoding))
    choices = Choices(encoding=encoding if encoding.startswith("win") else None, decimal=decimal)
    try:
        small = importing.examine(path, choices, today=TODAY)
    except (Unreadable, importing.ImportRefused) as refusal:
        with pytest.raises(type(refusal)):
            large.examine(path, choices, folder=tmp_path, today=TODAY)
        return
    other = large.examine(path, choices, folder=tmp_path, today=TODAY)
    same(small, other)
    assert {one["code"] for one in other.warnings} >= {
        one["code"]
        for one in small.warnings
        if one["code"] in ("future", "over-100", "outside", "empty", "repeated")
    }


wide = st.lists(
    st.tuples(st.sampled_from([one for one in PLACES if one != "HR04"]), *[st.sampled_from(FIGURES)] * 3),
    min_size=1,
    max_size=20,
)


@checking(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=wide, heads=st.sampled_from(["2019;2020;2021", "gdp_pps;gerd;2020", "GDP 2019;GDP 2020;GERD 2020"])
)
def test_wide_tables_go_the_same_way(rows, heads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes of today alone: with old ones the small route may name another column of the refused row."""
    monkeypatch.setattr(stream, "PIECE", 100)
    path = tmp_path / "wide-2022.csv"
    path.write_text("\n".join([f"region;{heads}", *map(";".join, rows), ""]), "utf-8")
    try:
        small = importing.examine(path, today=TODAY, answers={"id": "gerd"})
    except Unreadable:
        with pytest.raises(Unreadable):
            large.examine(path, folder=tmp_path, today=TODAY, answers={"id": "gerd"})
        return
    same(small, large.examine(path, folder=tmp_path, today=TODAY, answers={"id": "gerd"}))


series = st.lists(
    st.tuples(
        st.sampled_from(["T", "F", "M"]),
        st.sampled_from(["PC", "EUR"]),
        st.sampled_from(PLACES[:6]),
        st.sampled_from(YEARS[:3]),
        st.sampled_from(["1.5", "2", ":", "3.25"]),
    ),
    min_size=1,
    max_size=30,
)


@checking(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=series, said=st.sampled_from([{}, {"filter:sex": "T"}, {"filter:sex": "T", "filter:unit": "PC"}]))
def test_several_series_are_asked_about_alike(rows, said, tmp_path: Path) -> None:
    path = tmp_path / "sdmx.csv"
    head = "sex,unit,geo,TIME_PERIOD,OBS_VALUE"
    path.write_text("\n".join([head, *map(",".join, rows), ""]), "utf-8")
    answers = {"id": "gerd", **said}
    try:
        small = importing.examine(path, today=TODAY, answers=answers)
    except (Unreadable, importing.ImportRefused) as refusal:
        with pytest.raises(type(refusal)):
            large.examine(path, folder=tmp_path, today=TODAY, answers=answers)
        return
    same(small, large.examine(path, folder=tmp_path, today=TODAY, answers=answers))
