"""Who may write: a person, the roles, and the sentence for whoever may not.

Reading is open to everybody. A role is asked for where something is written, never by hiding a button.
"""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from typing import Literal

from danube.texts import N_, _

ROLES = ("analyst", "manager", "presenter", "operator")
"""What may be asked for; an operator may do whatever the others may."""

EVERY = frozenset(ROLES)
SPOKEN = {
    "analyst": N_("analyst"),
    "manager": N_("programme manager"),
    "presenter": N_("presenter"),
    "operator": N_("operator"),
}
How = Literal["machine", "token", "account", "nobody"]
Lack = Literal["", "link", "sign-in", "expired"]


class NotAllowed(Exception):  # noqa: N818
    """One sentence for whoever may not do what was asked, and what would help."""


@dataclass(frozen=True)
class Person:
    """Who asks: the name that stands in a load, the roles, and how both are known.

    `how` is machine (sits at this machine), token (came by the operator's link), account (signed in) or
    nobody; `lacks` then names what is missing: the link, a sign-in, or a fresh sign-in.
    """

    name: str
    roles: frozenset[str]
    how: How
    lacks: Lack = ""

    def may(self, role: str) -> bool:
        """True where the person holds the role, or is an operator."""
        return role in self.roles or "operator" in self.roles


def require(person: Person, *roles: str) -> Person:
    """The same person, where they hold one of these roles; NotAllowed says in a sentence why not."""
    for role in roles:
        if role not in ROLES:
            raise ValueError(f"There is no role {role!r}; there are {', '.join(ROLES)}.")
    if not any(map(person.may, roles)):
        raise NotAllowed(refusal(person, *roles))
    return person


def refusal(person: Person, *roles: str) -> str:
    """Why this person may not do what needs one of these roles, and what would help."""
    if person.how == "account" and len(roles) > 1:
        return _(
            "You are signed in as {name}; this needs one of the roles {roles}, "
            "which whoever runs this server can give you.",
            name=person.name,
            roles=", ".join(f"“{_(SPOKEN[role])}”" for role in roles),
        )
    if person.how == "account":
        return _(
            "You are signed in as {name}; this needs the role “{role}”, "
            "which whoever runs this server can give you.",
            name=person.name,
            role=_(SPOKEN[roles[0]]),
        )
    return _(LACKING[person.lacks or "link"])


LACKING: dict[str, str] = {
    "link": N_(
        "This server can be reached over a network: whoever wants to write first opens the operator's link, "
        "which the start of the server has printed."
    ),
    "sign-in": N_("Please sign in first: writing needs an account with a role."),
    "expired": N_("Your sign-in is too old to write with: please sign in again."),
}


def at_this_machine() -> Person:
    """Whoever sits at this machine, by the name of the machine's user."""
    return Person(user(), EVERY, "machine")


def user() -> str:
    """The user that this process runs as; a number where it has no name, as in a container."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"user {os.getuid()}"
