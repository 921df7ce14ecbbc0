"""The page of the import, up to the store: what is understood, asked, chosen, corrected, and refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube import incoming
from danube.access import Person
from danube.settings import ROOT
from danube.ui import figures, visitor
from danube.ui.intake import drafts, indicators, questions, reading, stuck
from danube.ui.intake.drafts import Draft
from etl.intake.errors import Unreadable

LONG = "region;year;value\nAT11;2022;1,25\nAT12;2023;2,5 b\n"
UNCLEAR = "Region;2021;2022\nTirol;1,250;2,500\nWein;1,100;1,200\n"
NASTY = sorted(path for path in (ROOT / "tests" / "imports" / "files").iterdir() if path.stat().st_size)
Opened = Callable[..., AppTest]


@pytest.fixture
def waiting(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files wait in a folder of this test; the figures stay those of all tests."""
    assert figures.latest() > 0
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path))
    yield
    figures.latest.clear()


@pytest.fixture
def opened(visit: Visit, waiting: None) -> Opened:
    """The page of a file that has just arrived, its folded steps open as named."""

    def _opened(text: str | bytes, *steps: str, name: str = "figures.csv", **decisions: object) -> AppTest:
        draft = drafts.change(arrived(text, name), **decisions)
        return visit("import", *(f"step-{step}" for step in steps), draft=draft.id)

    return _opened


def arrived(text: str | bytes, name: str = "figures.csv") -> Draft:
    """The draft of a file that waits."""
    found = incoming.keep(name, [text if isinstance(text, bytes) else text.encode()])
    return Draft(found.id, found.name, found.path)


def labels(app: AppTest) -> list[str]:
    """What stands on the steps."""
    return [one.label for one in app.expander]


def kept(app: AppTest) -> Draft:
    """The draft as it stands on the disk."""
    found = incoming.find(app.query_params["draft"])
    assert found is not None
    return drafts.reread(Draft(found.id, found.name, found.path))


def button(app: AppTest, label: str) -> AppTest:
    """The page after a press of the button."""
    next(one for one in app.button if one.label == label).click()
    app.run()
    assert not app.exception
    return app


def test_without_a_file_the_page_says_what_it_does_and_who_may(visit: Visit) -> None:
    app = visit("import")
    shown = " ".join(one.value for one in app.markdown)
    assert "Nothing is stored before you say so" in shown
    assert labels(app) == ["Empty tables to fill in"]


