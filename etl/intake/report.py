"""What an import would do, told row by row over the whole file: the answer of `check` and of `import`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields

import pandas as pd

from danube.catalogue.forms import FIGURES
from danube.texts import N_, _, number
from etl.intake.asked import Finding, records
from etl.intake.layout import Understood
from etl.intake.recipe import Recipe
from etl.intake.seen import Seen

SHOWN = 40
SIGNS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("bar")}
CHECKED = (
    "file", "encoding", "delimiter", "decimal", "layout",
    "rows", "accepted", "rejected", "questions", "warnings",
)  # fmt: skip
DIFFERENCE = ["indicator", "region", "period", "before", "after", "status"]


@dataclass(frozen=True)
class Report:
    """The fields of `check --json`, and what an import needs beyond them.

    Rows are counted as in the file, the header being 1. `figures`: the accepted rows (indicator, region,
    period, value, flag, row, place, how); `difference`: DIFFERENCE, each of them new, changed or unchanged
    beside the warehouse; `carried`: rows that came in codes of an older NUTS, with the method;
    `seen`: the table before anything was decided; `table`: figures, priorities or measurements, empty where
    that is asked. Of the last two, `figures` are rows as the warehouse has them, and `difference` has what
    identifies a row instead of indicator, region and period, with before and after as texts.
    """

    file: str
    encoding: str
    delimiter: str
    decimal: str
    layout: str
    rows: int
    accepted: int
    rejected: list[Finding] = field(default_factory=list)
    questions: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    sha256: str = ""
    fingerprint: str = ""
    carried: list[Finding] = field(default_factory=list)
    understood: Understood | None = None
    seen: Seen | None = None
    recipe: Recipe = field(default_factory=Recipe)
    figures: pd.DataFrame = field(default_factory=pd.DataFrame)
    difference: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=DIFFERENCE))
    table: str = FIGURES

    @property
    def ok(self) -> bool:
        """True where every row may be loaded and no question is open."""
        return not self.rejected and not self.questions

    @property
    def complained(self) -> int:
        """How many refusals there are, be they listed here or not."""
        return len(self.rejected)

    def as_dict(self) -> dict[str, object]:
        """For `check --json`."""
        return {name: getattr(self, name) for name in CHECKED}

    def whole(self) -> dict[str, object]:
        """For `import --json`: also how it was understood, what changes, and the recipe."""
        plain = {one.name for one in fields(self)} - {"understood", "seen", "recipe", "figures", "difference"}
        return {
            **{one.name: getattr(self, one.name) for one in fields(self) if one.name in plain},
            "understood": asdict(self.understood) if self.understood else {},
            "recipe": asdict(self.recipe),
            "difference": {**self.counts(), "changes": self.changes()},
        }

    def counts(self) -> dict[str, int]:
        """How many figures are new, changed and unchanged."""
        found = self.difference["status"].value_counts()
        return {status: int(found.get(status, 0)) for status in ("new", "changed", "unchanged")}

    def changes(self) -> list[Finding]:
        """The changed figures with both values, None where there was none."""
        rows = self.difference[self.difference["status"] == "changed"].drop(columns="status")
        return records(rows.astype(object).where(rows.notna(), None))

    def text(self) -> str:
        """The same for the screen: how it was read, what was refused and why, what to mind."""
        sign = _(SIGNS[self.delimiter]) if self.delimiter in SIGNS else repr(self.delimiter)
        read = [
            self.encoding,
            *([_("delimiter {sign}", sign=sign)] if self.delimiter else []),
            _("decimal sign {sign}", sign=repr(self.decimal)),
        ]
        lines = [f"{self.file}: {', '.join(filter(None, read))}"]
        lines += _shown([_line(one) for one in self.rejected])
        lines += ["  " + _("question: {text}", text=_asked(one)) for one in self.questions]
        lines += _shown(["  " + _("note: {text}", text=one["text"]) for one in self.warnings])
        return "\n".join([*lines, self._counted()])

    def _counted(self) -> str:
        return _(
            "{accepted} of {rows} rows may be loaded, {rejected} complaints",
            accepted=number(self.accepted, 0),
            rows=number(self.rows, 0),
            rejected=number(self.complained, 0),
        )

    def told(self) -> str:
        """How the accepted figures differ from those of the warehouse, in a sentence."""
        counts = {status: number(count, 0) for status, count in self.counts().items()}
        if self.table != FIGURES:
            return _("Rows: {new} new, {changed} changed, {unchanged} as before.", **counts)
        return _("Figures: {new} new, {changed} changed, {unchanged} as before.", **counts)


def _shown(lines: list[str]) -> list[str]:
    if len(lines) <= SHOWN:
        return lines
    more = _("… and {count} more; --json lists all", count=number(len(lines) - SHOWN, 0))
    return [*lines[:SHOWN], f"  {more}"]


def _line(finding: Finding) -> str:
    place = ", ".join(filter(None, [_("row {row}", row=finding["row"]), str(finding["column"])]))
    return f"  {place}: {finding['reason']} {finding['hint']}".rstrip()


def _asked(asked: Finding) -> str:
    options = asked["options"] if isinstance(asked["options"], list | tuple) else []
    choice = f" [{', '.join(map(str, options))}]" if options else ""
    return f"{asked['text']}{choice} (--answer {asked.get('key', asked['code'])!r}=…)"
