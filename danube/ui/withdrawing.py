"""Taking a load back on the page, and bringing it again: what would change, why, and who may."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from danube import texts
from danube.access import NotAllowed, Person
from danube.benchmark import revisions
from danube.catalogue import kinds
from danube.store import StoreError
from danube.texts import N_, _, n_
from danube.ui import account, figures, visitor
from danube.words import versions as told

LONGEST_NOTE = 300
NEEDS = {
    "analyst": N_("Withdrawing and restoring what an analyst brought needs the role “analyst”."),
    "manager": N_("Withdrawing and restoring rows of the programme needs the role “programme manager”."),
    "operator": N_("Withdrawing and restoring what a publisher gave needs the role “operator”."),
}
_ASKED = "the load whose withdrawal or return is being asked about"
_SAID = "what became of it: whether it was done, and a sentence"


def draw(load: pd.Series, person: Person | None = None) -> None:
    """The button that takes a load back or brings it again; for those who may not, why, and the other way.

    `person`: the visitor, on a page that has told already who may.
    """
    say()
    if not told.command(load):
        st.caption(_("It cannot be withdrawn: figures need it. Correct its file and build anew."))
        return
    person = person or account.line()
    if not any(map(person.may, roles(load))):
        _elsewhere(load, person)
    elif st.session_state.get(_ASKED) == _state(load):
        _ask(load)
    else:
        st.button(_verb(load, "…"), key="turn", on_click=_begin, args=(load,))


def roles(load: pd.Series) -> tuple[str, ...]:
    """Whose right it is: an upload is turned by whoever may bring its kind, all else by an operator."""
    return kinds.roles(str(load["holds"])) if load["kind"] == "upload" else ("operator",)


def _state(load: pd.Series) -> tuple[int, bool]:
    """Which load, and whether it counts: what was asked about one does not hold for the other."""
    return int(load["load"]), bool(load["withdrawn"])


def _verb(load: pd.Series, end: str = "") -> str:
    number = load["load"]
    verb = (
        _("Restore load {load}", load=number) if load["withdrawn"] else _("Withdraw load {load}", load=number)
    )
    return f"{verb}{end}"


def pending() -> bool:
    """True where a load was turned and nobody has been told yet."""
    return _SAID in st.session_state


def say() -> None:
    """What became of a load that was turned, once."""
    done, sentence = st.session_state.pop(_SAID, (True, ""))
    if sentence:
        kind = "status" if done else "alert"
        st.html(f'<p class="badge" role="{kind}">{escape(sentence)}</p>')


def _elsewhere(load: pd.Series, person: Person) -> None:
    """Why this account may not; whoever is nobody has just been told. And the way past the pages."""
    if person.how == "account":
        st.caption(_(NEEDS[roles(load)[0]]))
    st.caption(_("On the server itself, this line in a terminal does it; a new version results:"))
    st.code(told.command(load), language=None)


def _begin(load: pd.Series) -> None:
    st.session_state[_ASKED] = _state(load)


def _end() -> None:
    st.session_state.pop(_ASKED, None)


def _ask(load: pd.Series) -> None:
    """What would change, the note, and the button that does it."""
    with st.container(border=True, key="turning"):
        st.markdown(f"**{_verb(load, '?')}** {consequence(load)}")
        st.caption(_("Nothing is deleted: a new version results, and every earlier one can be opened again."))
        st.text_input(_("Why? The note stands in the list of versions."), max_chars=LONGEST_NOTE, key="why")
        with st.container(horizontal=True):
            given = (load, texts.language())
            st.button(_verb(load), type="primary", key="turn-now", on_click=_turn, args=given)
            st.button(_("Leave it as it is"), key="turn-not", on_click=_end)


def _turn(load: pd.Series, language: str) -> None:
    """Runs before the page is drawn anew, which therefore shows the new version at once."""
    texts.use(language)
    _end()
    try:
        st.session_state[_SAID] = True, turn(load, st.session_state.pop("why", ""))
    except (NotAllowed, StoreError) as refused:
        st.session_state[_SAID] = False, str(refused)
    figures.latest.clear()


def turn(load: pd.Series, note: str) -> str:
    """Withdraws a load that counts, restores one that does not; says so. Raises NotAllowed, StoreError."""
    who, number, warehouse = visitor.require(*roles(load)).name, int(load["load"]), figures.warehouse()
    if load["withdrawn"]:
        version = warehouse.restore(number, who=who, note=note.strip())
        return _("Load {load} counts again, since version {version}.", load=number, version=version)
    version = warehouse.withdraw(number, who=who, note=note.strip())
    return _("Load {load} is withdrawn, since version {version}.", load=number, version=version)


def consequence(load: pd.Series) -> str:
    """What would change: `3 figures disappear; 2 figures go back to those that they replaced.`"""
    first, second = _counts(figures.latest(), int(load["load"]), str(load["holds"]))
    if not first and not second:
        return _("No figure changes: newer loads cover all that it holds.")
    if load["holds"] != "observation":
        return _rows(bool(load["withdrawn"]), first)
    parts = [_moved(bool(load["withdrawn"]), first), _changed(bool(load["withdrawn"]), second)]
    return f"{texts.listing([part for part in parts if part])}."


@st.cache_resource(show_spinner=False, max_entries=16)
def _counts(newest: int, load: int, holds: str) -> tuple[int, int]:
    """How many figures (or rows) would come or go, and how many would change."""
    warehouse = figures.warehouse()
    if holds != "observation":
        both = (warehouse.rows(holds, version=newest, turned=turned) for turned in ([], [load]))
        return max(int((table["load"] == load).sum()) for table in both), 0
    before, after = (warehouse.observations(version=newest, turned=turned) for turned in ([], [load]))
    kinds = revisions.figures(before, after)["kind"]
    return int((kinds != "changed").sum()), int((kinds == "changed").sum())


def _moved(back: bool, count: int) -> str:
    if not count:
        return ""
    if back:
        return n_("{count} figure comes back", "{count} figures come back", count)
    return n_("{count} figure disappears", "{count} figures disappear", count)


def _changed(back: bool, count: int) -> str:
    if not count:
        return ""
    if back:
        return n_("{count} figure is replaced again", "{count} figures are replaced again", count)
    return n_(
        "{count} figure goes back to the one that it replaced",
        "{count} figures go back to those that they replaced",
        count,
    )


def _rows(back: bool, count: int) -> str:
    if back:
        return n_("{count} row comes back.", "{count} rows come back.", count)
    return n_("{count} row no longer counts.", "{count} rows no longer count.", count)
