"""Figures in the sentences of checks and import, as the reader writes them."""

from __future__ import annotations

from babel import numbers

from danube.texts import MISSING, locale

DIGITS = 6


def figure(value: float | None) -> str:
    """`1,234.5` or `1.234,5`, to six significant digits, without zeros behind them; an en dash for none."""
    if value is None or value != value:
        return MISSING
    return numbers.format_decimal(
        float(f"{value:.{DIGITS}g}"), "#,##0.##########;\u2212#,##0.##########", locale=locale()
    )
