"""Nasty text tables: encodings, delimiters, decimal signs, and whatever stands around a table."""

from __future__ import annotations

from tests.imports.case import Case

TIDY = "indicator,region,period,value,flag\ngdp_pps,AT11,2023,31500,p\ngdp_pps,SK04,2023,20100.5,\n"
TIDY_FIGURES = "2 gdp_pps AT11 2023 31500 p\n3 gdp_pps SK04 2023 20100.5"

CENTRAL = (
    "Region;2022;2023\nMoravskoslezsko;25100;26000,5\nStřední Čechy;30100;31000\nZápadné Slovensko;1;2\n"
)
CENTRAL_FIGURES = """
2 - CZ08 2022 25100
2 - CZ08 2023 26000.5
3 - CZ02 2022 30100
3 - CZ02 2023 31000
4 - SK02 2022 1
4 - SK02 2023 2
"""
CARON = "Region;2023\nRegion Šumadije i Zapadne Srbije;15000,25\nKöprü;7\nVýchodné Slovensko – Košice;9\n"
BULGARIAN = "Регион;2022;2023\nСеверозападен;10000;11000\nЮгозападен;40000,5;42000\nЮжен централен;1;2\n"
BULGARIAN_FIGURES = """
2 - BG31 2022 10000
2 - BG31 2023 11000
3 - BG41 2022 40000.5
3 - BG41 2023 42000
4 - BG42 2022 1
4 - BG42 2023 2
"""


# Figures that GDP per head cannot have; read to the last digit all the same.
BEYOND = {
    "comma-quoted.csv": ((2, "out-of-range"),),
    "thousands-space.csv": ((2, "out-of-range"),),
    "digits.csv": ((2, "out-of-range"),),
    "minus.csv": ((2, "out-of-range"), (2, "out-of-range")),
}


def encodings() -> list[Case]:
    """The same tables in every usual encoding, and in none."""
    tidy = [
        ("utf8.csv", "utf-8", "utf-8"),
        ("utf8-bom.csv", "utf-8-sig", "utf-8-sig"),
        ("utf16-bom.csv", "utf-16", "utf-16"),
        ("utf16-le.csv", "utf-16-le", "utf-16-le"),
        ("utf16-be.csv", "utf-16-be", "utf-16-be"),
    ]
    cases = [
        Case(name, TIDY.encode(how), TIDY_FIGURES, 2, understood={"encoding": told, "layout": "long"})
        for name, how, told in tidy
    ]
    named = [
        ("windows-1250.csv", CENTRAL, CENTRAL_FIGURES, "windows-1250"),
        (
            "iso-8859-2.csv",
            CENTRAL.replace("Středn", "Stredn").replace("Západ", "Západ"),
            CENTRAL_FIGURES,
            None,
        ),
        ("windows-1251.csv", BULGARIAN, BULGARIAN_FIGURES, "windows-1251"),
        ("utf16-be-bom-names.csv", CENTRAL, CENTRAL_FIGURES, "utf-16"),
    ]
    for name, text, figures, how in named:
        how_bytes = how or "iso-8859-2"
        content = b"\xfe\xff" + text.encode("utf-16-be") if how == "utf-16" else text.encode(how_bytes)
        cases.append(Case(name, content, figures, 3, understood={"encoding": how} if how else {}))
    return [*cases, *_doubtful_encodings()]


def _doubtful_encodings() -> list[Case]:
    return [
        Case(
            "iso-8859-2-caron.csv",
            "Region;2022;2023\nRegion Šumadije i Zapadne Srbije;1,5;2\nŽilinský kraj;3;4,5\n".encode(
                "iso-8859-2"
            ),
            "2 - RS21 2022 1.5\n2 - RS21 2023 2\n3 - SK031 2022 3\n3 - SK031 2023 4.5",
            2,
            understood={"encoding": "iso-8859-2"},
        ),
        Case(
            "windows-1252.csv",
            "Bundesland;2023\nKärnten;40000,5\nOberösterreich;50000\nNiederösterreich;1\n".encode("cp1252"),
            "2 - AT21 2023 40000.5\n3 - AT31 2023 50000\n4 - AT12 2023 1",
            3,
        ),
        Case(
            "encoding-unclear.csv",
            b"geo;remark;2023\nAT11;\xb9x;5\nAT12;;6,5\n",
            "2 - AT11 2023 5\n3 - AT12 2023 6.5",
            2,
            questions=("encoding",),
            notes=1,
        ),
        Case(
            "encoding-chosen.csv",
            b"geo;remark;2023\nAT11;\xb9x;5\nAT12;;6,5\n",
            "2 - AT11 2023 5\n3 - AT12 2023 6.5",
            2,
            choices={"encoding": "iso-8859-2"},
            understood={"encoding": "iso-8859-2"},
            notes=1,
        ),
        Case(
            "utf8-spoilt.csv",
            "Region;2023\nStřední Čechy;1\nMoravskoslezsko – kraj;2\nJihovýchod;3\n".encode()
            + b"K\xe4rnten;4\n",
            unreadable="row 5 is not",
        ),
        Case("utf16-cut.csv", TIDY.encode("utf-16")[:-1], unreadable="cannot be read as utf-16"),
        Case(
            "no-such-encoding.csv", TIDY.encode(), choices={"encoding": "klingon"}, unreadable="no encoding"
        ),
    ]


