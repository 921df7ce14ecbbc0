"""Whether the letters of a drawing stand out from their ground: seven to one on a projector (WCAG 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, ParseError, fromstring  # noqa: S405 (only our own drawings)

from danube.drawing import palette

WANTED = 7.0
HEX = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?$")
NAMES = {"black": "#000000", "white": "#FFFFFF"}
STYLED = re.compile(r"(?:^|;)\s*(fill|fill-opacity|opacity)\s*:\s*([^;]+)")


@dataclass(frozen=True)
class Inherited:
    """What letters take over from what they stand in: their colour, how opaque it is, their ground."""

    fill: str
    opacity: float
    ground: str


@dataclass(frozen=True)
class Pale:
    """Words that stand too little out."""

    words: str
    ratio: float


def pale(svg: str, theme: str) -> list[Pale]:
    """The words of a drawing below the wanted contrast, each once.

    Their ground is that of the theme, or what `data-on` names on them or around them.
    """
    try:
        root = fromstring(svg)  # noqa: S314 (only our own drawings)
    except ParseError:
        return []
    begun = Inherited("#000000", 1.0, palette.theme(theme).ground)
    return list(dict.fromkeys(_within(root, begun)))


def _within(element: Element, inherited: Inherited) -> Iterator[Pale]:
    taken = _taken(element, inherited)
    words = " ".join(filter(None, [(element.text or "").strip()]))
    if element.tag.rpartition("}")[2] in ("text", "tspan", "textPath") and words:
        ratio = _ratio(taken)
        if ratio is not None and ratio < WANTED:
            yield Pale(words, round(ratio, 1))
    for child in element:
        yield from _within(child, taken)


def _taken(element: Element, inherited: Inherited) -> Inherited:
    look = {**element.attrib, **dict(STYLED.findall(element.get("style", "")))}
    opacity = inherited.opacity * _share(look.get("opacity")) * _share(look.get("fill-opacity"))
    ground = look.get("data-on", inherited.ground)
    return replace(inherited, fill=look.get("fill", inherited.fill).strip(), opacity=opacity, ground=ground)


def _share(text: str | None) -> float:
    try:
        return min(max(float(text), 0.0), 1.0) if text else 1.0
    except ValueError:
        return 1.0


def _ratio(taken: Inherited) -> float | None:
    """Contrast of the letters with their ground; None where a colour is none that can be measured."""
    fill, ground = _six(taken.fill), _six(taken.ground)
    if not fill or not ground:
        return None
    mixed = (
        round(over * taken.opacity + under * (1 - taken.opacity))
        for over, under in zip(palette.rgb(fill), palette.rgb(ground), strict=True)
    )
    return palette.contrast("#" + "".join(f"{part:02X}" for part in mixed), ground)


def _six(colour: str) -> str:
    """`#RRGGBB`, empty for what is no plain colour."""
    named = NAMES.get(colour, colour)
    if not HEX.match(named):
        return ""
    return named if len(named) == 7 else "#" + "".join(sign * 2 for sign in named[1:])
