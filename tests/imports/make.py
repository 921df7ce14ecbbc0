"""Writes the corpus: `python -m tests.imports.make` makes every small file and its expected report anew."""

from __future__ import annotations

import json
from pathlib import Path

from tests.imports import layouts, packed, texts
from tests.imports.case import Case

HERE = Path(__file__).parent
FILES, REPORTS = HERE / "files", HERE / "reports"


def cases() -> list[Case]:
    """All of them; names are unique."""
    makers = (
        texts.encodings,
        texts.figures,
        texts.surroundings,
        layouts.arrangements,
        layouts.published,
        layouts.places,
        packed.workbooks,
        packed.archives,
        packed.strangers,
    )
    return [case for make in makers for case in make()]


def report(case: Case) -> str:
    """The expected report as JSON."""
    return json.dumps(case.expected(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Files and reports, side by side."""
    for folder in (FILES, REPORTS):
        folder.mkdir(exist_ok=True)
    for case in cases():
        (FILES / case.file).write_bytes(case.content)
        (REPORTS / f"{case.file}.json").write_text(report(case), encoding="utf-8")


if __name__ == "__main__":
    main()
