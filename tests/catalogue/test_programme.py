"""The declared tables of the programme: headings that mean one column, references that lead somewhere."""

from __future__ import annotations

import pytest

from danube.catalogue import forms
from danube.catalogue.forms import FORMS
from danube.catalogue.programme import TABLES, singular
from danube.store.schema import KEYS, REGISTER
from danube.texts import LANGUAGES
from danube.words.versions import HOLDS
from etl.intake import signs


@pytest.mark.parametrize("name", TABLES)
def test_a_heading_means_one_column_and_is_there_in_every_language(name: str) -> None:
    told = [(signs.key(text), one.name) for one in TABLES[name].columns for text in forms.headings(one)]
    assert len({key for key, _name in told}) == len(set(told))
    assert all(set(one.headings) == set(LANGUAGES) for one in TABLES[name].columns)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_key_its_document_and_a_place_in_the_warehouse(name: str) -> None:
    table = TABLES[name]
    columns = [one.name for one in table.columns]
    assert (table.name, table.holds, table.fields) == (name, name, table.columns)
    assert list(REGISTER[name]) == columns and KEYS[name] == table.key
    assert set(table.key) <= set(columns)
    assert {one for one in columns if REGISTER[name][one] == "DOUBLE"} == set(table.of_kind("number"))
    assert name == "document" or "document" in columns
    assert name in HOLDS


def test_every_table_has_a_word_for_one_of_its_rows() -> None:
    assert set(singular.ONE) == set(TABLES)


def test_references_lead_to_tables_with_ids() -> None:
    named = {one.names for table in TABLES.values() for one in table.columns if one.names}
    assert named == {
        "document", "project", "organisation", "action_plan",
        "discovery_group", "need", "measure", "pilot", "validation", "replication",
    }  # fmt: skip
    assert all(TABLES[name].key == ("id",) for name in named)


def test_the_import_does_not_ask_about_them() -> None:
    assert not set(TABLES) & set(FORMS)
