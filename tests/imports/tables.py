"""Random tables whose truth is known, written in one of the dresses that analysts meet.

`made(lottery)` draws figures and how they are written; `Written.truth` is what a right reading must find, and
`Written.answers` what an analyst who knows the table would answer.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from danube import regions
from tests.imports import packed

Key = tuple[str, str, str]
INDICATORS = ("population", "gdp_current", "gva_total", "sbs_machinery")
HEADS = {
    "region": ("geo", "Region", "NUTS", "region code", "kraj", "megye", "judet", "Gebiet", "район/област"),
    "period": ("year", "TIME", "Jahr", "rok", "anul", "év", "година", "period"),
    "value": ("value", "OBS_VALUE", "Wert", "hodnota", "valoarea", "érték"),
    "indicator": ("indicator", "Indikator", "ukazatel", "mutató"),
    "flag": ("flag", "OBS_FLAG", "flags"),
}
BESIDE = ("No.", "Name", "unit", "remark")
COUNTRIES = ("AT", "HU", "RO", "RS", "UA")
LAYOUTS = ("long", "wide-years", "wide-indicators", "wide-regions")
SPACES = (" ", "\u00a0", "\u202f", "\u2009")
MARKS = (":", "..", "n/a", "-", "", "…", "–")
FLAGS = ("p", "e", "b", "bp", "u", "r", "s")
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
             "windows-1250", "windows-1251", "windows-1252", "iso-8859-2")  # fmt: skip
TITLES = (
    "Table 1: figures by region and year",
    "Source: statistical office, 2024",
    "Última actualização",
    "Regional accounts; provisional, 2019-2023",
    "Données provisoires",
    "Tabulka č. 3",
)
NOTES = ("Note: provisional; see text", "* own estimate", "Source: ministry, 12.3.2024", "(c) 2024")


@dataclass(frozen=True)
class Style:
    """How a table is written."""

    layout: str
    delimiter: str
    decimal: str
    thousands: str
    encoding: str
    line: str
    names: Callable[[str], str]
    quoted: bool
    glued: bool
    decimals: tuple[int, ...]
    box: str = "text"
    heads: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A file, the figures in it (None for none that has a flag), and the answers of who knows it."""

    name: str
    content: bytes
    truth: dict[Key, tuple[Decimal | None, str]]
    answers: dict[str, str]
    style: Style
    text: bytes = b""  # what is inside of an archive


def made(lottery: Random) -> Written:
    """A random table in a random dress."""
    style = _style(lottery)
    codes = _codes(lottery, style)
    periods = _periods(lottery)
    several = style.layout == "wide-indicators" or (style.layout == "long" and lottery.random() < 0.4)
    indicators = lottery.sample(INDICATORS, lottery.randint(2, 3) if several else 1)
    truth, texts = {}, {}
    for key in [(one, code, period) for one in indicators for code in codes for period in periods]:
        figure = _figure(lottery, style)
        texts[key] = _text(figure, lottery, style)
        truth[key] = figure
    rows, header = _rows(lottery, style, texts, indicators, codes, periods, several)
    kept = {key: one for key, one in truth.items() if one[0] is not None or one[1]}
    answers = _answers(style, codes, indicators, several, periods, header)
    return _boxed(lottery, style, rows, kept, answers, header)


def _style(lottery: Random) -> Style:
    decimal = lottery.choice(",.")
    other = "." if decimal == "," else ","
    encoding = lottery.choice(ENCODINGS)
    box = lottery.choice(("text",) * 7 + ("xlsx", "zip", "gzip"))
    return Style(
        layout=lottery.choice(LAYOUTS),
        delimiter=lottery.choice(",;;\t|"),
        decimal=decimal,
        thousands=lottery.choice(_able(("", "", other, *SPACES, "'", "\u2019"), encoding)),
        encoding=encoding,
        line=lottery.choice(("\n", "\r\n", "\r\n", "\r")),
        names=lottery.choice((_code, _code, _name, _native, _both)),
        quoted=lottery.random() < 0.2,
        glued=lottery.random() < 0.5,
        decimals=lottery.choice(((0,), (0, 1), (1,), (2,), (3,), (0, 1, 2, 3, 4))),
        box=box,
        heads={part: lottery.choice(_able(words, encoding)) for part, words in HEADS.items()},
    )


