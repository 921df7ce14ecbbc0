"""The catalogue to search: what is asked for, what is found, and what to ask instead where nothing is."""

from __future__ import annotations

from html import escape
from zlib import crc32

import streamlit as st

from danube import catalogue, texts
from danube.catalogue import Indicator, search
from danube.catalogue.search import Filters, Found, Held
from danube.texts import N_, _, n_
from danube.ui import addresses, entries, figures, holdings, methods, selection, show

PARAMETERS = ("q", "pillar", "lens", "source", "direction", "coverage", "latest", "sheet")
LONGEST = 120
"""Characters of a question; what an address asks beyond them is cut off."""

ON_A_SHEET = 12
COVERAGES = {
    "": N_("any"),
    "50": N_("at least half of the regions"),
    "75": N_("at least three quarters"),
    "90": N_("at least nine tenths"),
    search.WAITING: N_("no figures yet"),
}

UP = """
export default function ({ data }) {
  if (window.danubeSheet && window.danubeSheet !== data) document.querySelector("h1")?.scrollIntoView();
  window.danubeSheet = data;
}
"""
"""Another sheet begins at its top, not where the last one ended."""
_up = st.components.v2.component("sheet", html="<span hidden></span>", js=UP)


@st.cache_resource(show_spinner=False, max_entries=4)
def _index(edition: int) -> search.Index:
    return search.index(catalogue.load())


def ask() -> str:
    """The search box; the words stand in the address."""
    asked = " ".join(st.query_params.get("q", "").split())[:LONGEST]
    if " ".join(st.session_state.get("q", "").split()) != asked:
        st.session_state["q"] = asked
    st.text_input(
        _("Search the catalogue"), key="q", type="search", max_chars=LONGEST, live="400ms", on_change=_asked,
        placeholder=_("for example patents, broadband, unemployment"),
    )  # fmt: skip
    return asked


def _asked() -> None:
    selection.clear_notes()
    selection.write("sheet", None)
    selection.write("q", " ".join(st.session_state["q"].split()))


def filters(held: dict[str, Held]) -> Filters:
    """The choices beside the words, in one row; two by two on a phone."""
    known = catalogue.load()
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        pillar = selection.one(
            "pillar", [holdings.EVERY, *known.pillars], label=_("Field"),
            show=lambda key: _("All fields") if key == holdings.EVERY else _(known.pillars[key].name),
        )  # fmt: skip
        return Filters(
            pillar="" if pillar == holdings.EVERY else pillar,
            lens=_any("lens", {key: _(lens.name) for key, lens in known.lenses.items()}, _("Lens")),
            source=_any("source", _sources(), _("Source")),
            direction=_any(
                "direction", {k: _(word) for k, word in methods.DIRECTION.items()}, _("Direction")
            ),
            coverage=_any("coverage", {k: _(word) for k, word in COVERAGES.items() if k}, _("Coverage")),
            latest=_any("latest", _since(held), _("Latest figures")),
        )


def _any(name: str, options: dict[str, str], label: str) -> str:
    """One of the options by its id, or empty for any."""
    return selection.one(
        name, ["", *options], label=label, show=lambda key: options[key] if key else _("any")
    )


def _sources() -> dict[str, str]:
    """Source → publisher and dataset, of those that have indicators, by publisher."""
    known = catalogue.load()
    used = dict.fromkeys(block.source for block in _all())
    named = {
        key: f"{known.sources[key].publisher}, {known.sources[key].dataset or known.sources[key].title}"
        for key in used
    }
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def _since(held: dict[str, Held]) -> dict[str, str]:
    """Year → `2023 or later`, of the years in which a series ends, latest first."""
    ends = sorted({one.last[:4] for one in held.values()}, reverse=True)
    return {year: _("{year} or later", year=year) for year in ends}


def _all() -> list[Indicator]:
    known = catalogue.load()
    return [*known.visible(), *known.waiting()]


def find(query: str, wanted: Filters, held: dict[str, Held]) -> tuple[Found, list[Indicator]]:
    """What the words find, and what of it passes the filters, best first."""
    found = search.search(_index(figures.version()), query)
    known = catalogue.load().indicators
    return found, wanted.kept((known[key] for key in found.ids), held)


