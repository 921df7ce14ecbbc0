"""JSON-stat brought as a file."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pandas as pd

from danube.texts import _
from etl import sources
from etl.intake import content, melting
from etl.intake.errors import Unreadable
from etl.intake.parts import JSONSTAT
from etl.intake.understood import Read, Understood
from etl.sources import SourceUnreadable


def read(found: bytes, name: str) -> Read | None:
    """JSON-stat, or nothing where the text is no JSON at all but merely begins like it."""
    try:
        json.loads(found)
    except (ValueError, RecursionError):
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.json"
        path.write_bytes(found)
        try:
            frame = sources.read(JSONSTAT, path)
        except SourceUnreadable as error:
            problem = str(error).replace("table.json", name or _("The file"))
            raise Unreadable(_("{problem} Save its table as CSV and try again.", problem=problem)) from None
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError):
            raise Unreadable(
                _(
                    "The file is JSON, but its parts do not fit together as JSON-stat's must: save its table "
                    "as CSV and try again."
                )
            ) from None
    return _of_dimensions(frame)


def _of_dimensions(frame: pd.DataFrame) -> Read:
    content.refuse_shape(len(frame), len(frame.columns))
    table = frame.assign(column="value", indicator="").reindex(columns=melting.COLUMNS)
    others = frame.drop(columns=[*melting.COLUMNS, "file", "nuts", "own_flag"], errors="ignore")
    understood = Understood(
        content.JSON,
        "utf-8",
        layout=JSONSTAT,
        region="geo",
        period="time",
        value="value",
        columns=(*others.columns, "geo", "time", "value"),
        rows=len(frame),
    )
    return Read(understood, table, [], others)
