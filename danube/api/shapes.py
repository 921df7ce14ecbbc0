"""The shapes of answers and bodies as JSON Schema 2020-12, which OpenAPI 3.1 speaks."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from danube.benchmark import recipe
from danube.benchmark.recipe import Recipe
from danube.catalogue import Indicator, Source
from danube.catalogue.programme import TABLES
from danube.store.schema import REGISTER

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_WHOLE: Schema = {"type": ["integer", "null"]}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
REFERENCE = "#/components/schemas/{model}"


def all_shapes() -> dict[str, Schema]:
    """Every shape by name; references between them stay inside the document."""
    return {
        "Anything": {"type": "object"},
        "Error": _thing({"error": TEXT}),
        "Health": _thing({"status": TEXT, "version": WHOLE, "app": TEXT, "streamlit": TEXT}),
        "Versions": _answer({"events": _list({"type": "object"}), "loads": _list({"type": "object"})}),
        **_figures(),
        **_register(),
        **_benchmark(),
        **_files(),
        **_indicator(),
    }


def _figures() -> dict[str, Schema]:
    """Observations with their sources, regions and outlines."""
    observation = {
        "indicator": TEXT,
        "region": TEXT,
        "level": MAYBE_WHOLE,
        "period": TEXT,
        "value": MAYBE_NUMBER,
        "flag": MAYBE_TEXT,
        "source": MAYBE_TEXT,
        "load": WHOLE,
    }
    paging = {"total": WHOLE, "offset": WHOLE, "next": MAYBE_TEXT}
    outlines = {"type": {"const": "FeatureCollection"}, "features": _list({"type": "object"})}
    return {
        "Source": _source(),
        "Observation": _thing(observation),
        "Observations": _answer({"observations": _list(_shape("Observation"))}, paging),
        "Region": _thing({"code": TEXT, "level": WHOLE, "name": TEXT, "country": TEXT, "parent": MAYBE_TEXT}),
        "Regions": _answer({"regions": _list(_shape("Region"))}),
        "FeatureCollection": _thing(outlines),
        "Indicators": _answer({"indicators": _list(_shape("Indicator"))}),
    }


def _register() -> dict[str, Schema]:
    """Priorities, measurements and the tables of the programme."""
    rows = [_shape(f"Programme.{name}") for name in TABLES]
    return {
        "Priority": _row("priority"),
        "Priorities": _answer({"priorities": _list(_shape("Priority"))}),
        "Measurement": _row("measurement"),
        "Measurements": _answer({"measurements": _list(_shape("Measurement"))}),
        **{f"Programme.{name}": _row(name) for name in TABLES},
        "Programme": _answer({"table": TEXT, "rows": _list({"anyOf": rows})}),
    }


def _benchmark() -> dict[str, Schema]:
    """Peers and rankings, and the recipe that asks for one."""
    score = {"region": TEXT, "score": NUMBER, "rank": WHOLE, "low": WHOLE, "high": WHOLE, "median": NUMBER}
    peer = {"region": TEXT, "name": TEXT, "country": TEXT, "distance": NUMBER, "distances": _numbers()}
    return {
        "Peer": _thing(peer),
        "Peers": _answer({"region": TEXT, "peers": _list(_shape("Peer")), "not_compared": _list(TEXT)}),
        "Ranked": _thing(score),
        "NotRanked": _thing({"region": TEXT, "share": NUMBER, "missing": _list(TEXT)}),
        "Ranking": _answer({"ranking": _list(_shape("Ranked")), "not_ranked": _list(_shape("NotRanked"))}),
        "Recipe": _recipe(),
    }


def _files() -> dict[str, Schema]:
    """Files sent and taken."""
    return {
        "Content": {"type": "string", "contentMediaType": "application/octet-stream"},
        "File": _thing({"id": TEXT, "name": TEXT, "size": WHOLE, "sha256": TEXT}),
        "Discarded": _thing({"id": TEXT, "discarded": {"type": "boolean"}}),
    }


def _row(table: str) -> Schema:
    """A row of a table of the register, as the warehouse has it, and its load where it was uploaded."""
    kinds = {"VARCHAR": TEXT, "DOUBLE": MAYBE_NUMBER}
    return _thing({name: kinds[kind] for name, kind in REGISTER[table].items()} | {"load": MAYBE_WHOLE})


def _shape(name: str) -> Schema:
    return {"$ref": REFERENCE.format(model=name)}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _numbers() -> Schema:
    return {"type": "object", "additionalProperties": NUMBER}


def _thing(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    return {"type": "object", "properties": {**required, **(optional or {})}, "required": list(required)}


def _answer(content: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    """The envelope of every answer: version, sources and licences before the content."""
    envelope = {"version": WHOLE, "sources": _list(_shape("Source")), "licences": _list(TEXT)}
    return _thing(envelope | content, {"demonstration": TEXT, **(optional or {})})


def _source() -> Schema:
    names = ["id", "publisher", "title", "url", "licence", "attribution"]
    return _thing(
        dict.fromkeys(names, TEXT),
        {name: TEXT for name in Source.model_fields if name in ("vintage", "note")},
    )


def _indicator() -> dict[str, Schema]:
    """The catalogue's own model of an indicator, with those that it refers to, and the licence."""
    made = Indicator.model_json_schema(ref_template=REFERENCE, mode="serialization")
    parts = made.pop("$defs", {})
    made.pop("additionalProperties", None)
    made["properties"]["licence"] = TEXT
    return {"Indicator": made, **parts}


def _recipe() -> Schema:
    """The fields of a recipe; those that are absent keep their default."""
    known: dict[str, Schema] = {
        "indicators": _list(TEXT),
        "weights": _numbers(),
        "coverage": {"type": "number", "minimum": 0, "maximum": 1},
        "vary": _list({"type": "string", "enum": list(recipe.VARIABLE)}),
        "period": MAYBE_TEXT,
        "version": MAYBE_WHOLE,
        **{name: {"type": "string", "enum": list(values)} for name, values in recipe.CHOICES.items()},
        **dict.fromkeys(("level", "draws", "seed"), WHOLE),
    }
    return {
        "type": "object",
        "properties": {one.name: known.get(one.name, {}) for one in fields(Recipe)},
        "required": ["indicators"],
        "additionalProperties": False,
    }
