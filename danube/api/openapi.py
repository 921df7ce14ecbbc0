"""The API described for programs (OpenAPI 3.1), from the declarations that the routes themselves read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from danube.api import declared, shapes
from danube.api.declared import Address, Parameter

TITLE = "Danube Innovation Observatory"
ABOUT = (
    "Figures on innovation, ICT and smart specialisation in the regions of the Danube Region. Reading "
    "is open; bringing a file asks for the role of an analyst. Every answer names the version of the "
    "figures, their sources and licences; figures are added and never overwritten, so that the same "
    "address with `version` gives the same figures later. A missing figure is null and never zero. What "
    'cannot be answered is refused in one sentence: `{"error": "…"}`.'
)
IN_PATH = re.compile(r"{(\w+)}")
REFUSALS = {400: "What was asked is not known.", 404: "There is no such thing.", 429: "Too many requests."}
Functions = Mapping[str, Callable[..., Any]]


def document(asked: Functions, posted: Functions, deleted: Functions, app: str) -> dict[str, Any]:
    """The OpenAPI document of the addresses that are asked, those that take a body, those that remove."""
    known = {
        **{path: ("get", one) for path, one in asked.items()},
        **{path: ("post", one) for path, one in posted.items()},
        **{path: ("delete", one) for path, one in deleted.items()},
    }
    order = [path for path in declared.ADDRESSES if path in known]
    order += [path for path in known if path not in declared.ADDRESSES]
    paths = {path: {known[path][0]: _operation(path, *known[path])} for path in order}
    groups = dict.fromkeys(operation["tags"][0] for one in paths.values() for operation in one.values())
    return {
        "openapi": "3.1.1",
        "info": {"title": TITLE, "version": app, "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": [{"name": group} for group in groups],
        "paths": paths,
        "components": {"schemas": shapes.all_shapes()},
    }


def _operation(path: str, method: str, function: Callable[..., Any]) -> dict[str, Any]:
    address = declared.ADDRESSES.get(path, Address())
    in_path = set(IN_PATH.findall(path))
    described = {
        "operationId": f"{function.__module__.rsplit('.', 1)[-1]}_{function.__name__}",
        "tags": [address.group],
        "summary": " ".join((function.__doc__ or path).split("\n\n")[0].split()),
        "parameters": [_parameter(one, one.name in in_path) for one in address.parameters],
        "responses": _responses(address, method),
    }
    return described | ({"requestBody": _body(address)} if address.body else {})


def _parameter(one: Parameter, in_path: bool) -> dict[str, Any]:
    """A parameter that takes several values takes them repeatedly or separated by commas."""
    schema = {"type": "array", "items": one.schema} if one.many else one.schema
    about = f"{one.about} Several: repeated, or separated by commas." if one.many else one.about
    spread = {"style": "form", "explode": False} if one.many else {}
    example = {"example": [one.example] if one.many else one.example} if one.example else {}
    place = {"name": one.name, "in": "path" if in_path else "query", "required": in_path or one.required}
    return {**place, "description": about, "schema": schema, **spread, **example}


def _responses(address: Address, method: str) -> dict[str, Any]:
    content = {kind: {"schema": _schema(shape)} for kind, shape in address.media.items()}
    well: dict[str, Any] = {"description": "The answer.", "content": content}
    if method == "get":
        well["headers"] = {
            "ETag": {"schema": {"type": "string"}, "description": "Send it back as If-None-Match."}
        }
    refused = {"content": {declared.JSON: {"schema": _schema("Error")}}}
    known = {"304": {"description": "You have it already."}} if method == "get" else {}
    return {
        "200": well,
        **known,
        **{
            str(code): {"description": about, **refused}
            for code, about in sorted({**REFUSALS, **address.refusals}.items())
        },
        "default": {
            "description": "Something failed; the sentence names the number by which the log knows it.",
            **refused,
        },
    }


def _body(address: Address) -> dict[str, Any]:
    content = {"schema": _schema(address.body), "example": address.example}
    return {"required": True, "content": {address.body_media: content}}


def _schema(shape: str) -> dict[str, Any]:
    return {"$ref": shapes.REFERENCE.format(model=shape)} if shape else {}
