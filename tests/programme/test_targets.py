"""Progress towards targets: figures worked by hand, and none where there is no baseline."""

from __future__ import annotations

import pandas as pd
import pytest

from danube.programme import targets
from danube.programme.register import Register
from danube.programme.targets import INCREASE, Progress
from danube.words import targets as words
from tests.programme import shipped

NAN = float("nan")
REGISTER = shipped.register()


def one(unit: str, baseline: float, target: float, value: float, counts: str = "") -> Progress:
    row = {"id": "t", "project": "p", "statement": "s", "due": "2022", "unit": unit, "document": "a; b"}
    figures = {"baseline": baseline, "target": target, "value": value}
    rows = pd.DataFrame([{**row, **figures, "counts": counts, "note": ""}])
    (found,) = targets.of(Register(1, {"target": rows}))
    return found


def test_the_fifteen_per_cent_of_the_documents_cannot_be_computed() -> None:
    told = {found.target: found for found in targets.of(REGISTER)}
    for name, due in (("devise-smes", "2021"), ("digital-regions-smes", "2022")):
        found = told[name]
        assert (found.stated, found.due, found.share) == (15, due, None)
        assert found.lacks == ("baseline", "value")
        assert words.progress(found) == (
            "Cannot be computed: no document gives the baseline and no figure of what has been reached "
            "is known."
        )


def test_places_to_be_filled_are_no_progress_of_zero() -> None:
    told = {found.target: found for found in targets.of(REGISTER)}
    assert told["spinit-pilots"].share is None and told["spinit-pilots"].lacks == ("rows",)
    assert told["spinit-plans"].lacks == ("rows", "target")
    assert (told["devise-plans"].value, told["devise-plans"].share) == (1, 0.1)
    assert words.progress(told["devise-plans"]) == "The register holds 1 of 10."


def test_an_increase_is_measured_from_its_baseline() -> None:
    found = one(INCREASE, 200, 15, 212)
    assert found.aim == pytest.approx(230)  # 200 and 15 % of it
    assert found.share == pytest.approx(0.4)  # 12 of 30
    assert words.progress(found) == "40 % of the way: from 200 to 212, where 230 is to be reached."
    assert one(INCREASE, 200, 15, 190).share == pytest.approx(-1 / 3)  # a fall by 5 %


def test_nothing_is_a_percentage_of_zero() -> None:
    assert one(INCREASE, 0, 15, 12).lacks == ("baseline",)
    assert one(INCREASE, NAN, 15, 12).lacks == ("baseline",)


def test_a_figure_of_its_own_runs_from_its_baseline_if_there_is_one() -> None:
    assert one("number", 10, 30, 15).share == pytest.approx(0.25)
    assert one("number", NAN, 30, 15).share == pytest.approx(0.5)
    assert one("number", 30, 30, 30).share is None
    assert one("number", NAN, NAN, 15).lacks == ("target",)
    assert one("number", NAN, 30, NAN).documents == ("a", "b")
