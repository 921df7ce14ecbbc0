"""What a refresh remembers: validators of adopted answers, and answers that were fetched but not adopted yet.

`var/refresh.json` holds, per source, the SHA-256 of the figures written and the validators to ask again
with: they count only while those figures are still there. `var/refresh/` holds the files of the run.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.fetch import Answer
from etl.queries import Query

RESUME_SECONDS = 24 * 3600


@dataclass
class Memory:
    """The remembered state; `adopted` by source, `held` by file, which stands for the address."""

    file: Path
    folder: Path
    figures: Path
    adopted: dict[str, dict[str, Any]] = field(default_factory=dict)
    held: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def load(cls, var: Path, figures: Path) -> Memory:
        """The memory under `var`; an unreadable one is forgotten, which costs no more than asking again."""
        memory = cls(var / "refresh.json", var / "refresh", figures)
        memory.folder.mkdir(parents=True, exist_ok=True)
        try:
            stored = json.loads(memory.file.read_text("utf-8"))
            memory.adopted, memory.held = dict(stored["adopted"]), dict(stored["held"])
        except (OSError, ValueError, KeyError, TypeError):
            return memory
        return memory

    def validators(self, query: Query) -> dict[str, str]:
        """What to ask with, provided that the adopted figures are the ones in the folder."""
        state = self.adopted.get(query.source.id, {})
        if state.get("figures") != self._digest(query.source.id):
            return {}
        return dict(state.get("validators", {}).get(query.file, {}))

    def holds(self, query: Query) -> bool:
        """True where an interrupted run fetched this answer within a day."""
        entry = self.held.get(query.file)
        if not entry or time.time() - entry["at"] > RESUME_SECONDS:
            return False
        return not entry["changed"] or (self.folder / query.file).exists()

    def changed(self, query: Query) -> bool:
        """True where the answer brought something new."""
        return bool(self.held[query.file]["changed"])

    def keep(self, query: Query, answer: Answer) -> None:
        """Notes an answer, so that it is not fetched again by the same run or by its continuation."""
        validators = dict(answer.validators)
        self.held[query.file] = {"at": time.time(), "changed": answer.changed, "validators": validators}
        self._save()

    def settle(self, source: str, queries: list[Query], status: str) -> None:
        """Closes a source: adopted answers are remembered by their validators; refused ones are dropped.

        Where a service failed on the way, what came before stays for the continuation.
        """
        if status == "refused" and not all(query.file in self.held for query in queries):
            return
        entries = {query.file: self.held.pop(query.file) for query in queries if query.file in self.held}
        if status != "refused":
            found = {file: entry["validators"] for file, entry in entries.items() if entry["validators"]}
            self.adopted[source] = {"figures": self._digest(source), "validators": found}
        for query in queries:
            (self.folder / query.file).unlink(missing_ok=True)
        self._save()

    def _digest(self, source: str) -> str:
        path = self.figures / f"{source}.csv"
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""

    def _save(self) -> None:
        part = self.file.with_suffix(".part")
        text = json.dumps({"adopted": self.adopted, "held": self.held}, indent=1, sort_keys=True)
        part.write_text(text, "utf-8")
        part.replace(self.file)
