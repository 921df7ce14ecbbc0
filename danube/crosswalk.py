"""Figures in older NUTS codes carried to NUTS 2024: exactly, as a sum, as a weighted mean, or not at all.

`data/crosswalk.csv` lists every code of the study area that changed since NUTS 2010, and all of level 2.
A code that is not listed but stands in the list of 2024 is identical in every edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from danube import regions
from danube.settings import DATA
from danube.texts import _, listing

FILE = DATA / "crosswalk.csv"
COLUMNS = ["version", "code", "target", "kind", "exact", "weight", "note"]
VERSIONS = (2010, 2013, 2016, 2021, 2024)
EXACT = {"identical": "yes", "recoded": "yes", "merged": "yes", "split": "no", "boundary shift": "no"}
How = Literal["sum", "mean", "none"]


class CrosswalkError(ValueError):
    """The crosswalk breaks a rule, or is asked for an edition it does not know."""


@dataclass(frozen=True)
class Converted:
    """`frame` in the codes of NUTS 2024; `refused` holds the rows that could not be carried over, and why."""

    frame: pd.DataFrame
    refused: pd.DataFrame


@cache
def load(path: Path = FILE) -> pd.DataFrame:
    """The crosswalk as a table of texts, `version` as a number. Raises CrosswalkError with every breach."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    if list(table.columns) != COLUMNS:
        raise CrosswalkError(f"{path.name}, line 1: the columns must be {', '.join(COLUMNS)}.")
    breaches = [f"{path.name}, line {line}: {breach}" for line, breach in _breaches(table)]
    if breaches:
        raise CrosswalkError("\n".join(breaches))
    return table.astype({"version": int})


def _breaches(table: pd.DataFrame) -> list[tuple[int, str]]:
    known = regions.load()
    kinds = table.groupby(["version", "code"])["kind"].nunique()
    found = []
    for line, row in enumerate(table.to_dict("records"), start=2):
        code, target, kind = row["code"], row["target"], row["kind"]
        rules = {
            f"version {row['version']!r} must be one of {VERSIONS}.": row["version"] in map(str, VERSIONS),
            f"kind {kind!r} of {code} must be one of {', '.join(EXACT)}.": kind in EXACT,
            f"exact of {code} must be {EXACT.get(kind)!r} for {kind}.": EXACT.get(kind) == row["exact"],
            f"the target {target!r} of {code} is not in the list of NUTS 2024.": target in known,
            f"{code} cannot be identical with {target}.": kind != "identical" or code == target,
            f"{code} has several kinds in {row['version']}.": kinds[row["version"], code] == 1,
        }
        found += [(line, breach) for breach, kept in rules.items() if not kept]
    return found


def convert(
    frame: pd.DataFrame,
    *,
    version: int,
    how: How,
    weights: pd.Series | None = None,
    links: pd.DataFrame | None = None,
) -> Converted:
    """Carry the rows (region, period, value, flag) of one indicator from an edition of NUTS to that of 2024.

    Identical codes pass, recoded ones are flagged; merged regions become a sum (`how="sum"`) or a mean
    weighted by `weights` (`how="mean"`; by old code, or by code and period); what was split or moved is
    refused. A sum or mean that lacks a part is refused too: nothing is guessed.
    """
    _check(version, how)
    table = load() if links is None else links
    rules = table[table["version"] == version]
    kind = _kinds(frame["region"], rules)
    passed = [_identical(frame[kind == "identical"]), _recoded(frame[kind == "recoded"], rules)]
    merged, lacking = _merged(frame[kind == "merged"], rules, how, weights)
    lost = frame[kind.isin(["split", "boundary shift", "unknown"])]
    reasons = [_reason(code, rules, version) for code in lost["region"]]
    given, twice = _without_repeats(pd.concat([*passed, merged], ignore_index=True))
    refused = pd.concat([lost.assign(reason=reasons), lacking, twice])
    texts = {column: frame[column].dtype for column in ("region", "period", "flag")}
    return Converted(given.astype({**texts, "value": float}), refused)


def _check(version: int, how: str) -> None:
    if version not in VERSIONS:
        raise CrosswalkError(
            _(
                "NUTS {version} is not known; take one of {known}.",
                version=version,
                known=listing([str(one) for one in VERSIONS]),
            )
        )
    if how not in get_args(How):
        raise CrosswalkError(f"how must be one of {get_args(How)} but got {how!r}.")


def _kinds(codes: pd.Series, rules: pd.DataFrame) -> pd.Series:
    """What happened to each code since; a code of 2024 that is not listed is identical."""
    listed = dict(zip(rules["code"], rules["kind"], strict=True))
    now = regions.load()
    return codes.map(lambda code: listed.get(code, "identical" if code in now else "unknown")).astype(object)


