"""Accounts are believed by the seal of their cookie, and a seal that can be guessed is none."""

from __future__ import annotations

import json

import pytest
from streamlit.web.server.starlette import starlette_app_utils, starlette_websocket

from danube.ui import visitor

HERE = "https://danube.example.org"


@pytest.mark.parametrize(
    ("secret", "believed"), [("", False), ("xxx", False), ("a" * 15, False), ("a" * 16, True)]
)
def test_a_short_secret_signs_nobody_in(secret: str, believed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (visitor, starlette_websocket):
        monkeypatch.setattr(module, "get_cookie_secret", lambda: secret)
    told = json.dumps({"origin": HERE, "is_logged_in": True, "name": "Ana"})
    cookie = starlette_app_utils.create_signed_value(secret, "_streamlit_user", told).decode()
    found = visitor.claims({"_streamlit_user": cookie}, HERE)
    assert found == ({"is_logged_in": True, "name": "Ana"} if believed else {})
