"""Good practices: who uses them is read off the plans, who could is new to them, and words find them."""

from __future__ import annotations

import pandas as pd

from danube.programme import practices
from danube.programme.matching import actors, bodies, criteria
from danube.programme.matching.regional import Regional
from tests.programme import shipped

REGISTER = shipped.register()
EVERY = practices.of(REGISTER)
NOWHERE = Regional(pd.DataFrame(dtype=float), pd.DataFrame(dtype=float))


def one(name: str) -> practices.Practice:
    return next(each for each in EVERY if each.row["id"] == name)


def names(found: list[practices.Practice]) -> list[str]:
    return [each.row["id"] for each in found]


def test_who_took_it_up_is_who_made_the_plan() -> None:
    assert one("iot-compass-hub").users == {"organisation:west-rda"}
    assert one("digitalization-parkour").users == {
        "organisation:business-agency-association",
        "organisation:hof-university",
    }
    assert one("einstein1").users == frozenset()
    assert (one("samt").inside, one("fablab-network").inside) == (False, True)


def test_who_could_use_it_is_of_the_region_and_new_to_it() -> None:
    found = actors.of(REGISTER)
    known = criteria.known(found, bodies.of(REGISTER, found), NOWHERE)
    joined = practices.joined(known, REGISTER, EVERY)
    for each in EVERY:
        users = practices.users(joined, each)
        partners = joined.bodies.members["project", each.row["project"]]
        assert len(users) == 3 and not set(users) & (each.users | partners)
        assert all(joined.actors[key].inside and joined.actors[key].side != "practice" for key in users)
    regions = [key for key in practices.users(joined, one("fablab-network")) if key.startswith("region:SI")]
    assert regions == []  # it is theirs already


def test_words_find_all_of_them_or_the_nearest() -> None:
    assert names(practices.search(EVERY, "HUB slovenia")) == ["dih-slovenia"]
    assert names(practices.search(EVERY, "")) == names(EVERY)
    assert "digitalization-parkour" in names(practices.search(EVERY, "digitalisation demonstrations"))
    assert practices.search(EVERY, "zzzz") == [] and practices.search([], "hub") == []
