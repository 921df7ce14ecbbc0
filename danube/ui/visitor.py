"""Who looks at this page: what Streamlit knows about the session, told to `danube.access`."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache

import streamlit as st
from streamlit import runtime
from streamlit.auth_util import get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette import starlette_websocket

from danube import access, settings
from danube.access import Asker, Person, SignIn, passes

LOG = logging.getLogger("danube.ui")


def who() -> Person:
    """The visitor of this session, and what they may do."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    address = st.context.ip_address or ("127.0.0.1" if headers else "")  # Streamlit says None for loopback
    told = (st.user.to_dict() if sealed() else {}) if configured() else None
    return access.person(Asker(address, headers, st.context.cookies.to_dict(), told))


def require(*roles: str) -> Person:
    """The visitor, where they hold one of these roles; raises access.NotAllowed, one sentence."""
    return access.require(who(), *roles)


def configured() -> bool:
    """True where `.streamlit/secrets.toml` names a provider of accounts."""
    return bool(get_secrets_auth_section())


def sealed() -> bool:
    """True where nobody can guess what accounts are sealed with; a shorter secret signs nobody in."""
    long_enough = len(str(get_cookie_secret())) >= settings.SHORTEST_SECRET
    return long_enough or _complain()


@cache
def _complain() -> bool:
    LOG.warning("cookie_secret in secrets.toml is too short: until it has 16 signs, no sign-in counts")
    return False


def holds_pass() -> bool:
    """True where the browser came with a pass, be it valid or not."""
    return passes.COOKIE in st.context.cookies


def active(session: str) -> bool:
    """True for the session of a visitor who is here."""
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def providers() -> list[str | None]:
    """The names to hand to `st.login`; None is the one provider that needs no name."""
    section = get_secrets_auth_section()
    named = [name for name, value in section.items() if isinstance(value, Mapping) and "client_id" in value]
    return [*([None] if "client_id" in section else []), *named]


def claims(cookies: Mapping[str, str], origin: str) -> Mapping[str, object]:
    """The claims in the cookies of an HTTP request, checked as Streamlit checks those of a session."""
    if not sealed():
        return {}
    signed = starlette_websocket._get_signed_cookie_with_chunks(dict(cookies), "_streamlit_user")
    return starlette_websocket._parse_decoded_user_cookie(signed, origin) if signed else {}


SIGN_IN = SignIn(configured, claims)
