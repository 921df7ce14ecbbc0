"""Declared indicators: what may be said, what is refused, and who sees them when."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextvars import copy_context

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import catalogue
from danube.catalogue import declaration, declared
from danube.catalogue.declared import Declaration, DeclarationError
from tests.villages import ID, fields

HOSTILE = "<b>bold</b> [x](y) *a* `c` :red[no]"


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    yield
    declared.declare([])
    declared.use(None)


def fibre(*counts: tuple[int, bool], **changed: object) -> Declaration:
    read = declaration.read(ID, fields(**changed))
    return Declaration(read.indicator, read.source, counts or ((0, True),))


def refusal(identifier: str = ID, **changed: object) -> str:
    with pytest.raises(DeclarationError) as error:
        declared.declaration(identifier, fields(**changed))
    return str(error.value)


def test_declared_indicator_stands_beside_the_shipped_ones() -> None:
    shipped = catalogue.load()
    declared.declare([fibre()])
    known = catalogue.load()
    assert known.indicators[ID].name == "Villages with fibre"
    assert [one.id for one in known.cited([ID])] == [f"upload-{ID}"]
    assert known.sources[f"upload-{ID}"].status == "uploaded"
    assert {one.id for one in known.visible()} - {one.id for one in shipped.visible()} == {ID}
    assert ID in [one.id for one in known.by_pillar()["ict-households"]]
    assert known.indicators["gerd"] is shipped.indicators["gerd"]


def test_what_is_not_said_follows_from_the_rest() -> None:
    one = fibre(name="Villages in which a family doctor has a practice").indicator
    assert one.short == "Villages in which a family…" and len(one.short) <= 28
    assert (one.conversion, one.headline, one.level) == ("mean", False, 2)
    assert fibre(unit="villages").indicator.conversion == "none"
    assert fibre().source.attribution == "Ministry of Regions"


def test_fields_are_what_the_declaration_is_read_from_again() -> None:
    one = fibre(unit="villages", conversion="mean", decimals=0, note="Every second year.")
    assert declaration.read(ID, one.fields()) == one


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": None}, "name is missing"),
        ({"definition": " "}, "definition is empty"),
        ({"licence": None, "publisher": None}, "publisher is missing; licence is missing"),
        ({"vintage": None}, "vintage is missing"),
        ({"url": "example.org"}, "address of the source must begin with https://"),
        ({"direction": "up"}, "direction is 'up'"),
        ({"status": "available"}, "there is no field 'status'"),
        ({"derive": {"of": "gerd", "per": "gdp_pps"}}, "there is no field 'derive'"),
        ({"short": "a" * 29}, "short name is too long"),
        ({"definition": "a" * 1001}, "definition: at most 1,000 characters"),
        ({"pillar": "economics"}, "'economics', which is not declared; write 'economy'"),
        ({"valid": [5, 5]}, "valid goes from 5 to 5"),
        ({"unit": "US$"}, "unit: write USD"),
        ({"valid": [0, "much"]}, "valid range is 'much'"),
    ],
)
def test_refusal_names_the_field_and_what_is_wrong(changed: dict[str, object], told: str) -> None:
    assert told in refusal(**changed)


@pytest.mark.parametrize("identifier", ["Fibre", "1st", "a b", "", "../x", "ä", "x" * 61])
def test_id_must_be_one_that_fits_into_addresses(identifier: str) -> None:
    assert "id" in refusal(identifier)


def test_shipped_indicator_is_never_overridden() -> None:
    assert "has an indicator 'gerd' already" in refusal("gerd")
    stranger = declaration.read("gerd", fields())
    shipped = catalogue.load().indicators["gerd"]
    declared.declare([stranger])  # as if the project came to ship what was declared before
    assert catalogue.load().indicators["gerd"] is shipped


def test_same_id_may_come_again_in_the_same_unit_only() -> None:
    declared.declare([fibre()])
    assert "declared already, in '% of villages'" in refusal(unit="villages")
    assert declared.declaration(ID, fields(name="Villages with a line of fibre"))
    declared.declare([fibre(), fibre(name="Fibre in villages")])
    assert catalogue.load().indicators[ID].name == "Fibre in villages"


def test_each_edition_has_the_indicators_that_count_in_it() -> None:
    declared.declare([fibre((5, True), (7, False), (9, True))])
    seen = {}
    for edition in (4, 5, 6, 7, 8, 9, -9, None):
        declared.use(edition)
        seen[edition] = ID in catalogue.load().indicators
    assert seen == {4: False, 5: True, 6: True, 7: False, 8: False, 9: True, -9: False, None: True}


def test_indicator_that_is_gone_is_in_no_list_but_still_has_a_meaning() -> None:
    declared.declare([fibre((5, True), (7, False))])
    known = catalogue.load()
    assert ID not in known.indicators and ID not in [one.id for one in known.visible()]
    assert f"upload-{ID}" not in known.sources
    assert known.indicators[ID].unit == "% of villages"
    assert [one.publisher for one in known.cited([ID])] == ["Ministry of Regions"]
    with pytest.raises(KeyError):
        known.indicators["never_heard_of"]


def test_draft_is_known_inside_its_block_alone() -> None:
    with declared.beside({ID: fields()}):
        assert ID in catalogue.load().indicators
        assert copy_context().run(lambda: ID in catalogue.load().indicators)
        others: list[bool] = []
        thread = threading.Thread(target=lambda: others.append(ID in catalogue.load().indicators))
        thread.start()
        thread.join()
        assert others == [False]
    assert ID not in catalogue.load().indicators
    with pytest.raises(DeclarationError), declared.beside({ID: fields(unit=None)}):
        pass


def test_other_folders_do_not_know_what_was_declared() -> None:
    declared.declare([fibre()])
    copied = catalogue.FOLDER.parent / "catalogue"
    assert ID in catalogue.load().indicators
    assert ID not in catalogue.load(copied).indicators
    assert not any("Villages with fibre" in text for text in catalogue.messages())


def test_threads_see_the_old_or_the_new_catalogue_and_nothing_between() -> None:
    one = fibre()
    stopped = threading.Event()
    wrong: list[str] = []

    def watch() -> None:
        while not stopped.is_set():
            known = catalogue.load()
            if ID in known.indicators and f"upload-{ID}" not in known.sources:
                wrong.append("no source")

    watchers = [threading.Thread(target=watch) for _ in range(4)]
    for watcher in watchers:
        watcher.start()
    for turn in range(300):
        declared.declare([one] if turn % 2 else [])
    stopped.set()
    for watcher in watchers:
        watcher.join()
    assert not wrong


def test_texts_are_handed_out_harmless_and_kept_as_they_were_typed() -> None:
    hostile = dict.fromkeys(
        ("name", "definition", "unit", "publisher", "title", "licence", "vintage"), HOSTILE
    )
    one = declared.declaration(ID, fields(**hostile, short="<b>b</b> *a*", url='https://e.org/a)b"><x>'))
    declared.declare([one])
    block, source = catalogue.load().indicators[ID], catalogue.load().cited([ID])[0]
    for text in (block.name, block.short, block.definition, block.unit, source.publisher, source.title):
        assert not set("<>*`[]") & set(text)
    assert source.url == "https://e.org/a%29b%22%3E%3Cx%3E"
    assert declared.bodies([ID])[ID]["name"] == HOSTILE


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Villages with fibre (%)", "villages_with_fibre"),
        ("Größe der Dörfer", "grosse_der_dorfer"),
        ("2nd jobs", "indicator_2nd_jobs"),
        ("Села", "indicator"),
        ("GERD", "gerd_2"),
    ],
)
def test_id_is_made_of_the_name(name: str, identifier: str) -> None:
    assert declaration.identifier_of(name, {"gerd": 1}) == identifier


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["name", "short", "unit", "decimals", "level", "valid", "lenses", "source", "x", "id"]
        ),
        st.none()
        | st.text(max_size=5)
        | st.integers(-9, 9)
        | st.lists(st.floats(), max_size=3)
        | st.booleans(),
    )
)
def test_whatever_a_file_holds_is_refused_in_a_sentence(wild: dict[str, object]) -> None:
    with pytest.raises(DeclarationError) as error:
        declared.declaration(ID, {**fields(direction=None), **wild})
    assert str(error.value).endswith(".")
