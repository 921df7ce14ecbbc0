"""The roles of a signed-in account: from a claim of the provider, or from lists of verified addresses."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

from danube import settings
from danube.access.people import ROLES, Person
from danube.settings import Settings

LONGEST = 120
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
MARKUP = re.compile(r"[<>\[\]{}*`|\\$#~:/^]+")
"""Signs of HTML, Markdown, icons and links: no name needs them, and a name stands in many sentences."""

Claims = Mapping[str, object]


def person(claims: Claims, now: float | None = None) -> Person:
    """Who signed in, by the claims of the identity token; no claims are nobody.

    A sign-in counts for the hours of DANUBE_SIGN_IN_HOURS after the token was issued, however long the
    browser keeps its cookie; a token that does not say when it was issued counts as too old.
    """
    chosen = settings.read()
    if claims.get("is_logged_in") is not True:
        return Person("", frozenset(), "nobody", "sign-in")
    if not _fresh(claims, chosen.sign_in_hours, time.time() if now is None else now):
        return Person("", frozenset(), "nobody", "expired")
    return Person(name(claims), claimed(claims, chosen) | listed(claims, chosen), "account")


def _fresh(claims: Claims, hours: int, now: float) -> bool:
    issued = claims.get("iat")
    known = isinstance(issued, int | float) and not isinstance(issued, bool)
    return known and -300 < now - float(str(issued)) < hours * 3600


def name(claims: Claims) -> str:
    """`Ana Horvat (ana@example.org)`: what stands in a load; an address that is not verified is left out."""
    told = next((_plain(claims.get(key)) for key in ("name", "preferred_username") if claims.get(key)), "")
    address = email(claims)
    if told and address and told.lower() != address:
        return f"{told} ({address})"
    return address or told or _plain(claims.get("sub"))


def email(claims: Claims) -> str:
    """The e-mail address in lower case, where the provider says that it has verified it; else nothing."""
    verified = str(claims.get("email_verified")).lower() == "true"
    return _plain(claims.get("email")).lower() if verified else ""


def claimed(claims: Claims, chosen: Settings) -> frozenset[str]:
    """The roles that the provider gives in the claim of DANUBE_ROLES_CLAIM.

    A claim may lie deeper (`realm_access.roles`), and be a list or one text with commas or spaces.
    """
    if not chosen.roles_claim:
        return frozenset()
    found: object = claims.get(chosen.roles_claim)
    if found is None:
        found = _deeper(claims, chosen.roles_claim)
    parts = found.replace(",", " ").split() if isinstance(found, str) else found
    given = {str(part).lower() for part in parts} if isinstance(parts, list | tuple) else set()
    return frozenset(given) & frozenset(ROLES)


def _deeper(claims: Claims, path: str) -> object:
    found: object = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def listed(claims: Claims, chosen: Settings) -> frozenset[str]:
    """The roles in whose lists of the settings the verified e-mail address stands."""
    address = email(claims)
    return frozenset(role for role, addresses in chosen.people.items() if address and address in addresses)


def _plain(text: object) -> str:
    """One short line without markup, and without invisible signs that turn or hide what follows."""
    return " ".join(MARKUP.sub(" ", UNSEEN.sub(" ", str(text or ""))).split())[:LONGEST]
