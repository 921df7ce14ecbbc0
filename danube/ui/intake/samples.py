"""Words of a file as each encoding reads them: by them a person knows which one is right."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

LOOKED_AT = 200_000  # bytes
MOST = 3
ODD = re.compile(rb"[\w\x80-\xff]*[\x80-\xff][\w\x80-\xff]*")


@st.cache_data(show_spinner=False, max_entries=16)
def of(path: Path, encodings: tuple[str, ...]) -> dict[str, str]:
    """Encoding → the first words with letters that it reads in its own way; empty where there are none."""
    with path.open("rb") as opened:
        found = ODD.findall(opened.read(LOOKED_AT))
    words = list(dict.fromkeys(found))[:MOST]
    return {one: ", ".join(word.decode(one, errors="replace") for word in words) for one in encodings}
