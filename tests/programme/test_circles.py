"""Which side of the helix a group lacks, and how many members nobody names."""

from __future__ import annotations

from danube.programme.circles import SIDES, circles
from tests.programme import filled, shipped


def test_a_missing_side_is_named() -> None:
    """Pécs names one member each of business, public and research, and says that it has five."""
    pecs, ptuj = circles(filled.register())
    assert pecs.missing == ("civil",)
    assert (pecs.listed, pecs.unnamed) == (3, 2)
    assert [one["name"] for one in pecs.sides["business"]] == ["Machine Works"]
    assert ptuj.missing == () and ptuj.listed == 0 and ptuj.unnamed == 0


def test_the_documents_name_no_group() -> None:
    assert circles(shipped.register()) == ()
    assert SIDES == ("public", "business", "research", "civil")
