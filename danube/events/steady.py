"""ZIP files whose bytes depend on nothing but what is in them: no clock, no machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

WRITTEN = (2000, 1, 1, 0, 0, 0)
"""A fixed day instead of now."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of the files in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, body in files.items():
            made.writestr(zipfile.ZipInfo(name, WRITTEN), body, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def repacked(body: bytes) -> bytes:
    """The same ZIP without the time at which it was written."""
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        return archive({name: opened.read(name) for name in opened.namelist()})
