"""The parts of the methods, each drawn alone and in both languages."""

from __future__ import annotations

import pytest
from conftest import Visit

from danube import catalogue
from danube.ui import methods


def _drawn(part: str, language: str) -> None:
    from danube import texts
    from danube.ui import methods

    texts.use(language)
    methods.draw(part)


def _words(part: str, language: str) -> str:
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_function(_drawn, args=(part, language), default_timeout=30).run()
    assert not app.exception
    shown = [*app.markdown, *app.header, *app.caption, *app.html]
    return " ".join(str(one.value) for one in shown)


@pytest.mark.parametrize("part", methods.PARTS)
def test_every_part_is_drawn_in_both_languages(visit: Visit, part: str) -> None:
    english, german = _words(part, "en"), _words(part, "de")
    assert len(english) > 500 and len(german) > 500 and english != german


def test_every_source_and_every_indicator_has_its_row() -> None:
    known = catalogue.load()
    assert _words("sources", "en").count("<tr>") == len(known.sources) + 1
    definitions = _words("definitions", "en")
    assert definitions.count("<tr>") == len(known.visible()) + len(known.by_pillar())


def test_every_calculation_and_flag_is_explained() -> None:
    shown = _words("calculations", "en")
    assert all(f"**{name}**" in shown for name, _text in methods.CALCULATIONS)
    assert shown.count("<tr>") == len(catalogue.FLAGS) + 1


def test_limits_name_what_waits_for_figures() -> None:
    waiting = [one for one in catalogue.load().indicators.values() if one.status == "waiting"]
    shown = _words("limits", "en")
    assert waiting and all(f"**{one.name}**" in shown for one in waiting)
