"""Tables of the programme: known by their headings, read by kinds, held against rules and register."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danube.catalogue.programme import TABLES
from danube.settings import DATA, Settings
from danube.store import LoadInfo, Warehouse, connect
from etl import programme as shipped
from etl.intake import recipe, tables
from etl.intake.asked import ImportRefused, Misfit
from etl.intake.repairs import Repair
from tests.etl.intake.tables.conftest import Examined, refused, told
from tests.programme import year

ORGANISATIONS = (
    "id;Name;Ort;Region;Land;Art;Webseite;Dokument\n"
    "tp-maribor;Technologiepark Maribor;Maribor;SI03;Slowenien;Forschung oder Bildung;;spinit-page\n"
    "uni-arad;Universität Arad;;RO42;;research;https://example.org;Page of SpinIT\n"
)
GROUPS = "id,project,name,region,formed,members,document\ngroup-arad,SpinIT,Arad,RO42,{},12,spinit-page\n"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A warehouse with the shipped facts, that nobody writes to."""
    return _filled(tmp_path_factory.mktemp("held"))


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return _filled(tmp_path / "var")


def _filled(var: Path) -> Warehouse:
    opened = connect(Settings(var=var, catalogue="", lake_data=""))
    for name, path in shipped.files(DATA).items():
        opened.add(shipped.read(path), load=LoadInfo(path.name), holds=name)
    return opened


@pytest.mark.parametrize("name", TABLES)
def test_the_shipped_facts_come_back_unchanged(held: Warehouse, name: str) -> None:
    """Every file of `data/programme` is known by its headings, and an import of it would change nothing."""
    report = tables.examine(DATA / "programme" / f"{name}.csv", register=held.rows)
    assert (report.table, report.ok) == (name, True)
    assert report.counts() == {"new": 0, "changed": 0, "unchanged": report.rows}


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("id;Name;Land;Dokument;Region;Ort", "organisation"),
        ("pilot,name,due", "milestone"),
        ("project,organisation,role,document", "partnership"),
        ("group,name,helix", "stakeholder"),
        ("id,project,name,region,country,document", ""),  # a pilot, a practice, a plan or an instrument
        ("id,project,name,country,budget in EUR", ""),  # a pilot without its document
        ("id,name,region,year", "figures"),
        ("project,organisation,role,2022,2023", "figures"),
    ],
)
def test_headings_tell_the_table(tmp_path: Path, headings: str, kind: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"{headings}\n", encoding="utf-8")
    assert tables.kind_of(path) == kind


def test_an_open_kind_is_asked_with_the_likely_ones_first(examined: Examined) -> None:
    text = "id,project,name,region,country,document\np1,spinit,Pilot,RO42,RO,spinit-page\n"
    asked = examined(text).questions[0]
    options = asked["options"]
    assert isinstance(options, list) and options[-3:] == ["figures", "priorities", "measurements"]
    assert {"pilot", "good_practice"} <= set(options[:-3]) <= set(TABLES)
    assert examined(text, answers={"table": "pilot"}).table == "pilot"


def test_a_german_table_is_read_by_the_kinds_of_its_columns(examined: Examined, held: Warehouse) -> None:
    report = examined(ORGANISATIONS, register=held.rows)
    assert (report.table, report.ok, report.accepted) == ("organisation", True, 2)
    rows = report.figures[["id", "region", "country", "kind", "document"]]
    assert rows.to_numpy().tolist() == [
        ["tp-maribor", "SI03", "SI", "research", "spinit-page"],
        ["uni-arad", "RO42", "RO", "research", "spinit-page"],
    ]
    assert told(report) == {"country", "named"}


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("Uni Arad;Universität;;RO42;RO;;;spinit-page", "id", "bad-id"),
        (";Universität;;RO42;RO;;;spinit-page", "id", "missing"),
        ("uni;Universität;;RO42;RO;;;", "Dokument", "missing"),
        ("uni;Universität;;RO42;RO;;;spinit-pages", "Dokument", "no-such-row"),
        ("uni;Universität;;RO42;Rumänia;;;spinit-page", "Land", "bad-country"),
        ("uni;Universität;;RO42;BG;;;spinit-page", "Region", "place"),
        ("uni;Universität;Kranj;SI03;SI;;;spinit-page", "Region", "place"),
        ("uni;Universität;;ES13;ES;;;spinit-page", "Region", "outside-region"),
        ("uni;Universität;;RO99;RO;;;spinit-page", "Region", "unknown-region"),
        ("uni;Universität;;RO42;RO;unternehmung;;spinit-page", "Art", "bad-value"),
        ("uni;Universität;;RO42;RO;;ftp://uni;spinit-page", "Webseite", "bad-address"),
        ("tp-maribor;Anders;;SI03;SI;;;spinit-page", "id", "conflict"),
    ],
)
def test_a_wrong_row_is_refused_with_place_and_remedy(
    examined: Examined, held: Warehouse, line: str, column: str, code: str
) -> None:
    report = examined(f"{ORGANISATIONS}{line}\n", register=held.rows)
    assert (4, column, code) in refused(report), report.rejected
    assert all(report.rejected[-1][name] for name in ("reason", "hint"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("x,spinit,X,2024-09,2024-03,,,", "order"),
        ("x,spinit,X,2024-02-30,,,,", "bad-date"),
        ("x,spinit,X,soon,,,,", "bad-date"),
        ("x,spinit,X,,,100,120,", "money"),
        ("x,spinit,X,,,-5,,", "negative"),
        ("x,spinit,X,,,12 %,,", "percent"),
        ("x,spinit,X,,,much,,", "not-a-number"),
        ("x,spinit,X,,,12 p,,", "not-a-number"),
    ],
)
def test_dates_and_money_of_a_project(examined: Examined, held: Warehouse, line: str, code: str) -> None:
    head = "id,name,programme,begins,ends,budget in EUR,support in EUR,share in %,document\n"
    report = examined(f"{head}ok,OK,Interreg,30.6.2024,2025.0,1.5,1,80 %,spinit-page\n{line},spinit-page\n",
                      register=held.rows)  # fmt: skip
    assert [one for _row, _column, one in refused(report)] == [code]
    kept = report.figures.iloc[0]
    assert (kept["begins"], kept["ends"], kept["budget"], kept["share"]) == ("2024-06-30", "2025", 1.5, 80.0)


