"""Whether the words of a slide have room: on the projector, on a phone, and on slides and paper."""

from __future__ import annotations

from collections.abc import Iterator

from danube.events import boxes, native
from danube.events.boxes import LEADING, Box, Ruler
from danube.events.drawn import written
from danube.events.scene import Scene
from danube.events.slideshow import fitting, rows_that_fit
from danube.texts import N_, _

TITLE, SENTENCE, BODY, CELL = N_("the title"), N_("the sentence"), N_("the text"), N_("the table")
SOURCES = N_("the line of sources")
LINES = {TITLE: 2, SENTENCE: 3}
"""Lines that the projector has for them."""

STAGES = {(1920, 1080): 19.2, (1280, 720): 12.8}
"""Pixels of a projector, and its unit: a hundredth of its width."""

PHONE = {TITLE: 23.2, SENTENCE: 17.0, BODY: 17.0, CELL: 15.3}
"""Sizes of letters on a phone, in pixels."""

NARROW = 358
"""Pixels between the margins of a phone that is 390 wide: what is longer is cut, or moves the page."""


def told(scene: Scene, screen: Ruler, slide: Ruler) -> Iterator[str]:
    """A sentence for each text that has no room, measured for screens and for slides."""
    yield from _on_stage(scene, screen)
    yield from _on_phone(scene, screen)
    yield from _on_slides(scene, slide)


def _on_stage(scene: Scene, ruler: Ruler) -> Iterator[str]:
    for (width, height), unit in STAGES.items():
        sizes = {TITLE: 3.1 * unit, SENTENCE: max(24.0, 1.75 * unit)}
        for part, text in ((TITLE, scene.title), (SENTENCE, scene.sentence)):
            size = sizes[part]
            high = LINES[part] * size * LEADING + 1
            box = Box(0, 0, 92 * unit, high, (size,), bold=part == TITLE)
            if not ruler.fits(text, box, size):
                yield _(
                    "On a projector of {width} × {height}, {part} has more than {lines} lines: shorten it.",
                    width=width,
                    height=height,
                    part=_(part),
                    lines=LINES[part],
                )


def _on_phone(scene: Scene, ruler: Ruler) -> Iterator[str]:
    cells = " ".join(cell for row in written(scene.table) for cell in row)
    texts = {TITLE: scene.title, SENTENCE: scene.sentence, BODY: scene.body, CELL: cells}
    for part, text in texts.items():
        word = ruler.too_long(text, NARROW, PHONE[part], bold=part == TITLE)
        if word:
            yield _(
                "On a phone, a word of {part} is wider than the screen: “{word}”.",
                part=_(part),
                word=word[:60],
            )


def _on_slides(scene: Scene, ruler: Ruler) -> Iterator[str]:
    rest = boxes.arranged(scene.title, scene.sentence, ruler).rest
    alone = not (scene.svg or scene.picture or scene.chart)
    parts = {TITLE: (scene.title, boxes.TITLE), SENTENCE: (scene.sentence, boxes.SENTENCE)}
    parts[SOURCES] = (fitting(scene, ruler), boxes.FOOT)
    parts |= {BODY: (scene.body, rest)} if alone else {}
    for part, (text, box) in parts.items():
        if ruler.size(text, box) is None:
            yield _(
                "On slides and paper, {part} does not fit, not even at {size} points: shorten it.",
                part=_(part),
                size=box.sizes[-1],
            )
    yield from _names(scene, rest)
    if alone and not scene.body:
        yield from _table(scene, rest, ruler)


def _names(scene: Scene, box: Box) -> Iterator[str]:
    """Bars whose names would lie over one another."""
    chart = scene.chart
    if chart is None or chart.shape == "lines" or not chart.categories:
        return
    if (box.height - native.AROUND) / len(chart.categories) < native.SMALLEST * LEADING:
        yield _(
            "On slides, {count} bars leave no room for their names: choose fewer.",
            count=len(chart.categories),
        )


def _table(scene: Scene, box: Box, ruler: Ruler) -> Iterator[str]:
    """A table that stands for the picture: rows that have no place, columns whose words are too wide."""
    fitting = rows_that_fit(box)
    if len(scene.table) > fitting:
        yield _(
            "On slides and paper, the table shows {fitting} of its {rows} rows: choose fewer.",
            fitting=fitting,
            rows=len(scene.table),
        )
    rows = [list(map(str, scene.table.columns)), *written(scene.table)]
    wide = sum(max(ruler.width(word, 11) for word in column) + 12 for column in _words(rows))
    if wide > box.width:
        yield _("On slides and paper, the columns of the table are wider than the slide: choose fewer.")


def _words(rows: list[list[str]]) -> Iterator[list[str]]:
    """The words of each column, at least an empty one."""
    for column in zip(*rows, strict=True):
        yield [word for cell in column for word in (cell.split() or [""])]
