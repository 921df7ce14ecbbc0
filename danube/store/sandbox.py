"""SQL from strangers: a copy of one version's figures that can be asked anything and told nothing.

The figures of a version are written once into a file of their own; each query runs in a fresh process
(`cell.py`) over a copy of it in memory, within limits of time, memory and rows, and the process ends
with it. So nothing that a query does can reach the warehouse, the server or the next query.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from danube.store import declared, editions, schema
from danube.store.errors import StoreError, spoken
from danube.store.warehouse import Warehouse
from danube.store.writers import Kind
from danube.texts import _, number

CELL = Path(__file__).with_name("cell.py")
PREFIX = "danube-query-"
SECONDS = 5.0
GRACE = 3.0
"""Seconds that a query has, and those after which the operating system ends what did not listen."""

ROWS = 5_000
LONGEST = 10_000
"""Rows of an answer, and characters of a query."""

PIVOT = re.compile(r"\bpivot\b", re.IGNORECASE)
"""DuckDB makes several statements of one that does not name its columns."""

AT_ONCE = 2
_running = threading.BoundedSemaphore(AT_ONCE)

COLUMNS: dict[str, schema.Columns] = {
    "figures": {
        "indicator": "VARCHAR",
        "region": "VARCHAR",
        "level": "TINYINT",
        "period": "VARCHAR",
        "value": "DOUBLE",
        "flag": "VARCHAR",
        "source": "VARCHAR",
        "load": "INTEGER",
    },
    **{
        f"{name}s": {
            column: form
            for column, form in schema.REFERENCE[name].items()
            if column not in ("drawn", "spinit")
        }
        for name in ("region", "indicator", "source")
    },
    **{schema.plural(name): {**columns, "load": "INTEGER"} for name, columns in schema.REGISTER.items()},
}
"""The tables that a query may read, with their columns and types."""

FUNCTIONS = ("range", "generate_series", "unnest", "json_each", "repeat")
"""Functions that may stand in place of a table."""


class QueryRefused(StoreError):  # noqa: N818 (reads as what happened)
    """One sentence: why the query has no answer, and what to do."""


class Busy(QueryRefused):
    """Too many queries at once: the same one may have its answer a moment later."""


@dataclass(frozen=True)
class Answer:
    """The rows of a result; `cut` where there were more; seconds that it took."""

    table: pd.DataFrame
    cut: bool
    seconds: float


class Sandbox:
    """Figures that anybody may ask in SQL; their copy on the disk goes with the sandbox.

    Args:
        figures: the current figures of a version, as `Warehouse.observations` gives them.
        references: all other tables of `COLUMNS`, as `references` gives them.
    """

    def __init__(self, figures: pd.DataFrame, references: Mapping[str, pd.DataFrame]) -> None:
        with spoken("The copy of the figures for queries"):
            _sweep()
            folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
            self.close = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            self._file = folder / "snapshot.duckdb"
            _write(self._file, {**references, "figures": figures})

    def ask(self, sql: str, *, seconds: float = SECONDS, rows: int = ROWS) -> Answer:
        """The answer to one reading statement; `QueryRefused` says in a sentence why there is none."""
        if len(sql) > LONGEST:
            raise QueryRefused(
                _("A query may have {most} characters; this one has {count}: shorten it.",
                  most=number(LONGEST, 0), count=number(len(sql), 0))
            )  # fmt: skip
        if "\0" in sql:
            raise QueryRefused(_("The query holds an invisible NUL character: write it anew."))
        order = {
            "file": str(self._file),
            "sql": sql,
            "seconds": seconds,
            "rows": rows,
            "functions": FUNCTIONS,
            "tables": list(COLUMNS),
        }
        start = time.monotonic()
        told = _alone(order, seconds)
        if "fault" in told:
            fault = "pivot" if told["fault"] == "several" and PIVOT.search(sql) else told["fault"]
            raise QueryRefused(_sentence(fault, told["said"], seconds))
        return Answer(_table(told), told["cut"], time.monotonic() - start)


def references(warehouse: Warehouse, edition: int) -> dict[str, pd.DataFrame]:
    """The tables beside the figures, as of an edition: what ids mean, declared ones too, and statements."""
    version = editions.version(edition)
    known = {name: warehouse.reference(name[:-1], version) for name in ("regions", "indicators", "sources")}
    without: tuple[Kind, ...] = ("upload",) if editions.leaves_uploads_out(edition) else ()
    rows = {
        schema.plural(name): warehouse.rows(name, version=version, without=without)
        for name in schema.REGISTER
    }
    return rows | {name: declared.joined(table, name[:-1], edition) for name, table in known.items()}


def _sweep() -> None:
    """Removes the copies of servers that were killed and so could not remove them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        if owner.isdecimal() and not _is_alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _write(file: Path, frames: Mapping[str, pd.DataFrame]) -> None:
    """The tables of `COLUMNS` as a DuckDB file."""
    with duckdb.connect(str(file)) as connection:
        for table, columns in COLUMNS.items():
            chosen = ", ".join(f'CAST("{name}" AS {form}) AS "{name}"' for name, form in columns.items())
            connection.register("incoming", frames[table])
            connection.execute(f"CREATE TABLE {table} AS SELECT {chosen} FROM incoming")
            connection.unregister("incoming")


