"""A provider of accounts on this machine: OpenID Connect with codes, PKCE and signed identity tokens.

Whoever is sent to it chooses an account by its name; nothing is simulated on our side.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode

import requests
import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "observatory", "a secret of the client"
COOKIE_SECRET = "signs the cookies of the server under test"
HOUR = 3600


@dataclass
class Provider:
    """Accounts by name, each with the claims that its identity token has beyond the usual ones.

    A claim `None` is left out of the token; a token `forged` is signed with a key that nobody knows.
    """

    issuer: str
    accounts: Mapping[str, Mapping[str, Any]]
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one"}))
    stranger: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one"}))
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def metadata(self, _request: Request) -> Response:
        """Where the provider's addresses are."""
        paths = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        told = {name: f"{self.issuer}/{path}" for name, path in paths.items()}
        told |= {"issuer": self.issuer, "end_session_endpoint": f"{self.issuer}/out"}
        lists = {
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }
        return JSONResponse(told | lists)

    def authorize(self, request: Request) -> Response:
        """A page with the accounts to choose from; each leads back with a code."""
        query = dict(request.query_params)
        assert query["client_id"] == CLIENT and query["code_challenge_method"] == "S256"
        links = "".join(f"<li>{self._way_back(name, query)}</li>" for name in self.accounts)
        return HTMLResponse(f"<!doctype html><title>Accounts</title><h1>Who are you?</h1><ul>{links}</ul>")

    def _way_back(self, name: str, query: dict[str, str]) -> str:
        code = secrets.token_urlsafe(16)
        self.asked[code] = query | {"account": name}
        address = f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
        return f'<a href="{escape(address)}">{escape(name)}</a>'

    async def token(self, request: Request) -> Response:
        """The identity token for a code, once, for the client that asked and knows what it asked with."""
        form = {key: values[0] for key, values in parse_qs((await request.body()).decode()).items()}
        asked = self.asked.pop(form["code"], None)
        if asked is None or not _is_client(request, form) or not _is_the_asker(form, asked):
            return JSONResponse({"error": "invalid_grant"}, 400)
        signed = self.signed(asked["account"], asked.get("nonce", ""))
        return JSONResponse({"access_token": "read", "token_type": "Bearer", "id_token": signed})

    def signed(self, name: str, nonce: str) -> str:
        """The identity token of an account."""
        now = int(time.time())
        usual = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": name,
            "iat": now,
            "exp": now + HOUR,
            "nonce": nonce,
        }
        extra = dict(self.accounts[name])
        key = self.stranger if extra.pop("forged", False) else self.key
        claims = {name: value for name, value in (usual | extra).items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)

    def jwks(self, _request: Request) -> Response:
        """The public half of the key."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def out(self, request: Request) -> Response:
        """Signed out here too, and back."""
        return RedirectResponse(request.query_params["post_logout_redirect_uri"])

    def app(self) -> Starlette:
        """All addresses."""
        routes = {
            "/.well-known/openid-configuration": self.metadata,
            "/authorize": self.authorize,
            "/jwks": self.jwks,
            "/out": self.out,
        }
        posted = Route("/token", self.token, methods=["POST"])
        return Starlette(routes=[posted, *(Route(path, function) for path, function in routes.items())])


def _is_client(request: Request, form: Mapping[str, str]) -> bool:
    kind, _space, value = request.headers.get("authorization", "").partition(" ")
    if kind == "Basic":
        name, _colon, secret = base64.b64decode(value).decode().partition(":")
        return name == CLIENT and unquote_plus(secret) == SECRET
    return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)


def _is_the_asker(form: Mapping[str, str], asked: Mapping[str, str]) -> bool:
    digest = hashlib.sha256(form["code_verifier"].encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]


@contextmanager
def serve(port: int, accounts: Mapping[str, Mapping[str, Any]]) -> Iterator[Provider]:
    """The provider on a port of this machine, until the block ends."""
    provider = Provider(f"http://127.0.0.1:{port}", accounts)
    server = uvicorn.Server(uvicorn.Config(provider.app(), port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    _wait(provider.issuer)
    yield provider
    server.should_exit = True
    thread.join(10)


def _wait(issuer: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            if requests.get(f"{issuer}/jwks", timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.05)
    raise AssertionError("The provider of accounts did not start.")


def secrets_file(folder: Path, server: str, issuer: str) -> Path:
    """`.streamlit/secrets.toml` of a server that asks this provider."""
    path = folder / ".streamlit" / "secrets.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = {
        "redirect_uri": f"{server}/oauth2callback",
        "cookie_secret": COOKIE_SECRET,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{issuer}/.well-known/openid-configuration",
    }
    path.write_text("[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in lines.items()))
    return path
