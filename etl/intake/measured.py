"""How much memory a packed table takes, tried by a process of its own before the server reads it.

A workbook of a few kilobytes may claim a cell at the far end of its sheet, and a Parquet file repeat one long
text beyond measure. The libraries take the memory for all of it at once, and where there is not enough they
end the whole process. Here it is a small one, `python -m etl.intake.measured KIND`, with little memory.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

MEMORY = 4_000_000_000  # bytes: a table of as many cells as may be takes half of it
PATIENCE = 120.0  # seconds
ROOT = Path(__file__).resolve().parent.parent.parent
Shapes = list[tuple[int, int]]


def shapes(content: bytes, kind: str, most: int) -> Shapes | None:
    """Rows and columns of each visible sheet of a `workbook`, or of the one table of a `parquet` file.

    None where it takes too much memory or time, or its texts more than so many bytes; empty where it cannot
    be read at all, which is for the reader to say.
    """
    command = [sys.executable, "-m", "etl.intake.measured", kind, str(most)]
    try:
        done = subprocess.run(  # noqa: S603 (our own program)
            command, cwd=ROOT, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    return [(rows, columns) for rows, columns in json.loads(done.stdout)] if not done.returncode else None


def visible(book: Any) -> list[str]:
    """The sheets that a reader sees; all of them where none is to be seen."""
    tables = [one for one in book.sheets_metadata if str(one.typ).endswith("WorkSheet")]
    shown = [one.name for one in tables if str(one.visible).endswith(".Visible")]
    return shown or [one.name for one in tables]


def _workbook(content: bytes, _most: int) -> Shapes:
    import python_calamine as calamine

    with calamine.CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        ends = [book.get_sheet_by_name(name).end for name in visible(book)]
    return [(end[0] + 1, end[1] + 1) for end in ends if end]


def _parquet(content: bytes, most: int) -> Shapes:
    from pyarrow import parquet

    table = parquet.ParquetFile(BytesIO(content)).read(use_threads=False)
    if table.nbytes > most or sum(map(_spelled_out, table.columns)) > most:
        raise MemoryError
    return [(table.num_rows, table.num_columns)]


def _spelled_out(column: Any) -> int:
    """Bytes of texts that are kept once and named often. Raises MemoryError where they cannot be counted."""
    import pyarrow
    from pyarrow import compute, types

    try:
        if types.is_string_view(column.type) or types.is_binary_view(column.type):
            return int(column.cast(pyarrow.large_binary()).nbytes)
        if not types.is_dictionary(column.type):
            return 0
        lengths = (compute.binary_length(one.dictionary).take(one.indices) for one in column.chunks)
        return sum(compute.sum(compute.cast(one, pyarrow.int64())).as_py() or 0 for one in lengths)
    except pyarrow.ArrowException:
        raise MemoryError from None


KINDS: dict[str, Callable[[bytes, int], Shapes]] = {"workbook": _workbook, "parquet": _parquet}


def main(kind: str, most: int) -> int:
    """0 where the shapes are written; another number, or a crash, where the memory does not suffice."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        found = KINDS[kind](sys.stdin.buffer.read(), most)
    except MemoryError:
        return 1
    except BaseException:  # calamine is compiled: what it cannot bear arrives as a panic
        found = []
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
