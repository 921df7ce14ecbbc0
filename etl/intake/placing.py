"""Rows get the codes of NUTS 2024: by what their texts say, by an answer, or through the crosswalk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from danube import crosswalk, regions
from danube.catalogue import Indicator
from danube.texts import N_, _
from etl import checks
from etl.intake import places
from etl.intake.asked import LEAVE, MOST, Answers, Finding, answer, at_once, question, rows

Indicators = Mapping[str, Indicator]
OPTIONS = 3  # so many names stand in a question about several


@dataclass(frozen=True)
class Placed:
    """`rows` with `region` as a code and `how` it was found; `refused` as `checks.REFUSED`."""

    rows: pd.DataFrame
    refused: pd.DataFrame
    left_out: int = 0
    waiting: int = 0
    questions: list[Finding] = field(default_factory=list)
    carried: pd.DataFrame = field(default_factory=pd.DataFrame)


def place(table: pd.DataFrame, answers: Answers) -> Placed:
    """The texts of `region` as codes, of any edition of NUTS; the text itself is kept as `place`.

    A text that looks like a code stays as it is and meets the checks; a name that is like none is refused.
    """
    counts = table["region"].value_counts(sort=False)
    codes, how, asked = decided({str(text): int(count) for text, count in counts.items()}, answers)
    code = table["region"].map(codes).astype(object)
    placed = table.assign(place=table["region"], region=code, how=table["region"].map(how))
    nowhere = code == ""
    chosen = placed[code.notna() & ~nowhere & (code != LEAVE)]
    return Placed(
        chosen,
        strangers(placed[nowhere]),
        int((code == LEAVE).sum()),
        int(code.isna().sum()),
        asked,
    )


def carried(table: pd.DataFrame, indicators: Indicators) -> Placed:
    """Figures in codes that NUTS 2024 no longer has, carried over where the crosswalk allows it.

    `carried` lists row, indicator, from, to, edition and method; what was split or moved is refused.
    """
    editions = places.editions()
    old = table["region"].isin(list(editions)) & table["indicator"].isin(list(indicators))
    if not old.any():
        return Placed(table, _nothing())
    edition = table.loc[old, "region"].map(editions)
    inside = table["region"].isin(list(regions.load()))
    done, refused = [table[~old]], [_nothing()]
    for key, part in table[old].groupby([edition, "indicator"]):
        version, name = int(str(key[0])), str(key[1])
        beside = table[inside & (table["indicator"] == name)]
        both = pd.concat([part.assign(current=False), beside.assign(current=True)]).drop(columns="indicator")
        answered = crosswalk.convert(both, version=version, how=indicators[name].conversion)
        done.append(_moved(answered.frame, name, version))
        refused.append(_lost(answered.refused, version))
    joined = pd.concat(done, ignore_index=True)
    return Placed(joined.drop(columns="edition"), pd.concat(refused), carried=_steps(joined))


def _moved(rows_: pd.DataFrame, indicator: str, version: int) -> pd.DataFrame:
    """The rows that were in old codes, without those in codes of 2024 that only stood beside them."""
    moved = rows_[~rows_["current"].astype(bool)].drop(columns="current")
    return moved.assign(indicator=indicator, edition=version, how="converted")


def _steps(joined: pd.DataFrame) -> pd.DataFrame:
    """What became of each row in an old code."""
    moved = joined[joined["edition"].notna()]
    steps = {"row": "row", "indicator": "indicator", "place": "from", "region": "to", "edition": "edition"}
    table = moved[list(steps)].rename(columns=steps).astype({"edition": int})
    return table.assign(method=moved["flag"].map(_method))


def decided(
    counts: Mapping[str, int], answers: Answers
) -> tuple[dict[str, str], dict[str, str], list[Finding]]:
    """Code by text (LEAVE where so answered, empty where there is none), how, and what remains open.

    `counts`: in how many rows each text stands. A text that is in neither waits for an answer.
    """
    found = places.resolve(counts)
    codes: dict[str, str] = {}
    how: dict[str, str] = {}
    open_: dict[str, tuple[str, ...]] = {}
    for text, row in found.iterrows():
        name, options = str(text), tuple(row["suggestions"])
        said = answer(answers, f"place:{name}", [*options, LEAVE]) if options else ""
        levelled = _at_level(options, answers.get("level", "")) if row["how"] == "ambiguous" else ""
        if row["code"] or said or levelled:
            codes[name], how[name] = row["code"] or said or levelled, row["how"] if row["code"] else "answer"
        elif options:
            open_[name] = options
        else:
            codes[name], how[name] = (name, "code") if places.CODE.fullmatch(name) else ("", "")
    kinds = {str(text): str(kind) for text, kind in found["how"].items()}
    return codes, how, _questions(open_, kinds, counts)


def _at_level(options: tuple[str, ...], level: str) -> str:
    """The only one of these regions at the level, empty where there is none or several."""
    fits = [code for code in options if _level(code) == level]
    return fits[0] if len(fits) == 1 else ""


def _level(code: str) -> str:
    known = regions.load().get(code)
    return str(known.level) if known else ""


def _questions(
    open_: Mapping[str, tuple[str, ...]], how: Mapping[str, str], counts: Mapping[str, int]
) -> list[Finding]:
    """One question for all names that one level would settle, and one for every other name."""
    nested = {
        name: options
        for name, options in open_.items()
        if how[name] == "ambiguous" and max(Counter(map(_level, options)).values()) == 1
    }
    shared = nested if len(nested) > 1 else {}
    others = [name for name in open_ if name not in shared]
    single = [_one(name, open_[name], how[name], counts[name]) for name in others[:MOST]]
    return [*_level_question(shared, counts), *at_once(single, len(others) - len(single))]


def _level_question(names: Mapping[str, tuple[str, ...]], counts: Mapping[str, int]) -> list[Finding]:
    if not names:
        return []
    levels = sorted({_level(code) for options in names.values() for code in options})
    text = _(
        "{names}: these names stand for regions of several levels. Which NUTS level does the file speak of?",
        names=", ".join([*list(names)[:OPTIONS], *(["…"] if len(names) > OPTIONS else [])]),
    )
    count = sum(counts[name] for name in names)
    return [question("level", "level", text, levels, rows=count, names=list(names))]


def _one(name: str, options: tuple[str, ...], how: str, count: int) -> Finding:
    known = ", ".join(map(places.label, options))
    sentence = (
        N_("{name} ({rows}) could be {known}. Which is meant?")
        if how == "ambiguous"
        else N_("There is no region {name} ({rows}). Is it {known}?")
    )
    text = _(sentence, name=repr(name), rows=rows(count), known=known)
    return question("place", f"place:{name}", text, [*options, LEAVE], rows=count)


def strangers(lost: pd.DataFrame) -> pd.DataFrame:
    """Texts that are neither code nor name of a region; an empty one is told as such."""
    empty = lost["place"] == ""
    reason = lost["place"].map(lambda text: _("There is no region {code}.", code=repr(text)))
    return pd.DataFrame(
        {
            "row": lost["row"],
            "column": "region",
            "value": lost["place"],
            "code": "unknown-region",
            "reason": reason.mask(empty, _("The row names no region.")),
            "hint": _("Use a code of NUTS 2024 or the name of a region."),
        }
    )[checks.REFUSED]


def _lost(refused: pd.DataFrame, version: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": refused["row"],
            "column": "region",
            "value": refused["place"],
            "code": "not-convertible",
            "reason": refused["reason"],
            "hint": _(
                "Use figures in the codes of NUTS 2024; this code is of NUTS {version}.", version=version
            ),
        }
    )[checks.REFUSED]


def _method(flag: str) -> str:
    """How the crosswalk carried the figure: its own word among the flags."""
    return next((word for word in ("summed", "weighted", "recoded") if word in flag.split()), "identical")


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=checks.REFUSED)
