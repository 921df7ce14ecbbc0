"""The address in the operator's link: the name by which others reach the server, however it listens."""

from __future__ import annotations

import ipaddress

import pytest

from danube.api import entering

HERE, ALL, LAN = ("127.0.0.1", 8501), ("0.0.0.0", 8501), ("192.168.1.20", 8501)
USUAL = ("localhost", "127.0.0.1", "::1")


@pytest.mark.parametrize(
    ("places", "names", "address"),
    [
        ([ALL], USUAL, "http://localhost:8501"),
        ([ALL], (*USUAL, "danube.local"), "http://danube.local:8501"),
        ([LAN], USUAL, "http://192.168.1.20:8501"),
        ([HERE, ALL], (*USUAL, "192.168.1.20"), "http://192.168.1.20:8501"),
        ([HERE], (*USUAL, "danube.example.org"), "https://danube.example.org"),
        ([HERE], USUAL, "http://127.0.0.1:8501"),
        ([("::1", 80)], USUAL, "http://[::1]:80"),
        ([], USUAL, "http://localhost:80"),
    ],
)
def test_the_address_is_one_that_others_can_open(
    places: list[tuple[str, int]], names: tuple[str, ...], address: str
) -> None:
    assert entering.address(places, names) == address


def test_where_any_name_will_do_it_is_the_address_in_the_network() -> None:
    host = entering.address([ALL], ("*",)).removeprefix("http://").removesuffix(":8501")
    assert host == "localhost" or ipaddress.ip_address(host)
