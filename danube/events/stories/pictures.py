"""The Danube Region in ten pictures: from where it stands to what is done about it."""

from __future__ import annotations

from danube.events.deck import Slide
from danube.events.stories import telling
from danube.events.stories.telling import Step
from danube.exports.shelf import Shelf
from danube.texts import _

TEN = 10


def slides(shelf: Shelf) -> list[Slide]:
    """Ten pictures: of those below the first ten that can be drawn."""
    return telling.told(shelf, _steps())[:TEN]


def _steps() -> list[Step]:
    return [*_standing(), *_able(), *_moving(), *_spare()]


def _standing() -> list[Step]:
    """Where the region stands."""
    return [
        Step(
            "where", "overview",
            lambda: _("Where does the Danube Region stand?"),
            lambda: _(
                "The map shows expenditure on research. The sentence compares the typical region with the "
                "EU: half of the regions have more, half have less."
            ),
        ),
        Step(
            "prosperity", "map",
            lambda: _("How prosperous are the regions?"),
            lambda: _(
                "Around the EU's average of 100: blue lies above it, ochre below. Let the room find its own "
                "region and its neighbours."
            ),
            {"indicator": "gdp_pps_eu100", "classes": "diverging", "centre": "eu"},
        ),
        Step(
            "research", "ranking",
            lambda: _("Who spends most on research?"),
            lambda: _("Only the first and the last rows are shown; the table behind the picture has all."),
            {"indicator": "gerd"},
        ),
    ]  # fmt: skip


def _able() -> list[Step]:
    """What it can do: its innovation and its people."""
    return [
        Step(
            "innovation", "map",
            lambda: _("Innovation, measured by the European Commission"),
            lambda: _(
                "The regional innovation index brings together education, research, firms and their results. "
                "Compare it with the map of prosperity."
            ),
            {"indicator": "ris_index"},
        ),
        Step(
            "people", "map",
            lambda: _("Who has studied?"),
            lambda: _("The share with a degree: ask whether those who studied stay in the region."),
            {"indicator": "tertiary_attainment"},
        ),
        Step(
            "digital", "map",
            lambda: _("Who can work digitally?"),
            lambda: _("Where the figures are those of a whole country, regions are dotted."),
            {"indicator": "digital_skills"},
        ),
    ]  # fmt: skip


def _moving() -> list[Step]:
    """What changes, who leads, and what is done."""
    return [
        Step(
            "together", "convergence",
            lambda: _("Are the regions growing together?"),
            lambda: _(
                "The line falls when regions come closer. Countries can grow together while the regions "
                "inside them drift apart: the page behind the picture tells both."
            ),
        ),
        Step(
            "capitals", "compare",
            lambda: _("Four capitals on the Danube, year by year"),
            lambda: _("Ask the room which line surprises it. The dashed line is the EU."),
            {"regions": "AT13,SK01,HU11,RS11", "part": "years", "indicator": "gdp_pps_eu100"},
        ),
        Step(
            "lead", "index",
            lambda: _("Which regions lead, and how sure is that?"),
            lambda: _(
                "Each bar shows between which places a region lies when weights and methods are changed "
                "thousands of times. Where bars overlap, the order says little."
            ),
        ),
        Step(
            "done", "programme",
            lambda: _("What is being done about it?"),
            lambda: _("Nothing is made up here: pilots that no document describes yet are shown as places."),
        ),
    ]  # fmt: skip


def _spare() -> list[Step]:
    """What takes the place of a picture that lacks its figures."""
    return [
        Step(
            "work", "map",
            lambda: _("Where is work hard to find?"),
            lambda: _("Lower is better here."),
            {"indicator": "unemployment_rate"},
        ),
        Step(
            "internet", "map",
            lambda: _("Who is online at home?"),
            lambda: _("Choose earlier years on the page to see how fast this has changed."),
            {"indicator": "household_internet"},
        ),
    ]  # fmt: skip