def test_a_reader_without_the_role_sees_why_and_no_draft(
    visit: Visit, waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = arrived(LONG)
    monkeypatch.setattr(visitor, "who", lambda: Person("Ina", frozenset(), "account"))
    app = visit("import", draft=draft.id)
    assert labels(app) == ["Empty tables to fill in"]
    with pytest.raises(drafts.NotAllowed):
        drafts.change(draft, note="x")


def test_what_is_understood_stands_in_one_line(opened: Opened) -> None:
    app = opened(LONG, indicator="gerd")
    line = next(one for one in labels(app) if "What we understood" in one)
    said = line.replace("\\", "")
    assert "text, UTF-8, semicolon, decimal comma; a row for each figure; 2 regions, 2022 to 2023" in said
    assert "The file can be stored" in " ".join(one.value for one in app.markdown)


def test_first_rows_as_written_and_as_read(waiting: None) -> None:
    report = drafts.report(drafts.change(arrived(LONG), indicator="gerd"))
    assert report.seen is not None
    read = reading._read(report.seen.first, report)
    assert list(read["figure"]) == ["1.25", "2.5 b"]
    assert list(read["name"]) == ["Burgenland, AT11", "Niederösterreich (Lower Austria), AT12"]


def test_a_correction_reads_the_file_again_and_can_be_undone(opened: Opened) -> None:
    app = opened(LONG, "reading-settled", indicator="gerd")
    box = next(one for one in app.selectbox if one.label == "Decimal sign")
    assert box.value == ","
    box.select(".").run()
    assert kept(app).choices == {"decimal": "."}
    assert "decimal point" in " ".join(labels(app))
    button(app, "Undo the correction: Decimal sign")
    assert kept(app).choices == {} and "decimal comma" in " ".join(labels(app))


def test_a_correction_that_makes_no_table_is_one_sentence_and_a_way_back(opened: Opened) -> None:
    app = opened(LONG, indicator="gerd", choices={"decimal": ",", "region": "nuts"})
    assert len(app.error) == 1 and "\n" not in app.error[0].value
    button(app, "Undo the correction: Column of the regions")
    assert not app.error and kept(app).choices == {"decimal": ","}


def test_what_is_no_table_at_all_offers_what_can_be_corrected(opened: Opened) -> None:
    app = opened("Dear colleague\nsee you on Monday\n", name="letter.txt")
    assert len(app.error) == 1
    offered = [one.label for one in app.selectbox if one.label != "Find a region or an indicator"]
    assert offered == ["Encoding", "Columns end at", "Decimal sign", "Row of the headings"]


def test_nothing_is_answered_before_somebody_answers(opened: Opened) -> None:
    app = opened(UNCLEAR, indicator="gerd")
    assert [one.value for one in app.radio] == [None, None]
    assert "2 questions are open" in " ".join(one.value for one in app.markdown)


def test_an_answer_is_kept_and_can_be_asked_again(opened: Opened) -> None:
    app = opened(UNCLEAR, indicator="gerd")
    sign = next(one for one in app.radio if "comma" in one.label)
    sign.set_value(",").run()
    place = next(one for one in app.radio if "Wein" in one.label)
    place.set_value("leave out").run()
    assert kept(app).answers == {"decimal": ",", "place:Wein": "leave out"}
    assert not app.radio and "2 answered" in " ".join(labels(app))


def test_an_answered_question_is_asked_again(opened: Opened) -> None:
    app = opened(
        UNCLEAR, "questions-settled", indicator="gerd", answers={"decimal": ",", "place:Wein": "leave out"}
    )
    app = button(app, "Ask again")
    assert kept(app).answers == {"place:Wein": "leave out"} and len(app.radio) == 1


def test_a_suggested_indicator_takes_one_click(opened: Opened) -> None:
    app = opened(LONG, name="unemployment 2023.csv")
    suggested = [one for one in app.button if one.label.startswith("Unemployment rate")]
    assert suggested
    suggested[0].click().run()
    assert kept(app).indicator == "unemployment_rate"


def test_any_indicator_can_be_searched_and_chosen_anew(opened: Opened) -> None:
    app = opened(LONG)
    box = next(one for one in app.selectbox if one.label == "Indicator of the figures")
    assert box.value is None
    box.select("gerd").run()
    assert kept(app).indicator == "gerd"
    app.session_state["step-indicator-settled"] = True
    button(app.run(), "Choose another indicator")
    assert kept(app).indicator == ""


def test_names_of_columns_are_asked_one_by_one(opened: Opened) -> None:
    app = opened("region;year;R&D;Jobs <b>\nAT11;2022;1,2;3,4\nAT12;2022;1,3;3,5\n")
    boxes = [one for one in app.selectbox if one.label.startswith("Indicator of ")]
    assert len(boxes) == 2 and boxes[1].label == r"Indicator of Jobs \<b\>"
    boxes[0].select("gerd").run()
    assert kept(app).answers == {"id:R&D": "gerd"}


def test_a_recipe_goes_along_and_one_that_does_not_fit_is_told(opened: Opened) -> None:
    fits = json.dumps({"recipe": 1, "answers": {"id": "gerd"}, "expects": {"layout": "long"}})
    app = opened(LONG, recipe=fits)
    assert "The file can be stored" in " ".join(one.value for one in app.markdown)
    other = json.dumps({"recipe": 1, "expects": {"layout": "wide-years"}})
    app = opened(LONG, recipe=other)
    assert "does not fit" in app.error[0].value
    button(app, "Go on without the recipe")
    assert kept(app).recipe == "" and not app.error


def test_every_refusal_has_its_way_back() -> None:
    draft = Draft("0" * 32, "x.csv", Path("x"), choices={"header": 3, "decimal": ","}, answers={"year": "x"})
    assert stuck.ways_back(draft, Unreadable("no")) == {
        "Undo the correction: Decimal sign": {"choices": {"header": 3}}
    }
    assert {"answers": {}} in stuck.ways_back(draft, drafts.ImportRefused("no")).values()


def test_a_file_of_priorities_asks_for_no_indicator(opened: Opened) -> None:
    app = opened("Region;Priority;NACE divisions;Period\nAT13;Life sciences;21;2021-2027\n")
    said = " ".join(labels(app))
    assert "Priorities of smart specialisation" in said and "Indicator" not in said


def test_another_file_leaves_this_one_where_it_is(opened: Opened) -> None:
    app = opened(LONG)
    draft = kept(app)
    button(app, "Import another file")
    assert "draft" not in app.query_params and incoming.find(draft.id) is not None


def test_told_says_how_many_are_open() -> None:
    assert questions.told(2, 0) == "2 open"
    assert questions.told(1, 3) == "1 open, 3 answered"
    assert questions.told(0, 1) == "1 answered"


@pytest.mark.parametrize(
    ("name", "first"),
    [("gerd_2023_final.csv", "gerd"), ("unemployment-rate.xlsx", "unemployment_rate"), ("data (3).csv", "")],
)
def test_the_name_of_a_file_suggests(visit: Visit, name: str, first: str) -> None:
    near = indicators.near_name(name)
    assert (near or [""])[0] == first


@pytest.mark.parametrize("path", NASTY, ids=lambda path: path.name)
def test_every_nasty_file_has_a_page(opened: Opened, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it is: steps or one sentence, never a failure, and nothing that the file says is mark-up.

    What swells is read within the test here; the process of its own is tested with the jobs.
    """
    monkeypatch.setenv("DANUBE_SMALL", "5000")
    app = opened(path.read_bytes(), "reading-settled", name=path.name)
    assert labels(app)[0].startswith("**File**")
    assert len(app.error) <= 1 and all("\n" not in one.value for one in app.error)
    assert app.error or any("What we understood" in one for one in labels(app))


def test_no_column_is_an_answer_too(opened: Opened) -> None:
    app = opened("geo;year;sex;value\nAT11;2022;F;1,5\nAT11;2022;M;2,5\n")
    app.radio[0].set_value("").run()
    assert kept(app).answers == {"series": ""} and not app.radio
    next(one for one in app.selectbox if one.label == "Indicator of the figures").select("gerd").run()
    assert "'sex'" in app.radio[0].label.replace("\\", "")
    app.radio[0].set_value("F").run()
    assert kept(app).answers == {"series": "", "filter:sex": "F"} and not app.radio
