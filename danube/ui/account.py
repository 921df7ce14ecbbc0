"""Who am I, and may I write: one line on pages that write, a name in the bar, and the way in and out."""

from __future__ import annotations

from html import escape

import streamlit as st

from danube import texts
from danube.access import LACKING, ROLES, SPOKEN, Person
from danube.texts import _
from danube.ui import visitor

LEAVE = "/api/v1/leave"
LONGEST = 14


def line() -> Person:
    """One calm line for a page that writes: who may, and what it takes; returns the visitor."""
    person = visitor.who()
    with st.container(key="account", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="account" role="note">{_told(person)}</p>', width="content")
        if person.how == "account":
            _sign_out("account-out")
        elif visitor.configured():
            _sign_in(again=person.lacks == "expired")
    return person


def bar() -> None:
    """The name of whoever signed in or came by the operator's link, small, at the right of the top bar."""
    if not (visitor.configured() or visitor.holds_pass()):
        return
    person = visitor.who()
    if person.how not in ("account", "token"):
        return
    with st.popover(_short(person), key="who"):
        st.html(f'<p class="account">{_told(person)}</p>')
        if person.how == "account":
            _sign_out("bar-out")


def roles(person: Person) -> str:
    """`analyst and presenter`; an operator needs no other role."""
    if "operator" in person.roles:
        return _(SPOKEN["operator"])
    return texts.listing([_(SPOKEN[role]) for role in ROLES if role in person.roles])


def _told(person: Person) -> str:
    """Who the visitor is to this server, as HTML: a name may hold any sign."""
    if person.how == "machine":
        said = _(
            "This server is for this machine alone: whoever sits at it may import, withdraw and restore."
        )
        return escape(said)
    if person.how == "token":
        said = _("You came by the operator's link and may import, withdraw and restore.")
        return f'{escape(said)} <a href="{LEAVE}">{escape(_("Give the right back"))}</a>'
    if person.how == "nobody":
        return escape(_(LACKING[person.lacks]))
    name = f"<b>{escape(person.name)}</b>"
    if not person.roles:
        said = _("You are signed in as {name}, without a role: you can read everything and change nothing.")
        return escape(said).format(name=name)
    return escape(_("You are signed in as {name}: {roles}.")).format(name=name, roles=escape(roles(person)))


def _short(person: Person) -> str:
    if person.how == "token":
        return _("Operator")
    first = person.name.split(" ")[0].split("@")[0]
    plain = "".join(sign for sign in first if sign.isalnum() or sign in ".-")
    return plain[:LONGEST] or _("Account")


def _sign_in(*, again: bool) -> None:
    for provider in visitor.providers():
        label = _("Sign in again") if again else _("Sign in")
        shown = f"{label}: {provider}" if provider else label
        st.button(shown, key=f"sign-in-{provider or ''}", on_click=st.login, args=(provider,))


def _sign_out(key: str) -> None:
    st.button(_("Sign out"), key=key, on_click=st.logout)
