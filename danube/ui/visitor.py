"""Who looks at this page: what Streamlit knows about the session, told to `danube.access`."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit import runtime
from streamlit.auth_util import get_secrets_auth_section
from streamlit.web.server.starlette import starlette_websocket

from danube import access
from danube.access import Asker, Person, SignIn, passes


def who() -> Person:
    """The visitor of this session, and what they may do."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    address = st.context.ip_address or ("127.0.0.1" if headers else "")  # Streamlit says None for loopback
    claims = st.user.to_dict() if configured() else None
    return access.person(Asker(address, headers, st.context.cookies.to_dict(), claims))


def require(role: str) -> Person:
    """The visitor, where they may do what needs this role; raises access.NotAllowed, one sentence."""
    return access.require(who(), role)


def configured() -> bool:
    """True where `.streamlit/secrets.toml` names a provider of accounts."""
    return bool(get_secrets_auth_section())


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
    signed = starlette_websocket._get_signed_cookie_with_chunks(dict(cookies), "_streamlit_user")
    return starlette_websocket._parse_decoded_user_cookie(signed, origin) if signed else {}


SIGN_IN = SignIn(configured, claims)
