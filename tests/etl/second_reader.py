"""A second way to the publishers' figures, to hold the compiled ones against.

Shares no code with `etl` or `danube`: files are opened here anew, codes looked up by hand, every filter
written down again. `published(indicator, region, period)` is the figure as its file has it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parents[2]
RAW = Path(os.environ.get("DANUBE_RAW") or ROOT.parent / "shared" / "raw")
FIGURES = ROOT / "data" / "figures"
Lookup = Callable[[str, str], float]


@cache
def table(name: str) -> pd.DataFrame:
    """The CSV file with pandas' own guesses."""
    return pd.read_csv(RAW / name)


def only(values: pd.Series) -> float:
    """The one value found, NaN for none; two different ones would be a contradiction of the file."""
    seen = pd.to_numeric(values, errors="coerce").dropna().unique()
    assert len(seen) <= 1, seen
    return float(seen[0]) if len(seen) else float("nan")


def column(name: str, value: str, region: str, period: str, **where: str) -> Lookup:
    """A CSV file with a column of codes, one of years, and one of values."""

    def look(code: str, year: str) -> float:
        frame = table(name)
        hit = (frame[region] == code) & (frame[period].astype(float) == float(year))
        for key, wanted in where.items():
            hit &= frame[key].astype(str) == wanted
        return only(frame.loc[hit, value])

    return look


def labelled(name: str) -> Lookup:
    """Eurostat's CSV with labels: geo, TIME_PERIOD, OBS_VALUE."""
    return column(name, "OBS_VALUE", "geo", "TIME_PERIOD")


def plain(name: str, value: str = "obs_value", **where: str) -> Lookup:
    """geo, time and a value."""
    return column(name, value, "geo", "time", **where)


def sheet(name: str, file: str = "panel/tncoop_ce_indicators_extract.csv") -> Lookup:
    """A sheet of the TNCOOP extract."""
    return column(file, "value", "geo", "year", sheet=name)


def honti(value: str) -> Lookup:
    """A column of the panel of Honti, Czvetko and Abonyi."""
    return column("rd/honti2020_i40_indicator_db_danube.csv", value, "NUTS2", "YEAR")


def panel(value: str) -> Lookup:
    """A column of the panel of population and payments."""
    return column("context/chappuis_panel_population_erdf_danube.csv", value, "nuts2_id", "year")


def eurito(name: str) -> Lookup:
    """Counts of preprints."""
    return column(f"innovation/eurito_{name}.csv", name, "region_id", "year")


def eqi(value: str) -> Lookup:
    """A measure of the Quality of Government Index."""
    return column("governance/eqi_2017_2021_2024__danube_long24.csv", value, "region_code", "year")


def enterprises(indicator: str) -> Lookup:
    """The table of firms that was copied by hand."""
    return plain("ict/dii_regional_components__danube.csv", "value", indic_is=indicator)


@cache
def lines(name: str) -> dict[str, dict[str, str]]:
    """Eurostat's TSV by its first cell, then by year."""
    head, *body = (RAW / name).read_text("utf-8").splitlines()
    years = [year.strip() for year in head.split("\t")[1:]]
    cells = [line.split("\t") for line in body]
    return {first: dict(zip(years, rest, strict=True)) for first, *rest in cells}


def tabbed(name: str, prefix: str) -> Lookup:
    """A line of a TSV, found by its dimensions before the code; the flag behind the number is cut."""

    def look(code: str, year: str) -> float:
        cell = lines(name).get(f"{prefix},{code}", {}).get(year, ":")
        number = cell.split(" ")[0]
        return float("nan") if number in (":", "") else float(number)

    return look


@cache
def document(name: str) -> dict:
    """A JSON file."""
    return json.loads((RAW / name).read_text("utf-8"))


def atlas(name: str, year: str, layer: int | None = None) -> Lookup:
    """A map of the Regional Yearbook, its layer by position."""

    def look(code: str, period: str) -> float:
        data = document(name) if layer is None else document(name)["options"][layer]["data"]
        cell = data.get(code, ":")
        return float("nan") if cell == ":" or period != year else float(cell)

    return look


