"""The catalogue as it ships, and every sentence that a broken one produces."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from danube import catalogue
from danube.catalogue import Catalogue, CatalogueError

REQUIRED = """
ris_index ris2025_index ris_tertiary_education ris_lifelong_learning ris_international_copublications
ris_top_cited_publications ris_digital_skills ris_public_rd ris_business_rd ris_non_rd_innovation
ris_innovation_expenditure ris_ict_specialists ris_product_innovators ris_process_innovators
ris_collaborating_smes ris_public_private_copublications ris_patents ris_trademarks ris_designs
ris_knowledge_employment ris_innovative_employment ris_new_sales ris_particulates
gdp_pps_eu100 gdp_pps gdp_current gdp_real population employment_rate unemployment_rate employment_tertiary
erdf_per_head population_density median_age
tertiary_attainment gerd berd herd goverd rd_personnel rd_personnel_per_1000 hrst hrst_core
scientists_engineers high_tech_employment knowledge_services medium_high_manufacturing
i40_patents i40_patents_per_million i40_papers i40_papers_per_million doctoral_share
ai_preprints ai_preprints_per_million arxiv_participations arxiv_participations_per_million
household_internet household_broadband daily_internet digital_skills
firms_ai firms_data_analytics firms_e_sales firms_business_software firms_e_invoices
rci_index rci_eu100 eqi eqi_low eqi_high
manufacturing_units manufacturing_employment manufacturing_wages firm_size wages
employment_a employment_b_e employment_f employment_g_i employment_j employment_k employment_l
employment_m_n employment_o_q employment_r_u
e_government online_purchases epo_patents sbs_programming gva_total gva_ict
"""

PILLAR = '[research]\nname = "Research"\nquestion = "How much?"\n'
LENS = '[it]\nname = "IT"\ndefinition = "The sector."\n'
SOURCE = """[office]
publisher = "Office"
title = "A table"
url = "https://example.org/table"
licence = "CC BY 4.0"
attribution = "Office, table"
vintage = "2024-01-31"
files = ["a.csv"]
layout = "geo-time"
"""
RANGE = "valid = [0, 100]"
INDICATOR = f"""[patents]
name = "Patents"
short = "Patents"
definition = "Patents of the year."
unit = "patents"
direction = "higher"
pillar = "research"
lenses = ["it"]
source = "office"
{RANGE}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound catalogue of one pillar, lens, source and indicator."""
    write(tmp_path, "pillars.toml", PILLAR)
    write(tmp_path, "lenses.toml", LENS)
    write(tmp_path, "sources.toml", SOURCE)
    write(tmp_path, "indicators-research.toml", INDICATOR)
    return tmp_path


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return catalogue.load()


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def complaint(folder: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        catalogue.load(folder)
    return str(caught.value)


def test_every_required_indicator_is_declared(real: Catalogue) -> None:
    assert [name for name in REQUIRED.split() if name not in real.indicators] == []
    assert sum(name.startswith("rci_") for name in real.indicators) >= 25 + 2


def test_the_indicators_of_the_innovation_scoreboard_are_the_index_and_its_21_parts(real: Catalogue) -> None:
    names = [one.filter["Indicator"] for one in real.indicators.values() if one.source == "ris2023"]
    assert len(names) == len(set(names)) == 22
    parts = [name for name in names if name != "0 Summary Innovation Index"]
    assert all(name.endswith("(Regional)") or name == "2.3.2 Employed ICT specialists" for name in parts)


def test_what_readers_may_choose_leaves_out_bounds_and_what_waits(real: Catalogue) -> None:
    shown = {one.id for one in real.visible()}
    assert {"eqi", "gdp_pps", "ris_index"} <= shown
    assert not shown & {"eqi_low", "eqi_high", "population_2008_2018", "e_government"}
    assert [one.id for group in real.by_pillar().values() for one in group] == [
        one.id for one in real.visible()
    ]
    assert list(real.by_pillar()) == [
        "research", "human-capital", "ict-households", "ict-firms", "economy", "context",
    ]  # fmt: skip
    assert list(real.lenses) == ["it", "industry40", "cross-sectoral"]


def test_old_vintages_stay_out_of_headline_figures(real: Catalogue) -> None:
    old = ["berd", "hrst", "i40_patents_per_million", "rd_personnel", "employment_j", "daily_internet"]
    assert not any(real.indicators[name].headline for name in [*old, "ris2025_index", "rci_patents"])
    assert real.indicators["gerd"].headline


def test_what_was_copied_by_hand_says_so(real: Catalogue) -> None:
    by_hand = {source.id for source in real.sources.values() if source.status == "by-hand" and source.files}
    origins = {
        real.indicators[name].source for name in ("household_internet", "digital_skills", "eqi", "firms_ai")
    }
    assert origins < by_hand
    assert len(by_hand) == 3 + 5  # five datasets stand in the file on digital firms
    firms = real.sources[real.indicators["firms_ai"].source]
    assert firms.note.startswith("Copied by hand, to be confirmed at the next refresh.")


def test_computed_indicators_cite_their_denominator_too(real: Catalogue) -> None:
    rule = real.indicators["i40_patents_per_million"].derive
    assert rule is not None
    assert (rule.of, rule.per, rule.factor) == ("i40_patents", "population_2008_2018", 1_000_000)
    cited = real.cited(["ai_preprints_per_million", "ai_preprints"])
    assert [one.id for one in cited] == ["eurito-ai", "eurostat-population"]


def test_every_source_with_figures_is_used_and_every_waiting_one_can_be_asked(real: Catalogue) -> None:
    used = {one.source for one in real.indicators.values()}
    assert [one.id for one in real.sources.values() if one.files and one.id not in used] == []
    waiting = [real.sources[one.source] for one in real.waiting()]
    assert all(one.status == "waiting" and one.refresh for one in waiting)


def test_every_source_gives_licence_and_attribution_as_its_publisher_asks(real: Catalogue) -> None:
    eurostat = [one for one in real.sources.values() if one.id.startswith("eurostat-")]
    terms = "Eurostat reuse (CC BY 4.0, Commission Decision 2011/833/EU)"
    assert all(one.licence.startswith(terms) and "Eurostat" in one.attribution for one in eurostat)
    assert real.sources["eqi"].licence == "QoG Institute, University of Gothenburg: free with citation"


def test_texts_for_translators_carry_their_place(real: Catalogue) -> None:
    texts = dict(real.messages())
    assert texts["gdp_current.unit"] == "million euro"
    assert texts["research.question"].endswith("?")
    assert {"Break in the time series", "million euro", "IT cross-sectoral"} <= set(catalogue.messages())
    assert all(isinstance(text, str) and text for text in catalogue.messages())


def test_flags_are_single_letters_of_publishers_or_words_of_ours() -> None:
    words = {flag for flag in catalogue.FLAGS if len(flag) > 1}
    assert words == {
        "floor", "shared", "merged", "recoded", "summed", "weighted", "computed", "unknown-zero", "uploaded",
    }  # fmt: skip
    assert set("bcdefinpsuz") <= set(catalogue.FLAGS)


def test_a_sound_folder_loads(folder: Path) -> None:
    loaded = catalogue.load(folder)
    assert loaded.indicators["patents"].valid == (0, 100)
    assert loaded.indicators["patents"].decimals == 1
    with pytest.raises(ValueError, match="frozen"):
        loaded.indicators["patents"].unit = "pieces"


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('unit = "patents"\n', "", "[patents]: the field 'unit' is missing; add it."),
        ('unit = "patents"', 'unti = "x"', "there is no field 'unti'; remove it or mend its name."),
        ('"higher"', '"up"', "direction is 'up'; input should be 'higher', 'lower' or 'neutral'."),
        (RANGE, "valid = [100, 0]", "valid goes from 100 to 0; put the lower bound first."),
        (RANGE, "decimals = 9", "decimals is 9; input should be less than or equal to 4."),
        ('short = "Patents"', f'short = "{"x" * 29}"', "string should have at most 28 characters."),
        ('pillar = "research"', 'pillar = "reserch"', "'reserch', which is not declared; write 'research'."),
        ('source = "office"', 'source = "zzz"', "source names 'zzz', which is not declared; declare it."),
        ('lenses = ["it"]', 'lenses = ["agri"]', "lenses names 'agri', which is not declared; declare it."),
        (RANGE, 'bounds = ["low", "high"]', "bounds names 'low', which is not declared; "),
        (RANGE, 'bounds = ["patents", "patents"]', "set hidden = true in [patents]."),
        (RANGE, 'derive = { of = "patents", per = "people" }', "derive.per names 'people', which"),
        (RANGE, 'derive = { of = "patents", per = "patents" }', "derive.of names 'patents', itself computed"),
        (RANGE, 'status = "waiting"', "must tell what to ask for; give dataset and filter."),
        ("[patents]", "[Patents]", "[Patents]: id is 'Patents'; string should match pattern"),
        ("[patents]", "loose = 1\n[patents]", "[loose]: it stands outside of any block; put"),
        ("[patents]", "[patents", "indicators-research.toml, [-]: the file is not TOML"),
    ],
)  # fmt: skip
def test_each_breach_of_an_indicator_is_told(folder: Path, before: str, after: str, sentence: str) -> None:
    assert before in INDICATOR
    write(folder, "indicators-research.toml", INDICATOR.replace(before, after))
    told = complaint(folder)
    assert told.startswith("indicators-research.toml, [")
    assert sentence in told


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("https://", "www.", "[office]: url is 'www.example.org/table'; string should match pattern"),
        ('licence = "CC BY 4.0"\n', "", "[office]: the field 'licence' is missing; add it."),
        ('layout = "geo-time"\n', "", "it lists files but no layout that reads them; name the layout."),
        ('vintage = "2024-01-31"\n', "", "the vintage is empty; tell the day or the edition of the figures."),
        (
            "[office]",
            '[office]\nstatus = "waiting"',
            "a waiting source must tell what to ask for; give refresh.",
        ),
        ("[office]", "[office]\nnuts = 2020", "nuts is 2020; input should be 2003, 2006, 2010"),
    ],
)
def test_each_breach_of_a_source_is_told(folder: Path, before: str, after: str, sentence: str) -> None:
    write(folder, "sources.toml", SOURCE.replace(before, after))
    assert sentence in complaint(folder)


def test_several_indicators_of_one_source_must_say_which_rows_are_theirs(folder: Path) -> None:
    write(folder, "indicators-research.toml", INDICATOR + INDICATOR.replace("[patents]", "[designs]"))
    assert (
        "several indicators share the source 'office'; give the filter that selects its rows."
        in complaint(folder)
    )


def test_an_indicator_of_a_waiting_source_must_wait_too(folder: Path) -> None:
    write(
        folder, "sources.toml", SOURCE.replace("[office]", '[office]\nstatus = "waiting"\nrefresh = "table"')
    )
    assert "it is available but its source 'office' is waiting; set status = 'waiting'." in complaint(folder)


def test_an_id_may_be_declared_once(folder: Path) -> None:
    shutil.copy(folder / "indicators-research.toml", folder / "indicators-zoo.toml")
    place = "indicators-zoo.toml, [patents]"
    rule = "the id is already declared in indicators-research.toml; rename one of the two"
    assert complaint(folder) == f"{place}: {rule}."


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "lenses.toml").unlink()
    assert f"lenses.toml, [-]: no such file in {folder}; add it." in complaint(folder)


def test_all_breaches_are_told_at_once(folder: Path) -> None:
    write(folder, "lenses.toml", LENS.replace("definition", "meaning"))
    write(folder, "pillars.toml", PILLAR.replace('question = "How much?"\n', ""))
    with pytest.raises(CatalogueError) as caught:
        catalogue.load(folder)
    assert [(one.file, one.block) for one in caught.value.breaches] == [
        ("pillars.toml", "research"),
        ("lenses.toml", "it"),
        ("lenses.toml", "it"),
    ]