def _able(texts: tuple[str, ...], encoding: str) -> list[str]:
    """Those that the encoding can write."""
    return [text for text in texts if text.encode(encoding, "ignore").decode(encoding) == text]


def _code(code: str) -> str:
    return code


def _name(code: str) -> str:
    return regions.get(code).name


def _native(code: str) -> str:
    return regions.get(code).native or regions.get(code).name


def _both(code: str) -> str:
    return f"{code} {regions.get(code).name}"


def _codes(lottery: Random, style: Style) -> list[str]:
    """Regions of one level, or of two, whose names the encoding can write and that no two share."""
    pool = [one for one in regions.at_level(lottery.choice((2, 2, 3))) if _writable(style.names(one), style)]
    chosen = lottery.sample(pool, min(len(pool), lottery.randint(2, 12)))
    if lottery.random() < 0.3:
        chosen += [one for one in lottery.sample(COUNTRIES, 1) if _writable(style.names(one), style)]
    by_name = {style.names(code): code for code in chosen}
    return list(by_name.values())


def _writable(text: str, style: Style) -> bool:
    return bool(_able((text,), style.encoding))


def _periods(lottery: Random) -> list[str]:
    first = lottery.randint(2005, 2020)
    years = [str(first + place) for place in range(lottery.randint(1, 5))]
    if lottery.random() < 0.15:
        return [f"{years[0]}-Q{quarter}" for quarter in range(1, lottery.randint(2, 4) + 1)]
    return years


def _figure(lottery: Random, style: Style) -> tuple[Decimal | None, str]:
    """A figure of any usual size, now and then none; with a flag now and then."""
    flag = lottery.choice(FLAGS) if lottery.random() < 0.1 else ""
    if lottery.random() < 0.06:
        return None, flag
    whole = lottery.randrange(10 ** lottery.randint(1, 6))
    decimals = lottery.choice(style.decimals)
    digits = f"{lottery.randrange(10**decimals):0{decimals}}" if decimals else ""
    return Decimal(f"{whole}.{digits}" if digits else str(whole)), flag


def _text(figure: tuple[Decimal | None, str], lottery: Random, style: Style) -> tuple[str, str]:
    """Figure and flag as the file has them; the flag is glued or stands apart."""
    value, flag = figure
    if value is None:
        text = ":" if flag else lottery.choice(_able(MARKS, style.encoding))
    else:
        whole, _point, digits = str(value).partition(".")
        text = grouped(whole, style.thousands) + (style.decimal + digits if digits else "")
    return (f"{text} {flag}".strip(), "") if glued(style) else (text, flag)


def glued(style: Style) -> bool:
    """True where no column can hold the flags."""
    return style.glued or style.layout != "long"


def grouped(whole: str, sign: str) -> str:
    """`1234567` in groups of three."""
    if not sign:
        return whole
    return f"{int(whole):,}".replace(",", sign)


def _rows(lottery: Random, style: Style, texts: dict[Key, tuple[str, str]], indicators: list[str],
          codes: list[str], periods: list[str], several: bool) -> tuple[list[list[str]], int]:  # fmt: skip
    """All rows of the file, titles and notes included, and the row of the headings."""
    body = WRITERS[style.layout](style, texts, indicators, codes, periods, several)
    if style.layout != "wide-regions":
        body = _accompanied(lottery, style, body, codes)
    if style.layout == "long":
        order = lottery.sample(range(len(body[0])), len(body[0]))
        body = [[row[place] for place in order] for row in body]
    above = [[title] for title in lottery.sample(TITLES, lottery.choice((0, 0, 0, 1, 2)))]
    above = [row for row in above if _writable(row[0], style)]
    below = [[note] for note in lottery.sample(NOTES, lottery.choice((0, 0, 0, 1, 2)))]
    blank: list[list[str]] = [[]] if above and lottery.random() < 0.5 else []
    return [*above, *blank, *body, *([[]] if below else []), *below], len(above) + len(blank) + 1


def _accompanied(lottery: Random, style: Style, body: list[list[str]], codes: list[str]) -> list[list[str]]:
    """Columns that publishers add: a running number, the name beside the code, a unit, a remark."""
    by_name = {style.names(code): code for code in codes}
    for kind in lottery.sample(BESIDE, lottery.choice((0, 0, 1, 2))):
        column = [kind, *(_companion(kind, place, row, by_name) for place, row in enumerate(body[1:], 1))]
        column = _able(tuple(column), style.encoding)
        if len(column) == len(body):
            body = [[cell, *row] for cell, row in zip(column, body, strict=True)]
    return body


