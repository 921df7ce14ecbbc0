"""Publishers' own files, read without any hint, against the readers that are written for each of them."""

from __future__ import annotations

import pandas as pd
import pytest

from etl import sources
from etl.intake import layout
from tests.etl.second_reader import RAW

pytestmark = [
    pytest.mark.raw,
    pytest.mark.skipif(not RAW.is_dir(), reason=f"the publishers' files are not in {RAW}"),
]
FILES = [
    ("sdmx-csv", "context/eurostat_nama_10r_2gdp.csv"),
    ("sdmx-csv", "context/eurostat_tgs00007_employment_rate.csv"),
    ("sdmx-csv", "rd/eurostat_tgs00042_gerd_rd_expenditure.csv"),
    ("sdmx-csv", "ict/isoc_r_iacc_h__danube_2019_2025.csv"),
    ("eurostat-tsv", "ict/isoc_r_dskl_i__danube_2025.tsv"),
    ("eurostat-tsv", "s3/lfst_r_lfe2en2__danube_to2015.tsv"),
    ("geo-time", "context/eurostat_gdp_pc_pps_nuts2.csv"),
    ("geo-time", "ict/ropengov_daily_internet_users_isoc_r_iuse_i.csv"),
    ("panel-csv", "innovation/ris_rii_2018_2025__tncoop_ce.csv"),
]


def figures(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """Row, region, year, figure and flag, in the order of the file."""
    told = frame[["row", "region", "period", "text", "flag"]].astype(str).apply(lambda one: one.str.strip())
    told["period"] = told["period"].str.removesuffix(".0")
    return sorted(told.itertuples(index=False, name=None))


def plain(expected: pd.DataFrame) -> pd.DataFrame:
    """The publishers' readers keep a flag as it is written; an import in small letters without spaces."""
    return expected.assign(flag=expected["flag"].str.replace(" ", "").str.lower())


@pytest.mark.parametrize(("reader", "name"), FILES, ids=[name for _reader, name in FILES])
def test_publishers_file_is_read_as_by_its_own_reader(reader: str, name: str) -> None:
    found = layout.read(RAW / name)
    assert found.understood.questions == ()
    assert found.refused == []
    assert figures(found.table) == figures(plain(sources.read(reader, RAW / name)))
