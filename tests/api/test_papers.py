"""Papers over HTTP: PDF, kept by the browser, refusals in a sentence, few at once."""

from __future__ import annotations

import threading

import pytest
import requests

from danube.api.asked import Refused
from danube.api.papers import Press
from tests.serving import Served


def ask(server: Served, path: str, **choices: object) -> requests.Response:
    return requests.get(f"{server.url}/api/v1/{path}", params=choices, timeout=60)


def test_a_brief_is_a_pdf_that_is_not_sent_twice(server: Served) -> None:
    first = ask(server, "brief/AT13.pdf", lang="de")
    assert first.status_code == 200 and first.content.startswith(b"%PDF")
    assert first.headers["content-type"] == "application/pdf"
    assert first.headers["content-disposition"].startswith("inline; filename=")
    assert f"region=AT13&lang=de&v={first.headers['x-danube-version']}".encode() in first.content
    held = {"If-None-Match": first.headers["etag"]}
    assert requests.get(first.url, headers=held, timeout=60).status_code == 304


def test_a_report_takes_two_to_eight_regions(server: Served) -> None:
    assert ask(server, "report.pdf", regions="AT13,SK01").content.startswith(b"%PDF")
    alone = ask(server, "report.pdf", regions="AT13")
    assert alone.status_code == 400 and "2 to 8 regions, not 1" in alone.json()["error"]


@pytest.mark.parametrize(
    ("path", "choices", "said"),
    [
        ("brief/AT14.pdf", {}, "Unknown region 'AT14'; did you mean"),
        ("brief/AT13.pdf", {"colour": "red"}, "Unknown parameter 'colour'"),
        ("brief/AT13.pdf", {"v": "999999"}, "between 0 and"),
        ("brief/AT13.pdf", {"lang": "fr"}, "'fr'"),
        ("report.pdf", {"regions": "AT13,XX"}, "Unknown region 'XX'"),
        ("report.pdf", {}, "2 to 8 regions, not 0"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_a_sentence(
    server: Served, path: str, choices: dict[str, str], said: str
) -> None:
    answer = ask(server, path, **choices)
    assert answer.status_code in (400, 404) and said in answer.json()["error"]


def test_a_full_press_sends_the_next_one_away_and_takes_him_later() -> None:
    press = Press(places=1, patience=0.05)
    inside, done = threading.Event(), threading.Event()

    def first() -> None:
        with press.place():
            inside.set()
            done.wait(10)

    worker = threading.Thread(target=first)
    worker.start()
    inside.wait(10)
    with pytest.raises(Refused, match="in a minute") as refused, press.place():
        raise AssertionError
    done.set()
    worker.join(10)
    assert refused.value.status == 503
    with press.place():
        pass


def test_more_than_may_wait_are_sent_away_at_once() -> None:
    press = Press(places=1, waiting=0, patience=60)
    with press.place(), pytest.raises(Refused, match="in a minute"), press.place():
        raise AssertionError
