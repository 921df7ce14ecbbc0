"""HTTP beside the pages: the data API, boundaries, health, metrics, and what guards the server."""

from collections.abc import Callable

from starlette.middleware import Middleware

from danube import settings
from danube.access import SignIn
from danube.api.held import Held
from danube.api.journal import Journal
from danube.api.limits import Limit
from danube.api.prepared import Prepared, Shelf
from danube.api.routes import exception_handlers, routes
from danube.api.security import Guard
from danube.api.start import lifespan
from danube.api.visitor import Accounts

__all__ = ["Shelf", "exception_handlers", "lifespan", "middleware", "routes", "shelf"]


def shelf() -> Shelf:
    """The compressed static files, kept under `var` from start to start."""
    return Shelf(settings.read().var / "compressed")


def middleware(
    files: Shelf, sign_in: SignIn | None = None, active: Callable[[str], bool] | None = None
) -> list[Middleware]:
    """Outermost first: the journal sees everything, the guard refuses, prepared files answer at once.

    `sign_in` is how the pages know accounts; addresses that write know them in the same way. `active` says
    whether a session is one of a visitor who is here.
    """
    chosen = settings.read()
    limit = [Middleware(Limit, rate=chosen.rate)] if chosen.rate else []
    accounts = [Middleware(Accounts, sign_in=sign_in)] if sign_in else []
    held = [Middleware(Held, active=active)] if active else []
    return [
        Middleware(Journal),
        Middleware(
            Guard,
            hosts=chosen.allowed_hosts,
            frame_ancestors=chosen.frame_ancestors,
            made_up=chosen.demonstration,
        ),
        *limit,
        *held,
        Middleware(Prepared, shelf=files),
        *accounts,
    ]
