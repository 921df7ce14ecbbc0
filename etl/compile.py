"""From a folder of publishers' files to `data/figures/`: read, select, mark, convert, check, derive, write.

The catalogue drives everything. A source whose file is missing or unreadable keeps the figures that it has;
the report says so and the others go on. Running it twice writes the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pandas as pd

from danube import catalogue as catalogues
from danube import crosswalk, regions
from danube.catalogue import Catalogue, Indicator, Source
from danube.settings import DATA
from etl import cautions, checks, derived, sources, tidy
from etl.account import Report, SourceReport

FIGURES = ["indicator", "region", "period", "value", "flag", "source", "dataset", "vintage"]
INDEX = ["file", "indicator", "source", "dataset", "licence", "vintage", "rows", "first", "last"]
TARGET = 2024
SPECIAL = ("period",)

Progress = Callable[[list[Source]], Iterable[Source]]


def run(
    raw: Path,
    out: Path = DATA / "figures",
    *,
    catalogue: Catalogue | None = None,
    progress: Progress = iter,
) -> Report:
    """Compile every available source of the catalogue from the folder `raw` into the folder `out`."""
    known = catalogue or catalogues.load()
    wanted = [source for source in known.sources.values() if source.files and indicators_of(source, known)]
    out.mkdir(parents=True, exist_ok=True)
    frames: dict[str, pd.DataFrame] = {}
    reports: dict[str, SourceReport] = {}
    for source in progress(wanted):
        frames[source.id], reports[source.id] = _guarded(source, indicators_of(source, known), raw)
    sweep(known, out)
    base = known_figures(frames, known, out)
    for identifier, report in reports.items():
        if report.problem:
            continue
        extra = derived.figures(base, indicators_of(known.sources[identifier], known))
        reports[identifier] = replace(report, derived=len(extra))
        write(pd.concat([frames[identifier], extra]), known.sources[identifier], known, out)
    write_index(known, out)
    return Report(list(reports.values()))


def indicators_of(source: Source, known: Catalogue) -> dict[str, Indicator]:
    """The available indicators that name this source, hidden ones included."""
    mine = {name: one for name, one in known.indicators.items() if one.source == source.id}
    return {name: one for name, one in mine.items() if one.status == "available"}


def _guarded(
    source: Source, indicators: dict[str, Indicator], raw: Path
) -> tuple[pd.DataFrame, SourceReport]:
    nothing = pd.DataFrame(columns=tidy.COLUMNS)
    try:
        frame, report = figures(source, indicators, raw)
    except (sources.SourceUnreadable, crosswalk.CrosswalkError) as error:
        return nothing, SourceReport(source.id, problem=str(error))
    if frame.empty:
        return nothing, SourceReport(source.id, problem="No row fits the filters of the catalogue.")
    return frame, report


def figures(source: Source, indicators: dict[str, Indicator], raw: Path) -> tuple[pd.DataFrame, SourceReport]:
    """The tidy figures of one source, and what became of its rows. Raises `SourceUnreadable`."""
    records = pd.concat([sources.read(source.layout, raw / name) for name in source.files], ignore_index=True)
    plain = {name: one for name, one in indicators.items() if one.derive is None}
    chosen = pd.concat([_chosen(records, one) for one in plain.values()], ignore_index=True)
    away = checks.outside(chosen["region"])
    marked = cautions.apply(_parsed(chosen[~away].reset_index(drop=True)), source.layout)
    current, refused = _converted(marked, source, plain)
    checked = checks.check(current, plain)
    rejected = pd.concat([refused, checked.refused])
    left = checked.left_out["code"].value_counts()
    report = SourceReport(
        source.id,
        read=len(chosen),
        kept=len(checked.accepted),
        outside=int(away.sum()),
        empty=int(left.get("empty", 0)),
        repeated=int(left.get("repeated", 0)),
        refused=rejected.astype(object).where(rejected.notna(), None).to_dict("records"),
    )
    return checked.accepted.assign(source=source.id)[tidy.COLUMNS], report


def _chosen(records: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The rows of the files that the indicator's filter asks for; a filter on `period` can also give it."""
    rows = records
    for column, value in indicator.filter.items():
        if column not in rows.columns:
            raise sources.SourceUnreadable(
                f"The filter of {indicator.id} asks for a column {column!r} that the files do not have."
            )
        if column in SPECIAL and not rows[column].any():
            rows = rows.assign(**{column: value})
        rows = rows[rows[column] == value]
    return rows.assign(indicator=indicator.id)


