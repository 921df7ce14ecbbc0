"""What a scene is asked for: the choices of a view, each checked, over the figures of one edition."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from danube import catalogue, regions
from danube.catalogue import Indicator
from danube.exports.shelf import Shelf
from danube.texts import _

FIRST = "gerd"
"""The indicator that pages open with."""


class SceneError(ValueError):
    """What cannot be drawn: one sentence that says why, and what to do."""


@dataclass(frozen=True)
class Asked:
    """A view's choices as they stand in the address of its page; a choice that is not there is the page's."""

    shelf: Shelf
    page: str
    choices: Mapping[str, str]
    theme: str = "light"

    def text(self, name: str, default: str = "") -> str:
        """A choice as it stands."""
        return self.choices.get(name, "").strip() or default

    def one(self, name: str, options: Collection[str], default: str) -> str:
        """A choice out of these. Raises SceneError for any other."""
        chosen = self.text(name, default)
        if chosen not in options:
            raise SceneError(
                _(
                    "The slide asks for “{value}” as {name}, which does not exist: open the view, "
                    "choose anew and pin it again.",
                    value=chosen[:60],
                    name=name,
                )
            )
        return chosen

    def indicator(self, default: str = FIRST) -> Indicator:
        """The chosen indicator, of those that count in the edition."""
        known = catalogue.load().indicators
        shown = [block.id for block in known.values() if block.status == "available"]
        return known[self.one("indicator", shown, default)]

    def region(self, default: str = "") -> str:
        """The chosen region, as drawn at level 2; empty where there is none and none is the default."""
        if not self.text("region", default):
            return ""
        return self.one("region", regions.at_level(2), default)

    def year(self, block: Indicator, *, name: str = "year") -> str:
        """The chosen year, of those with figures. Raises SceneError where the indicator has none at all."""
        years, default = self.shelf.years(block.id)
        if not years:
            raise SceneError(
                _(
                    "{indicator} has no figures in version {version}: choose another indicator, or update "
                    "the deck.",
                    indicator=_(block.name),
                    version=self.shelf.version,
                )
            )
        return self.one(name, years, default or years[-1])
