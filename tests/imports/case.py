"""One nasty file and what must come of it, written down by hand before any program has read it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """A file and its expected report.

    `figures` are lines "row indicator region period value flags"; indicator and period are `-` where the file
    does not say. Either they are given, or `unreadable` holds a part of the sentence of refusal.
    """

    file: str
    content: bytes
    figures: str = ""
    rows: int = 0
    questions: tuple[str, ...] = ()
    ragged: tuple[int, ...] = ()
    nowhere: tuple[int, ...] = ()  # rows whose region is none
    unreadable: str = ""
    choices: dict[str, object] = field(default_factory=dict)
    understood: dict[str, object] = field(default_factory=dict)
    notes: int = 0
    answers: dict[str, str] = field(default_factory=lambda: {"id": "gdp_pps"})
    asked: tuple[str, ...] | None = None  # by the import, where that is not what the reading asks
    accepted: int | None = None  # where not all figures are
    rejected: tuple[tuple[int, str], ...] | None = None  # where not only ragged rows and unknown regions
    warned: tuple[str, ...] | None = None  # codes of the warnings, where they are what the case is about

    def expected(self) -> dict[str, object]:
        """As it stands in the JSON beside the file."""
        if self.unreadable:
            return {"choices": self.choices, "unreadable": self.unreadable}
        return {
            "choices": self.choices,
            "understood": self.understood,
            "rows": self.rows,
            "questions": list(self.questions),
            "ragged": list(self.ragged),
            "nowhere": list(self.nowhere),
            "notes": self.notes,
            "figures": self._figures(),
            "import": {
                "answers": self.answers,
                "asked": list(self.questions if self.asked is None else self.asked),
                "accepted": len(self._figures()) if self.accepted is None else self.accepted,
                "rejected": [list(one) for one in self._rejected()],
                **({} if self.warned is None else {"warned": list(self.warned)}),
            },
        }

    def _figures(self) -> list[dict[str, object]]:
        return [_figure(line) for line in self.figures.strip().splitlines()]

    def _rejected(self) -> list[tuple[int, str]]:
        if self.rejected is not None:
            return list(self.rejected)
        ragged = [(row, "ragged") for row in self.ragged]
        return sorted([*ragged, *((row, "unknown-region") for row in self.nowhere)])


def _figure(line: str) -> dict[str, object]:
    row, indicator, region, period, value, *flags = line.split()
    return {
        "row": int(row),
        "indicator": "" if indicator == "-" else indicator.replace("~", " "),
        "region": region,
        "period": "" if period == "-" else period,
        "value": value,
        "flag": " ".join(flags),
    }