def test_a_list_may_hold_several_ids(examined: Examined, held: Warehouse) -> None:
    text = ORGANISATIONS.replace(";spinit-page\n", ';"spinit-page,nwra-devise; spinit-page"\n')
    report = examined(text, register=held.rows)
    assert report.figures["document"].tolist()[0] == "spinit-page; nwra-devise"


def test_a_list_may_hold_several_values(examined: Examined) -> None:
    head = "id;project;name;country;transition;document\n"
    report = examined(f'{head}a;devise;A;DE;"Green;digital";x\nb;devise;B;DE;blue;x\n')
    assert refused(report) == [(3, "transition", "bad-value")]
    assert report.figures["transition"].tolist() == ["green; digital"]


def test_without_the_register_the_ids_are_left_and_that_is_told(examined: Examined) -> None:
    report = examined(ORGANISATIONS)
    assert report.rejected == [] and told(report) == {"country", "not-held"}


def test_rows_become_a_load_that_can_be_taken_back(examined: Examined, warehouse: Warehouse) -> None:
    before = len(warehouse.rows("organisation"))
    load = tables.store(examined(ORGANISATIONS, register=warehouse.rows), warehouse, who="mia")
    rows = warehouse.rows("organisation")
    assert rows[rows["load"] == load]["id"].tolist() == ["tp-maribor", "uni-arad"]
    told_ = warehouse.loads().set_index("load").loc[load]
    assert (told_["who"], told_["holds"], told_["kind"]) == ("mia", "organisation", "upload")
    changed = ORGANISATIONS.replace("Universität Arad", "Universität „Aurel Vlaicu“ Arad")
    report = examined(changed, register=warehouse.rows)
    assert report.counts() == {"new": 0, "changed": 1, "unchanged": 1}
    warehouse.withdraw(load)
    assert len(warehouse.rows("organisation")) == before


def test_a_recipe_holds_for_one_table_of_the_programme(examined: Examined, held: Warehouse) -> None:
    first = examined(ORGANISATIONS, register=held.rows)
    again = examined(ORGANISATIONS.replace("tp-", "zz-"), recipe=first.recipe, register=held.rows)
    assert (again.table, again.ok) == ("organisation", True)
    with pytest.raises(Misfit, match="another kind of table"):
        examined(ORGANISATIONS, recipe=recipe.from_json(again.recipe.as_json()), table="pilot")
    with pytest.raises(ImportRefused, match="no kind of table 'pilots'"):
        examined(ORGANISATIONS, table="pilots")


def test_a_repaired_cell_goes_through(examined: Examined, held: Warehouse) -> None:
    wrong = ORGANISATIONS.replace("Slowenien", "Slovenija?")
    report = examined(wrong, register=held.rows)
    assert refused(report) == [(2, "Land", "bad-country")]
    mended = examined(wrong, register=held.rows, repairs=[Repair(2, "Land", "Slovenija?", "SI")])
    assert (mended.ok, mended.accepted) == (True, 2)


def test_a_year_of_the_programme_is_brought_as_files(examined: Examined, warehouse: Warehouse) -> None:
    """Each table in its turn; before that, it is refused with a sentence and a remedy."""
    steps = [(name, _file(name, row)) for name, row in year.CHAIN]
    for place, (name, text) in enumerate(steps):
        for later, early in steps[place + 1 :]:
            report = examined(early, register=warehouse.rows)
            assert report.accepted == 0, f"{later} before {name}"
            assert all(one["reason"] and one["hint"] for one in report.rejected)
        report = examined(text, register=warehouse.rows)
        assert report.ok, report.rejected
        tables.store(report, warehouse)
    assert warehouse.rows("good_practice")["pilot"].tolist().count("pilot-lab") == 1


def test_what_changed_since_the_check_is_told_before_anything_is_stored(
    examined: Examined, warehouse: Warehouse
) -> None:
    load = tables.store(examined(_file(*year.CHAIN[0]), register=warehouse.rows), warehouse)
    need = examined(_file(*year.CHAIN[1]), register=warehouse.rows)
    warehouse.withdraw(load)
    with pytest.raises(ImportRefused, match="Nothing is stored: row 2 .* no group 'novi-sad'"):
        tables.store(need, warehouse)
    assert warehouse.rows("need").empty


def _file(name: str, row: year.Row) -> str:
    """The rows of a table of the chain as a file, its empty columns included."""
    rows = year.measured(*year.FIGURES) if name == "measurement" else year.rows(name, row)
    return str(rows.drop(columns="load", errors="ignore").to_csv(index=False))


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(WORDS, min_size=9, max_size=9), min_size=1, max_size=4))
def test_no_wild_cell_breaks_the_reading(examined: Examined, rows: list[list[str]]) -> None:
    """Whatever stands in the cells, every row is accepted, refused, repeated or asked about."""
    lines = [";".join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in rows]
    head = "id;project;name;region;country;begins;budget in EUR;web;document"
    report = examined("\n".join([head, *lines]), table="pilot")
    assert report.table == "pilot"
    assert all(one["reason"] and one["hint"] for one in report.rejected)
