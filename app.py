"""The server: the pages of danube/ui/shell.py with the HTTP routes of danube/api beside them."""

import streamlit as st

from danube import api, settings
from danube.settings import ROOT
from danube.ui import errors, visitor


def prime() -> None:
    """Fills the caches of the pages; imported here because they need Streamlit's runtime."""
    from danube.ui import figures, landing

    figures.prime()
    landing.prime()


def later() -> None:
    """Ranks and maps that most visitors open, beside the first of them."""
    from danube.ui import drawn, ranks

    if not settings.read().ahead:
        return
    ranks.prime()
    drawn.prime()


files = api.shelf()
app = st.App(
    ROOT / "danube" / "ui" / "shell.py",
    routes=api.routes(),
    middleware=api.middleware(files, visitor.SIGN_IN, visitor.active),
    lifespan=api.lifespan(files, prime, later, visitor.SIGN_IN),
    on_script_error=errors.show,
    exception_handlers=api.exception_handlers(),
)

if __name__ == "__main__":
    app.run()
