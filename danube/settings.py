"""Where things are and how the server behaves: environment variables with the prefix DANUBE_."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
THIS_MACHINE = "localhost 127.0.0.1 ::1"
SHORTEST_SECRET = 16
DEMONSTRATION = "demonstration"
"""The folder of a warehouse with made-up rows under `var`, and the file in it that says so."""

YES, NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


def _text(name: str, default: str = "") -> str:
    return os.environ.get(f"DANUBE_{name}", default).strip()


def _names(name: str, default: str) -> tuple[str, ...]:
    """Names separated by commas or spaces, in lower case."""
    return tuple((_text(name) or default).lower().replace(",", " ").split())


def _number(name: str, default: int = 0) -> int:
    """A whole number from 0; the default where nothing is set. Anything else stops with a sentence."""
    text = _text(name) or str(default)
    if not text.isdecimal():
        raise ValueError(f"DANUBE_{name} is a whole number such as 60, not {text[:40]!r}.")
    return int(text)


def _switch(name: str, default: str = "") -> bool:
    """True for 1, true, yes, on; False for their opposites or nothing; anything else stops the start."""
    text = (_text(name) or default).lower()
    if text not in (*YES, *NO):
        raise ValueError(f"DANUBE_{name} is 1 or 0, not {text[:40]!r}.")
    return text in YES


def _folder() -> Path:
    """Where everything is kept; a demonstration has a folder of its own in there."""
    folder = Path(_text("VAR") or ROOT / "var")
    return folder / DEMONSTRATION if _switch("DEMO") else folder


def _secret(name: str) -> str:
    """A secret of at least sixteen signs, or none; a shorter one could be guessed and stops the start."""
    text = _text(name)
    if text and len(text) < SHORTEST_SECRET:
        raise ValueError(f"DANUBE_{name} has at least {SHORTEST_SECRET} signs, not {len(text)}.")
    return text


@dataclass(frozen=True)
class Settings:
    """One reading of the environment; every field is a row of the README's table of settings."""

    var: Path = field(default_factory=_folder)
    demo: bool = field(default_factory=lambda: _switch("DEMO"))
    catalogue: str = field(default_factory=lambda: _text("CATALOGUE"))
    lake_data: str = field(default_factory=lambda: _text("DATA"))
    frame_ancestors: str = field(default_factory=lambda: _text("FRAME_ANCESTORS", "'self'"))
    allowed_hosts: tuple[str, ...] = field(default_factory=lambda: _names("ALLOWED_HOSTS", THIS_MACHINE))
    rate: int = field(default_factory=lambda: _number("RATE"))
    largest: int = field(default_factory=lambda: _number("LARGEST", 3_000))
    waiting: int = field(default_factory=lambda: _number("WAITING", 20_000))
    small: int = field(default_factory=lambda: _number("SMALL", 10))
    most_rows: int = field(default_factory=lambda: _number("MOST_ROWS", 100_000_000))
    kept_days: int = field(default_factory=lambda: _number("KEPT_DAYS", 7))
    silence: int = field(default_factory=lambda: _number("SILENCE", 30))
    ahead: bool = field(default_factory=lambda: _switch("AHEAD", "1"))
    jobs: int = field(default_factory=lambda: _number("JOBS", 1))
    token: str = field(default_factory=lambda: _secret("TOKEN"))
    roles_claim: str = field(default_factory=lambda: _text("ROLES_CLAIM"))
    analysts: tuple[str, ...] = field(default_factory=lambda: _names("ANALYSTS", ""))
    managers: tuple[str, ...] = field(default_factory=lambda: _names("MANAGERS", ""))
    presenters: tuple[str, ...] = field(default_factory=lambda: _names("PRESENTERS", ""))
    operators: tuple[str, ...] = field(default_factory=lambda: _names("OPERATORS", ""))
    sign_in_hours: int = field(default_factory=lambda: _number("SIGN_IN_HOURS", 8))
    metrics_token: str = field(default_factory=lambda: _text("METRICS_TOKEN"))
    eurostat: str = field(
        default_factory=lambda: _text("EUROSTAT", "https://ec.europa.eu/eurostat/api/dissemination")
    )
    gisco: str = field(
        default_factory=lambda: _text("GISCO", "https://gisco-services.ec.europa.eu/distribution/v2")
    )
    log_level: str = field(default_factory=lambda: _text("LOG_LEVEL", "INFO"))

    def __post_init__(self) -> None:
        if self.demo and self.catalogue:
            raise ValueError(
                "DANUBE_DEMO has a warehouse of its own under DANUBE_VAR, never the one of DANUBE_CATALOGUE; "
                "unset one of the two."
            )

    @property
    def demonstration(self) -> bool:
        """True where the warehouse holds made-up rows, whatever the environment says now."""
        return self.demo or (self.var / DEMONSTRATION).is_file()

    @property
    def clustered(self) -> bool:
        """True where the warehouse is a DuckLake on PostgreSQL rather than files under `var`."""
        return bool(self.catalogue)

    @property
    def people(self) -> dict[str, tuple[str, ...]]:
        """Role → the e-mail addresses that hold it."""
        return {
            "analyst": self.analysts,
            "manager": self.managers,
            "presenter": self.presenters,
            "operator": self.operators,
        }


def read() -> Settings:
    """The settings as the environment gives them now."""
    return Settings()
