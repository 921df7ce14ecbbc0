"""Kinds of tables: all that can be brought in, each known by its headings, each with its role."""

from __future__ import annotations

import pytest

from danube.access import ROLES
from danube.catalogue import forms
from danube.catalogue.kinds import KINDS, WRITERS, roles
from danube.catalogue.programme import TABLES
from etl.intake import signs


@pytest.mark.parametrize("name", TABLES)
def test_no_heading_stands_for_two_columns(name: str) -> None:
    told = [(signs.key(text), one.name) for one in TABLES[name].fields for text in forms.headings(one)]
    assert len({heading for heading, _column in told}) == len(set(told)), name


@pytest.mark.parametrize("name", TABLES)
def test_every_table_of_the_programme_needs_something(name: str) -> None:
    assert TABLES[name].needed and KINDS[name] is TABLES[name]


def test_figures_are_an_analysts_and_the_programme_a_managers() -> None:
    assert roles("figures") == roles("priorities") == roles("observation") == ("analyst",)
    assert roles("pilot") == roles("organisation") == ("manager",)
    assert roles("measurements") == roles("measurement") == WRITERS
    assert set(WRITERS) <= set(ROLES)
