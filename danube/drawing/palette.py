"""The colours of every picture, for light and dark, and the ramps of the maps.

    ink = palette.theme("dark").ink
    palette.sequential(5, "light")      # five colours, low to high, evenly spaced in lightness

Ramps are interpolated in OKLab (Björn Ottosson 2020), so that steps look even, survive a grey
printer and every common kind of colour blindness: lightness carries the order, hue only helps.
On light ground more is darker, on dark ground more is lighter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours. Text colours reach 4.5:1 on the ground, marks 3:1."""

    name: str
    ground: str  # the page
    surface: str  # cards, tooltips
    ink: str  # text
    muted: str  # quiet text
    grid: str  # lines of a chart
    river: str  # brand, and "this region"
    amber: str  # what it is compared with: marks
    amber_ink: str  # the same as text
    grey: str  # everybody else
    backdrop: str  # neighbouring countries
    water: str  # the Danube
    border: str  # between regions
    country: str  # between countries
    missing: str  # fill under the hatch
    hatch: str  # lines of "no figure"
    dots: str  # dots of "coarser level"
    selected: str  # outline of chosen regions
    series: tuple[str, ...]  # lines told apart, up to eight


LIGHT = Theme(
    name="light",
    ground="#FBFAF7",
    surface="#FFFFFF",
    ink="#17212B",
    muted="#55626F",
    grid="#E3E1DB",
    river="#14507A",
    amber="#C8791B",
    amber_ink="#8F5208",
    grey="#828C96",
    backdrop="#E9E7E1",
    water="#6FA8CC",
    border="#FFFFFF",
    country="#5B6773",
    missing="#FFFFFF",
    hatch="#98A1AA",
    dots="#17212B",
    selected="#C8791B",
    series=("#14507A", "#C8791B", "#1F8A70", "#8C3A74", "#4F8FC0", "#7A5C12", "#B5483A", "#5B6773"),
)
DARK = Theme(
    name="dark",
    ground="#0E1621",
    surface="#172230",
    ink="#E8EDF2",
    muted="#A3B0BD",
    grid="#273442",
    river="#6DB3E8",
    amber="#E9A23B",
    amber_ink="#E9A23B",
    grey="#77838F",
    backdrop="#1A2430",
    water="#3C7DA6",
    border="#0E1621",
    country="#8E9BA8",
    missing="#0E1621",
    hatch="#66737F",
    dots="#FFFFFF",
    selected="#F2B04A",
    series=("#6DB3E8", "#E9A23B", "#4FC3A1", "#D78BC0", "#A9CBE6", "#CDB45A", "#EE8A7B", "#A3B0BD"),
)
_BY_NAME = {"light": LIGHT, "dark": DARK}

# Anchors from low to high; the middle of the diverging ones is the reference.
_SEQUENTIAL = {
    "light": ("#DCEAF1", "#9CC6DE", "#5297C3", "#1F659A", "#0B2C4A"),
    "dark": ("#1F3A52", "#2C6690", "#4C96C4", "#8FC4E3", "#E4F4FC"),
}
_DIVERGING = {
    "light": ("#7A4303", "#D39A4A", "#EDEBE6", "#7DB0D1", "#0F4270"),
    "dark": ("#FFCF87", "#A8722A", "#36404B", "#3C7FAE", "#A9DBFA"),
}


def theme(name: str) -> Theme:
    """The colours of `light` or `dark`; anything else is light."""
    return _BY_NAME.get(name, LIGHT)


@cache
def properties(name: str, *colours: str) -> str:
    """Colours of a theme as custom properties of CSS: `--river:#14507A;--amber-ink:#8F5208`."""
    chosen = theme(name)
    return ";".join(f"--{one.replace('_', '-')}:{getattr(chosen, one)}" for one in colours)


@cache
def sequential(count: int, name: str) -> tuple[str, ...]:
    """`count` colours from low to high, monotone in luminance."""
    return _steps(_SEQUENTIAL[theme(name).name], count)


@cache
def diverging(count: int, name: str) -> tuple[str, ...]:
    """`count` colours from far below (ochre) over the neutral reference to far above (blue)."""
    return _steps(_DIVERGING[theme(name).name], count)


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 black to 1 white (WCAG 2.2)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rgb(colour: str) -> tuple[int, int, int]:
    """`#RRGGBB` as three numbers from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _steps(anchors: tuple[str, ...], count: int) -> tuple[str, ...]:
    if count == 1:
        return (_at(anchors, 0.6),)
    return tuple(_at(anchors, step / (count - 1)) for step in range(count))


def _at(anchors: tuple[str, ...], share: float) -> str:
    """The colour at `share` (0 to 1) of the way along the anchors."""
    place = share * (len(anchors) - 1)
    left = min(int(place), len(anchors) - 2)
    low, high = _oklab(anchors[left]), _oklab(anchors[left + 1])
    return _hex([a + (b - a) * (place - left) for a, b in zip(low, high, strict=True)])


def _linear(colour: str) -> tuple[float, ...]:
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in rgb(colour))
    )


def _oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _hex(lab: list[float]) -> str:
    light, green_red, blue_yellow = lab
    long = (light + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    medium = (light - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (light - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{_channel(part):02X}" for part in parts)


def _channel(part: float) -> int:
    """A linear channel as sRGB, 0 to 255."""
    clipped = min(max(part, 0.0), 1.0)
    encoded = 12.92 * clipped if clipped <= 0.0031308 else 1.055 * clipped ** (1 / 2.4) - 0.055
    return round(encoded * 255)
