"""One indicator as the catalogue shows it: meaning, source, how much of it there is, where to go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark import recipe
from danube.catalogue import Indicator, Source
from danube.catalogue.search import Held
from danube.drawing import palette
from danube.exports import snippets
from danube.texts import N_, _, n_
from danube.ui import addresses, figures, frame, methods
from danube.ui.show import theme

STYLE = Path(__file__).parent / "entries.css"
HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]+")
HERE = "http://localhost:8501"
"""Where `make run` answers; used where the browser does not tell its address."""

LEVELS = {
    0: N_("figures for countries only"),
    1: N_("figures for countries and larger regions (NUTS 1) only"),
    3: N_("figures for small regions (NUTS 3) only"),
}


def show(block: Indicator, held: Held | None) -> None:
    """The card of an indicator; with figures, its lines to copy stand below it, made when opened."""
    with st.container(key=f"entry-{block.id}"):
        st.html(card(block, held))
        if held is None:
            _command(block)
        else:
            _lines(block.id, figures.number(), frame.switch(), texts.language())


def card(block: Indicator, held: Held | None) -> str:
    """Name, meaning, facts and ways on, as one article; all texts of the catalogue are escaped."""
    facts = "".join(
        f'<div class="{width}"><dt>{escape(term)}</dt><dd>{told}</dd></div>'
        for term, told, width in _facts(block, held)
    )
    return (
        f'<article class="entry{" waiting" if held is None else ""}" data-indicator="{block.id}">'
        f'<p class="field">{escape(_field(block))}{_badge(block, held)}</p><h2>{escape(_(block.name))}</h2>'
        f'<p class="meaning">{escape(_(block.definition))}</p><dl>{facts}</dl>{_ways(block, held)}</article>'
    )


def _field(block: Indicator) -> str:
    known = catalogue.load()
    return " · ".join(
        [_(known.pillars[block.pillar].name), *(_(known.lenses[lens].name) for lens in block.lenses)]
    )


def _badge(block: Indicator, held: Held | None) -> str:
    """What is not as usual: no figures yet, or declared by who uploaded them."""
    theirs = catalogue.load().sources[block.source].status == "uploaded"
    said = [_("uploaded")] * theirs + [_("no figures yet")] * (held is None)
    return "".join(f' <span class="lacking">{escape(word)}</span>' for word in said)


def _facts(block: Indicator, held: Held | None) -> Iterator[tuple[str, str, str]]:
    """What a reader has to know before using it: term, HTML, and how wide it stands."""
    source = catalogue.load().sources[block.source]
    yield _("Unit"), escape(_(block.unit)), ""
    yield _("Direction"), escape(_(methods.DIRECTION[block.direction])), ""
    if held is not None:
        yield _("Years"), escape(held.first if held.first == held.last else f"{held.first}–{held.last}"), ""
        yield _("Coverage"), _coverage(held), ""
    yield _("Source"), _link(source.url, f"{source.publisher}, {_(source.title)}"), "wide"
    yield _("Licence"), _link(source.licence_url, source.licence), "wide"
    if code := block.dataset or source.dataset:
        yield _("Dataset"), _code(code), ""
    yield _("Identifier"), _code(block.id), ""
    if source.vintage and held is not None:
        yield _("As of"), escape(source.vintage), ""
    if cautions := _cautions(block, source, held):
        yield _("Please note"), "<br>".join(map(escape, cautions)), "whole"


def _coverage(held: Held) -> str:
    """A bar and its number: regions with a figure of their own in the latest well covered year."""
    told = n_("{count} of {all} regions in {year}", "{count} of {all} regions in {year}", held.regions,
              all=texts.number(held.units, 0), year=held.year)  # fmt: skip
    coarse = f"<br>{escape(_(LEVELS[held.level]))}" if not held.regions and held.level in LEVELS else ""
    fill = f"width:{held.share:.0%};background:{palette.theme(theme()).river}"
    bar = f'<span class="bar" aria-hidden="true"><span style="{fill}"></span></span>'
    return f"{bar}{escape(told)}{coarse}"


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)


def _code(text: str) -> str:
    """A code that may break behind its underscores."""
    return f"<code>{escape(text).replace('_', '_<wbr>')}</code>"


def _cautions(block: Indicator, source: Source, held: Held | None) -> list[str]:
    """What the catalogue warns of: by the indicator, by its source, by how the figures came."""
    by_hand = source.status == "by-hand" and "Copied by hand" not in source.note
    doubt = _("Copied by hand, to be confirmed at the next refresh.") if by_hand and held else ""
    coming = "" if held or block.note else _("Waiting for the first refresh over a network.")
    return list(dict.fromkeys(filter(None, [_uploaded(block), _(block.note), _(source.note), doubt, coming])))


def _uploaded(block: Indicator) -> str:
    """How many of the figures are no publisher's."""
    count = int((figures.uploaded(figures.version())["indicator"] == block.id).sum())
    return n_("{count} figure was uploaded.", "{count} figures were uploaded.", count) if count else ""


