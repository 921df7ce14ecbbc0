"""Sentences on what a region is specialised in, what could come next, and whom it complements.

Sectors are called by their code of NACE Rev. 2, sections or the groups in which Eurostat publishes them.
"""

from __future__ import annotations

import pandas as pd

from danube import regions, texts
from danube.texts import N_, _, n_

NAMES = {
    "A": N_("Agriculture, forestry and fishing"),
    "B": N_("Mining and quarrying"),
    "C": N_("Manufacturing"),
    "D": N_("Electricity, gas and heat"),
    "E": N_("Water, sewerage and waste"),
    "B-E": N_("Industry (with mining, energy and water)"),
    "F": N_("Construction"),
    "G": N_("Trade and repair of vehicles"),
    "H": N_("Transport and storage"),
    "I": N_("Hotels and restaurants"),
    "G-I": N_("Trade, transport, hotels and restaurants"),
    "J": N_("Information and communication"),
    "K": N_("Finance and insurance"),
    "L": N_("Real estate"),
    "M": N_("Professional, scientific and technical services"),
    "N": N_("Administrative and support services"),
    "M_N": N_("Professional, technical and support services"),
    "O": N_("Public administration and defence"),
    "P": N_("Education"),
    "Q": N_("Health and social work"),
    "O-Q": N_("Public administration, education and health"),
    "R": N_("Arts, entertainment and recreation"),
    "S": N_("Other services"),
    "T": N_("Households as employers"),
    "U": N_("International organisations"),
    "R-U": N_("Arts, leisure and other services"),
}
SHORT = {
    "A": N_("Agriculture"),
    "B-E": N_("Industry"),
    "D": N_("Energy"),
    "E": N_("Water and waste"),
    "G": N_("Trade"),
    "G-I": N_("Trade, transport, hotels"),
    "J": N_("ICT"),
    "K": N_("Finance"),
    "M": N_("Professional services"),
    "N": N_("Support services"),
    "M_N": N_("Services to firms"),
    "O": N_("Public administration"),
    "O-Q": N_("Public services"),
    "R": N_("Arts and leisure"),
    "R-U": N_("Arts, leisure, other"),
}
NOTABLE = 1.05
"""From this quotient on a sector is named as a strength in the answer."""

FAR = 20
"""Per cent of relatedness below which a sector is not called near."""

NAMED = 2
"""Sectors that the answer names."""


def sector(code: object) -> str:
    """The name of a section or group; its code where there is no name."""
    return _(NAMES.get(str(code), str(code)))


def sector_short(code: object) -> str:
    """The same for a chart, 24 letters at most."""
    return _(SHORT[str(code)]) if str(code) in SHORT else sector(code)


def inside(code: object) -> str:
    """The name within a sentence: English begins it small, ICT aside."""
    name = sector(code)
    return name[:1].lower() + name[1:] if texts.language() == "en" else name


def listed(codes: list[str]) -> str:
    """Several names within a sentence; semicolons, since the names have commas of their own."""
    return "; ".join(inside(code) for code in codes)


def times(quotient: float) -> str:
    """`1.2 times`, to be followed by what it is compared with."""
    return _("{number} times", number=texts.number(quotient, 1))


def answer_specialisation(region: str, period: str, table: pd.DataFrame, steps: pd.DataFrame) -> str:
    """What the region does more than others, and what lies nearest; of `Sectors.table` and `.next_steps`."""
    return " ".join(filter(None, [_strengths(region, period, table), _nearest(steps)]))


def _strengths(region: str, period: str, table: pd.DataFrame) -> str:
    strong = table[(table["quotient"] >= NOTABLE) & ~table["flag"].map(_doubted)].head(NAMED)
    told = {"year": period, "region": regions.name(region)}
    named = [(times(float(quotient)), inside(code)) for code, quotient in strong["quotient"].items()]
    if not named:
        return _("In {year}, {region} spread its jobs over the sectors much like the Danube Region.", **told)
    (number, first), *more = named
    if not more:
        return _(
            "In {year}, {region} had {times} the Danube share of jobs in {sector}.",
            times=number,
            sector=first,
            **told,
        )
    return _(
        "In {year}, {region} had {times} the Danube share of jobs in {sector}, and {other_times} in {other}.",
        times=number,
        sector=first,
        other_times=more[0][0],
        other=more[0][1],
        **told,
    )


