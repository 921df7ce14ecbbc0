"""What a reader has chosen: widgets whose choices live in the page's address.

Streamlit's own `bind="query-params"` writes the visible label of an option into the address, so a link
copied from the German page would not open in English. Here the address carries ids. It is the one
truth: a widget takes its value from there and writes its change back. What the address asks for
and cannot be had is named in one sentence, and ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from danube import catalogue, regions, texts
from danube.texts import _

FIRST = "gerd"
"""The indicator that pages open with."""

COMPARED = (2, 8)
LONGEST = 60
"""Characters of a wrong value that are shown to the reader."""

WHOLE = re.compile(r"[0-9]{1,9}")
CARRIED = ("lang", "v", "uploads")
EVERYWHERE = frozenset({*CARRIED, "embed", "embed_options"})
STARTS: dict[Callable[..., Any], str] = {
    st.selectbox: "index",
    st.radio: "index",
    st.select_slider: "value",
    st.segmented_control: "default",
    st.pills: "default",
}
_NOTES = "notes about the address"
_BEGUN = "where select boxes began"
_SPOKEN = "language of each widget"
_KEPT = "choices kept from page to page"
_PAGE = "the page that is shown"


def keep(*parameters: str) -> None:
    """Carries these choices from page to page: the address decides, then what was chosen before."""
    kept = st.session_state.setdefault(_KEPT, {})
    for name in parameters:
        if name in st.query_params:
            kept[name] = st.query_params[name]
        elif name in kept:
            st.query_params[name] = kept[name]


def begin(*parameters: str) -> None:
    """Starts a page that knows these parameters; any other in the address is named."""
    for name in st.query_params:
        if name not in EVERYWHERE.union(parameters):
            note(_("This page knows no parameter “{name}”; it was ignored.", name=_quoted(name)))
    keep(*parameters)


def everywhere() -> dict[str, str]:
    """The choices that every page knows (language, version, uploads), for a link to another page."""
    return {name: st.query_params[name] for name in CARRIED if name in st.query_params}


def stand(page: str) -> None:
    """The visitor is on this page, by the name of its file: the shell says so."""
    st.session_state[_PAGE] = page


def page() -> str:
    """The page that the visitor is on, by the name of its file; empty outside the shell."""
    return str(st.session_state.get(_PAGE, ""))


def clear_notes() -> None:
    """Forgets the notes of the run before: the shell calls it first."""
    st.session_state[_NOTES] = []


def note(sentence: str) -> None:
    """Keeps a sentence for the reader, once."""
    known = st.session_state.setdefault(_NOTES, [])
    if sentence not in known:
        known.append(sentence)


def notes() -> list[str]:
    """Sentences on what the address asked for in vain, in the order in which they were found."""
    return list(st.session_state.get(_NOTES, []))


def refuse(name: str, asked: str, remedy: str) -> None:
    """Names what the address asks for and cannot have, and what is shown instead."""
    note(
        _(
            "The link asks for {name} “{asked}”, which does not exist. {remedy}",
            name=name,
            asked=_quoted(asked),
            remedy=remedy,
        )
    )


def _quoted(asked: str) -> str:
    """What stands in the address, as code and cut short: whoever wrote the link cannot write on the page."""
    bare = " ".join(asked.replace("`", "").split())[:LONGEST]
    return f"`{bare}`" if bare else ""


def whole(asked: str | None) -> int | None:
    """The number that the address asks for in at most nine digits; None where that is none."""
    return int(asked) if asked is not None and WHOLE.fullmatch(asked) else None


def write(name: str, value: str | Sequence[str] | None, default: Any = None) -> None:
    """Puts a choice into the address; the default leaves it short."""
    st.session_state.setdefault(_KEPT, {}).pop(name, None)
    if value is None or value == default or not value:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value if isinstance(value, str) else ",".join(value)


def _start(name: str, value: str, options: Sequence[str], widget: Callable[..., Any]) -> dict[str, Any]:
    """Where a widget starts, as its own argument.

    It stays the same while the reader chooses: a widget that is sent again as it was travels as its hash,
    and the list of indicators is the largest message of a page.
    """
    begun = st.session_state.setdefault(_BEGUN, {})
    retold = _retold(name)
    if name not in st.session_state:
        begun[name] = value
    elif retold or st.session_state[name] != value:
        st.session_state[name] = value
        return {}
    if begun.get(name) not in options:
        return {}
    argument = STARTS[widget]
    return {argument: options.index(begun[name]) if argument == "index" else begun[name]}


def _retold(name: str) -> bool:
    """True where the language has changed since this widget was drawn.

    The browser answers with an option's words, so it has to be told the choice in the new ones.
    """
    spoken = st.session_state.setdefault(_SPOKEN, {})
    before, spoken[name] = spoken.get(name), texts.language()
    return before is not None and before != spoken[name]


def _changed(name: str, default: Any, options: Sequence[str]) -> None:
    """The reader has chosen: what the link had asked for in vain is no longer of interest.

    An answer in the words of another language is none: the address stays as it is.
    """
    clear_notes()
    chosen = st.session_state[name]
    if all(part in options for part in ([chosen] if isinstance(chosen, str) else chosen or [])):
        write(name, chosen, default)


def one(
    name: str,
    options: Sequence[str],
    *,
    label: str,
    show: Callable[[str], str] = str,
    default: str | None = None,
    widget: Callable[..., Any] = st.selectbox,
    **look: Any,
) -> str:
    """One of `options`, from the address or `default`, drawn with `widget` (select box, slider, segments)."""
    value = kept(name, options, label=label, show=show, default=default)
    fallback = default if default is not None and default in options else options[0]
    look |= _start(name, value, options, widget)
    chosen = widget(
        label, options, key=name, format_func=show, on_change=_changed, args=(name, fallback, options), **look
    )
    return str(chosen) if chosen in options else fallback


def kept(
    name: str,
    options: Sequence[str],
    *,
    label: str,
    show: Callable[[str], str] = str,
    default: str | None = None,
    **_look: Any,
) -> str:
    """As `one`, without its widget: what the address asks for, or the default."""
    fallback = default if default is not None and default in options else options[0]
    asked = st.query_params.get(name)
    if asked is not None and asked not in options:
        refuse(label, asked, _("Shown instead: {shown}.", shown=show(fallback)))
    return asked if asked is not None and asked in options else fallback


def several(
    name: str,
    options: Sequence[str],
    *,
    label: str,
    show: Callable[[str], str] = str,
    default: Sequence[str] = (),
    most: int | None = None,
    **look: Any,
) -> list[str]:
    """Some of `options`, separated by commas in the address; the rest of the address is named."""
    raw = st.query_params.get(name)
    asked = list(dict.fromkeys(part for part in raw.split(",") if part)) if raw is not None else list(default)
    for stranger in [part for part in asked if part not in options]:
        refuse(label, stranger, _("It was left out."))
    known = [part for part in asked if part in options][:most]
    if _retold(name) or st.session_state.get(name) != known:
        st.session_state[name] = known
    st.multiselect(
        label, options, key=name, format_func=show, max_selections=most,
        on_change=_changed, args=(name, list(default), options), **look,
    )  # fmt: skip
    return [part for part in st.session_state[name] if part in options]


def indicator(
    default: str, *, label: str | None = None, ids: Sequence[str] | None = None
) -> catalogue.Indicator:
    """The chosen indicator; its list is grouped by pillar, in the order of the catalogue."""
    known = catalogue.load()
    options = list(ids) if ids else [block.id for block in known.visible()]
    chosen = one(
        "indicator", options, label=label or _("Indicator"), show=lambda key: _(known.indicators[key].name),
        default=default,
    )  # fmt: skip
    return known.indicators[chosen]


def year(years: Sequence[str], default: str | None, *, name: str = "year", label: str | None = None) -> str:
    """The chosen year; where the indicator has no figure of that year, the nearest one; empty without any."""
    asked = st.query_params.get(name)
    text = label or _("Year")
    if not years:
        return ""
    wanted = whole(asked)
    if asked is not None and wanted is not None and asked not in years:
        nearest = min(years, key=lambda known: abs(int(known[:4]) - wanted))
        refuse(text, asked, _("Figures exist from {first} to {last}; {shown} is shown.",
                               first=years[0], last=years[-1], shown=nearest))  # fmt: skip
        write(name, nearest, default)
    if len(years) == 1:
        return one(name, list(years), label=text, disabled=True)
    return one(name, list(years), label=text, default=default, widget=st.select_slider)


def region(default: str, *, label: str | None = None, name: str = "region") -> str:
    """The chosen region, by its code; listed by country and name."""
    return one(name, every_region(), label=label or _("Region"), show=regions.name, default=default)


def region_or_none(name: str, options: Sequence[str], *, label: str, nothing: str) -> str | None:
    """A region or country to highlight, or none."""
    chosen = one(name, ["", *options], label=label, show=lambda code: regions.name(code) if code else nothing)
    return chosen or None


def every_region() -> list[str]:
    """The 68 NUTS 2 regions, Moldova and the four oblasts, as they are drawn at level 2."""
    return list(regions.at_level(2))


def since(years: Sequence[str], until: str) -> str | None:
    """The earlier year to compare with, or none; only years before `until` are offered."""
    earlier = ["", *(known for known in years if known < until)]
    if len(earlier) == 1:
        return None
    chosen = one("since", earlier, label=_("Change since"), show=lambda year: year or _("none"))
    return chosen or None


def highlight() -> str | None:
    """A country or region to highlight, or none."""
    options = [*regions.countries(), *(code for code in every_region() if code != "MD")]
    return region_or_none("country", options, label=_("Highlight"), nothing=_("nothing"))
