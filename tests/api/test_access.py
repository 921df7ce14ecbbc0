"""Who may write over HTTP, against the real server: accounts of a real provider, the operator's link."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from itsdangerous import URLSafeTimedSerializer
from joserfc import jwt
from joserfc.jwk import OctKey
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from danube.access import passes
from tests import oidc, serving
from tests.serving import Served

TABLE = b"region;2023\nAT13;3.5\n"
LONG_AGO = int(time.time()) - 9 * oidc.HOUR
MAIL = {"email": "olga@example.org", "email_verified": True}
ACCOUNTS = {
    "Ana": {"name": "Ana Horvat", "realm_access": {"roles": ["analyst", "offline_access"]}},
    "Béla": {"name": "Béla <b>Kiss</b>", "realm_access": {"roles": ["presenter"]}},
    "Cosmin": {"name": "Cosmin"},
    "Old": {"name": "Old", "realm_access": {"roles": ["analyst"]}, "iat": LONG_AGO},
    "Mallory": {"name": "Mallory", "realm_access": {"roles": ["operator"]}, "forged": True},
    "Olga": {"name": "Olga", **MAIL},
    "Olga's twin": {"name": "Olga", **MAIL, "email_verified": False},
}
USER = "_streamlit_user"


def post(server: Served, session: requests.Session | None = None, **headers: str | None) -> requests.Response:
    """A file sent as our own page would send it; None leaves a header out."""
    own = {"Origin": server.url} | headers
    return (session or requests).post(
        f"{server.url}/api/v1/files",
        params={"name": "table.csv"},
        data=TABLE,
        headers={name.replace("_", "-"): value for name, value in own.items() if value is not None},
        timeout=60,
    )


def refusal(answer: requests.Response) -> str:
    """The sentence of a refused writing."""
    assert answer.status_code == 403, answer.text
    return str(answer.json()["error"])


@pytest.fixture(scope="module")
def signing(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with sign-in: roles from a claim, and Olga from a list."""
    folder, port = tmp_path_factory.mktemp("signing"), serving.free_port()
    shutil.copytree(var, folder / "var")
    with oidc.serve(serving.free_port(), ACCOUNTS) as provider:
        oidc.secrets_file(folder, f"http://127.0.0.1:{port}", provider.issuer)
        roles = {"ROLES_CLAIM": "realm_access.roles", "ANALYSTS": "Olga@example.org"}
        served = serving.start(folder, port=port, VAR=str(folder / "var"), AHEAD="0", **roles)
        yield served
        served.stop()


def signed_in(server: Served, account: str) -> requests.Session:
    """A browser without a window, sent to the provider, back as this account."""
    key = OctKey.import_key(oidc.COOKIE_SECRET)
    wish = jwt.encode({"alg": "HS256"}, {"provider": "default", "exp": int(time.time()) + 60}, key)
    session = requests.Session()
    choice = session.get(f"{server.url}/auth/login", params={"provider": wish}, timeout=60)
    assert "Who are you?" in choice.text
    ways = {name: way for way, name in re.findall(r'<a href="([^"]+)">([^<]+)</a>', choice.text)}
    way = ways[account.replace("'", "&#x27;")].replace("&amp;", "&")
    session.get(way, timeout=60)
    return session


@pytest.mark.parametrize("account", ["Ana", "Olga"])
def test_an_account_with_the_role_may_write(signing: Served, account: str) -> None:
    answer = post(signing, signed_in(signing, account))
    assert answer.status_code == 200, answer.text
    assert re.fullmatch("[0-9a-f]{32}", answer.json()["id"])


@pytest.mark.parametrize(
    ("account", "name"), [("Béla", "Béla"), ("Cosmin", "Cosmin"), ("Olga's twin", "Olga")]
)
def test_an_account_without_it_reads_a_sentence(signing: Served, account: str, name: str) -> None:
    said = refusal(post(signing, signed_in(signing, account)))
    assert said.startswith(f"You are signed in as {name}")
    assert "this needs one of the roles “analyst”, “programme manager”" in said and "<b>" not in said


def test_nobody_is_asked_to_sign_in(signing: Served) -> None:
    assert "Please sign in first" in refusal(post(signing))


def test_an_expired_session_is_asked_to_sign_in_again(signing: Served) -> None:
    assert "sign in again" in refusal(post(signing, signed_in(signing, "Old")))


