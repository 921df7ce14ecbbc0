"""Drafts of an import: kept beside their file, found by the address, read once for the same decisions."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube import incoming
from danube.access import Person
from danube.ui import figures, visitor
from danube.ui.intake import drafts
from danube.ui.intake.drafts import Draft
from etl.intake.asked import ImportRefused, Misfit, RecipeError
from etl.intake.errors import Unreadable

GERD = "region,period,value\nAT11,2023,1.25\nAT12,2023,2.5 b\nAT13,2023,:\n"


@pytest.fixture
def waiting(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Files wait in a folder of this test; the figures stay those of all tests."""
    assert figures.latest() > 0
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path))
    yield tmp_path
    figures.latest.clear()


def brought(text: str, name: str = "gerd.csv") -> Draft:
    """The draft of a file that has just arrived."""
    found = incoming.keep(name, [text.encode()])
    return Draft(found.id, found.name, found.path)


def _page() -> None:
    import streamlit as st

    from danube.ui import selection
    from danube.ui.intake import drafts

    selection.clear_notes()
    found = drafts.current()
    st.text("none" if found is None else f"{found.name} {found.answers} {found.note}")
    for sentence in selection.notes():
        st.warning(sentence)


def opened(identifier: str) -> AppTest:
    """A fresh browser that follows a link to a draft."""
    app = AppTest.from_function(_page)
    app.query_params["draft"] = identifier
    app.run()
    assert not app.exception
    return app


def test_another_browser_goes_on_where_the_first_one_stood(waiting: Path) -> None:
    draft = brought(GERD)
    drafts.change(draft, answers={"year": "2023"}, note="first try")
    assert opened(draft.id).text[0].value == "gerd.csv {'year': '2023'} first try"


@pytest.mark.parametrize("identifier", ["0" * 32, "../../etc", "", "`x`"])
def test_a_draft_that_is_gone_is_told_and_leaves_the_address(waiting: Path, identifier: str) -> None:
    app = opened(identifier)
    assert app.text[0].value == "none"
    assert "no longer here" in app.warning[0].value
    assert "draft" not in app.query_params


def test_decisions_that_cannot_be_read_are_told_and_the_file_stays(waiting: Path) -> None:
    draft = brought(GERD)
    (draft.path.parent / drafts.FILE).write_text("{broken", encoding="utf-8")
    app = opened(draft.id)
    assert app.text[0].value.startswith("gerd.csv {}")
    assert "understood afresh" in app.warning[0].value


def test_a_change_leaves_nothing_else_beside_the_file(waiting: Path) -> None:
    draft = brought(GERD)
    drafts.change(drafts.change(draft, note="one"), note="two")
    assert sorted(one.name for one in draft.path.parent.iterdir()) == ["about.json", "content", "draft.json"]


def test_the_report_is_of_the_whole_file_under_its_own_name(waiting: Path) -> None:
    report = drafts.report(drafts.change(brought(GERD), indicator="gerd"))
    assert (report.file, report.rows, report.accepted) == ("gerd.csv", 3, 2)
    assert dict(report.figures.set_index("region")["value"]) == {"AT11": 1.25, "AT12": 2.5}


def test_the_same_decisions_are_examined_once_whatever_the_note(waiting: Path) -> None:
    draft = drafts.change(brought(GERD), indicator="gerd")
    first = drafts._examined(draft.decided, draft.path, figures.latest(), "en")
    noted = drafts.change(draft, note="a note", stored=7)
    assert drafts._examined(noted.decided, noted.path, figures.latest(), "en") is first
    corrected = drafts.change(draft, choices={"decimal": ","})
    assert drafts._examined(corrected.decided, corrected.path, figures.latest(), "en") is not first


@pytest.mark.parametrize(
    ("decisions", "refusal", "said"),
    [
        ({"choices": {"region": "nuts"}}, Unreadable, "no column 'nuts'"),
        ({"indicator": "no_such"}, ImportRefused, "no_such"),
        ({"recipe": "{}"}, RecipeError, "no recipe"),
        ({"recipe": '{"recipe": 1, "expects": {"layout": "wide-years"}}'}, Misfit, "wide-years"),
    ],
)
def test_a_refusal_is_one_sentence_each_time(
    waiting: Path, decisions: dict[str, object], refusal: type[Exception], said: str
) -> None:
    draft = drafts.change(brought(GERD), **decisions)
    for _again in range(2):
        with pytest.raises(refusal, match=said) as raised:
            drafts.report(draft)
        assert "\n" not in str(raised.value)


def test_a_decision_that_finds_no_room_on_the_disk_is_told_and_the_old_ones_stay(waiting: Path) -> None:
    """The limit of a file's size is what the test can fill: the kernel answers as a full disk does."""
    draft = drafts.change(brought(GERD), indicator="gerd")
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, limits[1]))
    try:
        drafts.decide(draft, note="a note")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert "disk of the server is full" in drafts.complaint()
    assert drafts.complaint() == ""
    assert drafts.reread(draft) == draft
    assert sorted(one.name for one in draft.path.parent.iterdir()) == ["about.json", "content", "draft.json"]


def test_a_decision_about_a_file_that_is_gone_is_none(waiting: Path) -> None:
    draft = brought(GERD)
    incoming.discard(draft.id)
    drafts.decide(draft, note="too late")
    assert drafts.complaint() == "" and not draft.path.parent.exists()


def test_a_decision_by_somebody_without_the_role_is_told(
    waiting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = brought(GERD)
    monkeypatch.setattr(visitor, "who", lambda: Person("Ina", frozenset(), "account"))
    drafts.decide(draft, note="x")
    assert drafts.complaint() and drafts.reread(draft) == draft
