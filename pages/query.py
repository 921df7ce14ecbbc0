"""What else do the figures say? Any question, in SQL."""

import streamlit as st

from danube.texts import _
from danube.ui import frame, query

page = frame.begin(_("What else do the figures say?"), query.PARAMETER)
sql = query.chosen()
page.notes()

left, right = st.columns([13, 7], gap="large")
with left:
    query.edit(sql)
    found = query.outcome(sql)
    page.answer(query.answer(found))
    query.draw(found, sql)
with right:
    query.examples()
    query.schema()
frame.cite([], choices=query.choices(sql))
