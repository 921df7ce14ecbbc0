"""The import from its report to the store: refused, mended, doubted, compared, stored once."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube import incoming
from danube.access import Person
from danube.settings import Settings
from danube.store import Warehouse, connect
from danube.ui import figures, visitor
from danube.ui.intake import difference, doubtful, drafts, refusals, stored, storing
from danube.ui.intake.drafts import Draft
from etl.intake import importing
from etl.intake.report import Report

NAME = "ministry <b>2024 *x*.csv"
FILE = """region;2022;2023
AT21;4,5;4,6
AT11;x;5,1
AT99;3,0;3,1
AT33;230;3,2
AT32;=1+1;3,4
BA01;13,5;13,2
"""


@pytest.fixture
def warehouse(
    visit: Visit, var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Warehouse]:
    """The publishers' figures in a copy to write into, and a place for files that wait."""
    shutil.copytree(var, tmp_path, dirs_exist_ok=True)
    copy = connect(Settings(var=tmp_path))
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path))
    monkeypatch.setattr(figures, "warehouse", lambda: copy)
    forget()
    yield copy
    copy.close()
    forget()


def forget() -> None:
    """Two warehouses share version numbers: what is kept of one must not be told of the other."""
    import streamlit as st

    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def draft(warehouse: Warehouse) -> Draft:
    return brought(FILE)


def brought(content: str, indicator: str = "unemployment_rate") -> Draft:
    found = incoming.keep(NAME, [content.encode()])
    return drafts.change(Draft(found.id, found.name, found.path), indicator=indicator)


def html(app: AppTest) -> str:
    return " ".join(part.value for part in app.get("html"))


def table(app: AppTest, mark: str) -> str:
    return next(part.value for part in app.get("html") if "<table" in part.value and mark in part.value)


def said(app: AppTest) -> str:
    return " ".join(one.label for one in app.expander)


def test_the_report_counts_and_groups_what_is_refused(visit: Visit, draft: Draft) -> None:
    app = visit("import", draft=draft.id)
    assert "Of 12 figures in the file 7 are accepted. 4 cells are refused." in said(app)
    reasons = unescape(table(app, "Reasons of the refusals"))
    cells = re.findall(r'<tr><th scope="row">([^<]+)</th><td[^>]*>([^<]*)</td>', reasons)
    assert cells == [
        ("The figure is no number", "2"),
        ("The region is not known", "1"),
        ("The figure is not possible for this indicator", "1"),
    ]
    assert "<b>2024" not in html(app)


def test_every_refusal_can_be_read_with_reason_and_remedy(visit: Visit, draft: Draft) -> None:
    app = visit("import", draft=draft.id)
    app.segmented_control(key="way").set_value("read").run()
    rows = unescape(table(app, "in the order of the file"))
    assert "AT99" in rows and "There is no region 'AT99'" in rows and "Between 0 and 100 is possible." in rows


