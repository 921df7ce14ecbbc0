"""What stands behind each criterion of a suggestion: the facts that a sentence can name."""

from __future__ import annotations

from dataclasses import dataclass

from danube.programme import situated
from danube.programme.matching.criteria import Knowledge, Meeting
from danube.programme.matching.purposes import Purpose


@dataclass(frozen=True)
class Evidence:
    """Facts about a pair.

    needed, offered: need and capability that meet, of the seeker and of the other; terms: shared words;
    gaps: ids of indicators, largest lead first (for replication: weak in both); away: distance in
    structure; kilometres; common: keys of partners in common; friends: keys of the other's partners.
    """

    needed: tuple[tuple[str, str], ...]
    offered: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]
    gaps: tuple[str, ...]
    away: float
    kilometres: float | None
    common: tuple[str, ...]
    friends: tuple[str, ...]


def of(knowledge: Knowledge, seeker: str, suggested: str, purpose: Purpose) -> Evidence:
    """The facts about the seeker and one that was suggested."""
    own, other = knowledge.actors[seeker], knowledge.actors[suggested]
    meets, regional = Meeting(knowledge, own), knowledge.regional
    if purpose.key == "replication":
        gaps = [key for key in regional.weak(own.region).index if key in regional.weak(other.region).index]
    else:
        gaps = list(regional.leads(own.region, other.region).index)
    mine, theirs = knowledge.partners(seeker), knowledge.partners(suggested)
    silent = knowledge.topics.silent
    return Evidence(
        needed=tuple(pair[:2] for pair in meets.needed(other) if pair[2] > 0),
        offered=tuple(pair[:2] for pair in meets.offered(other) if pair[2] > 0),
        terms=() if {seeker, suggested} & silent else tuple(knowledge.topics.shared(seeker, suggested)),
        gaps=tuple(map(str, gaps)),
        away=regional.away(own.region, other.region),
        kilometres=situated.apart(own.spot, other.spot),
        common=tuple(sorted(mine & theirs)),
        friends=tuple(sorted(theirs - {seeker})),
    )
