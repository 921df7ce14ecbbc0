"""Publishers' texts become figures: numbers, flags, periods, and tables that are written the same twice."""

from __future__ import annotations

import pandas as pd

from danube.catalogue import FLAGS

COLUMNS = ["indicator", "region", "period", "value", "flag", "source"]
MISSING = ("", ":", "nan", "NaN", "None")
_GLUED = r"^(?P<number>[^a-zA-Z]*(?:\d[eE][-+]?\d+)?)\s*(?P<flag>[a-zA-Z]*)$"


def numbers(texts: pd.Series) -> pd.DataFrame:
    """`12.3 bp` -> 12.3, flag `b p`; `: c` -> NaN, flag `c`; `n.a.` -> NaN and `bad`."""
    clean = texts.fillna("").str.strip()
    parts = clean.where(~clean.isin(MISSING), "").str.extract(_GLUED)
    number = parts["number"].str.strip()
    value = pd.to_numeric(number.where(~number.isin(MISSING)), errors="coerce").astype(float)
    word = (number == "") & (parts["flag"] != "")
    bad = value.isna() & (~number.isin(MISSING) | word)
    return pd.DataFrame({"value": value, "flag": letters(parts["flag"]), "bad": bad})


def letters(flags: pd.Series) -> pd.Series:
    """Publishers' glued letters apart and in lower case: `bu` -> `b u`, `C` -> `c`."""
    return flags.fillna("").str.lower().map(lambda glued: " ".join(glued.replace(" ", "")))


def periods(texts: pd.Series) -> pd.Series:
    """`2019.0` and `2019 ` are the year `2019`; other texts stay as they are."""
    return texts.fillna("").astype(str).str.strip().str.removesuffix(".0")


def with_flag(flags: pd.Series, word: str, where: pd.Series) -> pd.Series:
    """The flags with `word` added where the condition holds."""
    return joined(flags, pd.Series("", index=flags.index).mask(where, word))


def joined(first: pd.Series, second: pd.Series) -> pd.Series:
    """Both columns of flags in one, every token once, in the order of their first appearance."""
    pairs = zip(first.fillna(""), second.fillna(""), strict=True)
    tokens = [" ".join(dict.fromkeys(f"{one} {other}".split())) for one, other in pairs]
    return pd.Series(tokens, index=first.index, dtype=object)


def unknown_flags(flags: pd.Series) -> set[str]:
    """The tokens that the catalogue cannot explain to a reader."""
    return {token for flag in flags.unique() for token in str(flag).split()} - set(FLAGS)


def written(value: float) -> str:
    """The shortest text that reads back as the same number; nothing where there is none."""
    return "" if pd.isna(value) else repr(float(value)).removesuffix(".0")


def as_csv(frame: pd.DataFrame) -> str:
    """The table as UTF-8 CSV text with LF, its floats in the shortest form that reads back exactly."""
    floats = frame.select_dtypes("float").columns
    return frame.assign(**{name: frame[name].map(written) for name in floats}).to_csv(
        index=False, lineterminator="\n"
    )
