"""A programme manager's year, played through in forms and files: no step before the one that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from tests import serving
from tests.browser import reading

pytestmark = pytest.mark.browser

STORE = "Store as a new version"
DOCUMENT = {"Document (needed)": "eusdr-spinit"}
HERE = {"Region": "RS12", "Country (needed)": "(RS)"}


@pytest.fixture(scope="module")
def server(own: Path) -> Iterator[serving.Served]:
    """A server over a warehouse of its own, to write into."""
    with serving.over(own) as served:
        yield served


def pick(page: Page, label: str, word: str) -> None:
    """Chooses the option with this word in a select box."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(word)
    page.get_by_role("option").filter(has_text=word).first.click()
    page.keyboard.press("Tab")


def enter(page: Page, table: str, typed: dict[str, str], chosen: dict[str, str], row: str = "") -> None:
    """Fills in the form of a table, a new row or one that stands there, and presses its button."""
    reading.open_page(page, f"/edit?table={table}&row={row}")
    for label, text in typed.items():
        page.get_by_label(label, exact=True).fill(text)
    for label, word in chosen.items():
        pick(page, label, word)
    page.get_by_role("button", name=STORE).click()
    reading.at_rest(page)


def kept(page: Page, name: str) -> None:
    """The page says that the row is stored."""
    expect(page.get_by_text(re.compile(rf"Stored as version \d+: .*{name}"))).to_be_visible()


def refused(page: Page, sentence: str) -> None:
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()


def bring(page: Page, path: Path, text: str) -> None:
    """Drops a table into the import."""
    path.write_text(text, encoding="utf-8")
    reading.open_page(page, "/import")
    page.locator(".drop input[type=file]").set_input_files(path)
    expect(page.get_by_text("What we understood")).to_be_visible()
    reading.at_rest(page)


GROUP = (
    {"Id": "novi-sad", "Name": "Group of Novi Sad"},
    {"Project (needed)": "spinit", "Region (needed)": "RS12", **DOCUMENT},
)
NEED = (
    {"Id": "need-sme", "Statement (needed)": "Small firms bring few new products to the market."},
    {"Group (needed)": "novi-sad", "Indicator (needed)": "SMEs with product innovations (RIS)"},
)
PLAN = ({"Id": "plan-rs", "Name": "Plan of Novi Sad"}, {"Project (needed)": "spinit", **HERE, **DOCUMENT})
MEASURE = (
    {"Id": "measure-lab", "Name (needed)": "A test laboratory"},
    {"Action plan (needed)": "plan-rs", "Need (needed)": "need-sme"},
)
PILOT = (
    {"Id": "pilot-lab", "Name (needed)": "Test laboratory", "Begins": "2024-10", "Ends": "2025-09"},
    {"Project (needed)": "spinit", **HERE, "Cluster": "Industry 4.0", "Measure (needed)": "measure-lab",
     "Lead": "inosens", **DOCUMENT},
)  # fmt: skip
PARTNER = {"Pilot (needed)": "pilot-lab", "Organisation (needed)": "university-of-montenegro"}
VALIDATION = (
    {"Id": "validation-lab", "Date (needed)": "2025-10-01", "Evidence (needed)": "Report of the university"},
    {"Pilot (needed)": "pilot-lab", "Organisation (needed)": "university-of-montenegro",
     "Verdict (needed)": "confirmed"},
)  # fmt: skip
REPLICATION = (
    {"Id": "replication-me", "Date (needed)": "2025-11", "Factors": "a laboratory was there",
     "Evidence (needed)": "Log book"},
    {"Pilot (needed)": "pilot-lab", "Validation (needed)": "validation-lab", "Region": "ME00",
     "Country (needed)": "(ME)", "Organisation (needed)": "university-of-montenegro",
     "Joint (needed)": "yes", "Result (needed)": "works"},
)  # fmt: skip
PRACTICE = (
    {"Id": "practice-lab", "Name (needed)": "A laboratory for small firms"},
    {"Project (needed)": "spinit", **HERE, "Pilot (needed)": "pilot-lab",
     "Replication (needed)": "replication-me", "Transition": "digital", **DOCUMENT},
)  # fmt: skip
FIGURES = """pilot,indicator,unit,kind,period,value,source
pilot-lab,firms with a new product,number,baseline,2024-09,4,INOSENS
pilot-lab,firms with a new product,number,target,2025-12,10,INOSENS
pilot-lab,firms with a new product,number,measurement,2025-06,7,INOSENS
"""
TOO_SOON = """id,pilot,organisation,date,verdict,evidence
validation-lab,pilot-lab,university-of-montenegro,2025-10-01,confirmed,Report of the university
"""