@cache
def cells(name: str, sheet_name: str) -> list[list]:
    """A sheet of a workbook."""
    return CalamineWorkbook.from_path(RAW / name).get_sheet_by_name(sheet_name).to_python()


@cache
def scoreboard() -> dict[tuple[str, str, int], float]:
    """The Regional Innovation Scoreboard by name, region and year."""
    rows = cells("innovation/RIS_2023_database_full.xlsx", "RIS")[1:]
    return {(row[0], row[5], int(row[1])): row[8] for row in rows}


def ris(name: str) -> Lookup:
    """An indicator of the scoreboard by the beginning of its name; the EU stands there as `EU`."""

    def look(code: str, year: str) -> float:
        region = {"EU27_2020": "EU"}.get(code, code)
        (full,) = {title for title, _region, _year in scoreboard() if title.startswith(name)}
        return scoreboard()[full, region, int(year)]

    return look


CAPITALS = {
    **dict.fromkeys(("AT12", "AT13"), "AT_C"),
    **dict.fromkeys(("CZ01", "CZ02"), "CZ_C"),
    **dict.fromkeys(("HR05", "HR06"), "HR_C"),
    **dict.fromkeys(("HU11", "HU12"), "HU_C"),
}
OLD_CAPITALS = {"AT_C": "AT00", "CZ_C": "CZ00", "HU_C": "HU10"}


def rci(name: str) -> Lookup:
    """A column of the raw data of the Regional Competitiveness Index 2022; its year is not looked at."""

    def look(code: str, _year: str) -> float:
        head, *body = cells("competitiveness/RCI_2_0_2022_raw_data.xlsx", "RCI_2022_raw_data")
        place = [" ".join(str(cell).split()) for cell in head].index(name)
        return only(pd.Series([row[place] for row in body if row[0] == CAPITALS.get(code, code)]))

    return look


def rci_z(code: str, year: str) -> float:
    """The z-scores of four editions."""
    frame = table("competitiveness/rci_2010_2013_2016_2019_zscores__cohesiondata_geur-y3df.csv")
    capital = OLD_CAPITALS.get(CAPITALS.get(code, ""), code)
    hit = frame["NUTS CODE 2016"].isin([code, capital]) & (frame["Year"] == int(year))
    return only(frame.loc[hit, "value"])


def ratio(above: Lookup, below: Lookup, factor: float) -> Lookup:
    """above / below x factor."""
    return lambda code, year: above(code, year) / below(code, year) * factor


