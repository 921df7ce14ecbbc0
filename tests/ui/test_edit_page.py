"""The page to edit the programme: forms of declared columns, refusals in sentences, history, withdrawal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from streamlit.testing.v1 import AppTest

from danube.access import NotAllowed, Person
from danube.catalogue.programme import TABLES
from danube.settings import ROOT, Settings
from danube.store import LoadInfo, Warehouse, connect
from danube.ui import figures, visitor
from danube.ui.programme import editing, saving
from danube.ui.programme.fields import stored
from tests.programme import year

Open = Callable[..., AppTest]


@pytest.fixture
def keeping(own: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Warehouse]:
    """The warehouse of this module, which its pages write into."""
    monkeypatch.setenv("DANUBE_VAR", str(own))
    figures.warehouse.clear()
    figures.latest.clear()
    opened = connect(Settings(var=own))
    yield opened
    opened.close()
    figures.warehouse.clear()
    figures.latest.clear()


@pytest.fixture
def edit(keeping: Warehouse) -> Open:
    """Opens the page: `edit(table="pilot")`."""

    def opened(**address: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "danube" / "ui" / "shell.py"), default_timeout=60)
        app.context = {"locale": "en-GB"}
        for name, value in address.items():
            app.query_params[name] = value
        app.switch_page(str(ROOT / "pages" / "edit.py")).run()
        assert not app.exception
        return app

    return opened


def fill(app: AppTest, place: str, row: year.Row) -> AppTest:
    """Types these values and presses the button."""
    for name, value in row.items():
        asked = field(app, f"{place}-{name}")
        asked.set_value(value.split("; ") if asked.type == "multiselect" else value)
    field(app, f"{place}-store").click()
    app.run()
    assert not app.exception
    return app


def field(app: AppTest, key: str) -> Any:
    """The widget of this key."""
    return app.get_by_key(key)


def told(app: AppTest) -> list[str]:
    return [one.value.replace("\\", "") for one in app.error]


def load_of(keeping: Warehouse, organisation: str) -> int:
    """The load of the row that stands there."""
    rows = keeping.rows("organisation")
    return int(rows.loc[rows["id"] == organisation, "load"].iloc[0])


def test_a_shortcut_is_refused_with_a_sentence_and_stores_nothing(edit: Open, keeping: Warehouse) -> None:
    before = keeping.latest()
    app = edit(table="need")
    assert any("enter the group first" in one.value for one in app.info)
    fill(app, "edit-need--0", {"indicator": "gerd", "statement": "Too little research."})
    assert told(app) == [
        "No group is named. A need is told by a Local Discovery Group: enter the group first."
    ]
    assert field(app, "edit-need--0-statement").value == "Too little research."
    assert keeping.latest() == before


def test_a_row_is_stored_changed_and_its_history_told(edit: Open, keeping: Warehouse) -> None:
    app = fill(
        edit(), "edit-discovery_group--0", {name: year.GROUP[name] for name in year.GROUP if name != "id"}
    )
    assert not told(app)
    first = keeping.latest()
    assert [f"Stored as version {first}" in one.value for one in app.success] == [True]
    row = keeping.rows("discovery_group").iloc[0]
    assert (row["id"], row["formed"], row["document"]) == ("group-of-novi-sad", "2024-05-06", "eusdr-spinit")
    place = f"edit-discovery_group-{crc32(b'group-of-novi-sad')}-{first}"
    field(app, "changed-by").set_value("Ana")
    fill(app, place, {"members": 12.0, "why": "They are twelve."})
    assert not told(app)
    load = keeping.loads().iloc[-1]
    assert (load["who"], load["note"], load["holds"]) == ("Ana", "They are twelve.", "discovery_group")
    assert keeping.rows("discovery_group")["members"].tolist() == [12.0]
    shown: Any = app.get("html")
    table = " ".join(one.value for one in shown)
    assert "members: – → 12" in table and "They are twelve." in table
    field(app, "turn").click().run()
    field(app, "turn-now").click().run()
    assert not app.exception
    assert keeping.rows("discovery_group")["members"].isna().all()
    shown = app.get("html")
    assert f"Load {load['load']} withdrawn" in " ".join(one.value for one in shown)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(edit: Open, keeping: Warehouse) -> None:
    rows = year.rows(
        "organisation", {"id": "west-rda", "name": "x", "country": "RO", "document": "nwra-devise"}
    )
    app = edit(table="organisation", row="west-rda")
    number = load_of(keeping, "west-rda")
    keeping.add(rows, load=LoadInfo("theirs.csv", kind="upload"), holds="organisation")
    place = f"edit-organisation-{crc32(b'west-rda')}-{number}"
    fill(app, place, {"short": "W"})
    assert told(app) == ["Somebody has changed this row meanwhile: load the page anew and look again."]


def test_a_form_without_a_change_is_no_version(edit: Open, keeping: Warehouse) -> None:
    app = edit(table="organisation", row="zeda")
    number = load_of(keeping, "zeda")
    fill(app, f"edit-organisation-{crc32(b'zeda')}-{number}", {})
    assert told(app) == ["Nothing is stored: the row stands there exactly so."]


def test_an_earlier_version_cannot_be_edited(edit: Open, keeping: Warehouse) -> None:
    app = edit(table="organisation", v=str(keeping.latest() - 1))
    assert field(app, "edit-organisation--0-store").disabled
    assert any("An earlier state is shown" in one.value.replace("\\", "") for one in app.caption)


def test_without_the_role_all_can_be_read_and_nothing_stored(
    edit: Open, keeping: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = Person("Ina", frozenset({"analyst"}), "account")
    monkeypatch.setattr(visitor, "who", lambda: analyst)
    app = edit(table="organisation", row="zeda")
    place = f"edit-organisation-{crc32(b'zeda')}-{load_of(keeping, 'zeda')}"
    assert field(app, f"{place}-name").value == "Zenica Development Agency"
    assert field(app, f"{place}-store").disabled
    before = keeping.latest()
    with pytest.raises(NotAllowed):
        saving.store("organisation", dict(year.GROUP), seen=1)
    assert keeping.latest() == before


@pytest.mark.parametrize("table", editing.ORDER)
def test_every_table_has_a_form_of_all_its_columns(edit: Open, table: str) -> None:
    app = edit(table=table)
    for one in TABLES[table].columns:
        assert app.get_by_key(f"edit-{table}--0-{one.name}")


def test_an_answer_is_kept_on_one_line() -> None:
    column = {one.name: one for one in TABLES["replication"].columns}
    assert stored(column["factors"], "one\n\n two ; three\n") == "one; two; three"
    assert stored(column["evidence"], "A  log\nbook\x00") == "A log book"
    assert str(stored(TABLES["pilot"].columns[10], None)) == "nan"
