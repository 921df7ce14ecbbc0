"""A scene as a piece of HTML: what phones, the projector and the kiosk put into their pages.

Everything but the drawing is escaped here; the drawing is ours and stands as it was drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

import pandas as pd

from danube import texts
from danube.events.scene import Scene
from danube.texts import _

NUMBER = re.compile(r"[-+\u2212]?[0-9][0-9.,\u00a0 ]*%?|\u2013|nan|None")
"""A figure as a reader sees it, or the dash that stands for none."""


def article(scene: Scene, slide: str, *, picture: str = "", below: str = "") -> str:
    """Title, sentence, picture, table and sources of a slide, in the language in use.

    `picture` is the address of a picture that travels by itself (else it stands in the piece as it is in
    the scene); `below` is HTML that follows the sentence, such as a ballot.
    """
    parts = (
        f"<h1>{escape(scene.title)}</h1>",
        f'<p class="sentence">{escape(scene.sentence)}</p>' if scene.sentence else "",
        paragraphs(scene.body),
        below,
        figure(scene, picture),
        table(scene.table),
        sources(scene),
    )
    return f'<article data-slide="{escape(slide)}" lang="{texts.language()}">{"".join(parts)}</article>'


def paragraphs(body: str) -> str:
    """Text whose paragraphs are parted by empty lines."""
    said = (part.strip() for part in body.split("\n\n"))
    return "".join(f"<p>{escape(part)}</p>" for part in said if part)


def figure(scene: Scene, picture: str = "") -> str:
    """The picture with what it shows in words; empty where there is none."""
    if scene.svg:
        return f'<figure role="img" aria-label="{escape(scene.alt)}">{scene.svg}</figure>'
    if not (address := picture or scene.picture):
        return ""
    return f'<figure><img src="{escape(address)}" alt="{escape(scene.alt)}"></figure>'


def table(figures: pd.DataFrame) -> str:
    """The figures behind the picture, folded away; empty where there are none."""
    if figures.empty:
        return ""
    kinds = [_kind(figures.iloc[:, place]) for place in range(figures.shape[1])]
    head = "".join(
        f'<th scope="col"{kind}>{escape(str(name))}</th>' for name, kind in zip(figures, kinds, strict=True)
    )
    rows = "".join(_row(cells, kinds) for cells in figures.itertuples(index=False, name=None))
    return (
        f'<details><summary>{escape(_("Table"))}</summary><div class="wide" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def sources(scene: Scene) -> str:
    """Whose figures they are, a line each."""
    return f'<p class="sources">{"<br>".join(map(escape, scene.sources))}</p>' if scene.sources else ""


def _kind(cells: pd.Series) -> str:
    """Figures stand at the right of their column, words at the left."""
    told = [str(cell) for cell in cells if str(cell)]
    return ' class="n"' if told and all(NUMBER.fullmatch(cell) for cell in told) else ""


def _row(cells: Iterable[object], kinds: list[str]) -> str:
    said = ["" if cell is None or cell != cell else escape(str(cell)) for cell in cells]
    others = "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(said[1:], kinds[1:], strict=True))
    return f'<tr><th scope="row">{said[0]}</th>{others}</tr>'
