"""What is known about a publisher's figures beyond their numbers: the marks, on tables made by hand."""

from __future__ import annotations

import pandas as pd

from etl import cautions


def table(*rows):
    frame = pd.DataFrame(rows, columns=["indicator", "region", "period", "value"])
    return frame.assign(flag="", value=frame["value"].astype(float))


def flags(frame):
    return dict(zip(frame["region"] + " " + frame["period"], frame["flag"], strict=True))


def test_a_zero_of_the_scoreboard_is_at_the_floor():
    frame = cautions.apply(table(("ris_x", "RO31", "2023", 0), ("ris_x", "RO32", "2023", 5)), "ris-xlsx")
    assert flags(frame) == {"RO31 2023": "floor", "RO32 2023": ""}


def test_one_series_for_all_regions_of_a_larger_unit_is_shared():
    germany = [("ris_skills", f"DE1{n}", year, 61.93) for n in (1, 2, 3, 4) for year in ("2016", "2017")]
    frame = cautions.apply(table(*germany), "ris-xlsx")
    assert set(frame["flag"]) == {"shared"}


def test_equal_values_of_some_regions_only_are_a_coincidence():
    rows = [("ris_patents", code, "2016", 148.18) for code in ("DE11", "DE12", "DE13")]
    frame = cautions.apply(table(*rows, ("ris_patents", "DE14", "2016", 90)), "ris-xlsx")
    assert set(frame["flag"]) == {""}


def test_equal_in_one_year_of_two_is_not_shared_in_the_scoreboard():
    rows = [("ris_x", code, "2016", 70) for code in ("HU11", "HU12")]
    other = [("ris_x", "HU11", "2017", 71), ("ris_x", "HU12", "2017", 72)]
    assert set(cautions.apply(table(*rows, *other), "ris-xlsx")["flag"]) == {""}


def test_a_pair_alike_may_be_chance_unless_the_rest_of_its_country_is_alike_too():
    pair = [("rci", "RO21", "2020", 86), ("rci", "RO22", "2020", 86)]
    others = [("rci", code, "2020", 60 + at) for at, code in enumerate(("RO11", "RO12", "RO31", "RO32"))]
    assert set(cautions.apply(table(*pair, *others), "rci-xlsx")["flag"]) == {""}
    alike = [("rci", code, "2020", 90) for code in ("RO11", "RO12", "RO31", "RO32")]
    assert set(cautions.apply(table(*pair, *alike), "rci-xlsx")["flag"]) == {"shared"}


def test_regions_that_repeat_the_value_of_the_former_region_are_shared():
    rows = [("eqi", code, "2021", -1.03) for code in ("HR02", "HR05", "HR06")]
    later = [("eqi", "HR02", "2024", -0.7), ("eqi", "HR05", "2024", -0.5), ("eqi", "HR06", "2024", -0.6)]
    frame = cautions.apply(table(*rows, ("eqi", "HR03", "2021", -0.4), *later), "eqi-csv")
    shared = {key for key, flag in flags(frame).items() if flag == "shared"}
    assert shared == {"HR02 2021", "HR05 2021", "HR06 2021"}


def test_a_merged_capital_alone_is_merged_and_not_shared():
    rows = [("rci", code, "2019", 77) for code in ("HU11", "HU12")]
    frame = cautions.apply(table(*rows), "rci-scores-csv")
    assert set(frame["flag"]) == {"merged"}


def test_croatia_2022_is_left_out_of_the_three_editions_with_the_reason():
    frame = cautions.apply(table(("rci", "HR03", "2022", 71), ("rci", "HR03", "2019", 70)), "rci-scores-csv")
    assert frame["refusal"].str.contains("shifted").tolist() == [True, False]


def test_a_filled_zero_is_unknown_unless_payments_stand_on_both_sides():
    series = {"2018": 0, "2019": 5, "2020": 0, "2021": 7, "2022": 0, "2023": 0}
    rows = [("erdf_per_head", "SI03", year, value) for year, value in series.items()]
    frame = cautions.apply(table(*rows, ("erdf_per_head", "SI04", "2022", 9)), "panel-csv")
    assert flags(frame) == {
        "SI03 2018": "unknown-zero",
        "SI03 2019": "",
        "SI03 2020": "",
        "SI03 2021": "",
        "SI03 2022": "unknown-zero",
        "SI03 2023": "unknown-zero",
        "SI04 2022": "",
    }
    kept = frame.set_index(frame["region"] + frame["period"])["value"]
    assert kept["SI032020"] == 0
    assert pd.isna(kept["SI032022"])
    left_out = frame.loc[frame["refusal"] != "", "period"]
    assert left_out.tolist() == ["2023"]  # no region has a payment any more


def test_other_indicators_keep_their_zeros():
    frame = cautions.apply(table(("doctoral_share", "AT11", "2024", 0)), "yearbook-json")
    assert (frame["value"].item(), frame["flag"].item()) == (0, "")
