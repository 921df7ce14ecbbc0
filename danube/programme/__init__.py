"""The programme behind the benchmark: projects, partners, instruments, targets, and what documents say."""

from __future__ import annotations
