"""The two components of the lab: the ranking whose rows can be clicked, and the sliders of the weights.

Streamlit's own slider waits 200 ms before it tells that it was moved; these tell at once, and again when
the answer to the move before has arrived. Data travel in a list of one, which Streamlit does not search
for data frames.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import streamlit as st

from danube.drawing import intervals

FOLDER = Path(__file__).parent
_ladder = st.components.v2.component(
    "ladder",
    html='<div class="host" style="container-type: inline-size"></div>',
    css=intervals.style(),
    js=(FOLDER / "lab_ladder.js").read_text(encoding="utf-8"),
)
_weights = st.components.v2.component(
    "weights",
    html='<div class="weights"></div>',
    css=(FOLDER / "lab_weights.css").read_text(encoding="utf-8"),
    js=(FOLDER / "lab_weights.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Node:
    """A slider: what it weighs, where it stands, its share of its group (0 to 1); a pillar has parts."""

    id: str
    label: str
    value: float
    share: float
    within: str = ""
    parts: Sequence[Node] = field(default_factory=tuple)


@dataclass(frozen=True)
class Look:
    """How the sliders run: from 0 to `most`; `fixed` ones only tell their share. `reset` names the button."""

    most: float
    step: float
    usual: float
    reset: str
    fixed: bool = False


@dataclass(frozen=True)
class Move:
    """Where the sliders stand now; `done` once the reader has let go."""

    weights: Mapping[str, float]
    done: bool
    turn: int


def ladder(html: str, *, key: str) -> None:
    """The ranking; the row that a reader clicks is found by `clicked` at the next rerun."""
    _ladder(key=key, data=[html], on_clicked_change=_heard)


def clicked(key: str) -> str | None:
    """The region whose row was clicked just now."""
    return st.session_state.get(key, {}).get("clicked")


def weights(groups: Sequence[Node], look: Look, *, key: str, turn: int = 0) -> None:
    """Sliders by pillar, those of its indicators in a drawer; `turn` is that of the move being answered."""
    data = {"groups": [asdict(group) for group in groups], "look": asdict(look), "turn": turn}
    _weights(key=key, data=[data], on_moved_change=_heard)


def moved(key: str) -> Move | None:
    """The move of a slider that this rerun answers; None at every other one."""
    told = st.session_state.get(key, {}).get("moved")
    return Move(told["weights"], bool(told["done"]), int(told["turn"])) if told else None


def _heard() -> None:
    """Streamlit only keeps results that somebody listens to."""
