"""How are these figures made, and what are their limits?"""

import streamlit as st

from danube.texts import _
from danube.ui import frame, methods, selection

page = frame.begin(_("How are these figures made, and what are their limits?"), "part")
with frame.controls():
    part = selection.one(
        "part",
        list(methods.PARTS),
        label=_("Part"),
        show=lambda key: _(methods.PARTS[key]),
        widget=st.segmented_control,
        required=True,
    )
page.notes()
page.answer(_("Every figure comes from a named publisher; what is computed here is written out below."))
methods.draw(part)
frame.cite([], choices={"part": part})