def _parsed(chosen: pd.DataFrame) -> pd.DataFrame:
    """Texts as numbers and flags; the columns that the rest of the way needs."""
    parts = tidy.numbers(chosen["text"])
    flags = tidy.joined(tidy.letters(chosen["flag"]), parts["flag"])
    frame = chosen.reindex(columns=["row", "indicator", "region", "period", "text", "nuts", "own_flag"])
    return frame.assign(
        value=parts["value"],
        bad=parts["bad"],
        flag=tidy.joined(flags, frame["own_flag"]),
        region=frame["region"].str.strip(),
        period=tidy.periods(frame["period"]),
    )


def _converted(
    marked: pd.DataFrame, source: Source, indicators: dict[str, Indicator]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All rows in the codes of NUTS 2024, and those that a caution or the crosswalk refuses."""
    withheld = marked[marked["refusal"] != ""]
    rows = marked.drop(index=withheld.index)
    version = _editions(rows, source)
    nothing = rows["value"].isna() & (rows["flag"] == "")
    settled = (version == TARGET) | nothing
    done, refused = [rows[settled]], [_refusal(withheld, "left-out", withheld["refusal"])]
    for edition, indicator in product(sorted(set(version[~settled])), indicators.values()):
        part = rows[~settled & (version == edition) & (rows["indicator"] == indicator.id)]
        answer = crosswalk.convert(
            part.drop(columns=["indicator", "bad"]), version=edition, how=indicator.conversion
        )
        done.append(answer.frame.assign(indicator=indicator.id, bad=False))
        refused.append(_refusal(answer.refused, "not-convertible", answer.refused["reason"]))
    return pd.concat(done, ignore_index=True), pd.concat(refused, ignore_index=True)


def _editions(rows: pd.DataFrame, source: Source) -> pd.Series:
    """The NUTS edition of each code: the row's own, else the source's; a code gone by then, its last one."""
    version = pd.to_numeric(rows["nuts"], errors="coerce").fillna(source.nuts).astype(int)
    links = crosswalk.load()
    old = links[~links["code"].isin(list(regions.load()))]
    last = rows["region"].map(old.groupby("code")["version"].max())
    listed = pd.MultiIndex.from_frame(old[["code", "version"]])
    stale = last.notna() & ~pd.MultiIndex.from_arrays([rows["region"], version]).isin(listed)
    return version.mask(stale, last).astype(int)


def _refusal(rows: pd.DataFrame, code: str, reason: pd.Series) -> pd.DataFrame:
    lines = pd.DataFrame(
        {"row": rows.get("row"), "value": rows["region"], "reason": reason}, index=rows.index
    )
    return lines.assign(column="region", code=code, hint="")[checks.REFUSED]


def sweep(known: Catalogue, out: Path) -> None:
    """Removes compiled files of sources that the catalogue no longer has; other files are left alone."""
    header = ",".join(FIGURES)
    for path in out.glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            compiled = file.readline().strip() == header
        if compiled and path.stem not in known.sources:
            path.unlink()


def known_figures(frames: dict[str, pd.DataFrame], known: Catalogue, out: Path) -> pd.DataFrame:
    """All figures: the fresh ones, and for sources that could not be read those of the last time."""
    fresh = {name for name, frame in frames.items() if len(frame)}
    kept = [path for path in sorted(out.glob("*.csv")) if path.stem in set(known.sources) - fresh]
    return pd.concat([*(frames[name] for name in sorted(fresh)), *(read(path) for path in kept)])


def read(path: Path) -> pd.DataFrame:
    """A compiled file as it was written: text columns, `value` as float."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return frame.assign(value=pd.to_numeric(frame["value"]).astype(float))


def write(frame: pd.DataFrame, source: Source, known: Catalogue, out: Path) -> None:
    """The figures of one source, sorted, as `<source>.csv`; the file is moved into place when complete."""
    table = frame.assign(
        dataset=frame["indicator"].map(lambda name: known.indicators[name].dataset), vintage=source.vintage
    )
    table = table.astype({"value": float}).sort_values(["indicator", "region", "period"], kind="stable")[
        FIGURES
    ]
    _put(out / f"{source.id}.csv", tidy.as_csv(table))


def write_index(known: Catalogue, out: Path) -> None:
    """`index.csv`: one row per compiled indicator with its origin, size and span."""
    tables = [
        read(path).assign(file=path.name) for path in sorted(out.glob("*.csv")) if path.stem in known.sources
    ]
    if not tables:
        return
    cells = pd.concat(tables).groupby(["file", "indicator", "source", "dataset", "vintage"])["period"]
    index = cells.agg(rows="size", first="min", last="max").reset_index()
    index["licence"] = index["source"].map(lambda name: known.sources[name].licence)
    _put(out / "index.csv", tidy.as_csv(index[INDEX]))


def _put(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text, "utf-8", newline="\n")
    part.replace(path)
