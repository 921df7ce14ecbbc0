"""What a refresh tells: source by source, what was adopted, what stayed, what was refused and why."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: `refreshed` with counts, `unchanged`, or `refused` with the reason.

    `advice` is what remains to be done by hand in the catalogue.
    """

    source: str
    status: str
    reason: str = ""
    figures: int = 0
    new: int = 0
    revised: int = 0
    gone: int = 0
    advice: str = ""

    def line(self) -> str:
        """One line for the screen."""
        if self.status != "refreshed":
            return f"{self.source}: {self.status}" + (f". {self.reason}" if self.reason else "")
        counts = f"{self.figures:,} figures, {self.new:,} new, {self.revised:,} revised, {self.gone:,} gone"
        return f"{self.source}: refreshed; {counts}" + (f". {self.advice}" if self.advice else "")


@dataclass(frozen=True, slots=True)
class Report:
    """The whole run, source by source."""

    outcomes: tuple[Outcome, ...]

    @property
    def refused(self) -> list[Outcome]:
        """The sources that kept their figures because something was wrong."""
        return [outcome for outcome in self.outcomes if outcome.status == "refused"]

    @property
    def ok(self) -> bool:
        """True where nothing was refused."""
        return not self.refused

    def as_dict(self) -> dict[str, object]:
        """The report as plain JSON values."""
        return {"ok": self.ok, "sources": [asdict(outcome) for outcome in self.outcomes]}

    def text(self) -> str:
        """A line per source."""
        return "\n".join(outcome.line() for outcome in self.outcomes)
