"""Who may write: accounts and their claims, the operator's link, and a server for this machine alone."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import access
from danube.access import Asker, NotAllowed, accounts, listening, passes

NOW = 1_800_000_000.0
HERE = Asker("127.0.0.1", {"host": "localhost:8501"})
ANA = {
    "is_logged_in": True,
    "sub": "17",
    "name": "Ana Horvat",
    "email": "Ana@Example.org",
    "email_verified": True,
    "iat": int(NOW) - 60,
}


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TOKEN", "ROLES_CLAIM", "ANALYSTS", "OPERATORS", "ALLOWED_HOSTS", "SIGN_IN_HOURS"):
        monkeypatch.delenv(f"DANUBE_{name}", raising=False)


@contextmanager
def listens(address: str) -> Iterator[int]:
    """This process as a server at an address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as one:
        one.bind((address, 0))
        one.listen()
        yield one.getsockname()[1]


def test_listening_is_read_off_the_sockets() -> None:
    before = listening.places()
    with listens("127.0.0.1") as port:
        assert set(listening.places() or []) - set(before or []) == {("127.0.0.1", port)}
    assert listening.places() == before


def test_a_connection_is_no_place_where_the_process_listens() -> None:
    with listens("127.0.0.1") as port, socket.create_connection(("127.0.0.1", port)):
        assert listening.places() == [("127.0.0.1", port)]


@pytest.mark.parametrize(
    "name", ["localhost", "LOCALHOST:8501", "127.0.0.1", "127.8.9.1:80", "[::1]:8501", "::1"]
)
def test_names_of_this_machine(name: str) -> None:
    assert listening.loopback(name)


@pytest.mark.parametrize(
    "name", ["", "*", "0.0.0.0", "::", "10.0.0.7", "localhost.example.org", "127.0.0.1.example.org", "danube"]
)
def test_names_of_other_machines(name: str) -> None:
    assert not listening.loopback(name)


def test_whoever_sits_here_may_write() -> None:
    with listens("127.0.0.1"):
        person = access.person(HERE)
    assert (person.how, person.name) == ("machine", access.user())
    assert access.require(person, "operator") == person


@pytest.mark.parametrize(
    "asker",
    [
        Asker("192.0.2.7", {"host": "localhost:8501"}),
        Asker("", {"host": "localhost:8501"}),
        Asker("127.0.0.1", {"host": "danube.example.org"}),
        Asker("127.0.0.1", {"host": "localhost:8501", "x-forwarded-for": "127.0.0.1"}),
        Asker("127.0.0.1", {"host": "localhost:8501", "via": "1.1 proxy"}),
        Asker("127.0.0.1", {"host": "localhost:8501", "cf-connecting-ip": "192.0.2.7"}),
        Asker("127.0.0.1", {"host": "localhost:8501", "x-forwarded-port": "443"}),
        Asker(),
    ],
    ids=[
        "afar", "unknown", "another name", "forwarded", "through a proxy", "through a tunnel", "from a port",
        "a thread without a session",
    ],
)  # fmt: skip
def test_whoever_comes_from_elsewhere_may_not(asker: Asker) -> None:
    with listens("127.0.0.1"):
        person = access.person(asker)
    assert (person.how, person.lacks) == ("nobody", "link")
    with pytest.raises(NotAllowed, match="operator's link"):
        access.require(person, "analyst")


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_a_server_for_others_needs_the_link_even_here(address: str) -> None:
    with listens("127.0.0.1"), listens(address):
        assert access.person(HERE).how == "nobody"


@pytest.mark.parametrize("setting", [("ALLOWED_HOSTS", "localhost danube.example.org"), ("TOKEN", "x" * 16)])
def test_settings_that_ask_for_the_link(setting: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"DANUBE_{setting[0]}", setting[1])
    with listens("127.0.0.1"):
        assert access.person(HERE).how == "nobody"
        shown = Asker("192.0.2.7", {"host": "danube.example.org"}, {passes.COOKIE: passes.issue()})
        assert access.person(shown).how == "token"


def test_where_the_system_does_not_tell_the_link_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(listening, "DESCRIPTORS", tmp_path / "none")
    assert access.person(HERE).how == "nobody"


def test_a_page_without_any_server_is_this_machines() -> None:
    assert access.person(Asker()).how == "machine"


def test_a_server_behind_a_socket_of_the_file_system_is_not_for_this_machine() -> None:
    """A proxy in front of it speaks of `localhost` and of nobody else's address."""
    person = access.person(Asker("127.0.0.1", {"host": "localhost"}))
    assert (person.how, person.lacks) == ("nobody", "link")


def test_a_pass_ends_after_twelve_hours() -> None:
    given = passes.issue(NOW)
    assert passes.valid(given, NOW)
    assert passes.valid(given, NOW + 12 * 3600 - 1)
    assert not passes.valid(given, NOW + 12 * 3600)


