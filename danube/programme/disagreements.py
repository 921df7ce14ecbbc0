"""Where documents disagree: every version stands, with its document; none is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from danube.programme.register import Register, parts, records


@dataclass(frozen=True)
class Version:
    """One version of a statement. `basis`: stated in the document, or counted in its list."""

    says: str
    meaning: str
    basis: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Disagreement:
    """A statement about a row of the table `of`, of which there are at least two versions."""

    of: str
    subject: str
    statement: str
    versions: tuple[Version, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """The different versions, each once: `("10", "8", "9")`."""
        return tuple(dict.fromkeys(one.says for one in self.versions))


def disagreements(register: Register, subject: str = "") -> tuple[Disagreement, ...]:
    """All disagreements, or those about one subject, in the order of the register."""
    claims = register.table("claim")
    claims = claims[claims["subject"] == subject] if subject else claims
    groups = claims.groupby(["of", "subject", "statement"], sort=True)
    every = (
        Disagreement(str(of), str(about), str(statement), tuple(map(_version, records(rows))))
        for (of, about, statement), rows in groups
    )
    return tuple(one for one in every if len(one.said) > 1)


def _version(row: Mapping[str, str]) -> Version:
    return Version(row["says"], row["meaning"], row["basis"], parts(row["document"]))
