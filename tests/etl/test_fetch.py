"""Fetching against a real HTTP server that answers as the publishers do on their worse days."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from etl import fetch
from tests.etl.replay import Publisher, Reply, packed, publisher

QUICK = fetch.Patience(connect=1, read=1, tries=2, backoff=0.01, polls=6, pause=0.01)
CSV = (
    "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nESTAT:X(1.0),,A,PC,AT11,2023,1.5,p\n"
)
SOAP = 'xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"'
ESTAT = "http://estat.ec.europa.eu/disschain"
SDMX = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
TICKET = (
    f'<?xml version="1.0" encoding="UTF-8" ?><env:Envelope {SOAP}><env:Header/><env:Body>'
    f'<ns0:syncResponse xmlns:ns0="{ESTAT}/soap/extraction"><processingTime>92</processingTime>'
    "<queued><id>e3d39a1b-27eb</id><status>SUBMITTED</status></queued>"
    "</ns0:syncResponse></env:Body></env:Envelope>"
)
STATE = (
    f'<env:Envelope {SOAP}><env:Body><ns0:asyncResponse xmlns:ns0="{ESTAT}/soap/asynchronous">'
    f'<ns1:status xmlns:ns1="{ESTAT}/asynchronous"><ns1:key>e3d39a1b-27eb</ns1:key>'
    "<ns1:status>{}</ns1:status></ns1:status></ns0:asyncResponse></env:Body></env:Envelope>"
)
FOOTER = (
    f'<m:GenericData xmlns:m="{SDMX}/message"><footer:Footer xmlns:footer="{SDMX}/message/footer">'
    f'<footer:Message code="413"><common:Text xmlns:common="{SDMX}/common">'
    "The extraction is too big to be given at once and will be available at {}"
    "</common:Text></footer:Message></footer:Footer></m:GenericData>"
)
TOO_BIG = (
    '<S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><faultcode>413</faultcode><faultstring>'
    "EXTRACTION_TOO_BIG: The extraction is too big, estimated 420709314 rows</faultstring></S:Fault>"
)
LATER = '{"warning":[{"status":413,"label":"ASYNCHRONOUS_RESPONSE. It will be treated asynchronously."}]}'
PATH = "/sdmx/2.1/data/x"


@pytest.fixture
def service():
    with publisher() as running:
        yield running


@pytest.fixture
def got(service: Publisher, tmp_path: Path):
    """Fetches a path of the service into a file `x`."""

    def get(path: str = PATH, **options) -> fetch.Answer:
        with fetch.session(QUICK) as opened:
            return fetch.fetch(opened, service.address + path, tmp_path / "x", patience=QUICK, **options)

    return get


def test_a_file_comes_with_what_to_ask_next_time(service, got, tmp_path):
    service.answers(
        PATH, Reply(CSV, headers={"ETag": '"v1"', "Last-Modified": "Thu, 25 Jun 2026 09:00:00 GMT"})
    )
    answer = got()
    assert answer.path == tmp_path / "x" and answer.path.read_text() == CSV
    assert answer.validators == {"etag": '"v1"', "modified": "Thu, 25 Jun 2026 09:00:00 GMT"}


def test_a_known_file_is_asked_for_conditionally_and_304_changes_nothing(service, got, tmp_path):
    service.answers(PATH, Reply(status=304))
    answer = got(known={"etag": '"v1"', "modified": "Thu, 25 Jun 2026 09:00:00 GMT"})
    (headers,) = service.asked(PATH)
    assert headers["If-None-Match"] == '"v1"' and headers["If-Modified-Since"].startswith("Thu, 25 Jun")
    assert not answer.changed and answer.validators["etag"] == '"v1"' and not list(tmp_path.iterdir())


def test_compressed_answers_are_unpacked(service, got):
    service.answers(PATH, packed(CSV))
    assert got().path.read_text() == CSV


def test_too_many_requests_waits_as_long_as_asked(service, got):
    service.answers(PATH, Reply("slow down", status=429, headers={"Retry-After": "1"}), Reply(CSV))
    begun = time.monotonic()
    assert got().path.read_text() == CSV
    assert 1.0 <= time.monotonic() - begun < 3


def test_a_server_error_is_tried_again(service, got):
    service.answers(PATH, Reply("oops", status=500), Reply("oops", status=503), Reply(CSV))
    assert got().changed and len(service.asked(PATH)) == 3


def test_a_lasting_server_error_is_a_sentence(service, got, tmp_path):
    service.answers(PATH, Reply("oops", status=500))
    with pytest.raises(fetch.FetchRefused, match="HTTP 500"):
        got()
    assert len(service.asked(PATH)) == 3 and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "reply", [Reply(CSV, cut=40), Reply(packed(CSV).body, headers={"Content-Encoding": "gzip"}, cut=30)]
)
def test_a_connection_cut_in_the_middle_begins_again(service, got, reply):
    service.answers(PATH, reply, Reply(CSV))
    assert got().path.read_text() == CSV and len(service.asked(PATH)) == 2


def test_a_connection_that_is_always_cut_leaves_nothing(service, got, tmp_path):
    service.answers(PATH, Reply(CSV, cut=40))
    with pytest.raises(fetch.FetchRefused, match="cut in the middle, 3 times"):
        got()
    assert not list(tmp_path.iterdir())


def test_a_slow_answer_is_tried_again(service, got):
    service.answers(PATH, Reply(CSV, after=1.3), Reply(CSV))
    assert got().changed and len(service.asked(PATH)) == 2


def test_nobody_there_is_a_sentence(tmp_path):
    with fetch.session(QUICK) as opened, pytest.raises(fetch.FetchRefused, match="connection refused"):
        fetch.fetch(opened, "http://127.0.0.1:9/x", tmp_path / "x", patience=QUICK)


def test_a_web_page_with_status_200_is_refused(service, got, tmp_path):
    page = "<!DOCTYPE html><html><body>The service is unavailable for maintenance</body></html>"
    for headers in ({"Content-Type": "text/html; charset=utf-8"}, {"Content-Type": "text/csv"}):
        service.answers(PATH, Reply(page, headers=headers))
        with pytest.raises(fetch.FetchRefused, match="a web page came instead of data"):
            got()
    assert not list(tmp_path.iterdir())


def test_an_empty_answer_and_a_wrong_file_are_refused(service, got):
    service.answers(PATH, Reply(""))
    with pytest.raises(fetch.FetchRefused, match="an empty answer"):
        got()
    service.answers(PATH, Reply("a,b\n1,2\n"))
    with pytest.raises(fetch.FetchRefused, match="is not an XLSX file"):
        got(layout="ris-xlsx")


def test_a_ticket_is_followed_to_the_data(service, got):
    service.answers(PATH, Reply(TICKET, headers={"ETag": '"ticket"'}))
    states = [Reply(STATE.format(state)) for state in ("SUBMITTED", "PROCESSING", "AVAILABLE")]
    service.answers("/1.0/async/status/e3d39a1b-27eb", *states)
    service.answers("/1.0/async/data/e3d39a1b-27eb", Reply(CSV))
    answer = got(PATH + "?format=SDMX-CSV")
    assert answer.path.read_text() == CSV and answer.validators == {}
    assert service.requests[-1][0] == "/1.0/async/data/e3d39a1b-27eb?format=SDMX-CSV"
    assert len(service.asked("/1.0/async/status/e3d39a1b-27eb")) == 3


def test_an_expired_ticket_is_a_sentence(service, got):
    service.answers(PATH, Reply(TICKET))
    service.answers("/1.0/async/status/e3d39a1b-27eb", Reply(STATE.format("EXPIRED")))
    with pytest.raises(fetch.FetchRefused, match="the prepared answer is expired"):
        got()


@pytest.mark.parametrize("status", [200, 413])
def test_a_footer_with_an_address_is_polled_until_the_file_is_there(service, got, status):
    address = service.answers("/file/abc", Reply("not yet", status=404), Reply("", status=202), Reply(CSV))
    service.answers(PATH, Reply(FOOTER.format(address), status=status))
    assert got().path.read_text() == CSV


def test_an_address_on_another_host_is_not_followed(service, got):
    service.answers(PATH, Reply(FOOTER.format("http://elsewhere.example/file"), status=413))
    with pytest.raises(fetch.FetchRefused, match="points to another host"):
        got()


def test_ask_again_later_is_asked_again(service, got):
    service.answers(PATH, Reply(LATER, status=413), Reply(LATER, status=413), Reply(CSV))
    assert got().changed and len(service.asked(PATH)) == 3


def test_preparing_for_ever_is_given_up(service, got):
    service.answers(PATH, Reply(LATER, status=413))
    with pytest.raises(fetch.FetchRefused, match="still preparing the answer after 6 questions"):
        got()


def test_too_big_says_what_to_do(service, got):
    service.answers(PATH, Reply(TOO_BIG, status=413))
    with pytest.raises(fetch.FetchRefused, match="estimated 420709314 rows; narrow the filter"):
        got()


def test_a_fault_with_status_200_or_400_is_quoted(service, got):
    fault = (
        '<S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><faultcode>150</faultcode><faultstring>'
        "INVALID_QUERY_DIMENSION_VALUE: not allowed: UNIT=NOTAUNIT.</faultstring></S:Fault>"
    )
    for status in (200, 400):
        service.answers(PATH, Reply(fault, status=status))
        with pytest.raises(fetch.FetchRefused, match="UNIT=NOTAUNIT"):
            got()