def test_a_token_that_the_provider_did_not_sign_signs_nobody_in(signing: Served) -> None:
    session = signed_in(signing, "Mallory")
    assert USER not in session.cookies
    assert "Please sign in first" in refusal(post(signing, session))


def claims(origin: str, **more: object) -> str:
    """What Streamlit signs, for an operator."""
    usual = {"is_logged_in": True, "origin": origin, "name": "Eve", "iat": int(time.time())}
    return json.dumps(usual | {"realm_access": {"roles": ["operator"]}} | more)


def cookie(value: str, secret: str, name: str = USER) -> str:
    return str(URLSafeTimedSerializer(secret, salt=name).dumps(value))


def test_only_the_servers_own_signature_counts(signing: Served) -> None:
    own, right = signing.url, oidc.COOKIE_SECRET
    good = cookie(claims(own), right)
    signature = cookie(claims(own, realm_access={}), right).rsplit(".", 2)[1:]
    forged = {
        "another secret": cookie(claims(own), "another secret that nobody told"),
        "no signature": claims(own),
        "signed as another cookie": cookie(claims(own), right, "_streamlit_user_tokens"),
        "of another server": cookie(claims("http://127.0.0.1:1"), right),
        "another payload": ".".join([good.rsplit(".", 2)[0], *signature]),
        "not logged in": cookie(claims(own, is_logged_in=False), right),
        "logged in, as it says": cookie(claims(own, is_logged_in="yes"), right),
        "no claims": cookie("{}", right),
        "pieces that are missing": cookie("chunks-9", right),
        "empty": "",
    }
    for case, value in forged.items():
        session = requests.Session()
        session.cookies.set(USER, value, domain="127.0.0.1")
        assert "Please sign in first" in refusal(post(signing, session)), case
    session = requests.Session()
    session.cookies.set(USER, good, domain="127.0.0.1")
    assert post(signing, session).status_code == 200, "the same, well signed"


def test_an_account_does_not_help_another_sites_page(signing: Served) -> None:
    session = signed_in(signing, "Ana")
    for headers in (
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site"},
    ):
        assert "from this server's own pages" in refusal(post(signing, session, **headers)), headers


def test_with_accounts_there_is_no_operators_link(signing: Served) -> None:
    answer = requests.get(f"{signing.url}/api/v1/enter", params={"token": "x" * 32}, timeout=30)
    assert answer.status_code == 403 and "sign in with their accounts" in answer.text
    assert "/api/v1/enter?token=" not in signing.log.read_text()


