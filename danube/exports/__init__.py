"""Figures to carry away: one table, several formats, each with filter, version, sources and flags."""
