"""The pages that there are, by the names of their files: a new one is tested as the others are."""

from __future__ import annotations

from danube.settings import ROOT

NAMES = tuple(sorted(path.stem for path in (ROOT / "pages").glob("*.py")))
