"""The shipped boundaries: every unit there, neighbours share their edges, levels nest, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point, Polygon, box

from danube import regions
from danube.settings import DATA
from etl import boundaries

FOLDER = DATA / "boundaries"
RAW = Path(__file__).resolve().parents[3] / "shared" / "raw" / "geo"
KB = 1000


def shapes(name: str) -> gpd.GeoSeries:
    return gpd.read_file(FOLDER / f"{name}.geojson").set_index("code").geometry


@pytest.fixture(scope="module")
def levels() -> dict[int, gpd.GeoSeries]:
    return {level: shapes(f"level{level}") for level in regions.LEVELS}


@pytest.mark.parametrize("level", regions.LEVELS)
def test_every_unit_is_drawn_once_and_validly(levels, level):
    assert tuple(levels[level].index) == regions.at_level(level)
    assert levels[level].is_valid.all()
    assert set(levels[level].geom_type) <= {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize("level", regions.LEVELS)
def test_neighbours_share_their_edges_exactly(levels, level):
    assert shapely.coverage_is_valid(levels[level].values)
    whole, parts = shapely.union_all(levels[level].values), shapely.area(levels[level].values)
    assert whole.area == pytest.approx(parts.sum(), rel=1e-9)


def test_level_2_has_73_units_and_no_hole_inside(levels):
    assert len(levels[2]) == 73
    whole = shapely.coverage_union_all(levels[2].values)
    assert [len(part.interiors) for part in whole.geoms if part.interiors] == []
    assert max(part.area for part in whole.geoms) > 0.99 * whole.area


def test_the_backdrop_meets_the_regions_without_slivers(levels):
    backdrop = shapes("neighbours")
    everything = [*levels[2].values, *backdrop.values]
    assert {"XK", "AL", "MK", "IT", "CH", "PL", "DE", "UA"} <= set(backdrop.index)
    assert shapely.coverage_is_valid(everything)
    assert not any(len(part.interiors) for part in shapely.coverage_union_all(everything).geoms)


@pytest.mark.parametrize(
    ("oblast", "across"),
    [
        ("UA-21", "HU32"),
        ("UA-21", "SK04"),
        ("UA-21", "RO11"),
        ("UA-26", "RO11"),
        ("UA-77", "RO21"),
        ("UA-77", "MD"),
        ("UA-51", "MD"),
        ("UA-51", "RO22"),
        ("UA-21", "UA-26"),
    ],
)
def test_oblasts_meet_the_borders(levels, oblast, across):
    shared = levels[2][oblast].boundary.intersection(levels[2][across].boundary)
    assert shared.length > 0.1


@pytest.mark.parametrize(("finer", "coarser"), [(3, 2), (2, 1), (1, 0)])
def test_levels_nest(levels, finer, coarser):
    for code, shape in levels[coarser].items():
        parts = [u for u in levels[finer].index if code in (u, *regions.ancestors(u))]
        if code in {"DE", "UA"}:
            assert shape.covers(shapely.union_all(levels[finer][parts].values))
            continue
        assert shapely.coverage_union_all(levels[finer][parts].values).equals(shape), code


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_partner_towns_lie_in_their_regions(levels):
    for town in regions.towns():
        away = levels[2].distance(Point(town.lon, town.lat))
        assert (away.idxmin(), away.min() < 0.05) == (town.region, True), town  # Zadar lies on the shore


def test_small_places_survive(levels):
    km2 = levels[2].set_crs(4326).to_crs(boundaries.METRES).area / 1e6
    official = {"AT13": 415, "CZ01": 496, "HU11": 525, "SK01": 2053, "BA03": 493, "RO32": 1804, "HR05": 641}
    for code, area in official.items():
        assert km2[code] == pytest.approx(area, rel=0.3), code
    official_oblasts = {"UA-21": 12777, "UA-26": 13928, "UA-51": 33310, "UA-77": 8097}
    for code, area in official_oblasts.items():
        assert km2[code] == pytest.approx(area, rel=0.02), code


def test_files_are_small():
    sizes = {path.stem: path.stat().st_size for path in FOLDER.glob("*.geojson")}
    limits = {"level0": 40, "level1": 50, "level2": 100, "level3": 200, "neighbours": 50, "rivers": 10}
    assert set(sizes) == set(limits)
    assert all(sizes[name] <= limits[name] * KB for name in limits), sizes


def test_the_danube_flows_through_vienna_and_belgrade():
    rivers = shapes("rivers")
    assert list(rivers.index) == ["Danube", "Drava", "Tisza"]
    for place in (Point(16.41, 48.22), Point(20.46, 44.83)):
        assert rivers["Danube"].distance(place) < 0.1


def test_gaps_go_to_the_nearest_oblast():
    country = box(0, 0, 100_000, 50_000)
    oblasts = gpd.GeoSeries(
        {"A": box(-2_000, 3_000, 40_000, 30_000), "B": box(40_000, 3_000, 70_000, 30_000)}, crs=3035
    )
    fitted = boundaries.fitted(oblasts, country)
    assert fitted["A"].covers(box(0, 0, 39_000, 30_000))
    assert fitted["B"].covers(box(41_000, 0, 68_000, 30_000))
    assert fitted["A"].intersection(fitted["B"]).area == 0
    assert not fitted["A"].difference(country).area
    assert not fitted["B"].covers(Point(90_000, 10_000))


def test_noding_closes_t_junctions():
    left = Polygon([(0, 0), (10, 0), (10, 10), (0, 10)])
    right = [box(10, 0, 20, 4), box(10, 4, 20, 10)]
    units = gpd.GeoSeries({"L": left, "R": right[0], "S": right[1]}, crs=3035)
    assert not shapely.coverage_is_valid(units.values)
    clean = boundaries.noded(units, 1.0)
    assert shapely.coverage_is_valid(clean.values)
    assert list(clean.area) == [100, 40, 60]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(boundaries.BoundariesError, match="level3|level 3|danube_l3"):
        boundaries.run(tmp_path, tmp_path / "out")


@pytest.mark.raw
@pytest.mark.skipif(not RAW.exists(), reason="needs the publishers' files")
def test_building_twice_gives_the_shipped_files(tmp_path):
    for path in boundaries.run(RAW, tmp_path):
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name


@pytest.mark.raw
@pytest.mark.skipif(not RAW.exists(), reason="needs the publishers' files")
def test_areas_stay_near_the_publisher_s(levels):
    table = gpd.read_file(RAW / boundaries.FILES["level 2"]).set_index("NUTS_ID").to_crs(boundaries.METRES)
    ours = levels[2].set_crs(4326).to_crs(boundaries.METRES).area
    change = (ours[table.index] / table.area - 1).abs()
    assert change.max() < 0.02, change.sort_values().tail(3)
