"""Moran's I and local clusters against PySAL's own data sets and figures worked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from danube.benchmark import clusters

ORACLE = Path(__file__).resolve().parents[3] / "shared" / "raw" / "oracle"
needs_oracle = pytest.mark.skipif(not ORACLE.exists(), reason="needs the data sets of PySAL")

DESMITH = [2.24, 3.10, 4.55, -5.15, -4.39, 0.46, 5.54, 9.02, -2.09, -3.06]
DESMITH_NEIGHBOURS = ["2 4", "1 5", "4 7", "1 3 5 8", "2 4 6 9", "5 10", "3 8", "4 7 9", "5 8 10", "6 9"]
QUADRANTS = [4, 4, 4, 2, 3, 3, 1, 4, 3, 3]
"""What esda documents for these ten places: 1 high, 2 low among high, 3 low, 4 high among low."""


def desmith() -> tuple[pd.Series, dict[str, list[str]]]:
    values = pd.Series(DESMITH, index=[f"{n:02d}" for n in range(1, 11)])
    near = {
        code: [f"{int(one):02d}" for one in line.split()]
        for code, line in zip(values.index, DESMITH_NEIGHBOURS, strict=True)
    }
    return values, near


def gal(path: Path) -> dict[str, list[str]]:
    """PySAL's text format: a line with a place and how many neighbours, a line with these."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return {lines[n].split()[0]: lines[n + 1].split() for n in range(0, len(lines) - 1, 2)}


def square(side: int) -> tuple[pd.Series, dict[str, list[str]]]:
    """A square of squares that share sides; figures rise from one corner to the opposite one."""
    places = {f"{r}{c}": (r, c) for r in range(side) for c in range(side)}
    near = {
        code: [one for one, (y, x) in places.items() if abs(y - r) + abs(x - c) == 1]
        for code, (r, c) in places.items()
    }
    return pd.Series({code: float(r + c) for code, (r, c) in places.items()}), near


def test_moran_by_the_formula() -> None:
    """I = z'Wz / z'z with rows of W that add up to 1."""
    values, near = desmith()
    z = (values - values.mean()).to_numpy()
    w = np.array([[one in near[code] for one in values.index] for code in values.index], dtype=float)
    w /= w.sum(axis=1, keepdims=True)
    found = clusters.moran(values, near)
    assert found.i == pytest.approx(z @ w @ z / (z @ z), abs=1e-12)
    assert found.i == pytest.approx(0.07361243111060221, abs=1e-12)
    assert (found.expected, found.count) == (pytest.approx(-1 / 9), 10)


def test_chances_of_moran_agree_with_the_normal_ones() -> None:
    values, near = desmith()
    found = clusters.moran(values, near)
    assert found.p == pytest.approx(0.22, abs=0.03)  # esda with 999 permutations: 0.219
    assert found.p_normal == pytest.approx(0.4410586115435099 / 2, abs=1e-12)


def test_local_quadrants_as_documented() -> None:
    values, near = desmith()
    table = clusters.local(values, near)
    names = {1: "high", 2: "low among high", 3: "low", 4: "high among low"}
    assert table["quadrant"].tolist() == [names[each] for each in QUADRANTS]
    assert table["i"].sum() / 9 == pytest.approx(clusters.moran(values, near).i)
    assert table.at["01", "around"] == pytest.approx((3.10 - 5.15) / 2)
    assert (table["kind"] == "none").all() and (table["q"] >= table["p"]).all()


@needs_oracle
def test_desmith_is_the_set_that_pysal_ships() -> None:
    values, near = desmith()
    shipped = pd.read_csv(ORACLE / "pysal_desmith.txt", skiprows=1)["z"]
    assert shipped.tolist() == values.tolist()
    assert {f"{int(a):02d}": [f"{int(b):02d}" for b in many] for a, many in gal(
        ORACLE / "pysal_desmith.gal").items()} == near  # fmt: skip


