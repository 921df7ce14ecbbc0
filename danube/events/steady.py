"""ZIP files whose bytes depend on nothing but what is in them: no clock, no machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

WRITTEN = (2000, 1, 1, 0, 0, 0)
"""A fixed day instead of now."""

READABLE = 0o100644 << 16
"""A plain file that everybody may read, once unpacked."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of the files in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, WRITTEN)
            entry.external_attr = READABLE
            made.writestr(entry, body, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def repacked(body: bytes) -> bytes:
    """The same ZIP without the time at which it was written."""
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        return archive({name: opened.read(name) for name in opened.namelist()})
