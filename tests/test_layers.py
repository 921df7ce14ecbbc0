"""The layers, read off the source: who may import whom, who may speak to Streamlit and to the database."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from danube.settings import ROOT

GROUND = {"regions", "crosswalk", "catalogue", "texts", "settings", "locale", "access", "incoming"}
ENGINE = {"store", "benchmark", "drawing"}
MAY_IMPORT = {
    "pages": {"ui", "exports", "words", "etl", *ENGINE, *GROUND},
    "app": {"api", "ui", "settings"},
    "ui": {"events", "exports", "words", "etl", "programme", *ENGINE, *GROUND},
    "api": {"events", "exports", "etl", "words", "programme", *ENGINE, *GROUND},
    "events": {"exports", "words", "programme", *ENGINE, *GROUND},
    "exports": {"words", "programme", *ENGINE, *GROUND},
    "programme": {"store", "benchmark", *GROUND},
    "words": {"benchmark", "drawing", "programme", *GROUND},
    "store": {"regions", "catalogue", "settings", "texts"},
    "benchmark": GROUND,
    "drawing": GROUND,
    "etl": {"store", "programme", *GROUND},
    "bench": {"api", "ui", "etl", "events", "exports", "programme", *ENGINE, *GROUND},
    **dict.fromkeys(GROUND, GROUND),
}
SPEAK_STREAMLIT = {"pages", "ui", "app", "bench"}
SPEAK_SQL = {"store", "etl", "bench"}
SQL = re.compile(
    r"\b(select\s.+\sfrom|insert\s+into|create\s+(or\s+replace\s+)?(table|view)|delete\s+from|"
    r"update\s+\w+\s+set|copy\s+.+\s(to|from)\s|attach\s+')",
    re.IGNORECASE | re.DOTALL,
)
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "misc", "util", "helper"}


def sources() -> list[Path]:
    """Every Python file of the product, tests excluded."""
    folders = ("danube", "etl", "pages", "bench")
    return [ROOT / "app.py", *(path for name in folders for path in sorted((ROOT / name).rglob("*.py")))]


def layer(path: Path) -> str:
    """The layer a file belongs to: the folder under `danube`, or the module, or the top folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[0] != "danube":
        return parts[0]
    return parts[1] if len(parts) > 1 and parts[1] != "__init__" else "danube"


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(path: Path) -> Iterator[str]:
    """Full dotted names of all that a file imports, wherever in the file it does."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from (f"{start}.{name.name}" for name in node.names)


def layer_of_name(name: str) -> str | None:
    """The layer of an imported name, None where it is not ours."""
    parts = name.split(".")
    if parts[0] == "danube":
        return parts[1] if len(parts) > 1 else None
    return parts[0] if parts[0] in ("etl", "pages", "app", "bench") else None


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", sources(), ids=named)
def test_imports_point_one_way(path: Path) -> None:
    own = layer(path)
    allowed = MAY_IMPORT.get(own, set()) | {own, "__version__"}
    met = {name: layer_of_name(name) for name in imported(path)}
    assert not {name for name, target in met.items() if target is not None and target not in allowed}
    assert not [name for name in met if name.startswith(".")], "imports are absolute"


@pytest.mark.parametrize("path", sources(), ids=named)
def test_only_the_pages_speak_to_streamlit(path: Path) -> None:
    speaks = any(name.split(".")[0] == "streamlit" for name in imported(path))
    assert not speaks or layer(path) in SPEAK_STREAMLIT


@pytest.mark.parametrize("path", sources(), ids=named)
def test_sql_stands_in_the_store_the_import_and_the_benchmark_alone(path: Path) -> None:
    if layer(path) in SPEAK_SQL:
        return
    strings = [node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)]
    assert not [text for text in strings if isinstance(text, str) and SQL.search(text)]
    assert not [name for name in imported(path) if name.split(".")[0] in ("duckdb", "sqlite3", "psycopg")]


@pytest.mark.parametrize("path", sources(), ids=named)
def test_no_path_depends_on_the_working_directory(path: Path) -> None:
    """No `cwd`, and no relative literal handed to Path or open."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    names = {ast.unparse(call.func) for call in calls}
    assert not names & {"Path.cwd", "os.getcwd", "os.chdir"}
    opened = [
        call for call in calls if ast.unparse(call.func) in ("Path", "open", "pathlib.Path") and call.args
    ]
    literals = [call.args[0].value for call in opened if isinstance(call.args[0], ast.Constant)]
    assert all(Path(str(text)).is_absolute() for text in literals)


def test_modules_have_names_that_say_something() -> None:
    assert not [named(path) for path in sources() if FORBIDDEN_NAMES & set(path.with_suffix("").parts)]


def test_missing_figures_are_never_filled_with_zero() -> None:
    """No `fillna(0)`, no skipped lines, no bare except: what the style forbids outright."""
    for path in sources():
        for node in ast.walk(tree(path)):
            assert not (isinstance(node, ast.ExceptHandler) and node.type is None), named(path)
            if isinstance(node, ast.Call):
                assert ast.unparse(node).replace(" ", "")[-9:] != "fillna(0)", named(path)
                assert not [word for word in node.keywords if word.arg == "on_bad_lines"], named(path)