SECTIONS = {
    "a": "A",
    "b_e": "B-E",
    "f": "F",
    "g_i": "G-I",
    "j": "J",
    "k": "K",
    "l": "L",
    "m_n": "M_N",
    "o_q": "O-Q",
    "r_u": "R-U",
    "total": "TOTAL",
}
SCOREBOARD = {
    "index": "0 ",
    "tertiary_education": "1.1.2 ",
    "lifelong_learning": "1.1.3 ",
    "international_copublications": "1.2.1 ",
    "top_cited_publications": "1.2.2 ",
    "digital_skills": "1.3.2 ",
    "public_rd": "2.1.1 ",
    "business_rd": "2.2.1 ",
    "non_rd_innovation": "2.2.2 ",
    "innovation_expenditure": "2.2.3 ",
    "ict_specialists": "2.3.2 ",
    "product_innovators": "3.1.1 ",
    "process_innovators": "3.1.2 ",
    "collaborating_smes": "3.2.1 ",
    "public_private_copublications": "3.2.2 ",
    "patents": "3.3.1 ",
    "trademarks": "3.3.2 ",
    "designs": "3.3.3 ",
    "knowledge_employment": "4.1.1 ",
    "innovative_employment": "4.1.2 ",
    "new_sales": "4.2.3 ",
    "particulates": "4.3.2 ",
}
COMPETITIVENESS = {
    "broadband": "Households with broadband access (%)",
    "business_services_employment": "Employment (K-N sectors)",
    "business_services_gva": "Gross value added (GVA) (K-N sectors)",
    "creative_class": "Core creative class employment",
    "designs": "Design applications",
    "digital_skills": "Individuals with above-basic overall digital skills",
    "disposable_income": "Disposable income per capita",
    "e_government": "Individuals who used the internet for interaction with public authorities",
    "early_leavers": "Early school leavers",
    "employment": "Employment rate (excluding agriculture)",
    "flights": "Accessibility to passenger flights",
    "gender_gap_employment": "Gender balance employment",
    "gerd": "Total intramural research and development expenditure",
    "healthy_life": "Healthy life expectancy",
    "high_speed": "Access to high-speed broadband",
    "higher_education": "Higher educational attainment",
    "hrst": "Human Resources in Science and Technology",
    "knowledge_workers": "Knowledge workers",
    "labour_productivity": "Labour productivity",
    "labour_slack": "Labour market slack",
    "lifelong_learning": "Lifelong learning",
    "long_term_unemployment": "Long-term unemployment",
    "lower_secondary": "Lower-secondary completion only",
    "market_gdp": "Potential market size expressed in GDP",
    "market_population": "Potential market size expressed in population",
    "neet": "NEET rate",
    "online_buyers": "Individuals buying over internet the last year",
    "patents": "Total patent applications",
    "rail_performance": "Rail transport performance",
    "road_performance": "Road transport performance",
    "tech_employment": "Employment in technology and knowledge-intensive sectors",
    "temporary_employment": "Temporary employment",
    "trademarks": "Trademark applications",
    "university_access": "University accessibility",
}
SKILLS = "ict/isoc_r_dskl_i__danube_2025.tsv"
LABOUR = "s3/lfst_r_lfe2en2__danube_to2015.tsv"
TNCOOP_RCI = "competitiveness/rci_2016_2019_2022_eu100__tncoop_ce.csv"
TNCOOP_RIS = "innovation/ris_rii_2018_2025__tncoop_ce.csv"

