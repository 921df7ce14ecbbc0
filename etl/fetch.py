"""One file from a publisher's web service: patiently, politely, and never half.

Retries with growing pauses (and the publisher's own Retry-After), asks only for what changed, resumes
where the publisher prepares the answer first, and refuses what is not data. A file appears under its
name only when it is complete.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import ChunkedEncodingError, ContentDecodingError
from urllib3 import Retry

from etl.queued import DATA, FetchRefused, Unreachable, onward, said

__all__ = ["Answer", "FetchRefused", "Patience", "Unreachable", "fetch", "session"]

AGENT = "Danube-Innovation-Observatory/0.1 (+refresh of public figures)"
TROUBLED = (429, 500, 502, 503, 504)
MOST_BYTES = 512 * 1024 * 1024
LONGEST_PAUSE = 300
NOTICE_BYTES = 64 * 1024


class Cut(Exception):  # noqa: N818 (not an error to anybody outside)
    """The connection broke in the middle of a body; the cause is what the library said."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and how often to try."""

    connect: float = 10
    read: float = 120
    tries: int = 4
    backoff: float = 1.0
    polls: int = 120
    pause: float = 5.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: `path` of the file, None where nothing changed; `validators` to ask again with."""

    path: Path | None
    validators: Mapping[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """False where the publisher said 304."""
        return self.path is not None


def session(patience: Patience) -> requests.Session:
    """A session that repeats what failed for a passing reason, slower each time, as Retry-After asks."""
    retry = Retry(
        total=patience.tries,
        status_forcelist=TROUBLED,
        allowed_methods=("GET",),
        backoff_factor=patience.backoff,
        respect_retry_after_header=True,
        retry_after_max=LONGEST_PAUSE,
        raise_on_status=False,
    )
    opened = requests.Session()
    opened.headers["User-Agent"] = AGENT
    for scheme in ("http://", "https://"):
        opened.mount(scheme, HTTPAdapter(max_retries=retry))
    return opened


def fetch(
    opened: requests.Session,
    url: str,
    target: Path,
    *,
    patience: Patience,
    known: Mapping[str, str] | None = None,
    layout: str = "",
) -> Answer:
    """The file behind `url` at `target`, or an unchanged Answer where it is still the one `known`.

    `known` are the validators of the last answer that was adopted (`etag`, `modified`); `layout` names
    what is expected. Raises FetchRefused with nothing left at `target`.
    """
    part = target.with_name(target.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    try:
        response = _settled(opened, url, part, patience, _conditions(known or {}))
        if response.status_code == 304:
            return Answer(None, dict(known or {}))
        _check(response, part, layout)
        part.replace(target)
    except requests.RequestException as error:
        raise Unreachable(f"{url}: no answer after {patience.tries + 1} tries ({_cause(error)})") from error
    finally:
        part.unlink(missing_ok=True)
    return Answer(target, _validators(response))


def _settled(
    opened: requests.Session, url: str, part: Path, patience: Patience, headers: Mapping[str, str]
) -> requests.Response:
    """The answer that is data or a refusal, after waiting where the publisher prepares it first."""
    ask = url
    for _poll in range(patience.polls):
        response = _downloaded(opened, ask, part, patience, headers)
        further = onward(url, ask, response.status_code, _notice(part))
        if not further:
            return response
        ask, headers = further, {}
        if DATA not in further:
            time.sleep(patience.pause)
    raise FetchRefused(
        f"{url}: the publisher was still preparing the answer after {patience.polls} questions"
    )


def _downloaded(
    opened: requests.Session, url: str, part: Path, patience: Patience, headers: Mapping[str, str]
) -> requests.Response:
    """One complete body in `part`; begins again where the connection was cut in the middle."""
    for attempt in range(patience.tries + 1):
        try:
            return _body(opened, url, part, patience, headers)
        except Cut:
            time.sleep(min(patience.backoff * 2**attempt, LONGEST_PAUSE))
    raise FetchRefused(f"{url}: the connection was cut in the middle, {patience.tries + 1} times")


def _body(
    opened: requests.Session, url: str, part: Path, patience: Patience, headers: Mapping[str, str]
) -> requests.Response:
    timeout = (patience.connect, patience.read)
    with opened.get(url, headers=dict(headers), timeout=timeout, stream=True) as response:
        try:
            _save(response, url, part)
        except (ChunkedEncodingError, ContentDecodingError, requests.ConnectionError) as error:
            raise Cut(url) from error
        return response


def _save(response: requests.Response, url: str, part: Path) -> None:
    size = 0
    with part.open("wb") as target:
        for chunk in response.iter_content(1 << 16):
            size += len(chunk)
            if size > MOST_BYTES:
                raise FetchRefused(f"{url}: more than {MOST_BYTES >> 20} MB; narrow the filter")
            target.write(chunk)


def _notice(part: Path) -> str:
    """The text of a small answer that could be a notice; empty for anything else."""
    if part.stat().st_size > NOTICE_BYTES:
        return ""
    text = part.read_bytes().decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
    return text if text.startswith(("<", "{")) else ""


def _check(response: requests.Response, part: Path, layout: str) -> None:
    """Refuses errors, web pages and empty answers."""
    url, notice = response.url, _notice(part)
    if not response.ok:
        raise FetchRefused(f"{url}: HTTP {response.status_code}, {said(notice) or response.reason}")
    with part.open("rb") as source:
        start = source.read(256).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html")) or "text/html" in response.headers.get(
        "Content-Type", ""
    ):
        raise FetchRefused(f"{url}: a web page came instead of data; the service may be down for maintenance")
    if not start:
        raise FetchRefused(f"{url}: an empty answer")
    if layout.endswith("xlsx") and not start.startswith(b"pk\x03\x04"):
        raise FetchRefused(f"{url}: the answer is not an XLSX file")
    if "aultstring>" in notice or '"error"' in notice[:200]:
        raise FetchRefused(f"{url}: {said(notice)}")


def _conditions(known: Mapping[str, str]) -> dict[str, str]:
    names = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
    return {names[key]: value for key, value in known.items() if key in names and value}


def _validators(response: requests.Response) -> dict[str, str]:
    """What to ask with next time; nothing where the data came by way of a ticket."""
    if "/async/" in response.url:
        return {}
    found = {"etag": response.headers.get("ETag"), "modified": response.headers.get("Last-Modified")}
    return {key: value for key, value in found.items() if value}


def _cause(error: BaseException) -> str:
    """The innermost reason of a failed request, without addresses of memory."""
    text = str(getattr(error, "args", [error])[0] if error.args else error)
    for word, cause in (("imed out", "it took too long"), ("refused", "connection refused")):
        if word in text:
            return cause
    if "IncompleteRead" in text or "broken" in text:
        return "the connection was cut"
    return "the connection failed" if "HTTPConnection" in text or "object at" in text else text[:160]
