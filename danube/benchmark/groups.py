"""Performance groups relative to a reference, with the thresholds of the Regional Innovation Scoreboard.

Emerging below 70 % of the reference, moderate from 70, strong from 100, leader from 125 (European
Commission 2021, methodology report; the reference there is the EU of the same year).
"""

from __future__ import annotations

import pandas as pd

NAMES = ("emerging", "moderate", "strong", "leader")
THRESHOLDS = (70.0, 100.0, 125.0)


def group(relative: pd.Series) -> pd.Series:
    """The group of each unit from its score in % of the reference; missing stays missing."""
    edges = [float("-inf"), *THRESHOLDS, float("inf")]
    named = pd.cut(relative.astype(float), edges, right=False, labels=list(NAMES))
    return named.astype(object).where(relative.notna(), None).rename("group")


def relative(index: pd.Series, reference: float | None = None) -> pd.Series:
    """Scores in % of the reference, or of the mean of all scores where there is none."""
    base = float(index.mean()) if reference is None else reference
    return (100 * index / base).rename("relative")
