"""Publishers' files, one reader per layout. Every reader gives one row per figure, all columns as text:

`row` (counted as in the file, header = 1), `region`, `period`, `text` (the figure as written), `flag`
(publishers' letters), `nuts` where the file itself names the NUTS version, `own_flag` (our words, of what
the reader did), `file`, and the file's other columns.
A file with several value columns is melted: `column` then holds the header of the value.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from etl.sources import delimited, eqi, eurito, eurostat_tsv, jsonstat, rci, ris, sdmx_csv, yearbook
from etl.sources.errors import SourceUnreadable

READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "sdmx-csv": sdmx_csv.read,
    "json-stat": jsonstat.read,
    "eurostat-tsv": eurostat_tsv.read,
    "geo-time": delimited.read,
    "panel-csv": delimited.read,
    "yearbook-json": yearbook.read,
    "ris-xlsx": ris.read,
    "rci-xlsx": rci.read,
    "rci-scores-csv": rci.read_scores,
    "eqi-csv": eqi.read,
    "eurito-csv": eurito.read,
}

__all__ = ["READERS", "SourceUnreadable", "read"]


def read(layout: str, path: Path) -> pd.DataFrame:
    """The figures of one file as rows of text. `SourceUnreadable` says in a sentence what is wrong."""
    if layout not in READERS:
        raise SourceUnreadable(f"Layout {layout!r} is not known; use one of {', '.join(sorted(READERS))}.")
    if not path.is_file():
        raise SourceUnreadable(f"{path.name} is not in {path.parent}.")
    try:
        frame = READERS[layout](path)
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise SourceUnreadable(f"{path.name} cannot be read as {layout}: {error}.") from error
    absent = [name for name in ("nuts", "own_flag") if name not in frame]
    return frame.assign(file=path.name, **dict.fromkeys(absent, ""))
