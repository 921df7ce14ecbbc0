"""The shell around every page: navigation, language, search. Streamlit runs it at each change."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from danube import texts  # noqa: E402
from danube.texts import _  # noqa: E402
from danube.ui import chrome, figures, selection  # noqa: E402

selection.clear_notes()
selection.keep(*selection.CARRIED)
texts.use(chrome.language())
page = chrome.navigation()
figures.see()
st.set_page_config(page_title=f"{page.title} · {_(chrome.NAME)}", page_icon=str(chrome.ICON), layout="wide")
chrome.bar()
page.run()
