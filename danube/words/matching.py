"""Suggestions in words: who they are, what speaks for them and how much, what a purpose means."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from danube import catalogue, texts
from danube.programme.matching.actors import Actor
from danube.programme.matching.evidence import Evidence
from danube.texts import N_, _, n_
from danube.words import programme as words

PURPOSES = {
    "project": N_("Partners for a project"),
    "c2c": N_("Cluster to cluster"),
    "c2b": N_("Cluster to business"),
    "b2c": N_("Business to cluster"),
    "b2b": N_("Business to business"),
    "learning": N_("Learning from somebody"),
    "replication": N_("Repeating a pilot elsewhere"),
}
CRITERIA = {
    "skills": N_("Needs and capabilities"),
    "topics": N_("Topics"),
    "gap": N_("Gaps of the region"),
    "structure": N_("Likeness of the regions"),
    "distance": N_("Distance"),
    "ties": N_("Partners in common"),
    "company": N_("The company it keeps"),
}
MEANINGS = {
    "skills": N_("What one needs, the other can do; in both directions."),
    "topics": N_("Their texts, projects and regional priorities speak of the same things."),
    "gap": N_(
        "Where the seeker's region is weak, the other's is well ahead; for repeating a pilot: both are weak."
    ),
    "structure": N_(
        "Their regions are alike in size, education and sectors, so that what works here may there."
    ),
    "distance": N_("How near they are: half of it is gone after 350 km."),
    "ties": N_("They already work with the same partners."),
    "company": N_("The other's own partners would fit as well: partners come in groups."),
}
SIDES = {
    "cluster": N_("cluster"),
    "business": N_("business"),
    "research": N_("research or education"),
    "public": N_("public authority or body"),
    "civil": N_("civil society"),
    "region": N_("region"),
    "practice": N_("good practice"),
    "": N_("organisation"),
}
NAMED = 3
"""Things of one kind that a sentence names."""

CLOSE = 5.0
"""Points within which all that are shown cannot be told apart by much."""


def name(actor: Actor) -> str:
    """Its name, or that no document gives one."""
    return actor.name or _("unnamed partner ({country})", country=words.place({"country": actor.country}))


def place(actor: Actor) -> str:
    """Side and place: `public authority or body, Zenica, Federacija …, outside the Danube Region`."""
    told = [_(SIDES[actor.side])]
    if actor.side != "region":
        told.append(words.place(dict(actor.row) | {"region": actor.region, "country": actor.country}))
    else:
        told.append(words.place({"country": actor.country}))
    if actor.inside is False:
        told.append(_("outside the Danube Region"))
    return ", ".join(told)


def reason(criterion: str, found: Evidence, actors: Mapping[str, Actor], purpose: str, *, known: bool) -> str:
    """What stands behind a criterion, in a sentence; that nobody knows, where nobody does."""
    if not known and criterion == "skills":
        return _("Nobody has told what the two need and can do")
    if not known:
        return _("{criterion}: not known, counted as for the others", criterion=_(CRITERIA[criterion]))
    return {
        "skills": lambda: _skills(found),
        "topics": lambda: _topics(found),
        "gap": lambda: _gaps(found, purpose),
        "structure": lambda: _structure(found),
        "distance": lambda: _distance(found),
        "ties": lambda: _ties(found, actors),
        "company": lambda: _company(found, actors),
    }[criterion]()


def _skills(found: Evidence) -> str:
    told = [
        _("needs {need}, which the other can do ({skill})", need=need, skill=skill)
        for need, skill in found.needed
    ]
    told += [
        _("can do {skill}, which the other needs ({need})", need=need, skill=skill)
        for need, skill in found.offered
    ]
    return _sentence("; ".join(told[:NAMED])) if told else _("Needs and capabilities do not meet")


def _topics(found: Evidence) -> str:
    if not found.terms:
        return _("Their texts share no whole word")
    return _("Their texts share: {terms}", terms=texts.listing(list(found.terms)))


def _gaps(found: Evidence, purpose: str) -> str:
    known = catalogue.load().indicators
    named = [_(known[key].short) if key in known else key for key in found.gaps[:NAMED]]
    if not named:
        return _("No gap in common") if purpose == "replication" else _("No lead where the region is weak")
    count, listed = len(found.gaps), texts.listing(named)
    if purpose == "replication":
        return n_(
            "Both regions are weak in {named}",
            "Both regions are weak in {count} fields, such as {named}",
            count,
            named=listed,
        )
    return n_(
        "Well ahead where the region is weak: {named}",
        "Well ahead in {count} weak points of the region, such as {named}",
        count,
        named=listed,
    )


def _structure(found: Evidence) -> str:
    return _(
        "Distance in structure {distance}; two regions by chance lie 2 apart",
        distance=texts.number(found.away, 2),
    )


def _distance(found: Evidence) -> str:
    return _("About {kilometres} km away", kilometres=texts.number(found.kilometres, 0))


def _ties(found: Evidence, actors: Mapping[str, Actor]) -> str:
    if not found.common:
        return _("No partner in common")
    named = [name(actors[key]) for key in found.common[:NAMED]]
    return n_(
        "{count} partner in common: {named}",
        "{count} partners in common, such as {named}",
        len(found.common),
        named=texts.listing(named),
    )


def _company(found: Evidence, actors: Mapping[str, Actor]) -> str:
    if not found.friends:
        return _("It has no partners in the register; judged by itself")
    named = [name(actors[key]) for key in found.friends[:NAMED]]
    return n_(
        "Its partner would fit as well: {named}",
        "Its {count} partners would fit as well, such as {named}",
        len(found.friends),
        named=texts.listing(named),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def answer(seeker: Actor, purpose: str, listed: Sequence[tuple[Actor, float]]) -> str:
    """Who comes first, and who next."""
    if not listed:
        return nobody(seeker, purpose)
    first, *rest = listed
    told = _(
        "First for {seeker} comes **{name}** ({place}) with {points} of 100 points.",
        seeker=name(seeker), name=name(first[0]), place=place(first[0]), points=texts.number(first[1], 0),
    )  # fmt: skip
    following = [name(one) for one, _points in rest[:NAMED]]
    told = f"{told} {_('Next: {names}.', names=texts.listing(following).rstrip('.'))}" if following else told
    spread = listed[0][1] - listed[-1][1]
    if rest and spread < CLOSE:
        close = _(
            "The first {count} lie within {points} points: little sets them apart.",
            count=texts.number(len(listed), 0),
            points=texts.number(math.ceil(spread), 0),
        )
        return f"{told} {close}"
    return told


def nobody(seeker: Actor, purpose: str) -> str:
    """Why there is no suggestion, by what is sought."""
    if purpose in ("c2b", "b2b"):
        return _(
            "The register knows no business that {seeker} does not work with already.", seeker=name(seeker)
        )
    if purpose in ("c2c", "b2c"):
        return _(
            "The register knows no cluster that {seeker} does not work with already.", seeker=name(seeker)
        )
    return _("The register knows nobody else for {seeker}.", seeker=name(seeker))