def _identical(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(_was=rows["region"])


def _recoded(rows: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    targets = dict(zip(rules["code"], rules["target"], strict=True))
    flags = [_tokens([flag, "recoded"]) for flag in rows["flag"]]
    return rows.assign(_was=rows["region"], region=rows["region"].map(targets), flag=flags)


def _merged(
    rows: pd.DataFrame, rules: pd.DataFrame, how: How, weights: pd.Series | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row per new region and period where all its parts are there; else the parts with the reason."""
    merges = rules[rules["kind"] == "merged"]
    targets = dict(zip(merges["code"], merges["target"], strict=True))
    whole, lacking = [], []
    for (target, period), parts in rows.groupby([rows["region"].map(targets), "period"], sort=True):
        needed = merges.loc[merges["target"] == target, "code"].tolist()
        weighed = _weighed(parts, weights)
        reason = _lack(str(target), needed, weighed, how)
        if reason:
            lacking.append(parts.assign(reason=reason))
        else:
            whole.append(
                {"region": target, "period": period, "_was": " ".join(needed), **_total(weighed, how)}
            )
    empty = rows.iloc[:0].assign(_was="")
    made = pd.DataFrame(whole, columns=empty.columns) if whole else empty
    return made, pd.concat([empty.drop(columns="_was").assign(reason=""), *lacking])


def _weighed(parts: pd.DataFrame, weights: pd.Series | None) -> pd.DataFrame:
    """The parts with their weight, by code or by code and period; empty where there is none."""
    if weights is None:
        return parts.assign(_weight=float("nan"))
    if weights.index.nlevels == 1:
        return parts.assign(_weight=parts["region"].map(weights))
    keys = pd.MultiIndex.from_frame(parts[["region", "period"]])
    return parts.assign(_weight=weights.reindex(keys).to_numpy())


def _lack(target: str, needed: list[str], parts: pd.DataFrame, how: How) -> str:
    """Why the parts make no whole; empty where they do."""
    names = {"target": target, "parts": listing(needed)}
    if how == "none":
        return _(
            "{target} was merged from {parts}, and this indicator can be neither summed nor averaged.",
            **names,
        )
    missing = sorted(set(needed) - set(parts.loc[parts["value"].notna(), "region"]))
    if missing:
        return _(
            "{target} was merged from {parts}; the figure of {missing} is missing.",
            missing=listing(missing),
            **names,
        )
    twice = sorted(set(parts.loc[parts["region"].duplicated(), "region"]))
    if twice:
        return _(
            "{target} was merged from {parts}; the figure of {missing} is given twice.",
            missing=listing(twice),
            **names,
        )
    light = sorted(parts.loc[~(parts["_weight"] > 0), "region"]) if how == "mean" else []
    if light:
        return _(
            "{target} was merged from {parts}; a mean needs the weight of {missing}.",
            missing=listing(light),
            **names,
        )
    return ""


def _total(parts: pd.DataFrame, how: How) -> dict[str, object]:
    if how == "sum":
        return {"value": parts["value"].sum(), "flag": _tokens([*parts["flag"], "summed"])}
    mean = (parts["value"] * parts["_weight"]).sum() / parts["_weight"].sum()
    return {"value": mean, "flag": _tokens([*parts["flag"], "weighted"])}


def _without_repeats(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A figure that the file gives in the code of 2024 as well is taken from there; the other is refused."""
    converted = rows["_was"] != rows["region"]
    given = set(zip(rows.loc[~converted, "region"], rows.loc[~converted, "period"], strict=True))
    repeats = converted & pd.Series(
        [pair in given for pair in zip(rows["region"], rows["period"], strict=True)],
        index=rows.index,
        dtype=bool,
    )
    twice = rows[repeats]
    reasons = [_("The file gives this figure as {target} already.", target=code) for code in twice["region"]]
    back = twice.assign(reason=reasons, region=twice["_was"]).drop(columns="_was")
    return rows[~repeats].drop(columns="_was").reset_index(drop=True), back


def _reason(code: str, rules: pd.DataFrame, version: int) -> str:
    """The sentence why a figure of this code cannot be carried over."""
    links = rules[rules["code"] == code]
    if links.empty:
        return _("{code} is no region of the study area in NUTS {version}.", code=code, version=version)
    targets = listing(links["target"].tolist())
    if links["kind"].iloc[0] == "split":
        return _(
            "{code} was split into {targets}; its figure cannot be divided among them.",
            code=code,
            targets=targets,
        )
    return _(
        "{code} became {targets} with another boundary; its figure belongs to another area.",
        code=code,
        targets=targets,
    )


def _tokens(flags: list[str]) -> str:
    """The words of several flags, each once, in order of appearance."""
    return " ".join(dict.fromkeys(token for flag in flags for token in str(flag or "").split()))
