"""The page on methods: one part at a time, by deep link, in both languages."""

from __future__ import annotations

import pytest
from conftest import Visit

from danube.ui import methods


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("part", methods.PARTS)
def test_every_part_opens_by_its_link(visit: Visit, part: str, language: str) -> None:
    app = visit("methods", lang=language, part=part)
    assert app.get_by_key("part").value == part and not app.warning
    assert app.title[0].value.startswith("How" if language == "en" else "Wie")


def test_sources_come_first_and_an_unknown_part_is_named(visit: Visit) -> None:
    assert visit("methods").get_by_key("part").value == "sources"
    app = visit("methods", part="recipes")
    assert app.get_by_key("part").value == "sources" and "`recipes`" in app.warning[0].value


def test_a_part_chosen_is_written(visit: Visit) -> None:
    app = visit("methods")
    app.get_by_key("part").set_value("limits").run()
    assert dict(app.query_params) == {"part": "limits"}
