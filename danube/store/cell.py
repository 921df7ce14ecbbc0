"""The cell: one query in a process of its own, over a copy of the figures in memory, then the end.

DuckDB's own locks (no files, no network, no extensions, settings frozen) stand inside limits of the
operating system, because its interrupt and its memory limit do not reach into every function: the
Levenshtein distance of two long texts runs for minutes past an interrupt. The sandbox starts this file
by its path in an isolated Python without environment, so it imports nothing of ours.

    order (stdin):  {"file", "sql", "seconds", "rows", "functions", "tables"}
    answer (stdout): {"columns": [[name, kind]], "rows": [[…]], "cut": bool} or {"fault": kind, "said": text}
"""

from __future__ import annotations

import json
import math
import os
import resource
import sys
import threading
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb

Tree = dict[str, Any]
ADDRESSES = 1_200_000_000  # bytes of address space: Python and DuckDB take 400 million of it
PROCESSOR = 2  # seconds of the processor beyond the limit, if nobody is left to stop us
CELL = 1_000  # characters shown of one value
ANSWER = 4_000_000  # characters of a whole answer
PART = 200  # rows fetched at once
LOCKS = (
    "temp_directory = ''",
    "secret_directory = ''",
    "home_directory = ''",
    "allow_community_extensions = false",
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "python_enable_replacements = false",
    "enable_external_access = false",
    "memory_limit = '300MB'",
    "max_expression_depth = 250",
    "lock_configuration = true",
)
WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
DECIMAL = ("FLOAT", "DOUBLE", "DECIMAL", "HUGEINT", "UBIGINT", "UHUGEINT")


class Fault(Exception):  # noqa: N818 (reads as what happened)
    """Why there is no answer: its kind, for which the sandbox has a sentence, and what DuckDB said."""

    def __init__(self, kind: str, said: str = "") -> None:
        super().__init__(kind)
        self.told = {"fault": kind, "said": said}


def narrow(seconds: float) -> None:
    """Asks the operating system for its limits: memory, processor time, and no file written at all."""
    processor = math.ceil(seconds) + PROCESSOR
    for limit, most in (
        (resource.RLIMIT_AS, ADDRESSES),
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def opened(file: str, tables: list[str]) -> duckdb.DuckDBPyConnection:
    """A database in memory with a copy of the tables; the file is let go before the locks are set."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute(f"ATTACH '{file}' AS snapshot (READ_ONLY)")
    for table in tables:
        connection.execute(f"CREATE TABLE {table} AS FROM snapshot.{table}")
    connection.execute("DETACH snapshot")
    for lock in LOCKS:
        connection.execute(f"SET {lock}")
    return connection


def checked(connection: duckdb.DuckDBPyConnection, sql: str, functions: list[str]) -> str:
    """The one statement of the text, if it only reads; DuckDB's own parser says what it is.

    Its tree names every function: those that reach for files, settings or hidden SQL are not in
    `functions` (where figures come from) or begin as in `_forbidden`.
    """
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise Fault("several" if statements else "empty")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise Fault("writing", statements[0].type.name)
    row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree["error"]:
        raise Fault("writing", "PRAGMA")
    for name, gives_rows in _called(tree):
        if _forbidden(name) or (gives_rows and name not in functions):
            raise Fault("function", name)
    return sql


def _called(tree: Tree) -> Iterator[tuple[str, bool]]:
    """Every function of a parsed statement, in lower case, and whether it stands where a table would."""
    waiting: list[tuple[Any, bool]] = [(tree, False)]
    while waiting:
        node, rows = waiting.pop()
        if isinstance(node, list):
            waiting += [(part, rows) for part in node]
        elif isinstance(node, dict):
            if "function_name" in node:
                yield str(node["function_name"]).lower(), rows
            is_table = node.get("type") == "TABLE_FUNCTION"
            waiting += [(part, is_table and key == "function") for key, part in node.items()]


def _forbidden(name: str) -> bool:
    starts = ("duckdb_", "pragma_", "read_", "sniff_", "parquet_", "pg_", "write_", "json_execute")
    return name.startswith(starts) or name in (
        "getenv", "getvariable", "current_setting", "query", "query_table", "nextval", "currval",
        "glob", "current_query", "in_search_path", "setseed",
    )  # fmt: skip


def answer(connection: duckdb.DuckDBPyConnection, sql: str, most: int) -> Tree:
    """The first rows of the result, and whether there were more."""
    connection.execute(sql)
    columns = [(str(name), _kind(str(form))) for name, form, *_rest in connection.description or ()]
    rows: list[list[Any]] = []
    size = 0
    while part := connection.fetchmany(min(PART, most + 1 - len(rows))):
        for values in part:
            row = [_plain(value, kind) for value, (_name, kind) in zip(values, columns, strict=True)]
            size += sum(len(value) if isinstance(value, str) else 8 for value in row)
            if len(rows) == most or size > ANSWER:
                return {"columns": columns, "rows": rows, "cut": True}
            rows.append(row)
    return {"columns": columns, "rows": rows, "cut": False}


def _kind(form: str) -> str:
    name = form.split("(")[0]
    return "whole" if name in WHOLE else "number" if name in DECIMAL and "[" not in form else "text"


def _plain(value: Any, kind: str) -> Any:
    """A value that JSON can carry: numbers as they are, all else as its text, cut where it is long."""
    if value is None or kind == "whole":
        return value
    if kind == "number":
        number = float(value) if isinstance(value, Decimal | int) else value
        return number if math.isfinite(number) else None
    text = str(value)
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def run(order: Tree) -> Tree:
    """The answer to an order, or the fault that it ended with."""
    connection = opened(order["file"], order["tables"])
    narrow(order["seconds"])
    timer = threading.Timer(order["seconds"], connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        return answer(connection, checked(connection, order["sql"], order["functions"]), order["rows"])
    except Fault as fault:
        return fault.told
    except duckdb.InterruptException:
        return Fault("slow").told
    except (duckdb.OutOfMemoryException, MemoryError):
        return Fault("memory").told
    except duckdb.PermissionException:
        return Fault("closed").told
    except (duckdb.Error, RuntimeError, ValueError, RecursionError) as error:
        return Fault("wrong", str(error)).told


if __name__ == "__main__":
    told = run(json.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(json.dumps(told).encode())
    sys.stdout.buffer.flush()
    os._exit(0)