def _companion(kind: str, place: int, row: list[str], by_name: dict[str, str]) -> str:
    if kind == "No.":
        return str(place)
    if kind == "Name":
        return regions.get(next(by_name[cell] for cell in row if cell in by_name)).label
    return {"unit": "MIO_EUR", "remark": "" if place % 3 else "see note 2"}[kind]


def _long(style: Style, texts: dict[Key, tuple[str, str]], indicators: list[str], codes: list[str],
          periods: list[str], several: bool) -> list[list[str]]:  # fmt: skip
    heads = style.heads
    head = [heads["region"], heads["period"], heads["value"]]
    head += [heads["indicator"]] * several + [heads["flag"]] * (not glued(style))
    rows = [head]
    for (indicator, code, period), (text, flag) in texts.items():
        more = [indicator] * several + [flag] * (not glued(style))
        rows.append([style.names(code), period, text, *more])
    return rows


def _wide_years(style: Style, texts: dict[Key, tuple[str, str]], indicators: list[str], codes: list[str],
                periods: list[str], several: bool) -> list[list[str]]:  # fmt: skip
    rows = [[style.names(code), *(texts[indicators[0], code, one][0] for one in periods)] for code in codes]
    return [[style.heads["region"], *periods], *rows]


def _wide_indicators(style: Style, texts: dict[Key, tuple[str, str]], indicators: list[str],
                     codes: list[str], periods: list[str], several: bool) -> list[list[str]]:  # fmt: skip
    rows = [
        [style.names(code), period, *(texts[one, code, period][0] for one in indicators)]
        for code in codes
        for period in periods
    ]
    return [[style.heads["region"], style.heads["period"], *indicators], *rows]


def _wide_regions(style: Style, texts: dict[Key, tuple[str, str]], indicators: list[str], codes: list[str],
                  periods: list[str], several: bool) -> list[list[str]]:  # fmt: skip
    rows = [[period, *(texts[indicators[0], code, period][0] for code in codes)] for period in periods]
    return [[style.heads["period"], *map(style.names, codes)], *rows]


WRITERS: dict[str, Callable[..., list[list[str]]]] = {
    "long": _long,
    "wide-years": _wide_years,
    "wide-indicators": _wide_indicators,
    "wide-regions": _wide_regions,
}


def _answers(style: Style, codes: list[str], indicators: list[str], several: bool, periods: list[str],
             header: int) -> dict[str, str]:  # fmt: skip
    """Every question that the importer may ask about this table, answered."""
    heads = style.heads
    return {
        "decimal": style.decimal,
        "encoding": style.encoding,
        "header": str(header),
        "layout": style.layout,
        "id": indicators[0],
        "series": heads["indicator"] if several else "",
        "region": heads["region"],
        "period": heads["period"],
        "value": heads["value"],
        "year": periods[0],
        "level": str(regions.get(codes[0]).level),
        **{f"place:{style.names(code)}": code for code in codes},
        **{f"id:{one}": one for one in indicators},
        "id:No.": "leave out",
    }


def _boxed(lottery: Random, style: Style, rows: list[list[str]], truth: dict, answers: dict[str, str],
           header: int) -> Written:  # fmt: skip
    if style.box == "xlsx":
        cells = [[_typed(cell, style) for cell in row] for row in rows] if lottery.random() < 0.6 else rows
        return Written("table.xlsx", packed.xlsx({"A": cells}), truth, answers, style)
    text = io.StringIO(newline="")
    how = csv.QUOTE_ALL if style.quoted else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=style.delimiter, lineterminator=style.line, quoting=how).writerows(rows)
    content = text.getvalue().encode(style.encoding)
    if style.box == "zip":
        return Written("table.zip", packed.zipped({"table.csv": content}), truth, answers, style, content)
    if style.box == "gzip":
        return Written("table.csv.gz", gzip.compress(content, mtime=0), truth, answers, style, content)
    return Written("table.csv", content, truth, answers, style, content)


def _typed(cell: str, style: Style) -> object:
    """A figure as a workbook stores it, any other text as it is."""
    plain = cell.replace(style.thousands, "") if style.thousands else cell
    try:
        return float(plain.replace(style.decimal, "."))
    except ValueError:
        return cell