def test_cells_mended_in_place_are_accepted_and_can_be_undone(visit: Visit, draft: Draft) -> None:
    app = visit("import", draft=draft.id)
    (editor,) = app.data_editor
    assert editor.value["value"].tolist() == ["x", "AT99", "230", "=1+1"]
    app.session_state[editor.key] = {
        "edited_rows": {0: {"corrected": " 5,2 "}, 1: {"corrected": "AT22"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    app.run()
    assert any("2 corrections wait to be checked." in one.value for one in app.caption)
    app.button(key="check-again").click().run()
    assert "Of 12 figures in the file 10 are accepted. 2 cells are refused." in said(app)
    assert [one["new"] for one in drafts.reread(draft).repairs] == ["5,2", "AT22"]
    app.session_state["repaired"] = True
    app.run()
    assert "AT22" in table(app, "this very file alone")
    app.button(key="undo-repairs").click().run()
    assert drafts.reread(draft).repairs == [] and "7 are accepted" in said(app)


def test_a_list_of_refusals_comes_back_corrected(visit: Visit, draft: Draft) -> None:
    app = visit("import", draft=draft.id)
    report = drafts.report(draft)
    listed = refusals.as_csv(refusals.refused(draft.decided, "en", report))
    assert listed.startswith(b"\xef\xbb\xbfrow,column,value,reason,remedy,corrected") and b",'=1+1," in listed
    filled = pd.read_csv(io.BytesIO(listed), dtype=str).assign(corrected=["5,2", "", "23,0", ":"])
    app.segmented_control(key="way").set_value("file").run()
    app.file_uploader(key="brought-0").upload(
        "refused.csv", filled.to_csv(index=False, sep=";").encode("utf-16")
    ).run()
    assert "Of 12 figures in the file 9 are accepted. 1 cell is refused." in said(app)
    assert any("1 row has neither figure nor flag." in one.value for one in app.markdown)


def test_another_file_than_the_list_is_refused_in_a_sentence(visit: Visit, draft: Draft) -> None:
    app = visit("import", draft=draft.id)
    app.segmented_control(key="way").set_value("file").run()
    app.file_uploader(key="brought-0").upload("wrong.csv", b"a,b\n1,2\n").run()
    assert "This is no list of repairs" in app.warning[0].value and drafts.reread(draft).repairs == []


def test_hundreds_of_refusals_come_a_page_at_a_time(visit: Visit, warehouse: Warehouse) -> None:
    rows = "".join(f"AT11;{year};x\n" for year in range(1990, 2025)) * 4
    app = visit("import", draft=brought(f"region;period;value\nAT12;2023;1,5\n{rows}").id)
    (editor,) = app.data_editor
    assert len(editor.value) == 50 and any("1 to 50 of 140" in one.value for one in app.caption)
    app.session_state["page-cells"] = 3
    app.run()
    assert app.data_editor[0].value["row"].tolist()[-1] == 142
    assert any("101 to 140 of 140" in one.value for one in app.caption)


def test_rows_of_too_few_cells_are_mended_in_the_file(visit: Visit, warehouse: Warehouse) -> None:
    app = visit("import", draft=brought("region;2022;2023\nAT11;1,5;1,6\nAT12;1,5\nAT13;1,6;1,7\n").id)
    assert any("1 refusal is about more than one cell" in one.value for one in app.caption)
    assert not app.data_editor


def test_doubts_are_told_by_kind_with_their_place(visit: Visit, warehouse: Warehouse) -> None:
    content = "region;2021;2022;2023;2024\nAT11;4,1;44;4,3;4,4\nBA1;13,5;13,2;13,1;12,9\n"
    app = visit("import", draft=brought(content).id)
    assert any("Wrong by a factor of 10, 100 or 1,000?" in one.value for one in app.markdown)
    row = table(app, "the decimal sign or the unit looks wrong")
    assert "Burgenland" in row and "2022" in row and "about 10 times as large" in row
    assert not app.button(key="store").disabled


def test_what_changes_is_counted_mapped_and_sorted(visit: Visit, draft: Draft) -> None:
    app = visit("import", "difference-new", draft=draft.id)
    counts = drafts.report(draft).counts()
    assert sum(counts.values()) == 7
    assert f"{counts['new']} new figures" in said(app) and counts["new"] >= 2
    assert "Federacija Bosne i Hercegovine" in table(app, "new figures")
    changes = re.findall(r'data-label="Change">([^<]+)<', table(app, "largest change first"))
    sizes = [abs(float(one.replace("−", "-"))) for one in changes]
    assert sizes == sorted(sizes, reverse=True)


def compared(rows: list[tuple[str, str, float | None, float | None, str]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["region", "period", "before", "after", "status"])
    return table.assign(indicator="unemployment_rate")


ROWS = [
    ("AT11", "2023", 4.0, 4.4, "changed"),
    ("AT12", "2023", None, 5.0, "new"),
    ("AT13", "2023", 9.0, 9.0, "unchanged"),
    ("AT21", "2023", 9.0, 4.0, "changed"),
    ("AT22", "2023", None, None, "changed"),
]  # fmt: skip


def test_the_largest_change_comes_first_and_a_change_of_flag_last() -> None:
    assert difference.largest_first(compared(ROWS))["region"].tolist() == ["AT21", "AT11", "AT22"]


def test_the_map_tells_new_changed_and_unchanged_apart() -> None:
    from danube import catalogue

    block = catalogue.load().indicators["unemployment_rate"]
    picture = difference.picture(compared(ROWS), block, "2023", 2)
    packed = picture.payload()
    assert packed["labels"] == ["new (1)", "changed (3)", "unchanged (1)"]
    classes = dict(zip(picture.outlines.ids, packed["classes"], strict=True))
    assert [classes[code] for code in ("AT11", "AT12", "AT13", "AT21", "AT22")] == ["1", "0", "2", "1", "-"]
    lines = dict(zip(picture.outlines.ids, picture.said, strict=True))
    assert "until now 4.0" in lines["AT11"] and "The file has no figure" in lines["HU11"]


def test_a_file_is_stored_once_however_often_it_is_asked_for(
    visit: Visit, draft: Draft, warehouse: Warehouse
) -> None:
    before = warehouse.latest()
    app = visit("import", draft=draft.id)
    app.text_input(key="brought-by").set_value("Ana *Kovač*")
    app.text_area(key=f"note-{draft.id}").set_value("first figures")
    app.button(key="store").click().run()
    assert not app.exception and f"Stored as version {before + 1}." in app.success[0].value
    load = warehouse.loads().iloc[-1]
    assert (load["who"], load["note"], load["rows"], load["file"]) == (
        "Ana *Kovač*",
        "first figures",
        7,
        NAME,
    )
    links = " ".join(one.value for one in app.markdown)
    assert f"/map?indicator=unemployment_rate&year=2023&level=2&lang=en&v={before + 1}" in links
    assert f"/versions?load={before + 1}&lang=en#load" in links
    again = visit("import", draft=draft.id)  # a reload, or another device
    assert "Stored as version" in again.success[0].value and warehouse.latest() == before + 1


def test_two_windows_store_one_load(visit: Visit, draft: Draft, warehouse: Warehouse) -> None:
    before, report = warehouse.latest(), drafts.report(draft)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _number: storing.once(draft, report).stored, range(4)))
    assert set(found) == {before + 1} and warehouse.latest() == before + 1


def test_a_load_whose_acknowledgement_was_lost_is_known_again(
    visit: Visit, draft: Draft, warehouse: Warehouse
) -> None:
    """As after a kill between the store and the note in the draft."""
    before, report = warehouse.latest(), drafts.report(draft)
    (draft.path.parent / storing.BEGUN).write_text(str(before))
    importing.store(report, warehouse, who="Ana")
    assert storing.once(draft, report).stored == before + 1 and warehouse.latest() == before + 1
    second = brought(FILE)  # the same file brought anew is a load of its own
    assert storing.once(second, drafts.report(second)).stored == before + 2


def test_figures_that_are_stored_are_never_told_to_be_lost(
    draft: Draft, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody discards the file, or the disk fills, at the very end."""
    before, report = warehouse.latest(), drafts.report(draft)

    def full(*_given: object, **_decided: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(drafts, "change", full)
        with pytest.raises(importing.ImportRefused, match=f"are stored as version {before + 1}"):
            storing.once(draft, report)
    assert storing.once(draft, report).stored == warehouse.latest() == before + 1


def test_open_questions_and_nothing_accepted_disable_the_button(visit: Visit, warehouse: Warehouse) -> None:
    app = visit("import", draft=brought("region;2023\nPraha;2,5\nBrno;3,5\n").id)
    assert app.button(key="store").disabled and "open." in said(app)
    app = visit("import", draft=brought("region;2023\nAT11;x\nAT12;y\nAT13;:\n").id)
    assert app.button(key="store").disabled and "No figure is accepted yet." in said(app)


def test_a_disk_that_cannot_be_written_is_one_sentence_and_loses_nothing(
    visit: Visit, draft: Draft, warehouse: Warehouse, tmp_path: Path
) -> None:
    """A folder stands where the next version must go: the writer fails as on a broken disk."""
    before = warehouse.latest()
    hindrance = tmp_path / f"warehouse-{before + 1}.duckdb"
    (hindrance / "x").mkdir(parents=True)
    app = visit("import", draft=draft.id)
    app.text_area(key=f"note-{draft.id}").set_value("first figures")
    app.button(key="store").click().run()
    assert "cannot be read or written" in app.error[0].value.replace("\\", "") and not app.exception
    assert (drafts.reread(draft).stored, drafts.reread(draft).note) == (0, "first figures")
    shutil.rmtree(hindrance)
    app.button(key="store").click().run()
    assert f"Stored as version {before + 1}." in app.success[0].value
    assert warehouse.loads().iloc[-1]["note"] == "first figures"


def test_whoever_may_not_write_stores_nothing(
    visit: Visit, draft: Draft, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danube.access import NotAllowed

    before, report = warehouse.latest(), drafts.report(draft)
    monkeypatch.setattr(visitor, "who", lambda: Person("", frozenset(), "nobody", "link"))
    with pytest.raises(NotAllowed):
        storing.once(draft, report)
    assert "operator's link" in storing.hindrance(draft, report) and warehouse.latest() == before


def test_a_file_that_was_swept_away_is_not_stored(visit: Visit, draft: Draft, warehouse: Warehouse) -> None:
    before, report = warehouse.latest(), drafts.report(draft)
    incoming.discard(draft.id)
    with pytest.raises(importing.ImportRefused, match="no longer here"):
        storing.once(draft, report)
    assert warehouse.latest() == before


def test_what_a_withdrawn_load_was_is_still_told(visit: Visit, draft: Draft, warehouse: Warehouse) -> None:
    storing.once(draft, drafts.report(draft))
    version = drafts.reread(draft).stored
    assert set(stored.brought(version)["region"]) == {"AT21", "AT11", "AT33", "AT32", "BA01"}
    warehouse.withdraw(version, who="Ana")
    forget()
    app = visit("import", draft=draft.id)
    assert any("has been withdrawn since" in one.value for one in app.warning)


def test_kinds_of_doubt_that_have_no_name_here_are_shown_all_the_same() -> None:
    finding: dict[str, object] = {
        "code": "other",
        "text": "a: b",
        "row": 2,
        "indicator": "i",
        "region": "AT11",
    }
    report = Report("f", "", "", ".", "long", 1, 1, warnings=[finding, {"code": "aside", "text": "note"}])
    assert doubtful.divided(report) == ({"other": [finding]}, ["note"])


def test_every_refusal_has_a_name_in_plain_words() -> None:
    from danube.words import intake as words
    from etl import checks

    asked = {rule.code for rule in checks.RULES} | {"conflict", "ragged", "percent", "not-convertible"}
    assert asked <= set(words.REFUSALS)


def test_the_map_shows_the_year_of_most_regions_and_not_an_early_bird(
    visit: Visit, warehouse: Warehouse
) -> None:
    content = "region;2022;2023;2024\nAT11;4,1;4,2;4,3\nAT12;4,1;4,2;\nAT13;9,1;9,2;\nAT21;4,4;4,5;\n"
    draft = brought(content)
    storing.once(draft, drafts.report(draft))
    app = visit("import", draft=draft.id)
    assert any("year=2023" in one.value for one in app.markdown)


def test_where_nothing_would_change_it_is_said_before_the_button(visit: Visit, warehouse: Warehouse) -> None:
    rows = figures.at(warehouse.latest()).of("unemployment_rate")
    row = rows[(rows["region"] == "AT11") & (rows["flag"] == "") & rows["value"].notna()].iloc[-1]
    draft = brought(f"region;period;value\nAT11;{row['period']};{row['value']}\n")
    app = visit("import", draft=draft.id)
    assert any("would only mark" in one.value for one in app.info) and not app.button(key="store").disabled
    assert storing.changes_nothing(drafts.report(draft))
