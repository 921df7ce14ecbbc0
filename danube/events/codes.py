"""Codes that people type off a wall, and tokens that nobody types.

A code has no vowels (it spells no word) and no signs that are taken for another: whoever types B for 8 is
understood. Of tokens only salted digests are kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

SIGNS = "cdfghjkmnprtvwxy2345789"
LENGTH = 6
MEANT = str.maketrans({"z": "2", "s": "5", "b": "8", "6": "g", "u": "v"})
LONGEST = 200
"""Signs of a token; what is longer is none of ours."""


def fresh() -> str:
    """A code that is not known to be taken: one in 148 million."""
    return "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))


def read(typed: str) -> str:
    """The code that was meant, in whichever case and however parted; empty where it can be none."""
    code = "".join(sign for sign in typed[:LONGEST].lower() if sign not in " -·\t\n").translate(MEANT)
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else ""


def shown(code: str) -> str:
    """The code as it stands on the wall: `HK4 7PM`."""
    return f"{code[:3]} {code[3:]}".upper()


def token() -> str:
    """192 random bits."""
    return secrets.token_urlsafe(24)


def salt() -> str:
    """What makes the digests of one room worthless for another."""
    return secrets.token_hex(16)


def digest(salted: str, given: str) -> str:
    """SHA-256 of salt and token; whatever is longer than a token digests to nothing that is kept."""
    text = given if len(given) <= LONGEST else ""
    return hashlib.sha256(f"{salted}:{text}".encode(errors="surrogatepass")).hexdigest()


def fits(salted: str, given: str, kept: str) -> bool:
    """True for the token of the digest, compared in the same time wherever the two differ."""
    return hmac.compare_digest(digest(salted, given), kept)