@needs_oracle
def test_moran_of_sudden_infant_deaths_as_published() -> None:
    """North Carolina, SIDR74: I and the chance under normality as PySAL publishes them."""
    from geopandas import read_file

    counties = read_file(ORACLE / "pysal_sids2.dbf", ignore_geometry=True)
    near = gal(ORACLE / "pysal_sids2.gal")
    values = pd.Series(counties["SIDR74"].to_numpy(), index=counties["FIPSNO"].astype(int).astype(str))
    found = clusters.moran(values, near)
    expected = pd.read_csv(ORACLE / "expected_values.csv")
    published = expected[expected["oracle"] == "spatial autocorrelation"]["expected"].astype(float).tolist()
    assert [found.i, found.p_normal] == pytest.approx(published, rel=1e-10)
    assert found.i == pytest.approx(0.24772519320480135, abs=1e-12)
    assert found.p < 0.001


@needs_oracle
def test_local_chances_are_those_of_esda_doubled() -> None:
    from esda.moran import Moran_Local
    from geopandas import read_file
    from libpysal.weights import W

    counties = read_file(ORACLE / "pysal_sids2.dbf", ignore_geometry=True)
    near = gal(ORACLE / "pysal_sids2.gal")
    values = pd.Series(counties["SIDR74"].to_numpy(), index=counties["FIPSNO"].astype(int).astype(str))
    ours = clusters.local(values, near, permutations=999, seed=5)
    w = W(near, id_order=list(ours.index), silence_warnings=True)
    with pytest.warns(DeprecationWarning):
        theirs = Moran_Local(ours["value"].to_numpy(), w, permutations=999, seed=5)
    assert ours["i"].tolist() == pytest.approx(theirs.Is.tolist(), abs=1e-12)
    assert ours["p"].tolist() == pytest.approx(np.minimum(2 * theirs.p_sim, 1).tolist(), abs=0.0021)
    assert ours["q"].tolist() == pytest.approx(adjusted(ours["p"]).tolist())


def adjusted(p: pd.Series) -> pd.Series:
    """Benjamini & Hochberg: p n / rank, made monotone from the largest down."""
    ordered = p.sort_values(ascending=False)
    ranks = np.arange(len(p), 0, -1)
    return (ordered * len(p) / ranks).cummin().clip(upper=1).reindex(p.index)


def test_opposite_corners_cluster() -> None:
    values, near = square(8)
    found = clusters.moran(values, near)
    assert found.i > 0.8 and found.p == pytest.approx(1e-4)
    table = clusters.local(values, near)
    assert table.at["00", "kind"] == table.at["11", "kind"] == "low"
    assert table.at["77", "kind"] == table.at["66", "kind"] == "high"
    assert table.at["34", "kind"] == "none"


def test_a_misfit_in_a_corner_stands_out() -> None:
    values, near = square(10)
    high = clusters.local(values.mask(values.index == "11", 18.0), near)
    low = clusters.local(values.mask(values.index == "88", 0.0), near)
    assert (high.at["11", "kind"], low.at["88", "kind"]) == ("high among low", "low among high")


def test_figures_by_turns_repel() -> None:
    values, near = square(8)
    found = clusters.moran(values % 2, near)
    assert found.i == pytest.approx(-1) and found.p == pytest.approx(1e-4)


def test_noise_shows_no_cluster() -> None:
    values, near = square(8)
    noise = pd.Series(np.random.default_rng(3).normal(size=64), index=values.index)
    table = clusters.local(noise, near)
    assert (table["kind"] == "none").all() and (table["p"] <= 0.05).any()


def test_the_order_of_the_regions_does_not_matter() -> None:
    values, near = square(6)
    values = values + np.arange(36) / 100
    first, again = clusters.local(values, near), clusters.local(values.sample(frac=1, random_state=2), near)
    pd.testing.assert_frame_equal(first, again)
    assert clusters.moran(values, near) == clusters.moran(values[::-1], near)


def test_refusals_say_what_to_do() -> None:
    values, near = desmith()
    with pytest.raises(clusters.ClusterError, match="Only 9 regions"):
        clusters.moran(values.mask(values.index == "01"), near)
    with pytest.raises(clusters.ClusterError, match="same figure"):
        clusters.local(values * 0, near)
    with pytest.raises(clusters.ClusterError, match="No neighbour with a figure: 01"):
        clusters.local(values, near | {"01": []})
