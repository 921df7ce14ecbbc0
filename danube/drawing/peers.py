"""Pictures of structural peers: a map of roles, bars that add up, and a region among its peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from danube.drawing import canvas, palette
from danube.drawing.maps import MapPicture, choropleth
from danube.drawing.outlines import Outlines
from danube.drawing.scales import Scale
from danube.drawing.standings import REACH, worse_to_better
from danube.texts import _

ROLES = ("other", "peer", "region")
ROW = 46
HEAD, FOOT = 34, 44


@dataclass(frozen=True, slots=True)
class Roles(Scale):
    """The classes of the map of peers: the other regions, the peers, the region itself."""

    def colours(self, theme: str) -> tuple[str, ...]:
        """Grey, amber and the blue of the river."""
        look = palette.theme(theme)
        return (palette.sequential(7, theme)[0], look.amber, look.river)

    def labels(self) -> list[str]:
        """What each colour stands for."""
        return [_("other regions"), _("its peers"), _("this region")]


@dataclass(frozen=True)
class PeersPicture(MapPicture):
    """A map whose colours say who is a peer, while its figures say how far apart each region lies."""

    roles: tuple[int, ...] = ()

    @cached_property
    def classes(self) -> list[int]:
        """The role of every region in the order of the outlines, -1 where it could not be compared."""
        known = self.figures["value"].notna()
        return [role if there else -1 for role, there in zip(self.roles, known, strict=True)]


def roles_map(
    outlines: Outlines,
    figures: pd.DataFrame,
    region: str,
    peers: Sequence[str],
    *,
    theme: str,
    title: str,
    unit: str,
) -> PeersPicture:
    """Who resembles the region; `figures` as `maps.choropleth`, the value being the distance."""
    scale = Roles("continuous", (0.0, 1.0, 2.0, 3.0), decimals=2)
    plain = choropleth(outlines, figures, scale, theme=theme, title=title, unit=unit)
    kinds = dict.fromkeys(peers, ROLES.index("peer")) | {region: ROLES.index("region")}
    roles = tuple(kinds.get(code, ROLES.index("other")) for code in outlines.ids)
    return PeersPicture(
        outlines, plain.figures, scale, theme, title, unit=unit, selected=(region, *peers), roles=roles
    )


def hues(dimensions: Sequence[str], theme: str) -> dict[str, str]:
    """Dimension → its colour."""
    return dict(zip(dimensions, palette.theme(theme).series, strict=False))


def stacks(
    parts: pd.DataFrame,
    *,
    lacking: pd.DataFrame,
    colours: Mapping[str, str],
    names: Mapping[str, str],
    hover: pd.DataFrame,
    theme: str,
    unit: str,
) -> go.Figure:
    """One bar per peer: what each variable adds to its distance; together they are the distance.

    Args:
        parts: peer by variable; lacking: the same shape, True where a figure is missing (hatched).
        colours, names: variable → colour, short name written where there is room.
        hover: the same shape as `parts`, cards in the reader's language.
    """
    look = palette.theme(theme)
    figure = go.Figure()
    for key in map(str, parts.columns):
        figure.add_bar(
            x=canvas.rounded(parts[key], 3),
            y=list(range(len(parts))),
            orientation="h",
            name=names[key],
            marker={
                "color": colours[key],
                "line": {"color": look.ground, "width": 1},
                "pattern": {
                    "shape": ["/" if missing else "" for missing in lacking[key]],
                    "fgcolor": look.ground,
                    "fillmode": "overlay",
                    "size": 6,
                },
            },
            text=[names[key]] * len(parts),
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            insidetextfont={"color": _legible(colours[key]), "size": canvas.SIZE - 3},
            customdata=hover[key].tolist(),
            hovertemplate="%{customdata}<extra></extra>",
        )
    height = HEAD + FOOT + ROW * max(len(parts), 1)
    canvas.layout(figure, theme, height=height, barmode="stack", bargap=0.56)
    figure.update_xaxes(canvas.axis(theme, rangemode="tozero", title=canvas.caption(unit, theme)))
    figure.update_yaxes(canvas.rows([""] * len(parts), theme, showgrid=False))
    return figure.update_layout(uniformtext={"mode": "hide", "minsize": canvas.SIZE - 3})


def _legible(colour: str) -> str:
    """Black or white, whichever is read better on the colour."""
    return max(("#FFFFFF", "#17212B"), key=lambda ink: palette.contrast(ink, colour))


def strips(
    away: pd.DataFrame, region: str, *, hover: pd.DataFrame, best: Mapping[str, str], theme: str
) -> go.Figure:
    """One row per indicator: peers in amber, the region in blue, the median of the peers as a line.

    Args:
        away: indicator by region, distance to the peers' median in robust standard deviations, positive =
            better; hover: the same shape, cards.
        best: indicator → the best peer, drawn as a diamond.
    """
    look = palette.theme(theme)
    figure = go.Figure()
    for kind, symbol in (("peer", "circle-open"), ("best", "diamond"), ("region", "circle")):
        dots = [
            (float(away[code][key]), row, hover[code][key])
            for row, key in enumerate(away.index)
            for code in away.columns
            if kind == _kind(code, region, best[str(key)]) and pd.notna(away[code][key])
        ]
        figure.add_scatter(
            x=canvas.rounded((max(-REACH, min(REACH, value)) for value, _row, _card in dots), 2),
            y=[row for _value, row, _card in dots],
            customdata=[card for _value, _row, card in dots],
            mode="markers",
            marker={
                "symbol": symbol,
                "size": 13 if kind == "region" else 9,
                "color": look.river if kind == "region" else look.amber,
                "line": {"color": look.ground if kind == "region" else look.amber, "width": 1.5},
            },
            hovertemplate="%{customdata}<extra></extra>",
        )
    return _scaled(figure, len(away), theme)


def _kind(code: str, region: str, best: str) -> str:
    if code == region:
        return "region"
    return "best" if code == best else "peer"


def _scaled(figure: go.Figure, count: int, theme: str) -> go.Figure:
    """Worse at the left, the median of the peers in the middle, better at the right."""
    canvas.layout(figure, theme, height=HEAD + FOOT + ROW * max(count, 1))
    figure.add_shape(canvas.upright(0, count, palette.theme(theme).amber, width=1.5))
    figure.update_xaxes(worse_to_better(_("middle peer"), theme))
    figure.update_yaxes(canvas.rows([""] * count, theme))
    return figure
