"""Things that are kept by identity."""

from __future__ import annotations

from autoreply_sim.domain.same import Same


def test_a_thing_is_the_same_as_itself_alone() -> None:
    """Two that look alike are two; what is kept of one must not be taken for the other's."""
    one = (1, 2, 3)
    alike = (*one[:2], 3)

    assert one == alike
    assert Same(one) == Same(one)
    assert hash(Same(one)) == hash(Same(one))
    assert Same(one) != Same(alike)
    assert Same(one) != one
