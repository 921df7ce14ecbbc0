"""What an import accepts is what another reader reads: tables in many dresses, good files spoilt."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.numbers import format_decimal, parse_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.intake import importing
from etl.intake.asked import ImportRefused
from etl.intake.errors import Unreadable

REGIONS = ["Kärnten", "AT11", "Югозападен", "HU22", "Zlínský kraj", "RO111", "UA-21", "Vorarlberg"]
CODES = ["AT21", "AT11", "BG41", "HU22", "CZ072", "RO111", "UA-21", "AT34"]
LOCALES = {"en": ",", "de": ";", "cs": "\t", "fr": "|"}
figures = st.lists(st.decimals(0, 99999, places=2), min_size=8, max_size=8)


def examined(content: bytes, **options: object) -> importing.Report:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        return importing.examine(path, indicator="gdp_pps", **options)


@settings(max_examples=25, deadline=None)
@given(figures, st.sampled_from(sorted(LOCALES)), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_accepted_figures_are_those_that_babel_reads(values: list, locale: str, encoding: str) -> None:
    between = LOCALES[locale]
    texts = [
        format_decimal(value, locale=locale, decimal_quantization=False, format="#,##0.00")
        for value in values
    ]
    lines = [f'{region}{between}2023{between}"{text}"' for region, text in zip(REGIONS, texts, strict=True)]
    header = between.join(["region", "period", "value"])
    report = examined("\n".join([header, *lines]).encode(encoding))
    assert (report.rejected, report.questions, report.accepted) == ([], [], 8)
    read = dict(zip(report.figures["region"], report.figures["value"], strict=True))
    assert read == {
        code: float(parse_decimal(text, locale=locale)) for code, text in zip(CODES, texts, strict=True)
    }


GOOD = "region;2021;2022;2023\n" + "".join(
    f"{region};{number}1,5;{number}2,25 p;1.{number}23,75\n" for number, region in enumerate(REGIONS, 1)
)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32))
def test_spoilt_file_is_reported_or_refused_and_every_accepted_figure_stands_in_it(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(GOOD.encode())
    for _spot in range(chance.randint(1, 6)):
        place = chance.randrange(len(content))
        content[place : place + chance.randint(0, 3)] = chance.choice(
            [b"", b";", b"\n", b'"', b",", b".", b"x", b"\xff"]
        )
    try:
        report = examined(bytes(content))
    except (Unreadable, ImportRefused) as error:
        assert "\n" not in str(error)
        return
    decimal = report.decimal
    for value, text in zip(report.figures["value"], report.figures["text"], strict=True):
        other = "." if decimal == "," else ","
        bare = text.rstrip(" pbuecdnrsifz").replace(other, "").replace(decimal, ".")
        assert value == float(bare)
