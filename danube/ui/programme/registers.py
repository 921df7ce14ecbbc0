"""The register of the programme for the pages: one reading of the warehouse per edition, for all visitors."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from danube.programme import register
from danube.programme.register import Register
from danube.store import editions
from danube.ui import figures


def now() -> Register:
    """The register of the edition in use."""
    return at(figures.version())


def measurements() -> pd.DataFrame:
    """Baselines, targets and measurements of pilots of the edition in use: shared, never written into."""
    return measured(figures.version())


@st.cache_resource(show_spinner=False, max_entries=8)
def at(edition: int) -> Register:
    """The register of an edition; empty tables where the warehouse is older than the programme."""
    return register.load(figures.warehouse(), editions.version(edition), _without(edition))


@st.cache_resource(show_spinner=False, max_entries=8)
def measured(edition: int) -> pd.DataFrame:
    """The rows of the table `measurement` of an edition."""
    number = editions.version(edition)
    return figures.warehouse().rows("measurement", version=number, without=_without(edition))


def _without(edition: int) -> tuple[Literal["upload"], ...]:
    return ("upload",) if editions.leaves_uploads_out(edition) else ()