@pytest.fixture(scope="module")
def open_to_all(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that listens to every network, without sign-in, as a laptop at an event."""
    folder = tmp_path_factory.mktemp("open")
    shutil.copytree(var, folder / "var")
    served = serving.start(folder, address="0.0.0.0", VAR=str(folder / "var"), AHEAD="0")
    yield served
    served.stop()
    assert not served.complaints()


def link(server: Served) -> str:
    """The operator's link as the start has printed it, on the address that this test can reach."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if found := re.search(r"http://\S+(/api/v1/enter\?token=\S+)", server.log.read_text()):
            return server.url + found[1]
        time.sleep(0.05)
    raise AssertionError("No link was printed.")


def test_a_server_for_others_takes_nothing_without_the_link(open_to_all: Served) -> None:
    assert "operator's link" in refusal(post(open_to_all))


def test_the_link_gives_a_pass_and_leaves_no_trace(open_to_all: Served) -> None:
    address = link(open_to_all)
    token = address.partition("token=")[2]
    session = requests.Session()
    answer = session.get(address, allow_redirects=False, timeout=30)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    given = answer.headers["set-cookie"]
    assert "HttpOnly" in given and "SameSite=strict" in given and "Path=/" in given
    assert token not in given and token not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert post(open_to_all, session).status_code == 200
    assert "own pages" in refusal(post(open_to_all, session, Origin="https://evil.example"))
    logged = [line for line in open_to_all.log.read_text().splitlines() if line.startswith("{")]
    assert any("/api/v1/enter" in line for line in logged)
    assert not [line for line in logged if token in line]


def test_the_pass_can_be_given_back(open_to_all: Served) -> None:
    session = requests.Session()
    session.get(link(open_to_all), timeout=30)
    session.get(f"{open_to_all.url}/api/v1/leave", timeout=30)
    assert passes.COOKIE not in session.cookies
    assert "operator's link" in refusal(post(open_to_all, session))


@pytest.mark.parametrize("token", ["", "x", "wrong" * 8, "é\u2028", "the-value-of-DANUBE_TOKEN"])
def test_a_wrong_token_gives_nothing(open_to_all: Served, token: str) -> None:
    answer = requests.get(
        f"{open_to_all.url}/api/v1/enter", params={"token": token}, allow_redirects=False, timeout=30
    )
    assert answer.status_code == 403 and "set-cookie" not in answer.headers
    assert answer.text == "This link is not valid: each start of the server prints a new one.\n"


def test_a_pass_that_ended_or_was_changed_is_none(
    open_to_all: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANUBE_TOKEN", link(open_to_all).partition("token=")[2])
    good, old = passes.issue(), passes.issue(time.time() - 13 * 3600)
    longer = f"{int(good.partition('.')[0]) + 1}.{good.partition('.')[2]}"
    for shown in (old, longer, good.partition(".")[2], "9" * 30, f"{good}0", "." + good):
        session = requests.Session()
        session.cookies.set(passes.COOKIE, shown, domain="127.0.0.1")
        assert "operator's link" in refusal(post(open_to_all, session)), shown
    session = requests.Session()
    session.cookies.set(passes.COOKIE, good, domain="127.0.0.1")
    assert post(open_to_all, session).status_code == 200


def test_a_server_for_this_machine_needs_no_link(server: Served) -> None:
    answer = post(server)
    assert answer.status_code == 200, answer.text
    gone = requests.delete(
        f"{server.url}/api/v1/files/{answer.json()['id']}", headers={"Origin": server.url}, timeout=30
    )
    assert gone.json()["discarded"]
    assert "/api/v1/enter?token=" not in server.log.read_text()


@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded", "Via", "X_Real_IP"])
def test_what_comes_through_a_proxy_does_not_sit_at_this_machine(server: Served, header: str) -> None:
    assert "operator's link" in refusal(post(server, **{header: "127.0.0.1"}))


def shown(server: Served, **headers: str) -> str:
    """What the page of versions shows to a session that comes with these headers, its HTML alone."""
    message, pieces = BackMsg(), []
    message.rerun_script.page_name = "versions"
    message.rerun_script.context_info.url = f"{server.url}/versions"
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with connect(
        address, origin=server.url, subprotocols=["streamlit"], additional_headers=named, max_size=None
    ) as session:
        session.send(message.SerializeToString())
        while (said := ForwardMsg.FromString(session.recv(60))).WhichOneof("type") != "script_finished":
            pieces.append(said.delta.new_element.html.body)
    return " ".join(pieces)


def test_a_session_through_a_proxy_does_not_sit_at_this_machine_either(server: Served) -> None:
    assert "whoever sits at it may import" in shown(server)
    for header in ("X_Forwarded_For", "Forwarded", "Via"):
        assert "operator&#x27;s link" in shown(server, **{header: "127.0.0.1"})


def test_a_session_with_a_pass_is_the_operators(open_to_all: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_TOKEN", link(open_to_all).partition("token=")[2])
    good, old = passes.issue(), passes.issue(time.time() - 13 * 3600)
    assert "You came by the operator" in shown(open_to_all, Cookie=f"{passes.COOKIE}={good}")
    assert "whoever wants to write first opens" in shown(open_to_all, Cookie=f"{passes.COOKIE}={old}")


def test_another_name_or_a_token_asks_for_the_link_on_this_machine_too(var: Path, tmp_path: Path) -> None:
    """Behind a proxy on the same machine; the token is the operator's own and is not printed."""
    shutil.copytree(var, tmp_path / "var")
    own = "a token that I have chosen"
    named = {"ALLOWED_HOSTS": "127.0.0.1 danube.example.org", "TOKEN": own}
    served = serving.start(tmp_path, VAR=str(tmp_path / "var"), AHEAD="0", **named)
    try:
        assert "operator's link" in refusal(post(served))
        session = requests.Session()
        session.get(f"{served.url}/api/v1/enter", params={"token": own}, timeout=30)
        assert post(served, session).status_code == 200
        assert "token=the-value-of-DANUBE_TOKEN" in served.log.read_text()
    finally:
        served.stop()
    log = served.log.read_text()
    assert own not in log and "https://danube.example.org/api/v1/enter?token=" in log