def _wide(figures: tuple[str, str], between: str = ";", head: str = "geo;2022;2023") -> bytes:
    row = between.join(["AT11", *figures])
    return f"{head.replace(';', between)}\n{row}\nAT12{between}7{between}8\n".encode()


def _wide_figures(first: str, second: str) -> str:
    return f"2 - AT11 2022 {first}\n2 - AT11 2023 {second}\n3 - AT12 2022 7\n3 - AT12 2023 8"


def figures() -> list[Case]:
    """Delimiters, decimal signs, thousands, minus signs; what is ambiguous is asked."""
    plain = [
        ("semicolon-comma.csv", ("12,5", "1.234,5"), ";", ("12.5", "1234.5"), ","),
        ("semicolon-point.csv", ("12.5", "1,234.5"), ";", ("12.5", "1234.5"), "."),
        ("tab.tsv", ("12,5", "13"), "\t", ("12.5", "13"), ","),
        ("bar.txt", ("12.25", "13"), "|", ("12.25", "13"), "."),
        ("comma-quoted.csv", ('"12,5"', '"1.234.567,25"'), ",", ("12.5", "1234567.25"), ","),
        ("thousands-space.csv", ("1 234,5", "1 234 567"), ";", ("1234.5", "1234567"), ","),
        ("thousands-nbsp.csv", ("1\u00a0234,5", "12"), ";", ("1234.5", "12"), ","),
        ("thousands-narrow.csv", ("1\u202f234,5", "12"), ";", ("1234.5", "12"), ","),
        ("thousands-apostrophe.csv", ("1'234.5", "1’234"), ";", ("1234.5", "1234"), "."),
        ("minus.csv", ("\u22121,5", "-2,5"), ";", ("-1.5", "-2.5"), ","),
        (
            "digits.csv",
            ("0.1234567890123456", "12345678901.5"),
            ";",
            ("0.1234567890123456", "12345678901.5"),
            ".",
        ),
        ("exponent.csv", ("1.5e-3", "2E5"), ";", ("0.0015", "200000"), "."),
    ]
    cases = [
        Case(
            name,
            _wide(texts, sign),
            _wide_figures(*values),
            2,
            understood={"decimal": decimal},
            accepted=4 - len(BEYOND.get(name, ())),
            rejected=BEYOND.get(name, ()),
        )
        for name, texts, sign, values, decimal in plain
    ]
    doubtful = [
        ("ambiguous-point.csv", ("1.234", "5.678"), ";", ()),
        ("ambiguous-comma.csv", ("1,234", "5,678"), ";", ()),
        ("contradiction.csv", ("12,5", "12.5"), ";", ((2, "not-a-number"),)),
    ]
    cases += [
        Case(
            name,
            _wide(texts, sign),
            "",
            2,
            questions=("decimal",),
            understood={"layout": "wide-years"},
            accepted=4 - len(refused),
            rejected=refused,
        )
        for name, texts, sign, refused in doubtful
    ]
    chosen = [
        ("ambiguous-chosen-point.csv", ".", ("1.234", "5.678")),
        ("ambiguous-chosen-comma.csv", ",", ("1234", "5678")),
    ]
    cases += [
        Case(name, _wide(("1.234", "5.678")), _wide_figures(*values), 2, choices={"decimal": sign})
        for name, sign, values in chosen
    ]
    return [*cases, _flags(), _gaps()]


def _flags() -> Case:
    return Case(
        "flags-glued.csv",
        b"geo;2022;2023\nAT11;12,3 bp;13,5p\nAT12;: c;14 (e)\nAT13;:;15\n",
        "2 - AT11 2022 12.3 b p\n2 - AT11 2023 13.5 p\n"
        "3 - AT12 2022 nan c\n3 - AT12 2023 14 e\n4 - AT13 2023 15",
        3,
    )


def _gaps() -> Case:
    return Case(
        "gaps.csv",
        "geo;2020;2021;2022;2023\nAT11;n/a;-;..;5,5\nAT12;…;;N/A;6\n".encode(),
        "2 - AT11 2023 5.5\n3 - AT12 2023 6",
        2,
    )