def _ways(block: Indicator, held: Held | None) -> str:
    """Where the indicator can be looked at; none where it has no figures."""
    if held is None:
        return ""
    links = "".join(f"<li>{_link(address, label)}</li>" for label, address in ways(block, held).items())
    return f'<nav aria-label="{escape(_(block.name))}"><ul>{links}</ul></nav>'


def ways(block: Indicator, held: Held) -> dict[str, str]:
    """Label → page that answers the next question; the version goes along where the reader asked for one."""
    asked = figures.version() if "v" in st.query_params else None
    own = {"indicator": block.id}
    found = {_("Map"): addresses.page("map", asked, **own)}
    if held.regions:
        found[_("Ranking")] = addresses.page("ranking", asked, **own)
    if held.regions and held.first != held.last:
        found[_("Convergence")] = addresses.page("convergence", asked, **own)
    if held.regions and block.direction != "neutral":
        found[_("Index lab with it")] = addresses.page("index", asked, **_index(block.id))
    return found


def _index(indicator: str) -> dict[str, str]:
    """The ready-made Danube index, with this indicator in it."""
    known = catalogue.load()
    plain = recipe.lens("danube", known)
    ids = tuple(dict.fromkeys([*plain.indicators, indicator]))
    return recipe.with_indicators(plain, ids, known).as_query()


@st.fragment
def _lines(indicator: str, version: int, switch: dict[str, str], language: str) -> None:
    """Lines to copy for four tools; opening them reruns this fragment alone."""
    texts.use(language)
    label = _("Use it in other software")
    with st.expander(label, key=f"lines-{indicator}", on_change="rerun") as drawer:
        if drawer.open:
            said = snippets.of(server(), indicator, version, **switch)
            for tab, (tool, lines) in zip(st.tabs(list(said)), said.items(), strict=True):
                tab.code(lines, language=snippets.LANGUAGES[tool], wrap_lines=True)
            st.caption(_("The version in the address keeps the figures as they are today."))


def _command(block: Indicator) -> None:
    """What brings the figures of an indicator that waits."""
    st.caption(_("This command asks the publisher for them:"))
    st.code(f"python -m etl refresh --source {block.source}", language="bash", wrap_lines=True)


def server() -> str:
    """The address under which the reader reached this server, without the page's own part."""
    told = urlsplit(str(st.context.url or ""))
    if told.scheme not in ("http", "https") or not HOST.fullmatch(told.netloc):
        return HERE
    return f"{told.scheme}://{told.netloc}{told.path.rpartition('/')[0]}"


@st.cache_resource(show_spinner=False, max_entries=4)
def held(version: int) -> dict[str, Held]:
    """Indicator → what the warehouse holds of it, of every indicator with figures."""
    shown = [block.id for block in catalogue.load().visible()]
    found = {key: _counted(version, key) for key in shown}
    return {key: counted for key, counted in found.items() if counted is not None}


def _counted(version: int, indicator: str) -> Held | None:
    years, year = figures.years(version, indicator)
    if not years or year is None:
        return None
    known, units = figures.yearly(version)[indicator], regions.nuts2()
    own = sum(code in known[year] for code in units)
    finest = max(regions.level_of(code) for code in known[year])
    return Held(years[0], years[-1], year, own, len(units), finest, own / len(units))
