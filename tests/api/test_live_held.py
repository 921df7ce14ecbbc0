"""Pieces of a talk: what fails in one of them stops nobody."""

from __future__ import annotations

import logging

import pytest
from starlette.datastructures import Headers

from danube import texts
from danube.api.live import held
from danube.api.live.shown import Part, Plan, Shown
from danube.events.state import State
from danube.store import Warehouse
from tests.events.talks import talk


def _broken() -> Warehouse:
    raise RuntimeError("the disk is gone")


def test_a_scene_that_fails_says_so_and_the_talk_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(held.data, "warehouse", _broken)
    deck = talk()
    shown = Shown(Plan(deck), State("HK47PM", 1, 0, len(deck.slides)), {})
    with caplog.at_level(logging.ERROR, "danube.api"):
        piece = held.made(shown, Part(deck.slides[0]), ("HK47PM", "a-1", "en", "light"))
    texts.use("en")
    assert b"This picture cannot be drawn; the talk goes on." in piece.phone.body
    assert b"the disk is gone" not in piece.phone.body + piece.screen.body
    assert "the disk is gone" in caplog.text
    assert not piece.lasting, "a phone that comes later sees it drawn"
    assert all("no-store" in str(one.answer(Headers()).headers) for one in (piece.phone, piece.screen))