def _doubted(flag: object) -> bool:
    """True where the publisher calls the figure of low reliability: no headline rests on it."""
    return "u" in str(flag).split()


def _nearest(steps: pd.DataFrame) -> str:
    known = steps.dropna(subset=["relatedness"])
    if known.empty:
        return _("There is no sector in which it has less than the Danube share.")
    near = known[known["relatedness"] >= FAR].head(NAMED)
    if near.empty:
        return _(
            "Nothing lies near to what it already does; the least far is {sector}.",
            sector=inside(known.index[0]),
        )
    return _(
        "Nearest to what it already does, and not yet a strength: {sectors}.",
        sectors=listed([str(code) for code in near.index]),
    )


def answer_nothing(region: str) -> str:
    """That no figure says anything, in the place of an answer."""
    return _(
        "This cannot be told: there are no figures of jobs by sector for {region} or its country.",
        region=regions.name(region),
    )


def profile_sentence(region: str, period: str, krugman: pd.Series, among: list[str]) -> str:
    """How many jobs would have to change sector, beside the middle region; of `Sectors.krugman`."""
    own, others = float(krugman[region]), krugman.reindex(among).dropna()
    nearer = int((others < own).sum())
    first = _(
        "In {year}, {share} % of the jobs would have had to be in another sector for {region} to look like "
        "the rest of the Danube Region; in the region in the middle it was {median} %.",
        year=period,
        share=texts.number(50 * own, 0),
        region=regions.name(region),
        median=texts.number(50 * float(others.median()), 0),
    )
    if region not in others.index:
        return first
    second = n_(
        "Of the other {others} regions, {count} is more like the rest than it is.",
        "Of the other {others} regions, {count} are more like the rest than it is.",
        nearer,
        others=len(others) - 1,
    )
    return f"{first} {second}"


def complexity_sentence(region: str, index: pd.Series) -> str:
    """Whether its sectors are those that few regions can do; empty for a larger unit, which has no index."""
    if region not in index.index:
        return ""
    own, known = float(index[region]), index.dropna()
    if own != own:
        return _("How complex its economy is cannot be told: the figure of at least one sector is missing.")
    return _(
        "Of the {count} other regions with every figure, {fewer} have strengths in less complex sectors and "
        "{more} in more complex ones.",
        count=texts.number(len(known) - 1, 0),
        fewer=texts.number(int((known < own - 1e-9).sum()), 0),
        more=texts.number(int((known > own + 1e-9).sum()), 0),
    )


def together_sentence(one: str, other: str, table: pd.DataFrame) -> str:
    """Who could bring what; of `Sectors.together`."""
    near = table[table["near"].astype(bool)]
    if near.empty:
        return _(
            "Neither of {one} and {other} is strong where the other one is nearer to a sector than usual.",
            one=regions.name(one),
            other=regions.name(other),
        )
    sentences = [
        _(
            "{strong} is strong in what lies near to {open}: {sectors}.",
            strong=regions.name(str(strong)),
            open=regions.name(str(open_)),
            sectors=listed([str(code) for code in part["sector"]]),
        )
        for (strong, open_), part in near.groupby(["strong", "open"], sort=False)
    ]
    return " ".join(sentences)


def alt_quotients(region: str, period: str, table: pd.DataFrame) -> str:
    """What the bars show, in words: every sector with its quotient."""
    told = [
        f"{sector_short(code)} {texts.number(quotient, 2)}"
        for code, quotient in table["quotient"].items()
        if quotient == quotient
    ]
    return _(
        "Bars of {region}, {year}: share of jobs by sector over the share in the Danube Region. {list}.",
        region=regions.name(region),
        year=period,
        list="; ".join(told),
    )


def alt_opportunities(region: str, period: str, steps: pd.DataFrame) -> str:
    """What the chart of opportunities shows, in words."""
    told = [
        _("{sector}: {share} % related", sector=sector_short(code), share=texts.number(share, 0))
        for code, share in steps["relatedness"].dropna().items()
    ]
    return _(
        "Sectors in which {region} is not specialised in {year}, by how near they are to what it does and "
        "how complex they are. {list}.",
        region=regions.name(region),
        year=period,
        list="; ".join(told) or _("none"),
    )
