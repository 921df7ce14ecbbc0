"""The refusal of a file that is no table, under the name that the command line knows."""

from __future__ import annotations

from etl.intake.errors import Unreadable

__all__ = ["Unreadable"]
