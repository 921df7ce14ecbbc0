"""The description of the API: valid, complete, true to what the addresses answer, readable as a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from danube.api import declared
from danube.api.routes import ADDRESSES, DELETED, POSTED, document
from danube.drawing import browser, outlines
from tests.serving import Served

DIGESTS = {
    "/api/v1/outlines/{name}.{digest}.json": lambda: outlines.load(2).digest,
    "/api/v1/atlas/{language}.{digest}.js": lambda: browser.digest("en"),
}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, verb and operation of everything described."""
    for path, verbs in document()["paths"].items():
        for verb, one in verbs.items():
            yield path, verb, one


def test_the_document_is_valid_openapi() -> None:
    OpenAPIV31SpecValidator(document()).validate()


def test_every_route_is_declared_and_described() -> None:
    known = {*ADDRESSES, *POSTED, *DELETED}
    assert set(declared.ADDRESSES) == known
    assert {path for path, _verb, _one in operations()} == known
    named = [one["operationId"] for _path, _verb, one in operations()]
    assert len(named) == len(set(named))
    for path, _verb, one in operations():
        assert one["summary"].endswith("."), path
        assert all(parameter["description"] for parameter in one["parameters"]), path


def asked(server: Served, path: str, verb: str, one: dict[str, Any], **more: str) -> requests.Response:
    """The address asked with the examples of its description."""
    values = {p["name"]: p["example"] for p in one["parameters"] if "example" in p} | more
    if path in DIGESTS:
        values["digest"] = DIGESTS[path]()
    for name in re.findall(r"{(\w+)}", path):
        path = path.replace(f"{{{name}}}", str(values.pop(name)))
    query = {name: ",".join(value) if isinstance(value, list) else value for name, value in values.items()}
    ours = {"Origin": server.url} if verb != "get" else {}
    for kind, body in one.get("requestBody", {}).get("content", {}).items():
        sent = {"json" if kind == "application/json" else "data": body["example"]}
        return requests.request(verb, server.url + path, params=query, headers=ours, timeout=60, **sent)
    return requests.request(verb, server.url + path, params=query, headers=ours, timeout=60)


@pytest.mark.parametrize(
    ("path", "verb", "one"), list(operations()), ids=[path for path, _verb, _one in operations()]
)
def test_every_described_address_answers_as_described(
    server: Served, path: str, verb: str, one: dict[str, Any]
) -> None:
    answer = asked(server, path, verb, one)
    assert answer.status_code == 200, answer.text[:300]
    kinds = one["responses"]["200"]["content"]
    kind = next(kind for kind in kinds if answer.headers["content-type"].startswith(kind))
    shape = kinds[kind]["schema"].get("$ref", "")
    if shape:
        resource = DRAFT202012.create_resource(document())
        registry = Registry().with_resource("urn:api", resource)
        Draft202012Validator({"$ref": f"urn:api{shape}"}, registry=registry).validate(answer.json())


@pytest.mark.parametrize("path", [path for path in declared.ADDRESSES if path in ADDRESSES])
def test_every_answer_that_may_be_kept_is_not_sent_twice(server: Served, path: str) -> None:
    one = document()["paths"][path]["get"]
    first = asked(server, path, "get", one)
    if path in ("/api/health", "/metrics"):
        assert first.headers["cache-control"] == "no-store" and "etag" not in first.headers
        return
    again = requests.get(first.url, headers={"If-None-Match": first.headers["etag"]}, timeout=60)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_every_format_declared_is_given_as_its_type(server: Served) -> None:
    described = requests.get(f"{server.url}/api/v1/openapi.json", timeout=30).json()
    one = described["paths"]["/api/v1/observations"]["get"]
    (form,) = [p["schema"] for p in one["parameters"] if p["name"] == "format"]
    given = {
        asked(server, "/api/v1/observations", "get", one, format=name, level="2").headers["content-type"]
        for name in form["enum"]
    }
    assert given == set(one["responses"]["200"]["content"])


class Reader(HTMLParser):
    """The links, headings and scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]


def test_the_page_needs_no_script_and_nothing_from_outside(server: Served) -> None:
    answer = requests.get(f"{server.url}/api/v1/", timeout=30)
    reader = Reader()
    reader.feed(answer.text)
    assert not {"script", "link", "img", "iframe"} & set(reader.tags)
    assert all(link.startswith("/") for link in reader.links) and "/api/v1/openapi.json" in reader.links
    assert answer.text == requests.get(f"{server.url}/api/v1", timeout=30).text
    assert all(path in answer.text for path in declared.ADDRESSES)
    assert f"curl --fail --silent '{server.url}/api/v1/observations" in html.unescape(answer.text)
    tried = [link for link in reader.links if link.startswith("/api/v1/")]
    assert len(tried) > 8
    for link in tried:
        assert requests.get(server.url + link, timeout=60).status_code == 200, link
