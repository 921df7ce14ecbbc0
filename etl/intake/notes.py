"""What is told about a file beside its refusals: how it was read, what was left aside, what was carried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from danube import catalogue
from danube.texts import _, n_
from etl import checks, tidy
from etl.intake import places
from etl.intake.asked import Answers, Finding
from etl.intake.layout import Read, Understood

LOOKED_AT = 200  # different texts of a column by which it is seen whether it names regions
MOSTLY = 0.8
LEFT_OUT: Mapping[str, Callable[[int], str]] = {
    "outside": lambda count: n_(
        "{count} row is outside the study area.", "{count} rows are outside the study area.", count
    ),
    "empty": lambda count: n_(
        "{count} row has neither figure nor flag.", "{count} rows have neither figure nor flag.", count
    ),
    "repeated": lambda count: n_("{count} row repeats another.", "{count} rows repeat another.", count),
    "answered": lambda count: n_(
        "{count} row is left out as answered.", "{count} rows are left out as answered.", count
    ),
    "other-series": lambda count: n_(
        "{count} row belongs to another series than the indicator.",
        "{count} rows belong to another series than the indicator.",
        count,
    ),
}


def used(rows: pd.DataFrame, answers: Answers) -> set[str]:
    """The columns beside the figures that decided which of them count."""
    indicators = catalogue.load().indicators
    filters = [indicators[name].filter for name in rows["indicator"].unique() if name in indicators]
    asked = {key.removeprefix("filter:") for key in answers if key.startswith("filter:")}
    return asked.union(*filters)


def reading(found: Read, used: set[str]) -> Iterator[Finding]:
    """How the file was read, where that may surprise: encoding, lines and columns that are left aside."""
    extra = [name for name in found.others.columns if name not in used]
    yield from opening(found.understood, extra if found.understood.layout == "long" else [])


def opening(understood: Understood, extra: Sequence[str]) -> Iterator[Finding]:
    """The encoding that is none of today's, the columns that nobody reads, the lines beside the table."""
    encoding = understood.encoding
    if encoding and not encoding.startswith("utf"):
        text = _("The file is not UTF-8; it was read as {encoding}.", encoding=encoding)
        yield {"code": "encoding", "text": text}
    if extra:
        text = _("These columns are not read: {names}.", names=", ".join(map(repr, extra)))
        yield {"code": "extra-column", "text": text}
    for note in understood.notes:
        yield {"code": "aside", "text": note}


def year_of(answers: Answers, found: Read) -> Iterator[Finding]:
    """That the year of all figures was taken from the recipe, where the file names none."""
    if answers.get("year") and len(found.table) and not found.table["period"].ne("").any():
        text = _("All figures are taken as of {year}, as the recipe says.", year=answers["year"])
        yield {"code": "recipe-year", "text": text}


def other_names(found: Read) -> Iterator[Finding]:
    """Columns that name another region than the column of regions does, as where rows were shifted."""
    for name in found.others.columns:
        texts = found.others[name].astype(str)
        if places.likely(texts.unique()[:LOOKED_AT]) < MOSTLY:
            continue
        pairs = found.table[["row", "region"]].assign(other=texts)
        lines = pairs.drop_duplicates(["region", "other"])
        apart = [_apart(one, other) for one, other in zip(lines["region"], lines["other"], strict=True)]
        strange = lines[apart]
        if len(strange):
            example = strange.iloc[0]
            text = n_(
                "{count} name in the column {column} is of another region than the column {region} says; row "
                "{row} has {first} and {second}.",
                "{count} names in the column {column} are of other regions than the column {region} says; "
                "row {row} has {first} and {second}.",
                len(strange),
                column=repr(str(name)),
                region=repr(found.understood.region),
                row=int(example["row"]),
                first=repr(str(example["region"])),
                second=repr(str(example["other"])),
            )
            yield {"code": "other-name", "text": text}


def _apart(one: str, other: str) -> bool:
    """True where both surely name regions, and neither is the other, within it or around it."""
    first, second = places.certain(one), places.certain(other)
    left, right = _meant(first), _meant(second)
    return bool(left and right) and not any(
        here.startswith(there) or there.startswith(here) for here in left for there in right
    )


def _meant(found: places.Found) -> list[str]:
    return [code for code in (found.code, *found.suggestions) if code]


def unknown_flags(figures: pd.DataFrame) -> Iterator[Finding]:
    unknown = sorted(tidy.unknown_flags(figures["flag"]))
    if unknown:
        text = _("These flags are not explained in the catalogue: {flags}.", flags=", ".join(unknown))
        yield {"code": "unknown-flag", "text": text}


def left_out(checked: checks.Checked, others: tuple[int, int]) -> Iterator[Finding]:
    """What does not concern us, counted; nothing leaves without a word."""
    counts = checked.left_out["code"].value_counts().to_dict()
    counts["answered"], counts["other-series"] = others
    yield from counted({str(code): int(count) for code, count in counts.items()})


def counted(counts: Mapping[str, int]) -> Iterator[Finding]:
    """A sentence for each reason of LEFT_OUT that some rows have."""
    for code, told in LEFT_OUT.items():
        if counts.get(code, 0):
            yield {"code": code, "text": told(counts[code])}


def carried(steps: pd.DataFrame) -> Iterator[Finding]:
    """Old codes and what became of them, a sentence per edition and method."""
    if steps.empty:
        return
    for (edition, method), part in steps.groupby(["edition", "method"]):
        pairs = sorted({f"{old} → {new}" for old, new in zip(part["from"], part["to"], strict=True)})
        text = n_(
            "{count} row was carried from NUTS {edition} to NUTS 2024 ({method}): {pairs}.",
            "{count} rows were carried from NUTS {edition} to NUTS 2024 ({method}): {pairs}.",
            len(part),
            edition=edition,
            method=method,
            pairs=", ".join(pairs),
        )
        yield {"code": "carried", "text": text}
