"""A room's network: the address, the port, the names; and a server for a room from its start to Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import requests

from danube.api.security import allowed
from danube.events import evening
from danube.events import venue as network
from danube.events.deck import Deck, Slide, to_json
from danube.events.venue import Venue, VenueError
from danube.settings import ROOT

HERE = Venue("192.168.7.20", 8501, "an operator's own token")


def test_the_way_out_comes_first_and_virtual_networks_last(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"docker0": "172.17.0.1", "lo": "127.0.0.1", "eth0": "169.254.3.3", "wlan0": "192.168.7.20"}
    monkeypatch.setattr(network, "interfaces", lambda: known | {"eth1": "10.0.0.5"})
    monkeypatch.setattr(network, "_way_out", lambda: "192.168.7.20")
    monkeypatch.setattr(network, "_by_name", list)
    assert network.addresses() == ["192.168.7.20", "10.0.0.5", "169.254.3.3", "172.17.0.1"]
    chosen = network.found("10.0.0.5", 0)
    assert (chosen.address, chosen.others[0]) == ("10.0.0.5", "192.168.7.20")
    with pytest.raises(VenueError, match="has no address 10.9.9.9; it has 192.168.7.20, 10.0.0.5"):
        network.found("10.9.9.9")


def test_a_machine_without_a_network_is_told_to_join_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "addresses", list)
    with pytest.raises(VenueError, match="join the room's one"):
        network.found()


def test_the_interfaces_are_those_of_this_machine() -> None:
    if sys.platform.startswith("linux"):
        assert "127.0.0.1" in network.interfaces().values()


def test_a_taken_port_gives_way_to_the_next_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "addresses", lambda: ["192.168.7.20"])
    with socket.socket() as other:
        other.bind(("0.0.0.0", 0))
        other.listen()
        taken = other.getsockname()[1]
        chosen = network.found(port=taken)
    assert chosen.taken == taken and taken < chosen.port < taken + network.TRIED
    assert f"{taken} is taken" in "\n".join(evening.doors(chosen))
    assert not network.found(port=chosen.port).taken


def test_the_server_answers_to_its_own_names_alone() -> None:
    names = HERE.environment({"DANUBE_ALLOWED_HOSTS": "danube.example.org"})["DANUBE_ALLOWED_HOSTS"].split()
    for host in ("192.168.7.20:8501", "localhost", "danube.example.org", f"{socket.gethostname()}:8501"):
        assert allowed(host, names)
    assert not allowed("192.168.7.21", names) and not allowed("elsewhere.example.org", names)


def test_what_a_page_loads_from_elsewhere_is_found() -> None:
    page = '<a href="https://example.org/x">x</a><img src="/live/qr/a.svg"><script src="{}"></script>'
    assert evening.strangers(page.format("/live/asset/phone.js"), HERE) == []
    assert evening.strangers(page.format(f"{HERE.base}/a.js"), HERE) == []
    for outside in ("https://cdn.example.org/a.js", "//cdn.example.org/a.js"):
        assert evening.strangers(page.format(outside), HERE) == ["cdn.example.org"]


REHEARSED = re.compile(r"Letters that stand too little out: \S")
"""The last that is told before the room begins."""


def test_all_links_and_doors_are_told() -> None:
    told = evening.told(HERE, "hk47pm", "presenters-token", ["A page does not answer."])
    for part in (
        "http://192.168.7.20:8501/live/hk47pm\n",
        "/live/hk47pm/screen",
        "/live/hk47pm/present?token=presenters-token",
        "/api/v1/enter?token=",
        "TCP port 8501",
        "NOT WELL    A page does not answer.",
    ):
        assert part in told
    assert "Checked" not in told and "█" in told


def test_a_room_is_served_until_ctrl_c_and_told_how_it_goes_on(own: Path, tmp_path: Path) -> None:
    deck = tmp_path / "talk.json"
    deck.write_text(to_json(Deck("talk", {"en": "A talk"}, 1, (Slide("a", "text", {"en": "Welcome"}),))))
    told, lines = served(own, str(deck))
    code = re.search(r"/live/(\w+)\n", told)
    assert code and "Checked     every page of the room" in told, told
    assert "Welcome" in told.split("Rehearsed")[1], "the title has no German"
    assert f"make event ROOM={code[1]}" in lines
    again, _lines = served(own, str(deck), "--room", code[1])
    assert f"/live/{code[1]}\n" in again
    assert again.split("present?token=")[1][:32] != told.split("present?token=")[1][:32]


def served(var: Path, deck: str, *more: str) -> tuple[str, str]:
    """What the command prints until it is well, and after Ctrl-C; an outsider's name is refused meanwhile."""
    command = [sys.executable, "-m", "danube.events", "serve", deck, "--port", "18501", *more]
    environment = os.environ | {"DANUBE_VAR": str(var), "DANUBE_AHEAD": "0", "PYTHONPATH": str(ROOT)}
    deaf = partial(signal.signal, signal.SIGINT, signal.SIG_IGN)  # as whoever starts it in the background
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, preexec_fn=deaf
    ) as running:
        try:
            told = ""
            while running.stdout and not REHEARSED.search(told):
                line = running.stdout.readline()
                assert line, told
                told += line
            place = re.search(r"http://[\d.]+:\d+", told)
            assert place
            stranger = requests.get(
                f"{place[0]}/api/health", headers={"Host": "elsewhere.example.org"}, timeout=10
            )
            assert not stranger.ok
        finally:
            running.send_signal(signal.SIGINT)
        rest = running.communicate(timeout=60)[0]
    assert running.returncode == 0, rest
    return told, rest
