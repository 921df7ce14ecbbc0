"""Nasty tables of single statements: `python -m tests.imports.register` writes them anew.

What must come of each was written down by hand. `accepted` has the cells that tell a row: region, priority,
period and sections of a priority; pilot, kind, period, value, unit and flag of a measurement; what identifies
a row of the programme, and what is read in it by its kind.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent / "register"
TELLING = {
    "priorities": ["region", "priority", "period", "sections"],
    "measurements": ["pilot", "kind", "period", "value", "unit", "flag"],
    "organisation": ["id", "name", "region", "country", "kind"],
    "project": ["id", "begins", "ends", "budget"],
}


@dataclass(frozen=True)
class Case:
    """A file and what must come of it; `unreadable` holds a part of the sentence of refusal."""

    file: str
    content: bytes
    table: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    accepted: list[list[object]] = field(default_factory=list)
    refused: list[list[object]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    unreadable: str = ""

    def expected(self) -> dict[str, object]:
        """As it stands in the JSON beside the file."""
        if self.unreadable:
            return {"table": self.table, "unreadable": self.unreadable}
        return {
            "table": self.table, "answers": self.answers, "asked": self.asked,
            "accepted": self.accepted, "refused": self.refused, "told": self.told,
        }  # fmt: skip


def cases() -> list[Case]:
    """All of them; names are unique."""
    return [*priorities(), *measurements(), *programme()]


def priorities() -> list[Case]:
    """Encodings, repeated rows, places, markup, lists of codes, packing."""
    wood, digital = ["AT21", "Holz und Papier", "2021-2027", "C"], ["SK01", "Priemysel 4.0", "", "C"]
    return [
        Case(
            "priorities-windows-1250.csv",
            "Region;Priorität;NACE-Abteilungen;Zeitraum\nKärnten;Holz und Papier;16 17;2021–2027\n"
            "Bratislavský kraj;Priemysel 4.0;28;\n".encode("windows-1250"),
            "priorities",
            answers={"place:Bratislavský kraj": "SK01"},
            accepted=[wood, digital],
            told=["encoding", "sections"],
        ),
        Case(
            "priorities-utf16-tabs.tsv",
            "Region\tSchwerpunkt\tZeitraum\nAT21\tHolz und Papier\t2021/2027\n".encode("utf-16"),
            "priorities",
            accepted=[["AT21", "Holz und Papier", "2021-2027", ""]],
        ),
        Case(
            "priorities-cyrillic.csv",
            "region,priority,original name,language\nСофия,Mechatronics,Мехатроника,bg\n"
            "Београдски регион,ICT,ИКТ,sr\n".encode(),
            "priorities",
            accepted=[["BG412", "Mechatronics", "", ""], ["RS11", "ICT", "", ""]],
        ),
        Case(
            "priorities-repeated.csv",
            b"region,priority,status\nAT13,ICT,draft\nAT13,ICT,draft\nAT13,Health,draft\nAT13,Health,adopted\n"
            b"AT13,ict,draft\n",
            "priorities",
            accepted=[["AT13", "ICT", "", ""], ["AT13", "ict", "", ""]],
            refused=[[4, "conflict"], [5, "conflict"]],
            told=["repeated", "alike"],
        ),
        Case(
            "priorities-places.csv",
            b"region,priority\nAT99,ICT\n,ICT\nAtlantis,ICT\nFR10,Wine\nHR04,Wood\nHR041,Steel\nBudapst,Maths\n",
            "priorities",
            accepted=[["HR050", "Steel", "", ""]],
            refused=[[2, "unknown-region"], [3, "unknown-region"], [4, "unknown-region"],
                     [6, "not-convertible"]],
            asked=["place:Budapst"],
            told=["outside", "carried"],
        ),
        Case(
            "priorities-markup.csv",
            b"region;priority;source;url\n"
            b"AT13;<script>alert(1)</script>;[click](javascript:alert(1));\n"
            b"AT13;=cmd|'/C calc'!A0;@SUM(1);\n"
            b"AT13;A & B < C;plain;https://example.org/?a=1&b=2\n"
            b"AT13;Bad link;x;javascript:alert(1)\n"
            b"AT13;Bad link 2;x;https://a b\n",
            "priorities",
            accepted=[["AT13", "<script>alert(1)</script>", "", ""], ["AT13", "=cmd|'/C calc'!A0", "", ""],
                      ["AT13", "A & B < C", "", ""]],
            refused=[[5, "bad-address"], [6, "bad-address"]],
            told=["plain-text"],
        ),
        Case(
            "priorities-codes.csv",
            b'region,priority,NACE sections,NACE divisions,period,language,status\n'
            b'AT13,A,"c, j",,2024.0,DE,Final\nAT13,B,Z,,,,\nAT13,C,,"62.01",,,\nAT13,D,,04,,,\n'
            b'AT13,E,,"01;62",,,\nAT13,F,,,2027-2021,,\nAT13,G,,,,german,\nAT13,H,,,,,drafty\n',
            "priorities",
            accepted=[["AT13", "A", "2024", "C J"], ["AT13", "E", "", "A J"]],
            refused=[[3, "unknown-section"], [4, "unknown-division"], [5, "unknown-division"],
                     [7, "bad-period"], [8, "bad-language"], [9, "unknown-value"]],
            told=["sections"],
        ),
        Case(
            "priorities-preamble.csv",
            b"List of priorities;;\nas of 1 May;;\n;;\nRegion;Priority;Remark\nAT13;\"Health\nand care\";x\n"
            b"Region;Priority;Remark\nAT13;Too;many;cells\nAT13;Short\nSource: a ministry;;\n",
            "priorities",
            accepted=[["AT13", "Health and care", "", ""]],
            refused=[[8, "ragged"], [9, "ragged"]],
            told=["aside", "aside", "aside", "aside"],
        ),
        Case(
            "priorities-alike.csv",
            b"Region;Prioritie;Strategie;Status\nAT13;ICT;RIS3;draft\n",
            asked=["table"],
        ),
        Case(
            "priorities-two-columns.csv",
            b"Region;Schwerpunkt;Themenfeld\nAT13;ICT;Software\n",
            "priorities",
            asked=["column:priority"],
            told=["extra-column"],
        ),
        Case(
            "priorities-unclosed.csv",
            b'region,priority\nAT13,"ICT\nAT11,Wood\n',
            "priorities",
            unreadable="never closed",
        ),
        Case("priorities-headings-twice.csv", b"region,priority,priority\nAT13,a,b\n", unreadable="twice"),
        Case(
            "priorities-in.zip",
            _zipped("list.csv.gz", gzip.compress(b"region,priority\nAT13,ICT\n", mtime=0)),
            "priorities",
            accepted=[["AT13", "ICT", "", ""]],
        ),
    ]  # fmt: skip


def measurements() -> list[Case]:
    """Figures with signs and flags, periods, kinds, units, duplicates, a workbook."""
    head = "Pilot;Kennzahl;Einheit;Ort;Art;Datum;Wert;Kennzeichen\n"
    return [
        Case(
            "measurements-figures.csv",
            (head + "P1;Anteil;;Kärnten;Basis;2023;12,5 %;\nP1;Anteil;%;Kärnten;Ziel;2027;15;\n"
             "P1;Anteil;%;Kärnten;Ist;2024-06;1.234,5 p;e\nP1;Anteil;Stück;;Ist;2025;3 %;\n"
             "P1;Anteil;%;;Ist;2025;viele;\nP1;Anteil;%;;Ist;2025-Q1;;\n"
             "P1;Anteil;%;Kärnten;Ist;2025-Q2;: c;\nP1;Anteil;;;Ist;2025-Q3;7;\n").encode("windows-1250"),
            "measurements",
            accepted=[["P1", "baseline", "2023", 12.5, "%", ""], ["P1", "target", "2027", 15.0, "%", ""],
                      ["P1", "measurement", "2024-06", 1234.5, "%", "p e"],
                      ["P1", "measurement", "2025-Q2", None, "%", "c"]],
            refused=[[5, "percent"], [6, "not-a-number"], [7, "no-figure"], [9, "no-unit"]],
            told=["encoding"],
        ),
        Case(
            "measurements-doubtful-point.csv",
            b"pilot,indicator,unit,kind,period,value\nP1,Jobs,number,baseline,2023,1.234\n",
            "measurements",
            asked=["decimal"],
            accepted=[["P1", "baseline", "2023", 1.234, "number", ""]],
        ),
        Case(
            "measurements-periods.csv",
            b"pilot;indicator;unit;kind;period;value\nP1;J;n;baseline;2023.0;1\nP1;J;n;actual;31.12.2024;2\n"
            b"P1;J;n;actual;30.2.2024;2\nP1;J;n;actual;06/07/2024;2\nP1;J;n;actual;next year;2\n"
            b"P1;J;n;actual;2024S2;3\nP1;J;n;actual;2999;4\nP1;J;n;target;2030-12-31;5\nP1;J;n;goal;;5\n",
            "measurements",
            accepted=[["P1", "baseline", "2023", 1.0, "n", ""],
                      ["P1", "measurement", "2024-12-31", 2.0, "n", ""],
                      ["P1", "measurement", "2024-S2", 3.0, "n", ""],
                      ["P1", "target", "2030-12-31", 5.0, "n", ""]],
            refused=[[4, "bad-period"], [5, "bad-period"], [6, "bad-period"], [8, "bad-period"],
                     [10, "empty-cell"]],
        ),
        Case(
            "measurements-repeated.csv",
            b"pilot,indicator,unit,kind,period,value\nP1,J,n,baseline,2023,1\nP1,J,n,baseline,2023,1.0\n"
            b"P1,J,n,actual,2024,2\nP1,J,n,actual,2024,3\np 1,J,n,baseline,2023,1\n",
            "measurements",
            accepted=[["P1", "baseline", "2023", 1.0, "n", ""], ["p 1", "baseline", "2023", 1.0, "n", ""]],
            refused=[[4, "conflict"], [5, "conflict"]],
            told=["repeated", "alike"],
        ),
        Case(
            "measurements-places.csv",
            b"pilot,indicator,unit,region,kind,period,value\nP1,J,n,Wien,baseline,2023,1\n"
            b"P1,J,n,FR10,baseline,2023,1\nP1,J,n,AT99,baseline,2023,1\nP1,J,n,,baseline,2023,1\n",
            "measurements",
            answers={"place:Wien": "AT13"},
            accepted=[["P1", "baseline", "2023", 1.0, "n", ""]] * 3,
            refused=[[4, "unknown-region"]],
            told=["elsewhere"],
        ),
        Case(
            "measurements-markup.csv",
            b"pilot,indicator,unit,kind,period,value,source,url\n"
            b"<img src=x onerror=alert(1)>,=1+1,n,baseline,2023,1,@me,\n"
            b"P2,J,n,baseline,2023,=1+1,,\nP2,J,n,baseline,2023,1,,ftp://x.org\n",
            "measurements",
            accepted=[["<img src=x onerror=alert(1)>", "baseline", "2023", 1.0, "n", ""]],
            refused=[[3, "not-a-number"], [4, "bad-address"]],
            told=["plain-text"],
        ),
        Case(
            "measurements-leap.csv",
            b"pilot,indicator,unit,kind,period,value\nP1,J,EUR,baseline,2023,12.5\nP1,J,EUR,target,2027,15000\n"
            b"P2,J,EUR,actual,2024,3\n",
            "measurements",
            accepted=[["P1", "baseline", "2023", 12.5, "EUR", ""],
                      ["P1", "target", "2027", 15000.0, "EUR", ""],
                      ["P2", "measurement", "2024", 3.0, "EUR", ""]],
            told=["leap", "no-baseline"],
        ),
        Case(
            "measurements-sheet.xlsx",
            _workbook(),
            "measurements",
            accepted=[["P1", "baseline", "2023", 12.5, "%", ""],
                      ["P1", "measurement", "2024-06-30", 0.3, "%", ""]],
        ),
        Case("measurements-or-figures.csv", b"pilot,indicator,region,period,value\nP1,gerd,AT13,2023,1.5\n",
             asked=["table"]),
        Case("measurements-empty.csv", b"pilot,indicator,unit,kind,period,value\n", "measurements"),
    ]  # fmt: skip


def programme() -> list[Case]:
    """Headings in German, countries and sides by their names, places, dates, money, what is left open."""
    head = "Kennung;Name;Region;Land;Art;Webseite;Dokument\n"
    money = "id;name;programme;begins;ends;budget in EUR;support in EUR;document\n"
    return [
        Case(
            "programme-organisations.csv",
            (head + "a;Universität;Kärnten;Österreich;Forschung oder Bildung;;x\nb;=1+1;;EL;business;;x\n"
             "B c;Amt;AT13;AT;public;;x\nd;Amt;AT99;AT;public;;x\ne;Amt;FR10;FR;public;;x\n"
             "f;Amt;AT13;DE;public;;x\ng;Amt;;Atlantis;public;;x\nh;Amt;;AT;Verein;;x\n"
             "i;Amt;;AT;;www.amt.at;x\nj;Amt;AT13;;;;\na;Anders;AT13;AT;;;x\n").encode("windows-1250"),
            "organisation",
            answers={"place:Kärnten": "AT21"},
            accepted=[["b", "=1+1", "", "GR", "business"]],
            refused=[[2, "conflict"], [4, "bad-id"], [5, "unknown-region"], [6, "outside-region"],
                     [7, "place"], [8, "bad-country"], [9, "bad-value"], [10, "bad-address"], [11, "missing"],
                     [12, "conflict"]],
            told=["encoding", "country", "plain-text", "not-held"],
        ),
        Case(
            "programme-projects.csv",
            (money + "a;A;I;1.9.2024;5/2025;1.234.567,89;1,5;x\nb;B;I;2024.0;;;;x\nc;C;I;31.2.2024;;;;x\n"
             "d;D;I;soon;;;;x\ne;E;I;2025;2024;;;x\nf;F;I;;;-1,5;;x\ng;G;I;;;viel;;x\n"
             "h;H;I;;;100,0;200,0;x\nb;B;I;2024;;;;x\n").encode(),
            "project",
            accepted=[["a", "2024-09-01", "2025-05", 1234567.89], ["b", "2024", "", None]],
            refused=[[4, "bad-date"], [5, "bad-date"], [6, "order"], [7, "negative"], [8, "not-a-number"],
                     [9, "money"]],
            told=["repeated", "not-held"],
        ),
        Case("programme-open.csv", b"id,project,name,region,country,document\np,spinit,P,RO42,RO,x\n",
             asked=["table"]),
    ]  # fmt: skip


def _zipped(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content)
    return target.getvalue()


def _workbook() -> bytes:
    """Figures as numbers, a day as a day, notes on a second sheet."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001
        sheet = book.add_worksheet("Daten")
        sheet.write_row(0, 0, ["Pilot", "Indikator", "Einheit", "Art", "Datum", "Wert"])
        sheet.write_row(1, 0, ["P1", "Anteil", "%", "Basis", 2023, 12.5])
        sheet.write_row(2, 0, ["P1", "Anteil", "%", "Messung", "", 0.3])
        sheet.write_datetime(2, 4, datetime(2024, 6, 30), book.add_format({"num_format": "dd.mm.yyyy"}))  # noqa: DTZ001
        book.add_worksheet("Hinweise").write(0, 0, "Nur Hinweise")
    return target.getvalue()


def report(case: Case) -> str:
    """The expected report as JSON."""
    return json.dumps(case.expected(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Files and reports, side by side."""
    HERE.mkdir(exist_ok=True)
    for case in cases():
        (HERE / case.file).write_bytes(case.content)
        (HERE / f"{case.file}.json").write_text(report(case), encoding="utf-8")


if __name__ == "__main__":
    main()