def answer(query: str, wanted: Filters, found: Found, kept: list[Indicator], held: dict[str, Held]) -> str:
    """How many there are, and how many of them answer."""
    everything = _all()
    sources = len({block.source for block in everything})
    if not held:
        return _("{count} indicators; this version holds no figures of them.", count=len(everything))
    if not query and wanted == Filters():
        return _(
            "{count} indicators from {sources} sources; {waiting} still wait for their first figures.",
            count=texts.number(len(everything), 0),
            sources=sources,
            waiting=len([block for block in everything if block.id not in held]),
        )
    if not kept:
        return _("None of {all} indicators matches.", all=texts.number(len(everything), 0))
    told = n_(
        "{all} indicators from {sources} sources; {count} matches.",
        "{all} indicators from {sources} sources; {count} match.",
        len(kept),
        all=texts.number(len(everything), 0),
        sources=sources,
    )
    return f"{told} {_read(found)}".strip()


def _read(found: Found) -> str:
    """How words that the catalogue does not know were read."""
    return " ".join(
        _("“{asked}” is not in the catalogue; it was read as “{read}”.", asked=_plain(asked), read=read)
        for asked, read in found.read_as.items()
    )


def choices(query: str, wanted: Filters) -> dict[str, str]:
    """What the link to this view carries."""
    sheet = st.query_params.get("sheet", "")
    return {"q": query, **{name: str(getattr(wanted, name)) for name in wanted.__slots__}, "sheet": sheet}


def _plain(word: str) -> str:
    """A word of the reader on the page: letters and digits alone, so it is no mark-up."""
    return " ".join(search.words(word))


def entries_of(query: str, wanted: Filters, kept: list[Indicator], held: dict[str, Held]) -> None:
    """A dozen cards, and the way to the next dozen."""
    st.html(entries.STYLE)
    sheets = max(1, -(-len(kept) // ON_A_SHEET))
    sheet = min(max(selection.whole(st.query_params.get("sheet")) or 1, 1), sheets)
    for block in kept[(sheet - 1) * ON_A_SHEET : sheet * ON_A_SHEET]:
        entries.show(block, held.get(block.id))
    if sheets > 1:
        _turn(sheet, sheets, f"sheet-{crc32(repr((query, wanted)).encode())}")


def _turn(sheet: int, sheets: int, key: str) -> None:
    """The numbers of the sheets; every search has its own, which begins where the address says."""
    if st.session_state.get(key, sheet) != sheet:
        st.session_state[key] = sheet
    st.pagination(sheets, default=sheet, key=key, on_change=_turned, args=(key,))
    _up(key="turned", data=sheet)


def _turned(key: str) -> None:
    selection.write("sheet", str(st.session_state[key]), "1")


def nothing(query: str, found: Found) -> None:
    """Why there is nothing, and the nearest words or choices that find something."""
    if found.ids:
        show.empty(
            n_("{count} indicator says these words, but the choices above leave it out.",
               "{count} indicators say these words, but the choices above leave them out.", len(found.ids)),
            _("Set a choice back to “any”."),
        )  # fmt: skip
        _offer([query], _("Without the choices: {words}"))
        return
    for word in found.unknown:
        near = search.suggestions(_index(figures.version()), word)
        reason = _("No indicator says “{word}”.", word=_plain(word))
        show.empty(reason, "" if near else _("Try another word, in English or German."))
        _offer(near, _("Nearest words: {words}"))
    if found.alone and not found.unknown:
        show.empty(_("No indicator says all of these words together."), _("Try one of them."))
    if found.alone:
        _offer(list(found.alone), _("One word alone: {words}"))


def _offer(queries: list[str], sentence: str) -> None:
    """Links that search for something else, in this tab, each with how many it finds."""
    version = figures.version() if "v" in st.query_params else None
    plain = list(dict.fromkeys(filter(None, map(_plain, queries))))
    links = [
        f'<a href="{escape(addresses.page("catalogue", version, q=words))}">{escape(words)}</a>'
        f" ({len(search.search(_index(figures.version()), words).ids)})"
        for words in plain
    ]
    if links:
        st.html(f"<p>{escape(sentence).replace('{words}', ', '.join(links))}</p>")
