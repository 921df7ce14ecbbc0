"""The kinds of tables: no heading means two columns, and every kind fits the table that it fills."""

from __future__ import annotations

import pytest

from danube.catalogue import forms, priorities
from danube.catalogue.forms import FORMS, REGISTERED
from danube.catalogue.priorities import Priority
from danube.store.schema import KEYS, LOADED, OPEN
from danube.texts import LANGUAGES
from etl.intake import signs


@pytest.mark.parametrize("name", FORMS)
def test_a_heading_means_one_column(name: str) -> None:
    told = [(signs.key(text), one.name) for one in FORMS[name].fields for text in forms.headings(one)]
    assert len({key for key, _name in told}) == len(set(told))
    assert all(set(one.headings) == set(LANGUAGES) for one in FORMS[name].fields)


@pytest.mark.parametrize("name", REGISTERED)
def test_a_kind_has_the_columns_of_its_table(name: str) -> None:
    form = FORMS[name]
    assert sorted(one.name for one in form.fields) == sorted(LOADED[form.holds])
    keys = set(KEYS[form.holds]) - set(OPEN[form.holds])
    assert keys <= set(form.needed)


def test_every_word_means_a_value_that_may_stand_there() -> None:
    for form in FORMS.values():
        for one in form.fields:
            assert set(forms.values(one).values()) == set(one.values)
    assert forms.values(FORMS["measurements"].field("kind"))["ziel"] == "target"


def uploaded(region: str, name: str, period: str) -> Priority:
    row = dict.fromkeys(LOADED["priority"], "") | {"region": region, "priority": name, "period": period}
    return priorities.of_rows([{**row, "sections": "C J", "load": 7}])[0]


def test_an_upload_replaces_the_same_priority_alone() -> None:
    same, other = uploaded("BG", "ict", "2014-2020"), uploaded("BG", "ICT", "2021-2027")
    assert same.sections == ("C", "J") and same.uploaded
    listed = priorities.beside([same, other])
    assert len(listed) == len(priorities.load()) + 1
    told = priorities.around("BG", listed)["BG"]
    assert [(one.priority, one.load) for one in told if one.priority.casefold() == "ict"] == [
        ("ict", 7),
        ("ICT", 7),
    ]