def test_a_pass_of_another_token_is_worth_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    given = passes.issue()
    monkeypatch.setenv("DANUBE_TOKEN", "another secret of this server")
    assert not passes.valid(given)
    assert passes.valid(passes.issue())
    assert passes.fits("another secret of this server")
    assert not passes.fits("another secret of this servez")


@given(st.text(max_size=80))
@settings(max_examples=50)
def test_no_text_is_a_pass(text: str) -> None:
    ends, _dot, signature = passes.issue(NOW).partition(".")
    assert not passes.valid(text, NOW)
    assert not passes.valid(f"{int(ends) + 1}.{signature}", NOW)
    assert not passes.fits(text)


def test_a_claim_gives_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_ROLES_CLAIM", "roles")
    person = accounts.person(ANA | {"roles": ["Analyst", "astronaut"]}, NOW)
    assert person == access.Person("Ana Horvat (ana@example.org)", frozenset({"analyst"}), "account")
    assert accounts.person(ANA | {"roles": "presenter, manager"}, NOW).roles == {"presenter", "manager"}
    with pytest.raises(NotAllowed, match="Ana Horvat .* this needs the role “operator”"):
        access.require(person, "operator")


def test_a_claim_may_lie_deeper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_ROLES_CLAIM", "realm_access.roles")
    assert accounts.person(ANA | {"realm_access": {"roles": ["operator"]}}, NOW).may("analyst")


@pytest.mark.parametrize("found", [None, 7, True, {"analyst": True}, [["analyst"]], "analysts", ""])
def test_a_missing_or_odd_claim_gives_none(found: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_ROLES_CLAIM", "roles")
    assert accounts.person(ANA | {"roles": found}, NOW).roles == frozenset()
    assert accounts.person(ANA, NOW).roles == frozenset()


def test_without_the_setting_no_claim_gives_a_role() -> None:
    assert accounts.person(ANA | {"roles": ["operator"], "": ["operator"]}, NOW).roles == frozenset()


@pytest.mark.parametrize(
    ("verified", "roles"),
    [(True, {"analyst"}), ("true", {"analyst"}), (False, set()), ("no", set()), (None, set())],
)
def test_lists_take_verified_addresses_alone(
    verified: object, roles: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANUBE_ANALYSTS", "other@example.org, ANA@example.org")
    assert accounts.person(ANA | {"email_verified": verified}, NOW).roles == roles


def test_an_empty_address_is_on_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_ANALYSTS", " , ")
    assert accounts.person(ANA | {"email": ""}, NOW).roles == frozenset()


@pytest.mark.parametrize("issued", [NOW - 8 * 3600, NOW + 3600, None, "soon", True, float("nan")], ids=str)
def test_an_old_sign_in_is_not_enough(issued: object) -> None:
    person = accounts.person(ANA | {"iat": issued}, NOW)
    assert (person.how, person.lacks) == ("nobody", "expired")
    with pytest.raises(NotAllowed, match="sign in again"):
        access.require(person, "analyst")


def test_the_hours_of_a_sign_in_are_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_SIGN_IN_HOURS", "9")
    assert accounts.person(ANA | {"iat": NOW - 8 * 3600}, NOW).how == "account"


def test_with_sign_in_neither_place_nor_pass_helps() -> None:
    asker = Asker("127.0.0.1", {"host": "localhost"}, {passes.COOKIE: passes.issue()}, claims={})
    with listens("127.0.0.1"):
        person = access.person(asker)
    assert (person.how, person.lacks) == ("nobody", "sign-in")


def test_names_are_one_short_line() -> None:
    odd = ANA | {"name": "Ana\n\u202egnol\u200b" + "a" * 500, "email_verified": False}
    assert accounts.name(odd) == ("Ana gnol " + "a" * 500)[: accounts.LONGEST]
    assert accounts.name({"sub": "17"}) == "17"
    assert accounts.name({"name": "<b>Ana</b> [x](https://evil.example) :red[y]"}) == (
        "b Ana b x (https evil.example) red y"
    )
    assert accounts.name(ANA | {"name": "ana@example.org"}) == "ana@example.org"


def test_an_unknown_role_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="There is no role 'king'"):
        access.require(access.person(Asker()), "king")


def test_one_of_several_roles_is_enough() -> None:
    manager = access.Person("Mia", frozenset({"manager"}), "account")
    assert access.require(manager, "analyst", "manager") == manager
    with pytest.raises(access.NotAllowed, match="one of the roles “analyst”, “presenter”"):
        access.require(manager, "analyst", "presenter")
    with pytest.raises(access.NotAllowed, match="the role “analyst”"):
        access.require(manager, "analyst")
