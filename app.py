"""The server: the pages of danube/ui/shell.py with the HTTP routes of danube/api beside them."""

import streamlit as st

from danube import api
from danube.settings import ROOT


def prime() -> None:
    """Fills the caches of the pages; imported here because they need Streamlit's runtime."""
    from danube.ui import figures

    figures.prime()


def failed(problem: Exception) -> bool:
    """A sentence with an id for the visitor; the traceback is in the log under that id."""
    from danube.ui import errors

    return errors.show(problem)


files = api.shelf()
app = st.App(
    ROOT / "danube" / "ui" / "shell.py",
    routes=api.routes(),
    middleware=api.middleware(files),
    lifespan=api.lifespan(files, prime),
    on_script_error=failed,
    exception_handlers=api.exception_handlers(),
)

if __name__ == "__main__":
    app.run()
