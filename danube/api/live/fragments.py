"""A scene as a piece of HTML: what phones, the projector and the kiosk put into their pages.

Everything but the drawing is escaped here; the drawing is ours and stands as it was drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from danube import texts
from danube.events.scene import Scene
from danube.texts import _


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
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in figures)
    rows = "".join(_row(cells) for cells in figures.itertuples(index=False, name=None))
    return (
        f'<details><summary>{escape(_("Table"))}</summary><div class="wide" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def sources(scene: Scene) -> str:
    """Whose figures they are, a line each."""
    return f'<p class="sources">{"<br>".join(map(escape, scene.sources))}</p>' if scene.sources else ""


def _row(cells: Iterable[object]) -> str:
    first, *others = ("" if cell is None or cell != cell else escape(str(cell)) for cell in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'
