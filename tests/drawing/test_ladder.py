"""The two columns of a network: order, lines and names."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from danube.drawing import palette
from danube.drawing.ladder import End, arranged, ladder

BODIES = [End("one", "Alpha", "card of Alpha", "ink"), End("two", "Beta", "card of Beta", "ink")]
MEMBERS = [
    End("b", "Bistra", "b", "amber"),
    End("a", "Aspect", "a", "river"),
    End("c", "Cantabria", "c", "muted", hollow=True),
    End("n", "Nobody", "n"),
]
LINKS = {"a": ["two"], "b": ["one"], "c": ["one", "two"], "n": []}


def test_who_belongs_to_both_stands_between() -> None:
    bodies, members = arranged(BODIES, MEMBERS, LINKS)
    assert [one.id for one in bodies] == ["one", "two"]
    assert [one.id for one in members] == ["b", "c", "a", "n"]


def test_bodies_move_to_their_members() -> None:
    """Alpha and Gamma share a member: Beta does not stay between them."""
    bodies = [*BODIES, End("three", "Gamma", "")]
    members = [End(key, key, "") for key in "vwxy"]
    order, _members = arranged(
        bodies, members, {"v": ["one"], "w": ["one", "three"], "x": ["two"], "y": ["three"]}
    )
    assert [one.id for one in order] == ["one", "three", "two"]


def test_lines_begin_at_the_body_and_end_at_the_member() -> None:
    drawn = ladder(BODIES, MEMBERS, LINKS, theme="light")
    single, several = drawn.data[0], drawn.data[1]
    assert list(single.x).count(None) == 2  # Aspect and Bistra; Nobody has no line
    assert list(several.x).count(None) == 2  # Cantabria alone belongs to two
    bodies, members = drawn.data[2], drawn.data[3]
    ends = {(x, round(y, 3)) for x, y in zip(several.x, several.y, strict=True) if x == 1}
    assert ends == {(1, 1.0)}
    assert list(members.y) == [0, 1, 2, 3] and set(bodies.x) == {0}
    assert several.line.color == palette.LIGHT.river


def test_rings_and_names() -> None:
    drawn = ladder(BODIES, MEMBERS, LINKS, theme="dark")
    assert list(drawn.data[3].marker.color)[1] == palette.DARK.ground  # the ring of Cantabria
    assert list(drawn.layout.yaxis.ticktext) == ["Bistra", "<b>Cantabria</b>", "Aspect", "Nobody"]
    assert [note.text for note in drawn.layout.annotations] == ["<b>Alpha</b>", "<b>Beta</b>"]


def test_nothing_is_an_empty_drawing() -> None:
    assert len(ladder([], [], {}, theme="light").layout.annotations) == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from("vwxyz"), unique=True, max_size=3), max_size=12))
def test_names_of_bodies_never_collide(found: list[list[str]]) -> None:
    bodies = [End(key, key, key) for key in "vwxyz"]
    members = [End(f"m{row}", f"m{row}", "") for row in range(len(found))]
    links = {f"m{row}": theirs for row, theirs in enumerate(found)}
    rows = sorted(ladder(bodies, members, links, theme="light").data[2].y)
    assert all(later - earlier > 1.2 for earlier, later in zip(rows, rows[1:], strict=False))
