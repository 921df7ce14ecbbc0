"""S3 priorities: two small collections compiled for real, the list that ships, and what a loader refuses."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from danube.catalogue import priorities
from danube.settings import DATA, ROOT
from etl import priorities as compiler

RAW = Path(os.environ.get("DANUBE_RAW") or ROOT.parent / "shared" / "raw")

FACTS = """geo,level,strategy,period,priority,source,note
MD,0,Strategy of Moldova,,Food,https://x.md/a,the excerpt breaks off
SI,0,S4,2015-2020,Mobility,https://x.si/a,
SI,0,S4,2015-2020,Tourism,https://x.si/a,OLD (S5 applies)
HR,0,S3 (draft of 2022),2022-2029,Wood,https://x.hr/a,
HU,0,S3 (adopted July 2021),2021-2027,Health,https://x.hu/a,
RS,0,S4,,Machines,https://x.rs/a,
"""
LONG = "Materials with a focus on nano, textiles, glass, metals, plastics, composites and"
DOMAINS = {
    "kraje": {
        "Vysočina": {
            "domeny": [
                {"nazev": "Stroje", "popis": "A sentence.", "cz_nace": ["28", "62", "34"]},
                {"nazev": LONG, "popis": "", "cz_nace": []},
            ]
        }
    }
}
KRAJE = {"kraje": [{"nazev": "Vysočina", "kod_nuts": "CZ063", "zkratka": "VYS"}]}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / compiler.NATIONAL).write_text(FACTS, "utf-8")
    (tmp_path / compiler.CZECH).write_text(json.dumps(DOMAINS), "utf-8")
    (tmp_path / compiler.KRAJE).write_text(json.dumps(KRAJE), "utf-8")
    return tmp_path


def compiled(raw: Path) -> dict[tuple[str, str], priorities.Priority]:
    compiler.run(raw, raw / "out.csv")
    return {(one.region, one.priority): one for one in priorities.load(raw / "out.csv")}


def test_every_priority_says_in_which_state_it_is(raw: Path) -> None:
    """A country's note stands at one of its rows and holds for all of them; Moldova is no `old`."""
    status = {key: one.status for key, one in compiled(raw).items()}
    assert status["SI", "Mobility"] == status["SI", "Tourism"] == "former"
    assert status["HR", "Wood"] == "draft" and status["HU", "Health"] == "adopted"
    assert status["MD", "Food"] == "incomplete" and status["RS", "Machines"] == "undated"
    assert status["CZ063", "Stroje"] == "unchecked"


def test_divisions_of_nace_become_sections_and_strangers_are_named(raw: Path) -> None:
    report = compiler.run(raw, raw / "out.csv")
    assert report.rows == 8 and report.unknown == ("34 (CZ063)",)
    assert "left out as no division of NACE Rev. 2: 34 (CZ063)" in report.text()
    one = compiled(raw)["CZ063", "Stroje"]
    assert one.sections == ("C", "J") and one.divisions == ("28", "62")


@pytest.mark.parametrize(
    ("division", "section"),
    [*zip(["01", "09", "33", "35", "62", "72", "99"], "ABCDJMU", strict=True), ("34", ""), ("x", "")],
)
def test_the_section_of_a_division(division: str, section: str) -> None:
    assert compiler.section(division) == section


def test_a_name_that_runs_on_is_cut_at_a_comma() -> None:
    assert compiler.short(LONG) == "Materials with a focus on nano, textiles, glass, metals, plastics…"
    assert compiler.short("  Food\n for  Future ") == "Food for Future"


def test_twice_gives_the_same_bytes_and_no_description(raw: Path) -> None:
    compiler.run(raw, raw / "one.csv")
    compiler.run(raw, raw / "two.csv")
    assert (raw / "one.csv").read_bytes() == (raw / "two.csv").read_bytes()
    assert "A sentence" not in (raw / "one.csv").read_text("utf-8")


def test_a_missing_or_other_file_is_one_sentence(raw: Path) -> None:
    (raw / compiler.NATIONAL).write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(compiler.PrioritiesUnreadable, match="other columns than expected"):
        compiler.run(raw, raw / "out.csv")
    (raw / compiler.CZECH).unlink()
    with pytest.raises(compiler.PrioritiesUnreadable, match=r"cz_ris3_domeny_kraje.json is not in"):
        compiler.run(raw, raw / "out.csv")
    assert not (raw / "out.csv").exists()


def test_the_list_that_ships() -> None:
    """37 of seven countries, 91 of the Czech kraje; counted in the collections."""
    rows = priorities.load()
    national = [one for one in rows if one.source == "s3-priorities"]
    assert (len(national), len(rows) - len(national)) == (37, 91)
    assert {one.region for one in national} == {"BG", "HR", "HU", "MD", "ME", "RS", "SI"}
    without = {one.region for one in rows if one.region.startswith("CZ") and one.sections}
    assert not without & {"CZ010", "CZ042", "CZ071", "CZ072"}, "their strategy names no NACE"


def test_priorities_of_the_region_of_what_is_in_it_and_around_it() -> None:
    assert list(priorities.around("CZ06")) == ["CZ063", "CZ064"]
    assert list(priorities.around("RS11")) == ["RS"]
    assert priorities.around("AT13") == {}


def test_a_broken_list_is_refused_with_every_breach(tmp_path: Path) -> None:
    path = tmp_path / "priorities.csv"
    header = ",".join(priorities.COLUMNS)
    path.write_text(
        f"{header}\nXX,Food,en,Z,,S,,new,s,ftp://x,facts\nRS,,en,,,S,,draft,,https://x,\n", "utf-8"
    )
    with pytest.raises(priorities.PrioritiesError) as refused:
        priorities.load(path)
    said = str(refused.value).splitlines()
    assert len(said) == 7
    assert said[0] == "priorities.csv, line 2: unknown region 'XX'; use a code of data/regions.csv."
    assert "Z is no section of NACE Rev. 2" in said[2]
    path.write_text("region,priority\nRS,Food\n", "utf-8")
    with pytest.raises(priorities.PrioritiesError, match="line 1: the columns must be region, priority"):
        priorities.load(path)


@pytest.mark.raw
@pytest.mark.skipif(not RAW.is_dir(), reason=f"the collections are not in {RAW}")
def test_the_committed_list_is_that_of_the_collections(tmp_path: Path) -> None:
    compiler.run(RAW / "s3", tmp_path / "priorities.csv")
    assert (tmp_path / "priorities.csv").read_bytes() == (DATA / "priorities.csv").read_bytes()
