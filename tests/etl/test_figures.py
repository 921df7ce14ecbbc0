"""The figures that ship with the project: values looked up by eye in the publishers' files, and their marks.

Runs everywhere; `test_against_publishers.py` compares hundreds more where the publishers' files are.
"""

from __future__ import annotations

import csv
from functools import cache

import pytest

from danube import catalogue, regions
from danube.settings import DATA
from etl import checks, compile, tidy

FIGURES = DATA / "figures"


@cache
def figures():
    rows = []
    for path in sorted(FIGURES.glob("*.csv")):
        if path.stem != "index":
            with path.open(encoding="utf-8", newline="") as file:
                rows += csv.DictReader(file)
    return {(row["indicator"], row["region"], row["period"]): row for row in rows}


# indicator, region, period, value, flag; above each group the publisher's dataset or file.
BY_EYE = """
# Eurostat nama_10r_2gdp
gdp_pps_eu100 AT13 2023 138
gdp_pps_eu100 BG31 2023 42
gdp_pps_eu100 RO32 2023 190
gdp_current EU27_2020 2023 17193780.19
gdp_current HU11 2023 75372.87 p
# Eurostat tgs00007, tgs00010, tgs00109, tgs00042
employment_rate SK01 2024 80
employment_rate HR02 2021 58.9 b
unemployment_rate BG31 2024 9.7 b
tertiary_attainment RO32 2024 40.3
gerd AT22 2021 5.17
gerd DE22 2013 - c
# Eurostat demo_r_d2jan
population AT13 2024 2005760
# Eurostat isoc_r_iacc_h, isoc_r_dskl_i, isoc_r_eb_ain2
household_internet BA 2025 88.22
household_internet DE1 2021 91.55 b
household_internet SK03 2025 92.47
digital_skills ME 2025 44.2
digital_skills AT1 2025 70.65
firms_ai HU11 2025 11.48
# Eurostat Regional Yearbook 2026, maps 3.2 and 8.3
doctoral_share DE1 2024 8.3
manufacturing_employment DE1 2023 31.5
# Eurostat rd_p_persreg, lfst_r_lfe2en2
rd_personnel SI04 2018 11239
employment_j RO32 2015 73.6
employment_j RO32 2010 54.5 b
# TNCOOP, sheets 2a_Popdens, 3a_MedAge, 86a_Broadband
population_density SK01 2023 361.5
median_age AT13 2024 39.6
household_broadband CZ01 2021 94.16
# Regional Innovation Scoreboard 2023 and 2025
ris_index AT1 2023 136.31
ris_index DE21 2023 164.29
ris_index RS11 2023 89.01
ris_index RO12 2023 27.9
ris_index EU27_2020 2023 108.47
ris_digital_skills DE14 2023 61.93 shared
ris_digital_skills HR02 2020 121.02 shared
ris_tertiary_education RO31 2023 0 floor
ris2025_index CZ01 2025 123.963681
# Honti, Czvetkó, Abonyi 2020: 547 patents for 4,588,944 people
i40_patents DE21 2016 547
hrst DE21 2016 45.2
i40_patents_per_million DE21 2016 119.199537 computed
# EURITO
arxiv_participations RO32 2020 44
arxiv_participations HU110 2010 386 recoded
# European Quality of Government Index, long file
eqi DE2 2024 1.188
eqi_low DE2 2024 0.953751
eqi HR02 2021 -1.268 shared
eqi HR02 2024 -1.082
eqi SI03 2017 -0.203 shared
# Regional Competitiveness Index: raw data of 2022, geur-y3df, TNCOOP
rci_lifelong_learning CZ01 2021 7.598653 merged
rci_lifelong_learning CZ02 2021 7.598653 merged
rci_broadband SI04 2021 93 shared
rci_higher_education SI04 2021 46
rci_index AT13 2019 0.61 merged
rci_eu100 HU11 2019 98.3 merged
# cohesiondata tc55-7ysv
erdf_per_head HU21 2018 347.31172
erdf_per_head AT11 2016 - unknown-zero
"""
LINES = [line for line in BY_EYE.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_a_figure_read_by_eye_in_the_publishers_file(line):
    indicator, region, period, value, *flags = line.split()
    row = figures()[indicator, region, period]
    assert row["flag"].split() == flags
    if value == "-":
        assert row["value"] == ""
    else:
        assert float(row["value"]) == pytest.approx(float(value), abs=5e-7)


def test_every_available_indicator_has_figures_and_the_index_names_it():
    known = catalogue.load()
    available = {one.id for one in known.indicators.values() if one.status == "available"}
    with (FIGURES / "index.csv").open(encoding="utf-8", newline="") as file:
        index = list(csv.DictReader(file))
    assert {row["indicator"] for row in index} == available == {key[0] for key in figures()}
    assert sum(int(row["rows"]) for row in index) == len(figures())


def test_every_row_names_known_things_and_passes_the_checks():
    known = catalogue.load()
    for path in FIGURES.glob("*.csv"):
        if path.stem != "index":
            frame = compile.read(path)
            checked = checks.check(frame, known.indicators)
            assert len(checked.accepted) == len(frame), path.name
            assert set(frame["source"]) == {path.stem}
            assert not tidy.unknown_flags(frame["flag"]), path.name


def test_a_row_without_a_value_says_why():
    assert not [row for row in figures().values() if not row["value"] and not row["flag"]]


def test_austria_stays_at_nuts_1_in_the_scoreboard_and_germany_where_its_publisher_has_it():
    def levels(indicator, country):
        codes = {region for name, region, _year in figures() if name == indicator}
        return {regions.level_of(code) for code in codes if regions.country_of(code) == country}

    assert levels("ris_index", "AT") == {1}
    assert 2 not in levels("doctoral_share", "DE")
    assert 2 not in levels("eqi", "DE")
    assert 2 not in levels("household_internet", "DE")


def test_croatia_2022_is_not_in_the_three_editions():
    years = {year for name, region, year in figures() if name == "rci_eu100" and region.startswith("HR")}
    assert years == {"2016", "2019"}


def test_the_whole_weighs_less_than_six_megabytes():
    assert sum(path.stat().st_size for path in FIGURES.glob("*.csv")) < 6_000_000
