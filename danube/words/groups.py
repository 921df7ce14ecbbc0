"""The Local Discovery Groups in words: how many there are, which sides of the helix are missing."""

from __future__ import annotations

from collections.abc import Sequence

from danube import texts
from danube.catalogue.programme.columns import HELIX
from danube.programme.awaited import Awaited
from danube.programme.circles import SIDES, Circle
from danube.texts import _, n_
from danube.words import programme as words


def answer(circles: Sequence[Circle], awaited: Sequence[Awaited]) -> str:
    """How many groups of those promised are recorded, and which sides are missing in how many."""
    promised = sum(one.expected or 0 for one in awaited if one.table == "discovery_group")
    if not circles:
        return _nobody(promised)
    told = n_("{count} group is recorded", "{count} groups are recorded", len(circles))
    of = _(", of {promised} promised", promised=texts.number(promised, 0)) if promised else ""
    return f"{told}{of}. {_missing(circles)}".strip()


def _nobody(promised: int) -> str:
    if not promised:
        return _("No Local Discovery Group is recorded, and none is promised.")
    return n_(
        "{count} Local Discovery Group is promised; no document says where it is or who sits in it.",
        "{count} Local Discovery Groups are promised; no document says where they are or who sits in them.",
        promised,
    )


def _missing(circles: Sequence[Circle]) -> str:
    """`Civil society is missing in 2 of them.`; silent about groups without any named member."""
    known = [one for one in circles if one.listed]
    if not known:
        return _("No member is named yet.")
    lacking = {side: sum(side in one.missing for one in known) for side in SIDES}
    said = [
        _("{side} in {count}", side=_(HELIX[side]), count=texts.number(count, 0))
        for side, count in lacking.items()
        if count
    ]
    if not said:
        return _("All with named members have all four sides of the helix.")
    return _("Missing: {sides}.", sides=texts.listing(said))


def of_group(circle: Circle) -> str:
    """Who sits in one group, and who is missing."""
    name = circle.group["name"] or circle.group["town"] or circle.group["id"]
    told = [f"{name}:", _formed(circle), _members(circle)]
    if circle.listed and not circle.missing:
        told.append(_("All four sides of the helix are there."))
    if circle.missing:
        sides = texts.listing([_(HELIX[side]) for side in circle.missing])
        told.append(_("Missing: {sides}.", sides=sides))
    return " ".join(told)


def _formed(circle: Circle) -> str:
    formed = circle.group["formed"]
    if not formed:
        return _("memorandum of understanding not signed yet.")
    return _("memorandum of understanding signed {when}.", when=words.moment(formed))


def _members(circle: Circle) -> str:
    if not circle.listed:
        named = _("No member is named yet.")
    else:
        named = n_("{count} member is named.", "{count} members are named.", circle.listed)
    if not circle.unnamed:
        return named
    more = n_("{count} more is counted.", "{count} more are counted.", circle.unnamed)
    return f"{named} {more}"
