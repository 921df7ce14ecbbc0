"""S3 priorities of countries and Czech kraje: from two collections to `data/priorities.csv`.

Kept are facts: names of priorities, codes of NACE, the strategy and its state. Descriptions stay where
they are; a name that runs on like a sentence is cut at a comma.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from danube import catalogue
from danube.catalogue.priorities import COLUMNS, LONGEST

NATIONAL = "s3_priorities_facts.csv"
CZECH = "cz_ris3_domeny_kraje.json"
KRAJE = "cz_ris3_kraje_kodovnik.json"
SECTION_STARTS = {
    "A": 1, "B": 5, "C": 10, "D": 35, "E": 36, "F": 41, "G": 45, "H": 49, "I": 55, "J": 58, "K": 64,
    "L": 68, "M": 69, "N": 77, "O": 84, "P": 85, "Q": 86, "R": 90, "S": 94, "T": 97, "U": 99,
}  # fmt: skip
"""The first division of every section of NACE Rev. 2."""
GAPS = frozenset({4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89})
"""Numbers between 1 and 99 that are no division of NACE Rev. 2."""
TELLING = (("old", "former"), ("draft", "draft"), ("breaks off", "incomplete"), ("secondary", "secondary"))
"""Words in the notes of the collection, and the status that they mean; the first that fits counts."""

Row = dict[str, str]


class PrioritiesUnreadable(ValueError):  # noqa: N818
    """A file of the collections is not there or not as expected; the message says which."""


@dataclass(frozen=True)
class Compiled:
    """What became of the collections: rows written, and codes that are no division of NACE Rev. 2."""

    rows: int
    unknown: tuple[str, ...]

    def text(self) -> str:
        """One line for the screen."""
        left = f"; left out as no division of NACE Rev. 2: {', '.join(self.unknown)}" if self.unknown else ""
        return f"priorities: {self.rows} rows{left}"


def run(raw: Path, out: Path) -> Compiled:
    """Writes `out` from the folder `raw` of the collections. Raises `PrioritiesUnreadable`."""
    czech = _czech(_json(raw / CZECH), _json(raw / KRAJE))
    unknown = sorted(
        {f"{code} ({row['region']})" for row, codes in czech for code in codes if _strange(code)}
    )
    rows = _national(raw / NATIONAL) + [_classified(row, codes) for row, codes in czech]
    part = out.with_suffix(".part")
    part.write_text(_as_csv(_licensed(rows)), "utf-8", newline="\n")
    part.replace(out)
    return Compiled(len(rows), tuple(unknown))


def short(name: str) -> str:
    """The name in one line; where it is too long, cut at its last comma or space that fits, with a `…`."""
    plain = " ".join(name.split())
    if len(plain) <= LONGEST:
        return plain
    cut = plain[: LONGEST - 1]
    return cut[: cut.rfind(",") if "," in cut else cut.rfind(" ")] + "…"


def section(division: str) -> str:
    """The section of a division of NACE Rev. 2: 28 → C; empty where there is none of that number."""
    if _strange(division):
        return ""
    return max(letter for letter, start in SECTION_STARTS.items() if start <= int(division))


def _strange(division: str) -> bool:
    return not division.isdigit() or not 1 <= int(division) <= 99 or int(division) in GAPS


def _national(path: Path) -> list[Row]:
    """The priorities of countries, each with the state of its strategy."""
    if not path.is_file():
        raise PrioritiesUnreadable(f"{path.name} is not in {path.parent}.")
    with path.open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    if not facts or not {"geo", "strategy", "period", "priority", "source", "note"} <= set(facts[0]):
        raise PrioritiesUnreadable(f"{path.name} has other columns than expected.")
    status = _statuses(facts)
    return [
        {
            "region": fact["geo"],
            "priority": short(fact["priority"]),
            "language": "en",
            "strategy": fact["strategy"],
            "period": fact["period"],
            "status": status[fact["geo"]],
            "source": "s3-priorities",
            "url": fact["source"],
        }
        for fact in facts
    ]


def _statuses(facts: list[Row]) -> dict[str, str]:
    """Country → state of its strategy; a note stands at the first row of a country and holds for all."""
    told: dict[str, str] = {}
    for fact in facts:
        told[fact["geo"]] = f"{told.get(fact['geo'], '')} {fact['strategy']} {fact['note']}".lower()
    dated = {fact["geo"] for fact in facts if fact["period"]}
    return {
        geo: next(
            (status for word, status in TELLING if re.search(rf"\b{word}\b", words)), _otherwise(geo in dated)
        )
        for geo, words in told.items()
    }


def _otherwise(dated: bool) -> str:
    return "adopted" if dated else "undated"


def _czech(domains: dict, kraje: dict) -> list[tuple[Row, list[str]]]:
    """The domains of the kraje, each with its divisions of NACE as written."""
    codes = {one["nazev"]: one["kod_nuts"] for one in kraje.get("kraje", [])}
    strange = sorted(set(domains.get("kraje", {})) - set(codes))
    if strange or not codes:
        raise PrioritiesUnreadable(f"{CZECH} names kraje that {KRAJE} lacks: {', '.join(strange) or 'all'}.")
    plain = {"language": "cs", "strategy": "RIS3", "period": "2025", "status": "unchecked"}
    return [
        (
            {"region": codes[kraj], "priority": short(one["nazev"]), **plain, "source": "s3-czechia"},
            one["cz_nace"],
        )
        for kraj, content in domains["kraje"].items()
        for one in content["domeny"]
    ]


def _classified(row: Row, codes: list[str]) -> Row:
    known = sorted({code for code in codes if not _strange(code)})
    sections = sorted({section(code) for code in known})
    return {**row, "sections": " ".join(sections), "divisions": " ".join(known)}


def _licensed(rows: list[Row]) -> list[Row]:
    sources = catalogue.load().sources
    origins = [sources[row["source"]] for row in rows]
    return [
        {**row, "url": row.get("url") or origin.url, "licence": origin.licence}
        for row, origin in zip(rows, origins, strict=True)
    ]


def _as_csv(rows: list[Row]) -> str:
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row["region"]))
    return text.getvalue()


def _json(path: Path) -> dict:
    if not path.is_file():
        raise PrioritiesUnreadable(f"{path.name} is not in {path.parent}.")
    try:
        content = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise PrioritiesUnreadable(f"{path.name} is not JSON: {error}.") from error
    return dict(content)
