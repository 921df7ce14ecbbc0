"""Gaps of a region and what is aimed at them: chosen, computed once, drawn."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark import lessons, profile, standing
from danube.drawing import canvas, gaps
from danube.programme import reach
from danube.programme.reach import Action, Reach
from danube.texts import _
from danube.ui import figures, selection, show
from danube.ui.programme import footing, registers
from danube.words import reach as words

DEFAULT = "RO42"
"""The region that the page opens with: two of the projects have a partner there."""

SHOWN = 12
"""Gaps in the picture, the widest first; the table has all."""

PARAMETERS = ("region", "project", "action", "indicator", "counted")


@dataclass(frozen=True, slots=True)
class Choice:
    """A region, and a project or none."""

    region: str
    project: str


def asked() -> str:
    """The region of the address, known before the page has a title."""
    selection.keep("region")
    code = st.query_params.get("region")
    return code if code in selection.every_region() else DEFAULT


def choose() -> Choice:
    """The row of choices: region and project."""
    region = selection.region(DEFAULT)
    names = {"": _("all projects")} | _projects()
    project = selection.one("project", list(names), label=_("Project"), show=names.__getitem__)
    return Choice(region, project)


def _projects() -> dict[str, str]:
    table = registers.now().table("project")
    return dict(zip(table["id"], table["name"], strict=True))


def of(choice: Choice) -> Reach:
    """Gaps and actions of the region at the edition in use."""
    return reach.within(everywhere(choice.project), choice.region)


def everywhere(project: str = "") -> Reach:
    """Gaps and actions of all regions."""
    return _everywhere(figures.version(), project)


@st.cache_resource(show_spinner=False, max_entries=16)
def _everywhere(edition: int, project: str) -> Reach:
    found = reach.actions(registers.at(edition), registers.measured(edition), project)
    return reach.of(found, stood(edition), subjects=subjects())


@st.cache_resource(show_spinner=False, max_entries=4)
def stood(edition: int) -> pd.DataFrame:
    """As `benchmark.standing.of`: every region on every indicator."""
    meta = profile.meta(catalogue.load().visible())
    return standing.of(figures.yearly(edition), meta, selection.every_region())


def subjects() -> list[str]:
    """The headline indicators of the fields in which something can be learned."""
    return [
        block.id
        for block in catalogue.load().visible()
        if block.headline and block.pillar in lessons.SUBJECTS and block.id not in lessons.SUMMARIES
    ]


def compared(region: str) -> int:
    """The region's own figures on the headline indicators of these fields."""
    rows = stood(figures.version())
    return int((rows["region"].isin([region]) & rows["indicator"].isin(subjects())).sum())


def _widest(found: Reach) -> pd.DataFrame:
    """The widest gaps, and every one at which something is aimed."""
    rows = found.gaps
    return rows[(rows.index < SHOWN) | rows["actions"].map(bool).astype(bool)]


def draw_gaps(found: Reach, region: str) -> None:
    """The widest gaps as bars: blue where something is aimed at them."""
    if not compared(region):
        show.empty(words.silent(region))
        return
    if found.gaps.empty:
        show.empty(
            _("No figure of {region} is clearly behind the Danube median.", region=regions.name(region))
        )
        return
    known = catalogue.load().indicators
    rows = _widest(found)
    drawn = pd.DataFrame(
        {
            "label": [_(known[key].name) for key in rows["indicator"]],
            "size": -rows["distance"],
            "aimed": rows["actions"].map(bool).astype(bool),
            "card": [_card(row) for row in _records(rows)],
        }
    )
    st.markdown(f"**{_('Where it is behind, and where something is done')}**")
    st.caption(_legend(found))
    figure = gaps.bars(drawn, theme=show.theme(), unit=_("behind the Danube median, in usual differences"))
    alt = words.answer(found, region, compared(region))
    show.chart(figure, alt=alt, key="gaps", twin=lambda: table_of_gaps(found), columns=gap_columns())