def without(form: tuple[dict[str, str], dict[str, str]], label: str) -> tuple[dict[str, str], dict[str, str]]:
    """The form with one choice left open."""
    typed, chosen = form
    return typed, {name: word for name, word in chosen.items() if name != label}


def found_a_group(page: Page) -> None:
    """A group, its memorandum, a need and a plan: none before the one that it rests on."""
    enter(page, "need", *without(NEED, "Group (needed)"))
    refused(page, "A need is told by a Local Discovery Group: enter the group first.")
    enter(page, "discovery_group", *GROUP)
    kept(page, "novi-sad")
    enter(page, "need", *NEED)
    refused(page, "has no memorandum of understanding yet.")
    enter(page, "discovery_group", {"Formed": "2024-05-06"}, {}, row="novi-sad")
    kept(page, "novi-sad")
    expect(page.locator(".st-key-row-history")).to_contain_text("formed: – → 2024-05-06")
    enter(page, "action_plan", *PLAN)
    refused(page, "No group of spinit has told a need in RS12 yet.")
    for table, form in (("need", NEED), ("action_plan", PLAN)):
        enter(page, table, *form)
        kept(page, form[0]["Id"])


def begin_a_pilot(page: Page, folder: Path) -> None:
    """A measure, a pilot and its figures; a validation waits for them, in a form as in a file."""
    enter(page, "pilot", *without(PILOT, "Measure (needed)"))
    refused(page, "No measure is named.")
    for table, form in (("measure", MEASURE), ("pilot", PILOT)):
        enter(page, table, *form)
        kept(page, form[0]["Id"])
    enter(page, "pilot_partner", {}, PARTNER)
    kept(page, "pilot-lab / university-of-montenegro")
    enter(page, "validation", *VALIDATION)
    refused(page, "Test laboratory has no figures yet.")
    bring(page, folder / "too_soon.csv", TOO_SOON)
    expect(page.get_by_text("Test laboratory has no figures yet.").first).to_be_visible()
    bring(page, folder / "figures.csv", FIGURES)
    page.get_by_role("button", name=STORE).click()
    expect(page.get_by_text(re.compile("Stored as version"))).to_be_visible()


def prove_it(page: Page) -> None:
    """A validation, a replication and a good practice, in no other order."""
    enter(page, "replication", *without(REPLICATION, "Validation (needed)"))
    refused(page, "A replication rests on a validation: enter the validation first.")
    enter(page, "good_practice", *without(PRACTICE, "Replication (needed)"))
    refused(page, "A good practice rests on a replication: enter the replication first.")
    steps = (("validation", VALIDATION), ("replication", REPLICATION), ("good_practice", PRACTICE))
    for table, form in steps:
        enter(page, table, *form)
        kept(page, form[0]["Id"])


def test_a_year_from_a_group_to_a_good_practice_that_is_counted(
    page: Page, server: serving.Served, tmp_path: Path
) -> None:
    found_a_group(page)
    begin_a_pilot(page, tmp_path)
    prove_it(page)
    rows = requests.get(f"{server.url}/api/v1/programme/good_practice", timeout=30).json()
    assert "practice-lab" in str(rows)
    reading.open_page(page, "/pilot?pilot=pilot-lab")
    expect(page.locator(".stMain")).to_contain_text("A laboratory for small firms")
    reading.open_page(page, "/reach?counted=spinit")
    for code in ("RCO 84", "RCO 116", "RCR 104"):
        expect(page.get_by_text(re.compile(rf"^1 · .*\({code}\)"))).to_be_visible()
