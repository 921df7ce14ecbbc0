"""The page of specialisation against figures read in the publisher's table of 2015."""

from __future__ import annotations

import json

import pytest
from conftest import Visit


def _said(app) -> str:
    return " ".join(one.value for one in [*app.markdown, *app.info, *app.caption])


def _charts(app) -> list[dict]:
    return [json.loads(one.proto.spec) for one in app.get("plotly_chart")]


def test_the_answer_names_year_strengths_and_next_steps(visit: Visit) -> None:
    """lfst_r_lfe2en2, 2015: construction has 9.0 % of Styria's jobs, 7.6 % of those of 55 regions."""
    app = visit("specialisation")
    assert app.title[0].value == "What is Steiermark (Styria) strong in, and what could come next?"
    assert app.markdown[0].value.startswith(
        "In 2015, Steiermark (Styria) had 1.2 times the Danube share of jobs in construction, and 1.1 times"
    )
    assert "not yet a strength: finance and insurance; industry" in app.markdown[0].value


def test_the_year_stands_in_every_title(visit: Visit) -> None:
    app = visit("specialisation", region="RO41")
    titles = [chart["layout"]["title"]["text"] for chart in _charts(app)]
    assert len(titles) == 2 and all(title.endswith(", 2015") for title in titles)
    assert "5.0 times the Danube share of jobs in agriculture" in app.markdown[0].value
    assert "Nothing lies near to what it already does" in app.markdown[0].value


def test_a_region_without_figures_shows_the_larger_unit_and_says_so(visit: Visit) -> None:
    app = visit("specialisation", region="HU11")
    assert app.info[0].value == (
        "Budapest has no figures by sector for 2015. Shown is Közép-Magyarország (Central Hungary), the "
        "larger unit around it."
    )
    assert "Közép-Magyarország (Central Hungary) had 1.9 times" in app.markdown[0].value
    assert "Hungary: 8 priorities" in [one.label for one in app.expander]


@pytest.mark.parametrize("region", ["RS11", "BA01", "MD", "ME00", "UA-51"])
def test_no_figures_are_said_in_words(visit: Visit, region: str) -> None:
    app = visit("specialisation", region=region)
    assert app.markdown[0].value.startswith("This cannot be told: there are no figures of jobs by sector for")
    assert not app.get("plotly_chart")


def test_priorities_say_state_source_and_that_nobody_checked(visit: Visit) -> None:
    said = _said(visit("specialisation", region="CZ06"))
    assert "not independently checked" in said and "github.com" in said
    assert "draft put to consultation, not the final text" in _said(visit("specialisation", region="HR03"))
    assert "strategy of an earlier period" in _said(visit("specialisation", region="BG41"))
    assert "period" in _said(visit("specialisation", region="RS12"))


def test_the_other_region_of_the_address_is_kept_in_the_link(visit: Visit) -> None:
    app = visit("specialisation", region="AT22", **{"with": "RO21"})
    assert app.selectbox(key="with").value == "RO21"
    assert "Nord-Est (North-East) is strong in what lies near to Steiermark (Styria): agriculture" in _said(
        app
    )


def test_a_region_is_not_its_own_other(visit: Visit) -> None:
    app = visit("specialisation", region="AT22", **{"with": "AT22"})
    assert app.selectbox(key="with").value != "AT22" and "`AT22`" in app.warning[0].value


def test_how_coarse_it_is_stands_on_the_page(visit: Visit) -> None:
    assert "With 10 groups of sectors this is coarse" in _said(visit("specialisation"))
