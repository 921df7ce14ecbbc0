"""`check` and `import` of a file too big for memory, with a bar; Ctrl-C leaves nothing half done."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tqdm import tqdm

from danube import settings
from danube.catalogue.forms import FIGURES
from danube.store import Warehouse
from danube.texts import _, number
from etl import interrupt
from etl.intake import large
from etl.intake.asked import ImportRefused
from etl.intake.large import LargeReport

Bar = Callable[[float, str], None]


def concerns(path: Path, decided: Mapping[str, Any]) -> bool:
    """True where the file is so large that it goes this way; tables of other kinds never are."""
    return large.is_large(path) and decided.get("table", FIGURES) in ("", FIGURES)


@contextmanager
def examined(
    path: Path, decided: Mapping[str, Any], warehouse: Warehouse | None, refused: Path | None
) -> Iterator[LargeReport]:
    """The report, whose files are there as long as it is used; all refusals go to `refused`."""
    if decided.get("repairs"):
        raise ImportRefused(
            _(
                "Repairs of single cells are for files of at most {size} MB: correct the file itself.",
                size=number(settings.read().small, 0),
            )
        )
    given = {name: value for name, value in decided.items() if name not in ("repairs", "table")}
    with bar() as told:
        report = large.examine(path, **given, warehouse=warehouse, progress=told, cancelled=interrupt.pressed)
    try:
        if refused is not None:
            shutil.copyfile(report.refused_file, refused)
        yield report
    finally:
        large.discard(report)


def stored(report: LargeReport, warehouse: Warehouse, note: str, who: str) -> int:
    """The version that the figures become."""
    with bar() as told:
        return large.store(report, warehouse, note=note, who=who, progress=told, cancelled=interrupt.pressed)


@contextmanager
def bar() -> Iterator[Bar]:
    """A bar on standard error while a person looks on, nothing otherwise."""
    form = "{desc}: {percentage:3.0f}%|{bar}| {elapsed}"
    with tqdm(total=100, disable=None, leave=False, bar_format=form) as line:

        def told(fraction: float, phrase: str) -> None:
            line.set_description_str(phrase, refresh=False)
            line.update(100 * fraction - line.n)

        yield told