PLAIN: dict[str, Lookup] = {
    "gdp_pps_eu100": plain("context/eurostat_gdp_pc_pps_rel_eu_nuts2.csv"),
    "gdp_pps": plain("context/eurostat_gdp_pc_pps_nuts2.csv"),
    "gdp_real": plain("context/eurostat_gdp_real_nuts2.csv"),
    "gdp_current": labelled("context/eurostat_nama_10r_2gdp.csv"),
    "employment_rate": labelled("context/eurostat_tgs00007_employment_rate.csv"),
    "unemployment_rate": labelled("context/eurostat_tgs00010_unemployment_rate.csv"),
    "tertiary_attainment": labelled("context/eurostat_tgs00109_tertiary_education_25_64.csv"),
    "gerd": labelled("rd/eurostat_tgs00042_gerd_rd_expenditure.csv"),
    "household_internet": labelled("ict/isoc_r_iacc_h__danube_2019_2025.csv"),
    "population": panel("population"),
    "population_2008_2018": honti("demo_r_d2jan_UNIT_NR__SEX_T__AGE_TOTAL"),
    "erdf_per_head": panel("erdf_eur_pc"),
    "population_density": sheet("2a_Popdens"),
    "median_age": sheet("3a_MedAge"),
    "household_broadband": sheet("86a_Broadband"),
    "daily_internet": plain("ict/ropengov_daily_internet_users_isoc_r_iuse_i.csv", "values"),
    "rd_personnel": plain("rd/ropengov_regional_rd_personnel_rd_p_persreg.csv", "values"),
    "digital_skills": tabbed(SKILLS, "A,I_DSK2_BAB,PC_IND"),
    "digital_skills_above_basic": tabbed(SKILLS, "A,I_DSK2_AB,PC_IND"),
    "firms_ai": enterprises("E_AI_TANY"),
    "firms_data_analytics": enterprises("E_DA"),
    "firms_e_sales": enterprises("E_AWSELL"),
    "firms_business_software": enterprises("E_BSANY"),
    "firms_e_invoices": enterprises("E_INV4S_AP"),
    "employment_tertiary": atlas("context/ryb2026_CH04M03.json", "2025", 2),
    "manufacturing_units": atlas("s3/ryb2026_CH08M03.json", "2023", 0),
    "manufacturing_employment": atlas("s3/ryb2026_CH08M03.json", "2023", 1),
    "manufacturing_wages": atlas("s3/ryb2026_CH08M03.json", "2023", 2),
    "firm_size": atlas("s3/ryb2026_CH08M04.json", "2023", 0),
    "wages": atlas("s3/ryb2026_CH08M04.json", "2023", 1),
    "doctoral_share": atlas("rd/ryb2026_phd.json", "2024"),
    "hrst": honti("hrst_st_rcat_CATEGORY_HRST__UNIT_PC_POP"),
    "hrst_core": honti("hrst_st_rcat_CATEGORY_HRSTC__UNIT_PC_POP"),
    "scientists_engineers": honti("hrst_st_rcat_CATEGORY_SE__UNIT_PC_POP"),
    "high_tech_employment": honti("htec_emp_reg2_NACE_R2_HTC__UNIT_PC_EMP__SEX_T"),
    "knowledge_services": honti("htec_emp_reg2_NACE_R2_KIS__UNIT_PC_EMP__SEX_T"),
    "medium_high_manufacturing": honti("htec_emp_reg2_NACE_R2_C_HTC_MH__UNIT_PC_EMP__SEX_T"),
    "i40_patents": honti("I40_patent_count"),
    "i40_papers": honti("I40Papers"),
    "berd": honti("rd_e_gerdreg_SECTPERF_BES__UNIT_PC_GDP"),
    "herd": honti("rd_e_gerdreg_SECTPERF_HES__UNIT_PC_GDP"),
    "goverd": honti("rd_e_gerdreg_SECTPERF_GOV__UNIT_PC_GDP"),
    "ai_preprints": eurito("artificial_intelligence_count"),
    "arxiv_participations": eurito("arxiv_count"),
    "eqi": eqi("EQI"),
    "eqi_low": eqi("EQI_low_me"),
    "eqi_high": eqi("EQI_high_me"),
    "rci_index": rci_z,
    "rci_eu100": sheet("23a_RCI", TNCOOP_RCI),
    "ris2025_index": sheet("25a_RIS", TNCOOP_RIS),
    **{f"employment_{name}": tabbed(LABOUR, f"THS,{code},Y_GE15") for name, code in SECTIONS.items()},
    **{f"ris_{name}": ris(number) for name, number in SCOREBOARD.items()},
    **{f"rci_{name}": rci(title) for name, title in COMPETITIVENESS.items()},
}
PUBLISHED: dict[str, Lookup] = PLAIN | {
    "rd_personnel_per_1000": ratio(PLAIN["rd_personnel"], PLAIN["population_2008_2018"], 1e3),
    "i40_patents_per_million": ratio(PLAIN["i40_patents"], PLAIN["population_2008_2018"], 1e6),
    "i40_papers_per_million": ratio(PLAIN["i40_papers"], PLAIN["population_2008_2018"], 1e6),
    "ai_preprints_per_million": ratio(PLAIN["ai_preprints"], PLAIN["population"], 1e6),
    "arxiv_participations_per_million": ratio(PLAIN["arxiv_participations"], PLAIN["population"], 1e6),
}
# NUTS 3 regions of today under the code of the years before they were recoded.
FORMERLY = {
    "HR025": "HR04B",
    "HR050": "HR041",
    "HU110": "HU101",
    "HU120": "HU102",
    "SI032": "SI012",
    "SI033": "SI013",
    "SI043": "SI023",
    "SI044": "SI024",
}


def published(indicator: str, region: str, period: str) -> float:
    """The figure as the publisher's file has it; NaN where the file has none."""
    figure = PUBLISHED[indicator](region, period)
    if figure != figure and region in FORMERLY:
        return PUBLISHED[indicator](FORMERLY[region], period)
    return figure
