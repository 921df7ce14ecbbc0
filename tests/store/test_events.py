"""Any sequence of events gives the figures that a few lines of plain Python give."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from store_rows import observations

from danube.settings import Settings
from danube.store import LoadInfo, StoreError, Warehouse, connect

Figures = dict[tuple[str, str], float]
Event = tuple[str, Figures | int]

KEYS = st.tuples(st.sampled_from(["AT", "BG"]), st.sampled_from(["2021", "2022"]))
EVENTS = st.one_of(
    st.tuples(st.just("load"), st.dictionaries(KEYS, st.integers(0, 9).map(float), min_size=1)),
    st.tuples(st.sampled_from(["withdraw", "restore"]), st.integers(1, 4)),
)


class Model:
    """Loads by number, and which of them count."""

    def __init__(self) -> None:
        self.version = 0
        self.loads: dict[int, Figures] = {}
        self.withdrawn: set[int] = set()

    def happen(self, kind: str, what: Figures | int) -> bool:
        if kind == "withdraw" and (what not in self.loads or what in self.withdrawn):
            return False
        if kind == "restore" and what not in self.withdrawn:
            return False
        self.version += 1
        if kind == "load":
            self.loads[self.version] = what
        elif kind == "withdraw":
            self.withdrawn.add(what)
        else:
            self.withdrawn.remove(what)
        return True

    def figures(self) -> Figures:
        current: Figures = {}
        for load in sorted(self.loads):
            if load not in self.withdrawn:
                current |= self.loads[load]
        return current


def happens(warehouse: Warehouse, kind: str, what: Figures | int) -> bool:
    try:
        if kind == "load":
            rows = [("gerd", region, period, value) for (region, period), value in what.items()]
            warehouse.add(observations(*rows), load=LoadInfo("file.csv"))
        else:
            getattr(warehouse, kind)(what)
    except StoreError:
        return False
    return True


def figures(warehouse: Warehouse, version: int) -> Figures:
    table = warehouse.observations(version=version)
    return dict(zip(zip(table["region"], table["period"], strict=True), table["value"], strict=True))


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(EVENTS, max_size=8))
def test_figures_at_every_version_follow_the_model(sequence: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        warehouse, model = connect(Settings(var=Path(folder), catalogue="", lake_data="")), Model()
        history = [model.figures()]
        for kind, what in sequence:
            happened = model.happen(kind, what)
            assert happens(warehouse, kind, what) == happened
            if happened:
                history.append(model.figures())
        assert warehouse.latest() == model.version
        assert [figures(warehouse, version) for version in range(len(history))] == history
        warehouse.close()