def _records(rows: pd.DataFrame) -> list[dict[str, object]]:
    """The rows as plain dictionaries."""
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _legend(found: Reach) -> str:
    told = _("Blue: something in the register is aimed at it. Grey: nothing is.")
    if len(_widest(found)) == len(found.gaps):
        return told
    cut = _("The widest {shown} of {whole}, and all in blue.", shown=SHOWN, whole=len(found.gaps))
    return f"{told} {cut}"


def _card(row: dict[str, object]) -> str:
    block = catalogue.load().indicators[str(row["indicator"])]
    actions: tuple[Action, ...] = row["actions"]  # type: ignore[assignment]
    lines = [
        _("Danube median: {median}", median=texts.number(float(str(row["median"])), block.decimals)),
        *(_("Aimed at it: {name}", name=canvas.shorten(one.name, 60)) for one in actions),
    ]
    value = texts.number(float(str(row["value"])), block.decimals)
    return canvas.card(f"{_(block.name)}, {row['period']}", value, _(block.unit), *lines)


def table_of_gaps(found: Reach) -> pd.DataFrame:
    """Every gap with its figures and what is aimed at it."""
    known = catalogue.load().indicators
    rows = [
        {
            "indicator": f"{_(known[row['indicator']].name)} ({_(known[row['indicator']].unit)})",
            "period": row["period"],
            "value": texts.number(row["value"], known[row["indicator"]].decimals),
            "median": texts.number(row["median"], known[row["indicator"]].decimals),
            "distance": row["distance"],
            "aimed": "; ".join(dict.fromkeys(one.name or one.id for one in row["actions"])) or texts.MISSING,
        }
        for row in found.gaps.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(gap_columns()))


def gap_columns() -> dict[str, show.Column]:
    """How the table of gaps is headed."""
    return {
        "indicator": show.Column(_("Indicator")),
        "period": show.Column(_("Year")),
        "value": show.Column(_("Value")),
        "median": show.Column(_("Danube median")),
        "distance": show.Column(_("Distance"), decimals=1, sign=True),
        "aimed": show.Column(_("Aimed at it")),
    }


def draw_actions(found: Reach, region: str) -> None:
    """What is done in the region, what it is aimed at, and what it meets there."""
    st.markdown(f"**{_('What is done there')}**")
    if not found.actions:
        show.empty(
            _("The register holds no pilot, plan or instrument for {region}.", region=regions.name(region))
        )
        footing.invite("pilot", "measure", "need")
        return
    heads = {
        "name": show.Column(_("Action")),
        "kind": show.Column(_("Of")),
        "meets": show.Column(_("What it meets there")),
    }
    alt = _("What the programme does in {region}, and the gaps it meets.", region=regions.name(region))
    show.table(
        pd.DataFrame([_action(found, one) for one in found.actions]), alt=alt, key="actions", columns=heads
    )
    if any(one.basis == "theme" for one in found.actions):
        st.caption(
            _(
                "No document names an indicator. Plans and instruments are set against those that we read "
                "from the objective of their project; a need in the register takes their place."
            )
        )


def _action(found: Reach, one: Action) -> dict[str, object]:
    rows = found.judged[(found.judged["id"] == one.id) & (found.judged["kind"] == one.kind)]
    return {
        "name": one.name or one.id,
        "kind": kind_of(one),
        "meets": _met(rows),
    }


def kind_of(one: Action) -> str:
    """`DEVISE, action plan`."""
    return f"{_projects().get(one.project, one.project)}, {_(words.KINDS[one.kind])}"


def _met(rows: pd.DataFrame) -> str:
    """The gaps that an action meets by name; where there is none, why."""
    known = catalogue.load().indicators
    hits = rows.loc[rows["verdict"] == "hit", "indicator"]
    if len(hits):
        return texts.listing([_(known[key].short) for key in hits])
    first = next(why for why in ("untied", "strong", "unknown", "outside") if why in set(rows["verdict"]))
    return _("No gap: it {why}.", why=_(words.VERDICTS[first]))
