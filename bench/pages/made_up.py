"""Ten made-up indicators: the same figures for both ways to draw them."""

from __future__ import annotations

import numpy as np
import pandas as pd

CHOICES = [f"Indicator {number}" for number in range(10)]


def figures(ids: tuple[str, ...], choice: str) -> pd.Series:
    """Between 0 and 100 with one decimal, the same in every run; one in ten is missing."""
    random = np.random.default_rng(CHOICES.index(choice))
    values = pd.Series(random.uniform(0, 100, len(ids)).round(1), index=list(ids))
    return values.mask(random.uniform(size=len(ids)) < 0.1)