def _alone(order: dict[str, Any], seconds: float) -> dict[str, Any]:
    """What the cell answers; a cell that does not end is ended, and no more than `AT_ONCE` run at once."""
    if not _running.acquire(timeout=seconds + GRACE):
        raise Busy(_("Other queries are running: try again in a moment."))
    try:
        done = subprocess.run(  # noqa: S603 (our own file; the query is its input, never its command)
            [sys.executable, "-I", str(CELL)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=seconds + GRACE,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"fault": "slow", "said": ""}
    finally:
        _running.release()
    if done.returncode or not done.stdout:
        return {"fault": "stopped", "said": ""}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _sentence(fault: str, said: str, seconds: float) -> str:
    """The sentence for a fault; DuckDB's own words only where the query itself is wrong."""
    if fault == "wrong":
        return _wrong(said)
    if fault == "function":
        return _("The function {name} is closed here: only the tables of this page can be read.",
                 name=f"`{_bare(said)}`")  # fmt: skip
    sentences = {
        "empty": _("There is no query: write one, or take an example."),
        "several": _("Several statements stand here: ask one at a time, without a semicolon between."),
        "pivot": _("A PIVOT names its columns here: write {example} behind ON.",
                   example="`period IN ('2022', '2023')`"),
        "writing": _("Only questions are answered: begin with SELECT, WITH, FROM, DESCRIBE or SUMMARIZE."),
        "closed": _("Files, the network and settings are closed here: read the tables of this page."),
        "slow": _("The query took longer than {seconds} seconds and was stopped: ask for less.",
                  seconds=number(seconds, 0)),
        "memory": _("The query needs more memory than it may have: ask for less, or in parts."),
        "stopped": _("The query was too much and was stopped: ask for less, or more simply."),
    }  # fmt: skip
    return sentences[fault]


def _wrong(said: str) -> str:
    """DuckDB's message in one line, without its kind, without the place and without any path."""
    if "pytz" in said:
        return _("A column holds times with a time zone: write it with ::VARCHAR behind, as text.")
    lines = [line.strip() for line in said.split("LINE ")[0].splitlines() if line.strip()]
    message = re.sub(r"^[\w ]+ Error:\s*", "", " ".join(lines))
    message = re.sub(r"(?<![\w)])/[^\s\"',;)]+", "…", message)
    return _("DuckDB cannot answer this: {said}", said=f"`{_bare(message)}`")


def _bare(text: str) -> str:
    """Foreign words that can stand as code on a page: no backtick, no line break, not too long."""
    plain = " ".join(text.replace("`", "'").split())
    return plain if len(plain) <= 300 else plain[:299] + "…"


def _table(told: dict[str, Any]) -> pd.DataFrame:
    """The rows as a table; names that stand twice are told apart by a number."""
    forms = {"whole": "Int64", "number": "float64", "text": "string"}
    kinds = dict(zip(_told_apart([name for name, _kind in told["columns"]]), told["columns"], strict=True))
    table = pd.DataFrame(told["rows"], columns=list(kinds), dtype=object)
    return table.astype({name: forms[kind] for name, (_name, kind) in kinds.items()})


def _told_apart(names: list[str]) -> list[str]:
    """The names of columns, each once: `value`, `value 2`."""
    known: list[str] = []
    for name in names:
        others = (f"{name} {place}" for place in range(2, len(names) + 2))
        known.append(name if name not in known else next(one for one in others if one not in known))
    return known
