"""The API described for people: one light page of our own, without a script."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import urlencode

from danube import settings

EXAMPLES = settings.ROOT / "docs" / "api"
"""The examples as files that run; a test runs each against the real server."""

NAMES = {"curl.sh": "curl", "frame.py": "Python, pandas", "frame.R": "R", "duckdb.sql": "DuckDB"}
SERVER = "http://localhost:8501"
STYLE = """
:root{color-scheme:light dark;--ground:#FBFAF7;--ink:#17212B;--quiet:#5A6672;--line:#D9D6CE;--blue:#14507A;
--card:#F1EFE9}
@media(prefers-color-scheme:dark){:root{--ground:#0E1621;--ink:#E8EDF2;--quiet:#A3AFBB;--line:#2B3744;
--blue:#8FC1E3;--card:#16202C}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.35rem;margin:2.75rem 0 .5rem}
h3{font-size:1.05rem;margin:2rem 0 .25rem;overflow-wrap:anywhere}
a{color:var(--blue)}p{margin:.35rem 0;max-width:46rem}.quiet{color:var(--quiet);font-size:.9rem}
code,pre{font-family:ui-monospace,monospace;font-size:.88rem}
pre{background:var(--card);padding:.75rem 1rem;overflow-x:auto;border-radius:4px;margin:.4rem 0 1rem}
.verb{color:var(--blue);font-weight:700}
dl{margin:.5rem 0}dl div{display:grid;grid-template-columns:9rem 1fr;gap:.75rem;padding:.4rem 0;
border-top:1px solid var(--line)}
dt{overflow-wrap:anywhere}dd{margin:0}
@media(max-width:40rem){dl div{grid-template-columns:1fr;gap:0}}
"""


def page(document: dict[str, Any], server: str) -> str:
    """The OpenAPI document as HTML: examples that ask this `server`, then every address."""
    info = document["info"]
    examples = "".join(_example(name, server) for name in NAMES)
    groups = [_group(tag["name"], document) for tag in document["tags"]]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>API · {escape(info['title'])}</title><style>{STYLE}</style></head><body><main>"
        f'<p class="quiet"><a href="/">{escape(info["title"])}</a></p><h1>How do I get the figures?</h1>'
        f"<p>{_marked(info['description'])}</p>"
        '<p class="quiet">For programs: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1). '
        "Files on every page: “Share and download”.</p>"
        f"<h2>Examples</h2>{examples}{''.join(groups)}</main></body></html>"
    )


def _example(name: str, server: str) -> str:
    text = (EXAMPLES / name).read_text(encoding="utf-8").strip().replace(SERVER, server)
    title = escape(NAMES[name])
    return f"<h3>{title}</h3>{_code(text, title)}"


def _code(text: str, label: str) -> str:
    """Lines that scroll aside by keyboard too, where they are longer than the page is wide."""
    return f'<pre tabindex="0" role="region" aria-label="{label}"><code>{escape(text)}</code></pre>'


def _group(name: str, document: dict[str, Any]) -> str:
    found = [
        _operation(path, verb, one)
        for path, verbs in document["paths"].items()
        for verb, one in verbs.items()
        if name in one["tags"]
    ]
    return f"<h2>{escape(name)}</h2>{''.join(found)}"


def _operation(path: str, verb: str, one: dict[str, Any]) -> str:
    rows = "".join(map(_parameter, one["parameters"]))
    kinds = ", ".join(f"<code>{escape(kind)}</code>" for kind in one["responses"]["200"]["content"])
    return (
        f'<h3><span class="verb">{verb.upper()}</span> <code>{escape(path)}</code></h3>'
        f"<p>{_marked(one['summary'])}</p>{f'<dl>{rows}</dl>' if rows else ''}{_body(one)}"
        f'<p class="quiet">Answers: {kinds}{_trial(path, verb, one)}</p>'
    )


def _parameter(one: dict[str, Any]) -> str:
    schema = one["schema"].get("items", one["schema"])
    needed = " Required." if one["required"] else ""
    return (
        f"<div><dt><code>{escape(one['name'])}</code></dt>"
        f"<dd>{_marked(one['description'])}{needed} {_values(schema)}</dd></div>"
    )


def _values(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return f'<span class="quiet">{", ".join(map(escape, schema["enum"]))}</span>'
    ends = [str(schema[key]) for key in ("minimum", "maximum") if key in schema]
    return (
        f'<span class="quiet">{"from " if len(ends) == 1 else ""}{" to ".join(ends)}</span>' if ends else ""
    )


def _body(one: dict[str, Any]) -> str:
    if "requestBody" not in one:
        return ""
    (content,) = one["requestBody"]["content"].values()
    example = content["example"]
    return _code(example if isinstance(example, str) else json.dumps(example), "Body")


def _trial(path: str, verb: str, one: dict[str, Any]) -> str:
    """A link that asks this address with the examples of its parameters, where these suffice."""
    values = {p["name"]: _plain(p["example"]) for p in one["parameters"] if "example" in p}
    address = path
    for name in [p["name"] for p in one["parameters"] if p["in"] == "path"]:
        address = address.replace(f"{{{name}}}", values.pop(name, f"{{{name}}}"))
    if verb != "get" or "{" in address:
        return ""
    query = f"?{urlencode(values, safe=',')}" if values else ""
    return f' · <a href="{escape(address + query)}">try it</a>'


def _plain(example: Any) -> str:
    return ",".join(example) if isinstance(example, list) else str(example)


def _marked(text: str) -> str:
    """Plain text as HTML; what stands between backticks is code."""
    parts = escape(text, quote=False).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))
