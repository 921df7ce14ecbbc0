"""From a publisher's answer to figures in the folder: read, hold against rules and predecessors, replace.

Reading and checking are those of `etl compile`; what is added is suspicion. A publisher's table holds codes
that are not of NUTS 2024, and those rows are left out as in `compile`; a row that breaks another rule, or a
table that lost many figures, is no longer what the catalogue describes, and nothing of it is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from danube.catalogue import Catalogue
from etl import compile as compiled
from etl import derived, queries, tidy
from etl.queries import Query

KEY = ["indicator", "region", "period"]
GRAVE = {"unknown-indicator", "bad-period", "not-a-number", "out-of-range", "conflict"}
LEAST_KEPT = 0.8


class RefreshRefused(Exception):  # noqa: N818 (reads as what happened)
    """A sentence why the whole run, or one source, was not refreshed."""


def figures(query: Query, folder: Path) -> pd.DataFrame:
    """The checked figures of one answer, in the shape of `data/figures`, with the publisher's date."""
    asked = {one.id: queries.asked(one, query.layout) for one in query.indicators}
    nuts = query.source.nuts if query.layout == "ris-xlsx" else compiled.TARGET
    source = query.source.model_copy(update={"files": (query.file,), "layout": query.layout, "nuts": nuts})
    frame, report = compiled.figures(source, asked, folder)
    grave = [row for row in report.refused if row["code"] in GRAVE]
    if grave:
        row = grave[0]
        place = f"row {row['row']}, {row['column']} {row['value']!r}"
        raise RefreshRefused(
            f"{len(grave):,} rows of {query} break a rule; the first, {place}: {row['reason']}"
        )
    empty = [name for name in asked if name not in set(frame["indicator"])]
    if empty:
        raise RefreshRefused(
            f"The answer holds no figure of {', '.join(empty)} for the study area ({query.url})."
        )
    dataset = frame["indicator"].map({one.id: one.dataset for one in query.indicators})
    day = queries.vintage(folder / query.file, query)
    return frame.assign(dataset=dataset, vintage=day)[compiled.FIGURES]


def hold(new: pd.DataFrame, earlier: pd.DataFrame) -> None:
    """Refuses an answer that lost many of an indicator's figures: a sign of a cut or redefined table."""
    counts = new.dropna(subset="value").groupby("indicator").size().to_dict()
    had = earlier.dropna(subset="value").groupby("indicator").size().to_dict()
    for name, count in counts.items():
        if count < LEAST_KEPT * had.get(name, 0):
            raise RefreshRefused(
                f"{name} would shrink from {had[name]:,} to {count:,} figures; look before adopting."
            )


def before(source: str, out: Path) -> pd.DataFrame:
    """The figures of a source as they are in the folder; none where it has no file yet."""
    path = out / f"{source}.csv"
    if path.exists():
        return compiled.read(path)
    return pd.DataFrame(columns=compiled.FIGURES, dtype=str).astype({"value": float})


def differences(table: pd.DataFrame, earlier: pd.DataFrame) -> tuple[int, int, int, int]:
    """How many figures a table has; how many of them are new, revised, gone since the earlier one."""
    both = earlier[earlier["indicator"].isin(table["indicator"])].merge(
        table, on=KEY, how="outer", suffixes=("_old", "_new"), indicator="side"
    )
    same = (both["value_old"] == both["value_new"]) | (both["value_old"].isna() & both["value_new"].isna())
    new, gone = both["side"] == "right_only", both["side"] == "left_only"
    return len(table), int(new.sum()), int((~same & ~new & ~gone).sum()), int(gone.sum())


def publish(fresh: Mapping[str, pd.DataFrame], refused: Collection[str], known: Catalogue, out: Path) -> None:
    """All tables beside the old ones first, then every file moved over its predecessor, the index last.

    Computed indicators of other sources follow the fresh figures; the `refused` sources keep their bytes.
    """
    if not fresh:
        return
    tables = _with_derived(fresh, known, out)
    texts = {name: _text(table) for name, table in tables.items() if name not in refused}
    for name, text in texts.items():
        (out / f"{name}.part").write_text(text, "utf-8", newline="\n")
    for name in texts:
        (out / f"{name}.part").replace(out / f"{name}.csv")
    compiled.write_index(known, out)


def _with_derived(fresh: Mapping[str, pd.DataFrame], known: Catalogue, out: Path) -> dict[str, pd.DataFrame]:
    """The fresh tables, and every other one whose computed indicators change with them."""
    base = compiled.known_figures({name: frame[tidy.COLUMNS] for name, frame in fresh.items()}, known, out)
    tables = dict(fresh)
    for source in known.sources.values():
        mine = compiled.indicators_of(source, known)
        extra = derived.figures(base, mine)
        if extra.empty:
            continue
        dataset = extra["indicator"].map({name: one.dataset for name, one in mine.items()})
        table = tables.get(source.id, before(source.id, out))
        kept = table[~table["indicator"].isin(extra["indicator"])]
        tables[source.id] = pd.concat([kept, extra.assign(dataset=dataset, vintage=source.vintage)])
    return tables


def _text(table: pd.DataFrame) -> str:
    return tidy.as_csv(table.sort_values(KEY, kind="stable")[compiled.FIGURES])
