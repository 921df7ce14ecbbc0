"""The words of the site: the template is today's, German says everything, placeholders agree."""

from __future__ import annotations

import io
import json

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from danube.locale import __main__ as command
from danube.locale import messages


def _ids(words: Catalog) -> set:
    return {message.id for message in messages.messages(words)}


def test_the_template_is_current():
    with messages.TEMPLATE.open("rb") as source:
        stored = messages.read_po(source)
    assert _ids(stored) == _ids(messages.template()), "run `make messages`"


@pytest.mark.parametrize("language", messages.TRANSLATED)
def test_every_message_is_translated(language):
    assert messages.missing(messages.updated(language)) == {}


@pytest.mark.parametrize("language", messages.TRANSLATED)
def test_nothing_is_obsolete_or_guessed(language):
    words = messages.translations(language)
    assert not words.obsolete
    assert not [message.id for message in words if message.id and message.fuzzy]
    assert _ids(words) == _ids(messages.template()), "run `make messages`"


@pytest.mark.parametrize("language", messages.TRANSLATED)
def test_placeholders_agree(language):
    words = messages.translated(messages.translations(language))
    faults = {one.id: messages.disagreement(one, one.string) for one in words}
    assert {name: fault for name, fault in faults.items() if fault} == {}


def test_disagreement_names_the_placeholder():
    ranks = Message("Between {low} and {high} of {count}")
    assert messages.disagreement(ranks, "Zwischen {low} und {high} von {count}") == ""
    assert "lacks the placeholder ['high']" in messages.disagreement(ranks, "Ab {low} von {count}")
    assert "unknown placeholder ['hoch']" in messages.disagreement(ranks, "{low} {hoch} {high} {count}")


def test_a_plural_may_leave_out_the_number_in_one_form():
    regions = Message(("One region", "{count} regions"))
    assert messages.disagreement(regions, ("Eine Region", "{count} Regionen")) == ""


def test_filling_refuses_what_does_not_fit_and_keeps_the_rest():
    words = Catalog(locale="de")
    words.add("Map")
    words.add("{count} of {all}")
    words.add(("One region", "{count} regions"))
    refused = messages.filled(
        words,
        {
            "Map": "Karte",
            "{count} of {all}": "{count} von",
            "One region": ["Eine Region", "{count} Regionen"],
            "Mapp": "Karte",
        },
    )
    assert [sentence.split(":")[0] for sentence in refused] == ["'{count} of {all}'", "'Mapp'"]
    assert words["Map"].string == "Karte" and words["One region"].string == (
        "Eine Region",
        "{count} Regionen",
    )
    assert messages.missing(words) == {"{count} of {all}": "{count} of {all}"}


def test_marks_are_found_inside_of_f_strings_too():
    code = """
title = f"[{_('Link to this view')}](?{here})" + n_("One region", "{count} regions", count)
NAMES = {"first": N_("First" " name"), "other": _(name), "mark": mark("No message")}
"""
    assert set(messages.marked(code)) == {
        "Link to this view",
        ("One region", "{count} regions"),
        "First name",
    }


def test_writing_twice_gives_the_same_bytes():
    first, second = io.BytesIO(), io.BytesIO()
    for target in (first, second):
        write_po(target, messages.updated("de"), sort_output=True, include_lineno=False)
    assert first.getvalue() == second.getvalue()


def test_missing_prints_json(capsys):
    assert command.main(["--missing"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), dict)


def test_an_unreadable_file_is_a_sentence(tmp_path, capsys):
    path = tmp_path / "texts.json"
    path.write_text("<html>", encoding="utf-8")
    assert command.main(["--fill", str(path)]) == 2
    assert "expected a JSON object" in capsys.readouterr().err