def surroundings() -> list[Case]:
    """Titles, notes, blank lines, line ends, quotation marks, ragged rows, second tables."""
    figures = "{} - AT11 2022 1.5\n{} - AT11 2023 2\n{} - AT12 2022 3\n{} - AT12 2023 4"

    def at(first: int, second: int) -> str:
        return figures.format(first, first, second, second)

    table = "geo;2022;2023\nAT11;1,5;2\nAT12;3;4\n"
    return [
        Case(
            "titles-and-notes.csv",
            (
                f"Table 1; GDP, by region and year\nSource;Eurostat\n\n{table}\n"
                "Note: provisional; see text\n* own\n"
            ).encode(),
            at(5, 6),
            2,
            understood={"header": 4},
            notes=4,
        ),
        Case("blank-lines.csv", table.replace("\n", "\n\n").encode(), at(3, 5), 2),
        Case("crlf.csv", table.replace("\n", "\r\n").encode(), at(2, 3), 2),
        Case("old-mac.csv", table.replace("\n", "\r").encode(), at(2, 3), 2),
        Case("no-end.csv", table.rstrip("\n").encode(), at(2, 3), 2),
        Case("trailing-delimiters.csv", table.replace("\n", ";;;\n").encode(), at(2, 3), 2),
        Case(
            "quoted-line-breaks.csv",
            b'"geo\n(code)";2022;2023\nAT11;"1,5\n";2\nAT12;3;4\n',
            at(3, 5),
            2,
            understood={"region": "geo (code)"},
        ),
        Case("no-headings.csv", b"AT11;2022;1,5\nAT12;2022;3\n", "1 - AT11 2022 1.5\n2 - AT12 2022 3", 2),
        Case(
            "ragged.csv",
            b"geo;2022;2023\nAT11;1,5;2\nAT13;9\nAT22;1;2;3\nAT12;3;4\n",
            at(2, 5),
            4,
            ragged=(3, 4),
        ),
        Case("cut-off.csv", f"{table}AT13;1".encode(), at(2, 3), 3, ragged=(4,)),
        Case(
            "heading-again.csv", table.replace("AT12", "geo;2022;2023\nAT12").encode(), at(2, 4), 2, notes=1
        ),
        Case("section-titles.csv", table.replace("AT12", "of which;;\nAT12").encode(), at(2, 4), 2, notes=1),
        Case("units-below.csv", table.replace("AT11", ";EUR;\nAT11").encode(), at(3, 4), 2, notes=1),
        Case("bold-total.csv", f"{table}Total;9;9\n".encode(), at(2, 3), 3, nowhere=(4,)),
        Case(
            "header-unclear.csv",
            b"a;b;c\ngeo;2022;2023\nAT11;1,5;2\nAT12;3;4\n",
            at(3, 4),
            2,
            ("header",),
            notes=1,
        ),
        Case(
            "header-chosen.csv",
            b"a;b;c\ngeo;2022;2023\nAT11;1,5;2\nAT12;3;4\n",
            at(3, 4),
            2,
            choices={"header": 2},
            notes=1,
        ),
        *_broken(),
    ]


def columns(count: int) -> bytes:
    """A table as wide as wished."""
    heads = ";".join(f"c{place}" for place in range(1, count))
    return f"geo;{heads}\nAT11{';1' * (count - 1)}\n".encode()


def _broken() -> list[Case]:
    return [
        Case(
            "unclosed-quote.csv",
            b'geo;2023\nAT11;1\nAT12;"2\nAT13;3\n',
            unreadable="opened in row 3 is never closed",
        ),
        Case(
            "swallowed.csv",
            b'geo;2022;2023\nAT11;"1;2\nAT12;3;4\nAT13;5";6\nAT21;7;8\n',
            unreadable="opened in row 2",
        ),
        Case("text-after-quote.csv", b'geo;2023\n"AT11"x;1\nAT12;2\n', unreadable="Row 2: text follows"),
        Case("headings-twice.csv", b"geo;2023;2023\nAT11;1;2\n", unreadable="names '2023' twice"),
        Case(
            "second-table.csv",
            b"geo;2022;2023\nAT11;1;2\nAT12;3;4\nregion;2018;2019\nHU11;5;6\nHU12;7;8\n",
            unreadable="Row 4 begins another table",
        ),
        Case("header-only.csv", b"indicator,region,period,value\n", "", 0),
        Case("header-only-flags.csv", b"indicator,region,period,value,flag\n", "", 0),
        Case("columns-without-end.csv", columns(4_001), unreadable="4,001 columns; at most 4,000 are read"),
        Case("nul-in-utf16.csv", TIDY.replace("p\n", "\0\n").encode("utf-16"), unreadable="NUL characters"),
        Case("one-column.csv", b"geo\nAT11\nAT12\n", unreadable="do not split into columns"),
        Case("prose.txt", b"This is a letter.\nIt has no table.\n", unreadable="do not split into columns"),
        Case("foreign-columns.csv", b"a,b,c\n1,2,3\n", unreadable="names no column"),
        Case("no-such-column.csv", TIDY.encode(), choices={"region": "geo"}, unreadable="no column 'geo'"),
        Case("empty.csv", b"", unreadable="The file is empty"),
        Case("white.csv", b"\xef\xbb\xbf \r\n\t\n", unreadable="The file is empty"),
    ]
