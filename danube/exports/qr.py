"""An address as a QR code that a phone's camera reads from paper."""

from __future__ import annotations

import io


def svg(address: str) -> str:
    """The code as an SVG document, dark on nothing, with the quiet edge that readers need."""
    import segno

    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        target, kind="svg", xmldecl=False, border=4, dark="#17212B", light="#FFFFFF", omitsize=True
    )
    return target.getvalue().decode()
