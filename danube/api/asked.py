"""What a request asks for, checked: an unknown parameter or id is refused in one sentence that helps."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass

from starlette.requests import Request

WHOLE = re.compile(r"-?[0-9]{1,9}")


class Refused(Exception):  # noqa: N818
    """A request that cannot be answered: an HTTP status and one sentence for the asker."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Asked:
    """The parameters of a request: every one is known, values are not yet checked."""

    values: dict[str, tuple[str, ...]]

    def many(self, name: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        """All values of a parameter, given repeatedly or separated by commas, each one of `known`."""
        values = self.values.get(name, ())
        for value in values:
            if known is not None and value not in known:
                raise Refused(unknown(name, value, known))
        return values

    def one(self, name: str, known: Collection[str] | None = None, *, default: str | None = None) -> str:
        """The single value of a parameter; without `default` it must be there."""
        values = self.many(name, known)
        if len(values) > 1:
            raise Refused(f"The parameter {name!r} takes one value, not {len(values)}.")
        if values:
            return values[0]
        if default is None:
            raise Refused(f"The parameter {name!r} is missing.")
        return default

    def integer(self, name: str, *, low: int, high: int) -> int | None:
        """A whole number between two bounds, both allowed; None where it was not asked for."""
        text = self.one(name, default="")
        if not text:
            return None
        if not WHOLE.fullmatch(text):
            raise Refused(f"The parameter {name!r} takes a whole number, not {text[:40]!r}.")
        if not low <= int(text) <= high:
            raise Refused(f"The parameter {name!r} is between {low} and {high}, not {text}.")
        return int(text)


def read(request: Request, *allowed: str) -> Asked:
    """The parameters of a request; one that is not among `allowed` is refused."""
    values: dict[str, tuple[str, ...]] = {}
    for name, text in request.query_params.multi_items():
        if name not in allowed:
            raise Refused(unknown("parameter", name, allowed))
        parts = tuple(part.strip() for part in text.split(",") if part.strip())
        values[name] = values.get(name, ()) + parts
    return Asked({name: tuple(dict.fromkeys(parts)) for name, parts in values.items()})


def unknown(kind: str, value: str, known: Collection[str]) -> str:
    """`Unknown region 'AT14'; did you mean 'AT13'?`, or the list where it is short."""
    start = f"Unknown {kind} {value[:60]!r}"
    close = difflib.get_close_matches(value, [str(item) for item in known], n=1, cutoff=0.6)
    if close:
        return f"{start}; did you mean {close[0]!r}?"
    if not known:
        return f"{start}: this address takes none."
    if len(known) <= 12:
        return f"{start}; known are: {', '.join(map(str, known))}."
    return f"{start}; /api/v1/indicators and /api/v1/regions list what there is."
