"""Still pictures for projectors, phones and paper: SVG that stands for itself, its texts as text.

One picture serves all of them: a viewBox 600 wide, type that is read on a phone of 360 pixels, few rows.
Every text is written in the ink or the blue of the theme, which reach 7:1 on its ground.
"""
