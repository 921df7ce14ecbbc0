"""Small pictures for print, as SVG in points of the paper: a map, fields against peers, a course of years.

Black and white printers keep them readable: what matters is the darkest and largest, the rest has a shape of
its own. Nothing but texts and marks: title, legend and words stand beside them, set as text.
"""
