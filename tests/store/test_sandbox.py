"""The query sandbox: what it answers, and everything by which one might break out of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from store_rows import observations

from danube.settings import Settings
from danube.store import Batch, LoadInfo, Warehouse, connect, sandbox
from danube.store.examples import EXAMPLES, TABLES
from danube.store.sandbox import COLUMNS, QueryRefused, Sandbox
from danube.store.schema import REFERENCE, REGISTER

SECONDS = 2.0
START = 6.0  # of a process on a busy machine, beside its limit
SECRET = "nobody may read this"

BREAKOUTS = {
    # files
    "read_csv": "SELECT * FROM read_csv('{secret}')",
    "read_text": "SELECT content FROM read_text('{secret}')",
    "read_blob": "FROM read_blob('{secret}')",
    "file as table": "FROM '{secret}.csv'",
    "quoted file as table": 'SELECT * FROM "{secret}"',
    "glob": "SELECT * FROM glob('/*')",
    "sniff_csv": "FROM sniff_csv('{secret}')",
    "parquet_scan": "FROM parquet_scan('{secret}')",
    "parquet_metadata": "FROM parquet_metadata('{secret}')",
    "read_json": "FROM read_json_auto('{secret}')",
    "the snapshot itself": "FROM read_blob('{folder}/snapshot.duckdb')",
    "copy to": "COPY figures TO '{secret}.out'",
    "copy a query to": "COPY (SELECT 1) TO '{secret}.out' (FORMAT csv)",
    "copy from": "COPY figures FROM '{secret}'",
    "copy in an expression": "SELECT * FROM (COPY figures TO '{secret}.out')",
    "export": "EXPORT DATABASE '{secret}.out'",
    "import": "IMPORT DATABASE '{secret}.out'",
    "attach": "ATTACH '{secret}.out' AS other",
    "attach the snapshot": "ATTACH '{folder}/snapshot.duckdb' AS other",
    "use": "USE system",
    # network and extensions
    "install": "INSTALL httpfs",
    "load": "LOAD httpfs",
    "load a file": "LOAD '{secret}'",
    "http": "FROM 'https://example.org/x.csv'",
    "http by function": "FROM read_csv('https://example.org/x.csv')",
    "s3": "FROM read_parquet('s3://bucket/x.parquet')",
    "postgres": "ATTACH 'host=localhost' AS other (TYPE postgres)",
    "autoloaded function": "FROM sqlite_scan('{secret}', 'x')",
    # settings and secrets
    "set": "SET enable_external_access = true",
    "reset": "RESET lock_configuration",
    "pragma": "PRAGMA memory_limit = '100GB'",
    "pragma that reads": "PRAGMA database_list",
    "getenv": "SELECT getenv('PATH')",
    "current_setting": "SELECT current_setting('memory_limit')",
    "settings": "FROM duckdb_settings()",
    "secrets": "FROM duckdb_secrets()",
    "which_secret": "FROM which_secret('s3://x', 's3')",
    "create secret": "CREATE SECRET one (TYPE s3)",
    "databases": "SELECT path FROM duckdb_databases()",
    "functions in a subquery": "SELECT (SELECT count(*) FROM duckdb_settings())",
    "call": "CALL pragma_version()",
    "write_log": "SELECT write_log('x')",
    # writing
    "create": "CREATE TABLE mine AS FROM figures",
    "create a macro": "CREATE MACRO f() AS TABLE FROM read_text('{secret}')",
    "insert": "INSERT INTO figures SELECT * FROM figures",
    "update": "UPDATE figures SET value = 0",
    "delete": "DELETE FROM figures",
    "delete in a WITH": "WITH gone AS (DELETE FROM figures RETURNING *) FROM gone",
    "truncate": "TRUNCATE figures",
    "drop": "DROP TABLE figures",
    "alter": "ALTER TABLE figures RENAME TO mine",
    "checkpoint": "CHECKPOINT",
    "begin": "BEGIN",
    # hidden statements
    "two statements": "SELECT 1; DROP TABLE figures",
    "two questions": "SELECT 1; SELECT 2",
    "comment before": "/* SELECT 1 */ DROP TABLE figures",
    "comment between": "SELECT 1; -- harmless\nDROP TABLE figures",
    "nested comment": "SELECT 1 /* /* */ ; DROP TABLE figures --",
    "prepare": "PREPARE one AS DELETE FROM figures",
    "execute": "EXECUTE one",
    "parameter": "SELECT * FROM figures WHERE region = $1",
    "explain analyze": "EXPLAIN ANALYZE DELETE FROM figures",
    "query()": "FROM query('FROM read_text(''{secret}'')')",
    "query_table": "FROM query_table('{secret}')",
    "json_execute": "FROM json_execute_serialized_sql(json_serialize_sql('FROM figures'))",
    "pivot": "PIVOT figures ON period USING sum(value)",
    # letters
    "full-width letters": "ＤＲＯＰ ＴＡＢＬＥ figures",
    "no-break spaces": "DROP\u00a0TABLE\u00a0figures",
    "right-to-left": "SELECT 1 \u202e; DROP TABLE figures",
    "greek semicolon": "SELECT 1\u037e DROP TABLE figures",
    "NUL": "SELECT 1\x00; DROP TABLE figures",
    "lone surrogate": "SELECT '\ud800'",
    "nothing": "",
    "spaces": " \n\t ",
    "semicolons": ";;",
    "comment alone": "-- SELECT 1",
    "quote without end": "SELECT 'a",
    "dollar quote without end": "SELECT $$a",
    "no SQL": "Which region leads?",
    "long chain": "SELECT " + "+".join(["1"] * 4000),
    "too long": "SELECT " + "1," * 10_000 + "1",
}
BOMBS = {
    "range without end": "SELECT sum(a) FROM range(1000000000000) t(a)",
    "series": "SELECT max(a) FROM generate_series(1, 1000000000000) t(a)",
    "recursion": "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
    "recursion that doubles": "WITH RECURSIVE t(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM t) FROM t",
    "cross joins": "SELECT count(*) FROM range(100000) a, range(100000) b, range(100000) c WHERE a < b",
    "huge string": "SELECT length(repeat('x', 4000000000))",
    "huge strings": "SELECT repeat('x', 100000000) || a FROM range(1000) t(a)",
    "huge list": "SELECT len(range(4000000000))",
    "list of lists": "SELECT list_transform(range(3000000), x -> repeat('abc', 1000))",
    "gathered list": "SELECT list(a) FROM range(100000000) t(a)",
    "gathered string": "SELECT string_agg(repeat('x', 10000), '') FROM range(1000000)",
    "deaf to interrupts": "SELECT levenshtein(repeat('a', 300000), repeat('b', 300000))",
    "regular expression": "SELECT count(*) FROM range(1000000) t(n) WHERE repeat('a', 50000) || n ~ '(a*)*b'",
    "sorting": "SELECT a FROM range(1000000000) t(a) ORDER BY hash(a)",
    "padding": "SELECT lpad('x', 2000000000, 'y') || lpad('x', 2000000000, 'y')",
    "format": "SELECT format('{:>2000000000}', 'x')",
}


def loaded(warehouse: Warehouse) -> Sandbox:
    """Three figures and one region."""
    region = dict.fromkeys(REFERENCE["region"], "") | {
        "code": "AT12",
        "level": "2",
        "name": "Niederösterreich",
    }
    import pandas as pd

    rows = pd.DataFrame([region])
    warehouse.sync([Batch(LoadInfo("regions.csv", sha256="a"), "region", rows)])
    rows = observations(
        ("gerd", "AT12", "2021", 1.5), ("gerd", "AT12", "2022", None), ("gerd", "AT13", "2021", 3.9)
    )
    version = warehouse.add(rows, load=LoadInfo("figures.csv"))
    return Sandbox(warehouse.observations(version=version), sandbox.references(warehouse, version))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """A sandbox over a small warehouse of files."""
    warehouse = connect(Settings(var=tmp_path_factory.mktemp("var"), catalogue="", lake_data=""))
    made = loaded(warehouse)
    warehouse.close()
    return made


def refusal(asked: Sandbox, sql: str, seconds: float = SECONDS) -> str:
    """The sentence that the query ends in; it ends in time."""
    start = time.monotonic()
    with pytest.raises(QueryRefused) as refused:
        asked.ask(sql, seconds=seconds)
    assert time.monotonic() - start < seconds + sandbox.GRACE + START
    return str(refused.value)


def is_one_clear_sentence(said: str) -> bool:
    return len(said) < 400 and "\n" not in said and "Error" not in said and said[0].isupper()


def test_answers_from_either_engine(warehouse: Warehouse) -> None:
    found = loaded(warehouse).ask(
        "SELECT name, period, value FROM figures JOIN regions ON region = code ORDER BY period"
    )
    assert found.table["name"].tolist() == ["Niederösterreich"] * 2
    assert found.table["value"].isna().tolist() == [False, True] and found.table["value"][0] == 1.5
    assert not found.cut


@pytest.mark.parametrize(
    "sql",
    [
        "FROM figures",
        "WITH a AS (FROM figures) FROM a",
        "SELECT 1;",
        "VALUES (1)",
        "PIVOT figures ON period IN ('2021') USING sum(value)",
    ],
)
def test_reading_statements_are_answered(asked: Sandbox, sql: str) -> None:
    assert len(asked.ask(sql).table)


def test_a_pivot_without_columns_is_told_to_name_them(asked: Sandbox) -> None:
    with pytest.raises(QueryRefused, match="names its columns here: write `period IN"):
        asked.ask("pivot figures ON period USING sum(value)")


def test_the_tables_describe_themselves(asked: Sandbox) -> None:
    for table in ("figures", "regions", "pilots", "priorities"):
        assert asked.ask(f"DESCRIBE {table}").table["column_name"].tolist() == list(COLUMNS[table])
    assert asked.ask("SUMMARIZE figures").table["column_name"].tolist() == list(COLUMNS["figures"])
    assert set(asked.ask("SHOW TABLES").table["name"]) == set(COLUMNS) == set(TABLES)


def test_the_programme_and_uploads_of_single_rows_can_be_asked(tmp_path: Path) -> None:
    warehouse = connect(Settings(var=tmp_path / "var", catalogue="", lake_data=""))
    projects = pd.DataFrame([{"id": "spinit", "name": "SpinIT", "budget": 2_419_000.0}])
    priority = pd.DataFrame([{"region": "AT13", "priority": "Life sciences"}])
    for name, rows, kind in (("project", projects, "publisher"), ("priority", priority, "upload")):
        whole = rows.reindex(columns=list(REGISTER[name]))
        texts = [column for column, form in REGISTER[name].items() if form == "VARCHAR"]
        whole = whole.assign(**whole[texts].astype(object).fillna(""))
        warehouse.add(whole, load=LoadInfo(f"{name}.csv", kind=kind), holds=name)
    query = "SELECT (SELECT sum(budget) FROM projects) AS money, (SELECT count(*) FROM priorities) AS chosen"
    found = {
        edition: Sandbox(warehouse.observations(), sandbox.references(warehouse, edition)).ask(query).table
        for edition in (2, -2)
    }
    assert found[2].iloc[0].tolist() == [2_419_000.0, 1]
    assert found[-2].iloc[0].tolist() == [2_419_000.0, 0]


def test_kinds_of_columns(asked: Sandbox) -> None:
    found = asked.ask(
        "SELECT 1 AS a, 2.5 AS a, 'x' AS a, 10::HUGEINT AS big, [1, 2] AS list, DATE '2021-01-01' AS day, "
        "NULL AS nothing, 'inf'::DOUBLE AS endless"
    ).table
    assert list(found) == ["a", "a 2", "a 3", "big", "list", "day", "nothing", "endless"]
    assert found.iloc[0, :6].tolist() == [1, 2.5, "x", 10.0, "[1, 2]", "2021-01-01"]
    assert [str(form) for form in found.dtypes[:3]] == ["Int64", "float64", "string"]
    assert found.iloc[0, 6:].isna().all()


def test_long_answers_are_cut(asked: Sandbox) -> None:
    found = asked.ask("FROM range(1000000000000)", rows=7)
    assert found.cut and found.table["range"].tolist() == list(range(7))
    assert not asked.ask("FROM range(7)", rows=7).cut
    wide = asked.ask("SELECT repeat('x', 10_000) AS text FROM range(20000)", rows=20_000)
    assert wide.cut and wide.table["text"].str.len().max() == 1000


@pytest.mark.parametrize("name", BREAKOUTS)
def test_no_way_out(asked: Sandbox, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    (tmp_path / "secret.csv").write_text(SECRET)
    snapshot = asked._file.read_bytes()
    sql = BREAKOUTS[name].replace("{secret}", str(secret)).replace("{folder}", str(asked._file.parent))
    said = refusal(asked, sql)
    assert is_one_clear_sentence(said)
    assert SECRET not in said and str(tmp_path) not in said and str(asked._file.parent) not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret", "secret.csv"]
    assert asked._file.read_bytes() == snapshot, "each query has the figures from here, and nothing else"
    assert asked.ask("SELECT sum(value) AS total FROM figures").table["total"].item() == pytest.approx(5.4)


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_never_end_ends_in_time(asked: Sandbox, name: str) -> None:
    said = refusal(asked, BOMBS[name])
    assert re.search("longer than 2 seconds|more memory|too much", said) and is_one_clear_sentence(said)


def test_duckdb_explains_a_slip(asked: Sandbox) -> None:
    assert "figures" in refusal(asked, "SELECT * FROM figure")
    assert "value" in refusal(asked, "SELECT valu FROM figures")
    assert "::VARCHAR" in refusal(asked, "SELECT now()", seconds=10.0)


def test_one_query_leaves_nothing_to_the_next(asked: Sandbox) -> None:
    refusal(asked, "CREATE TEMP TABLE mine AS SELECT 1")
    assert "does not exist" in refusal(asked, "FROM mine")


def test_too_many_at_once_are_asked_to_wait(asked: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "GRACE", 0.0)
    for _turn in range(sandbox.AT_ONCE):
        assert sandbox._running.acquire(timeout=1)
    try:
        with pytest.raises(sandbox.Busy, match="try again"):
            asked.ask("SELECT 1", seconds=0.1)
    finally:
        for _turn in range(sandbox.AT_ONCE):
            sandbox._running.release()


def test_the_copy_goes_with_the_sandbox(warehouse: Warehouse) -> None:
    made = loaded(warehouse)
    folder = made._file.parent
    assert [path.name for path in folder.iterdir()] == ["snapshot.duckdb"]
    made.close()
    assert not folder.exists()


@pytest.mark.parametrize("sql", EXAMPLES.values(), ids=EXAMPLES)
def test_examples_can_be_asked(asked: Sandbox, sql: str) -> None:
    assert not asked.ask(sql).cut


def test_what_a_killed_server_left_is_removed_and_a_living_ones_copy_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, living = (tmp_path / f"danube-query-{owner}-x" for owner in (ended.pid, os.getpid()))
    for folder in (left, living):
        folder.mkdir()
        (folder / "snapshot.duckdb").touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    warehouse = connect(Settings(var=tmp_path / "var", catalogue="", lake_data=""))
    loaded(warehouse).close()
    warehouse.close()
    assert not left.exists() and living.exists()
