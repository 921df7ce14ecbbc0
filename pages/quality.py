"""What do we know, of which year, of which region, and how good is it?"""

from danube import catalogue, regions, texts
from danube.drawing import charts
from danube.texts import _
from danube.ui import figures, frame, holdings, selection, show

page = frame.begin(_("What do we know, and how good is it?"), "pillar", "by", "country")
known = catalogue.load()
with frame.controls():
    pillar = selection.one(
        "pillar",
        [holdings.EVERY, *known.pillars],
        label=_("Field"),
        show=lambda key: _("All fields") if key == holdings.EVERY else _(known.pillars[key].name),
        default="research",
    )
    axis = selection.one(
        "by",
        ["year", "country"],
        label=_("Coverage by"),
        show=lambda key: _("year") if key == "year" else _("country"),
    )
    country = selection.region_or_none(
        "country", regions.countries(), label=_("Only this country"), nothing=_("all countries")
    )
page.notes()

version = figures.version()
ids = holdings.ids(pillar)
page.answer(holdings.answer(version, ids))
shares = (holdings.by_year if axis == "year" else holdings.by_country)(version, ids, country)
if shares.empty:
    show.empty(_("No region here has a figure of its own."), _("Larger units may have one: see the map."))
else:
    names = {key: _(known.indicators[key].short) for key in ids}
    show.chart(
        charts.heat_map(
            shares,
            names=names,
            theme=show.theme(),
            title=_("Share of NUTS 2 regions with a figure of their own"),
            columns={code: regions.name(code) for code in shares.columns} if axis == "country" else None,
        ),
        alt=_("Heat map of coverage: dark cells are years or countries in which most regions have a figure."),
        key="coverage",
    )
show.table(
    holdings.inventory(version, pillar, texts.language()),
    alt=_("Indicators with years, source, vintage, licence and notes"),
    key="inventory",
    columns=holdings.columns(),
)
frame.cite(ids, choices={"pillar": pillar, "by": axis, "country": country or ""})
