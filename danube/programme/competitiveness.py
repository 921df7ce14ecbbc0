"""How competitive clusters and their members are, from the figures that they gave, beside their regions.

Three ratios: turnover per person employed, share of exports and of R&D in the turnover. A cluster's is that
of all its members that gave the figures, the large ones counting more. Figures of different years stand side
by side, so the years are told; nothing is estimated for members that gave none.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from danube.programme.register import Register

RATIOS = ("productivity", "exports", "research")
CLUSTERS = ["cluster", "members", "reporting", "first", "last", "employees", "turnover", *RATIOS, "regions"]


def members(register: Register) -> pd.DataFrame:
    """The members, clusters' own rows left out, with `productivity`: turnover in EUR per person employed."""
    rows = register.table("cluster_member")
    rows = rows[rows["kind"] != "cluster"].reset_index(drop=True)
    staff = rows["employees"].where(rows["employees"] > 0)
    return rows.assign(productivity=rows["turnover"] / staff)


def clusters(register: Register) -> pd.DataFrame:
    """Cluster → members, reporting, first, last, employees, turnover, the ratios and its regions."""
    found = [_cluster(str(name), rows) for name, rows in members(register).groupby("cluster", sort=True)]
    return pd.DataFrame(found, columns=CLUSTERS)


def _cluster(name: str, rows: pd.DataFrame) -> dict[str, object]:
    told = rows[rows[["employees", "turnover", "exports", "research"]].notna().any(axis="columns")]
    both = rows.dropna(subset=["productivity"])
    years = sorted(year for year in told["year"] if year)
    return {
        "cluster": name,
        "members": len(rows),
        "reporting": len(told),
        "first": years[0] if years else "",
        "last": years[-1] if years else "",
        "employees": rows["employees"].sum(min_count=1),
        "turnover": rows["turnover"].sum(min_count=1),
        "productivity": both["turnover"].sum() / both["employees"].sum() if len(both) else float("nan"),
        "exports": _weighted(rows, "exports"),
        "research": _weighted(rows, "research"),
        "regions": tuple(dict.fromkeys(code for code in rows["region"] if code)),
    }


def _weighted(rows: pd.DataFrame, share: str) -> float:
    """A share in the turnover of all members that gave both."""
    both = rows.dropna(subset=[share, "turnover"])
    total = both["turnover"].sum()
    return float((both[share] * both["turnover"]).sum() / total) if total > 0 else float("nan")


def surroundings(standing: pd.DataFrame, regions: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    """Cluster → how its regions do in what firms need around them: median robust distance, 0 = Danube median.

    standing: region by indicator, as `matching.regional`; missing where no region of it has figures.
    """
    found = {}
    for cluster, codes in regions.items():
        known = standing.reindex([code for code in codes if code in standing.index])
        found[cluster] = float(known.median(axis="columns").mean()) if len(known) else float("nan")
    return found
