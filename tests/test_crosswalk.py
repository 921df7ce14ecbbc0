"""Old codes to NUTS 2024: the known changes, exact ways, refusals, and totals that never change."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import crosswalk, regions

RAW = Path(__file__).resolve().parents[2] / "shared" / "raw" / "geo"
LINKS = pd.DataFrame(
    [
        (2016, "A1", "AT11"),
        (2016, "A2", "AT11"),
        (2016, "B1", "AT12"),
        (2016, "B2", "AT12"),
        (2016, "B3", "AT12"),
    ],
    columns=["version", "code", "target"],
).assign(kind="merged", exact="yes", weight="1", note="made for the test")


def rows(*figures: tuple[str, float | None, str], period: str = "2014") -> pd.DataFrame:
    frame = pd.DataFrame(figures, columns=["region", "value", "flag"]).assign(period=period)
    return frame[["region", "period", "value", "flag"]].astype({"value": float})


def test_identical_codes_pass_untouched_with_their_flags():
    frame = rows(("AT11", 1.5, ""), ("RS11", None, "c"), ("EU27_2020", 3.0, "e"), ("BA01", 4.0, "b u"))
    answer = crosswalk.convert(frame, version=2016, how="none")
    pd.testing.assert_frame_equal(answer.frame, frame)
    assert answer.refused.empty


@pytest.mark.parametrize(
    ("version", "old", "new"),
    [(2010, "SI018", "SI038"), (2013, "HU101", "HU110"), (2016, "HR041", "HR050"), (2013, "HR04E", "HR028")],
)
def test_recoded_counties_are_exact_and_flagged(version, old, new):
    answer = crosswalk.convert(rows((old, 7.25, "b")), version=version, how="none")
    assert answer.frame.to_dict("records") == [
        {"region": new, "period": "2014", "value": 7.25, "flag": "b recoded"}
    ]


@pytest.mark.parametrize(
    ("version", "code", "sentence"),
    [
        (2013, "HU10", "HU10 was split into HU11 and HU12; its figure cannot be divided among them."),
        (2016, "HR04", "HR04 was split into HR02, HR05 and HR06; its figure cannot be divided among them."),
        (2010, "SI01", "SI01 became SI03 with another boundary; its figure belongs to another area."),
        (2013, "SI01", "SI01 is no region of the study area in NUTS 2013."),
        (2021, "HRZZ", "HRZZ is no region of the study area in NUTS 2021."),
    ],
)
@pytest.mark.parametrize("how", ["sum", "mean", "none"])
def test_what_cannot_be_carried_over_is_refused_with_the_reason(version, code, sentence, how):
    answer = crosswalk.convert(rows((code, 5.0, ""), ("AT13", 6.0, "")), version=version, how=how)
    assert answer.frame["region"].tolist() == ["AT13"]
    assert answer.refused[["region", "value", "reason"]].to_numpy().tolist() == [[code, 5.0, sentence]]


def test_codes_already_in_the_later_form_pass_and_win():
    frame = rows(("HR03", 1.0, ""), ("HR041", 2.0, ""), ("HR050", 3.0, ""))
    answer = crosswalk.convert(frame, version=2016, how="none")
    assert answer.frame[["region", "value"]].to_numpy().tolist() == [["HR03", 1.0], ["HR050", 3.0]]
    assert answer.refused[["region", "reason"]].to_numpy().tolist() == [
        ["HR041", "The file gives this figure as HR050 already."]
    ]


def test_merged_regions_become_a_sum():
    answer = crosswalk.convert(
        rows(("A1", 3.0, "e"), ("A2", 4.5, "b e")), version=2016, how="sum", links=LINKS
    )
    assert answer.frame.to_dict("records") == [
        {"region": "AT11", "period": "2014", "value": 7.5, "flag": "e b summed"}
    ]


def test_other_columns_travel_with_their_rows():
    frame = rows(("A1", 3.0, ""), ("A2", 4.5, ""), ("HR041", 1.0, "")).assign(row=[2, 3, 4])
    answer = crosswalk.convert(frame[frame["region"] == "HR041"], version=2016, how="sum")
    assert answer.frame["row"].tolist() == [4]
    answer = crosswalk.convert(frame, version=2016, how="sum", links=LINKS)
    assert answer.refused["row"].tolist() == [4]


def test_merged_regions_become_a_mean_weighted_by_inhabitants():
    inhabitants = pd.Series({"A1": 100.0, "A2": 300.0})
    frame = rows(("A1", 10.0, ""), ("A2", 20.0, "p"))
    answer = crosswalk.convert(frame, version=2016, how="mean", weights=inhabitants, links=LINKS)
    assert answer.frame["value"].tolist() == [17.5]  # (10 × 100 + 20 × 300) / 400
    assert answer.frame["flag"].tolist() == ["p weighted"]
    dated = pd.Series({("A1", "2014"): 1.0, ("A2", "2014"): 1.0, ("A2", "2015"): 5.0})
    answer = crosswalk.convert(frame, version=2016, how="mean", weights=dated, links=LINKS)
    assert answer.frame["value"].tolist() == [15.0]


@pytest.mark.parametrize(
    ("how", "frame", "weights", "words"),
    [
        ("sum", rows(("B1", 1.0, ""), ("B3", 2.0, "")), None, "the figure of B2 is missing"),
        ("sum", rows(("A1", 1.0, ""), ("A2", None, "c")), None, "the figure of A2 is missing"),
        ("sum", rows(("A1", 1.0, ""), ("A1", 1.0, ""), ("A2", 1.0, "")), None, "A1 is given twice"),
        ("mean", rows(("A1", 1.0, ""), ("A2", 2.0, "")), None, "needs the weight of A1 and A2"),
        ("mean", rows(("A1", 1.0, ""), ("A2", 2.0, "")), pd.Series({"A1": 5.0, "A2": 0.0}), "weight of A2"),
        ("none", rows(("A1", 1.0, ""), ("A2", 2.0, "")), None, "neither summed nor averaged"),
    ],
)
def test_a_whole_that_lacks_a_part_is_refused(how, frame, weights, words):
    answer = crosswalk.convert(frame, version=2016, how=how, weights=weights, links=LINKS)
    assert answer.frame.empty
    assert answer.refused["region"].tolist() == frame["region"].tolist()
    assert all(words in reason for reason in answer.refused["reason"])


CODES = ["A1", "A2", "B1", "B2", "B3", "AT13", "HU21", "XX"]
figures = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from(["2014", "2015"])),
    st.one_of(st.none(), st.integers(-1000, 1000)),
)


@settings(max_examples=40, deadline=None)
@given(figures)
def test_sums_keep_the_total_and_no_row_is_lost(cells):
    frame = pd.DataFrame(
        [(code, period, value, "") for (code, period), value in cells.items()],
        columns=["region", "period", "value", "flag"],
    ).astype({"value": float})
    answer = crosswalk.convert(frame, version=2016, how="sum", links=LINKS)
    assert answer.frame["value"].sum() + answer.refused["value"].sum() == frame["value"].sum()
    assert not answer.frame.duplicated(["region", "period"]).any()
    assert set(answer.frame["region"]) <= set(regions.load())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 1000)), min_size=3, max_size=3))
def test_a_weighted_mean_lies_between_its_parts(parts):
    codes = ["B1", "B2", "B3"]
    frame = rows(*[(code, value, "") for code, (value, _) in zip(codes, parts, strict=True)])
    weights = pd.Series({code: weight for code, (_, weight) in zip(codes, parts, strict=True)})
    mean = crosswalk.convert(frame, version=2016, how="mean", weights=weights, links=LINKS).frame["value"][0]
    assert frame["value"].min() - 1e-9 <= mean <= frame["value"].max() + 1e-9


@pytest.mark.parametrize("version", crosswalk.VERSIONS)
@pytest.mark.parametrize("how", ["sum", "mean", "none"])
def test_the_codes_of_2024_always_pass(version, how):
    frame = rows(*[(code, 1.0, "") for code in regions.load()])
    answer = crosswalk.convert(frame, version=version, how=how)
    assert answer.frame["region"].tolist() == list(regions.load())
    assert answer.refused.empty


def test_an_unknown_edition_or_way_is_refused():
    with pytest.raises(crosswalk.CrosswalkError, match="NUTS 2006 is not known; take one of 2010, 2013"):
        crosswalk.convert(rows(("AT11", 1.0, "")), version=2006, how="sum")
    with pytest.raises(crosswalk.CrosswalkError, match="how must be one of"):
        crosswalk.convert(rows(("AT11", 1.0, "")), version=2016, how="average")


def test_every_breach_of_the_table_is_named(tmp_path):
    path = tmp_path / "crosswalk.csv"
    path.write_text(
        "version,code,target,kind,exact,weight,note\n"
        "2010,AT11,AT12,identical,yes,1,\n"
        "1999,HU10,HU99,divided,no,,\n"
        "2016,HR04,HR05,split,yes,,\n",
        encoding="utf-8",
    )
    with pytest.raises(crosswalk.CrosswalkError) as refusal:
        crosswalk.load(path)
    message = str(refusal.value)
    for part in [
        "line 2: AT11 cannot be",
        "line 3: version '1999'",
        "kind 'divided'",
        "'HU99'",
        "line 4: exact",
    ]:
        assert part in message


def test_a_wrong_header_is_refused(tmp_path):
    path = tmp_path / "crosswalk.csv"
    path.write_text("version,code\n", encoding="utf-8")
    with pytest.raises(crosswalk.CrosswalkError, match="line 1: the columns must be"):
        crosswalk.load(path)


@pytest.mark.raw
@pytest.mark.skipif(not RAW.exists(), reason="needs the publishers' files")
@pytest.mark.parametrize("version", [2010, 2013, 2016, 2021])
def test_every_code_of_the_publisher_s_lists_is_either_listed_or_identical(version):
    table = pd.read_csv(RAW / "ropengov_nuts_changes_danube.csv", dtype=str)
    codes = {
        code for code in table[f"code_{version}"].dropna() if "Z" not in code[2:] and code not in ("DE",)
    }
    codes = {code for code in codes if not code.startswith("DE") or code.startswith(("DE1", "DE2"))}
    links = crosswalk.load()
    listed = set(links.loc[links["version"] == version, "code"])
    assert codes <= listed | set(regions.load())
    assert listed <= codes


@pytest.mark.raw
@pytest.mark.skipif(not RAW.exists(), reason="needs the publishers' files")
def test_the_list_of_2024_is_the_publisher_s():
    table = pd.read_csv(RAW / "NUTS2021-NUTS2024.csv", sep=";", dtype=str, encoding="utf-8-sig")
    levels = table.set_index("NUTS Code")["NUTS level"].dropna()
    ours = {code: region for code, region in regions.load().items() if region.level > 0}
    for code, region in ours.items():
        if region.country not in {"BA", "ME", "RS", "UA"}:
            assert int(levels[code]) == region.level
