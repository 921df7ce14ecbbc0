"""The register of the programme for the pages: one reading of the warehouse per edition, for all visitors."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from danube import texts
from danube.programme import awaited, circles, forecast, register, stages, targets
from danube.programme.awaited import Awaited
from danube.programme.circles import Circle
from danube.programme.forecast import Series
from danube.programme.register import Register
from danube.programme.stages import Standing
from danube.programme.targets import Progress
from danube.store import editions
from danube.ui import figures


def now() -> Register:
    """The register of the edition in use."""
    return at(figures.version())


def measurements() -> pd.DataFrame:
    """Baselines, targets and measurements of pilots of the edition in use: shared, never written into."""
    return measured(figures.version())


def standings(project: str = "") -> list[Standing]:
    """Every pilot with its stage, or those of one project."""
    return [one for one in _standings(figures.version(), texts.language()) if project in ("", one.project)]


def promised(project: str = "") -> list[Awaited]:
    """What the projects are to bring, with what the register holds of it."""
    return [one for one in awaited.awaited(now()) if project in ("", one.project)]


def aims() -> tuple[Progress, ...]:
    """The targets of all projects, with their progress where it can be computed."""
    return targets.of(now())


def groups() -> tuple[Circle, ...]:
    """Every Local Discovery Group with its members by side."""
    return circles.circles(now())


def series(one: Standing) -> tuple[Series, ...]:
    """The indicators of a pilot with all their figures, which may name it by its id or its name."""
    figured = next(step.rows for step in one.there if step.name == "figures")
    rows = pd.DataFrame(figured, columns=measurements().columns).assign(pilot=one.pilot["id"])
    return forecast.series(rows, str(one.pilot["id"]))


@st.cache_resource(show_spinner=False, max_entries=16)
def _standings(edition: int, language: str) -> tuple[Standing, ...]:
    """What a pilot lacks is told in the language of the reader, which is part of the key."""
    return stages.of(at(edition), measured(edition))


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
