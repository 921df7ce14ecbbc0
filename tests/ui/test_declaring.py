"""The form for a new indicator: what it suggests, what it misses, and what it keeps with the draft."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube import incoming
from danube.catalogue.declared import DeclarationError
from danube.ui import figures
from danube.ui.intake import declaring, drafts
from danube.ui.intake.drafts import Draft
from etl.intake import importing

FILE = "region;2023;2024\nAT1;35,55;40,5\nAT2;41,25;44,0\nAT3;60,51;66,75\n"
SAID = {
    "name": " Villages with fibre ",
    "unit": "% of households",
    "direction": "higher",
    "definition": "Villages in which most homes can order a line over fibre.",
    "pillar": "ict-households",
    "publisher": "Ministry of Regions",
    "title": "Survey",
    "url": "https://example.org/villages",
    "licence": "CC BY 4.0",
    "vintage": "2024",
    "short": "",
    "id": "",
    "decimals": 2,
    "level": 1,
    "low": None,
    "high": 100.0,
}


@pytest.fixture
def draft(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Draft]:
    """A file that has just arrived, beside the figures of all tests."""
    assert figures.latest() > 0
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path))
    found = incoming.keep("villages.csv", [FILE.encode()])
    yield Draft(found.id, found.name, found.path)
    figures.latest.clear()


def place(draft: Draft) -> str:
    return f"declare-{draft.id}-{crc32(b'id')}"


def pressed(app: AppTest) -> AppTest:
    next(one for one in app.button if one.label == "Use this indicator").click()
    app.run()
    assert not app.exception
    return app


def test_decimals_and_level_are_those_of_the_file(draft: Draft) -> None:
    report = importing.examine(draft.path)
    assert (declaring.decimals(report), declaring.level(report)) == (2, 1)


def test_what_is_said_becomes_a_declaration() -> None:
    identifier, fields = declaring.taken(SAID)
    assert identifier == "villages_with_fibre"
    assert fields["name"] == "Villages with fibre" and fields["valid"] == [None, 100.0]
    assert fields["source"]["publisher"] == "Ministry of Regions" and "short" not in fields
    assert declaring.taken({**SAID, "id": "fibre", "short": "Fibre"})[0] == "fibre"


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(DeclarationError, match="say also: name, unit and licence"):
        declaring.taken({**SAID, "name": " ", "unit": None, "licence": None})


def test_form_says_what_is_missing_and_then_takes_the_indicator(visit: Visit, draft: Draft) -> None:
    where = place(draft)
    app = pressed(visit("import", where, draft=draft.id))
    assert "Please say also" in app.error[0].value
    for name in ("name", "definition", "publisher", "url"):
        app.get_by_key(f"{where}-{name}").set_value(SAID[name])
    for name in ("unit", "direction", "pillar", "licence"):
        app.get_by_key(f"{where}-{name}").set_value(SAID[name])
    app = pressed(app)
    kept = drafts.reread(draft)
    assert kept.indicator == "villages_with_fibre"
    assert kept.declared is not None and kept.declared["villages_with_fibre"]["decimals"] == 2
    report = drafts.report(kept)
    assert report.accepted == 6 and list(report.recipe.declared) == ["villages_with_fibre"]
    assert any("Villages with fibre" in one.label for one in app.expander)


def test_wrong_address_is_a_sentence_beside_the_button(visit: Visit, draft: Draft) -> None:
    where = place(draft)
    app = visit("import", where, draft=draft.id)
    for name in ("name", "definition", "publisher", "unit", "direction", "pillar", "licence"):
        app.get_by_key(f"{where}-{name}").set_value(SAID[name])
    app.get_by_key(f"{where}-url").set_value("javascript:alert(1)")
    app = pressed(app)
    assert "must begin with https" in app.error[0].value
    assert drafts.reread(draft).declared is None
