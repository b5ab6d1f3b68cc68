"""Contacts laid out as rows: what stands where."""

from __future__ import annotations

import numpy as np

from autoreply_sim.codes import NONE
from autoreply_sim.generate.layout import Branch, call_again, follow, lay_out, root, rows, rows_per_contact
from autoreply_sim.timeline.columns import EMPTY_EVENT, EVENT


def told(branches: list[Branch], contacts: int) -> list[tuple[int, int, int]]:
    """Lay contacts out one after the other; return each row's mark, where those that follow it begin, and how many."""
    sizes = rows_per_contact(branches, contacts)
    out = np.empty(int(sizes.sum()), EVENT)
    lay_out(branches, np.cumsum(sizes) - sizes, out)
    return [(int(row["other"]), int(row["follow_from"]), int(row["follows"])) for row in out]


def test_rows_have_nothing_in_the_columns_that_are_not_named() -> None:
    """A row that says nothing is EMPTY_EVENT, and no row at all is no error."""
    assert rows(2).tolist() == [EMPTY_EVENT, EMPTY_EVENT]
    assert rows(1, other=[5])["other"].tolist() == [5]
    assert not len(rows(0, other=3))


def test_a_contacts_rows_stand_together_level_by_level() -> None:
    """Root, then what may follow it, and so on; children of one row adjacent, in order of their branch."""
    first = root(np.array([0, 2]), other=[1, 3])
    second = root(np.array([1]), other=[2])
    asked = follow(first, np.array([0, 1]), other=[11, 31])
    closed = follow(first, np.array([0]), other=[12])
    answered = follow(closed, np.array([0]), other=[121])
    thanked = follow(asked, np.array([0, 1]), other=[111, 311])
    assert told([first, asked, thanked, closed, answered, second], 3) == [
        (1, 1, 2),
        (11, 3, 1),
        (12, 4, 1),
        (111, 0, 0),
        (121, 0, 0),
        (2, 0, 0),
        (3, 7, 1),
        (31, 8, 1),
        (311, 0, 0),
    ]


def test_calls_again_stand_below_and_share_what_follows_the_first() -> None:
    """They are linked one to the next, and each has the rows of the first call for its own."""
    first = root(np.array([0, 1]), other=[1, 2])
    closed = follow(first, np.array([0]), other=[11])
    answered = follow(closed, np.array([0]), other=[111])
    second = call_again(first, np.array([0, 1]), other=[1_2, 2_2])
    third = call_again(second, np.array([0]), other=[1_3])
    branches = [first, closed, answered, second, third]
    assert told(branches, 2) == [
        (1, 1, 1),
        (11, 2, 1),
        (111, 0, 0),
        (12, 1, 1),
        (13, 1, 1),
        (2, 0, 0),
        (22, 0, 0),
    ]
    out = rows(7)
    lay_out(branches, np.array([0, 5]), out)
    assert out["again"].tolist() == [3, NONE, NONE, 4, NONE, 6, NONE]


def test_contacts_go_where_they_are_told() -> None:
    """Two teams' contacts share one array: each is written where its own begin."""
    first = root(np.array([0, 1]), other=[1, 2])
    after = follow(first, np.array([1]), other=[21])
    out = rows(6)
    lay_out([first, after], np.array([4, 1]), out)
    assert out["other"].tolist() == [NONE, 2, 21, NONE, 1, NONE]
    assert out["follow_from"][1] == 2


def test_no_contacts_are_no_rows() -> None:
    """A block in which nobody calls."""
    assert told([], 0) == []
    assert told([root(np.empty(0, np.int64))], 0) == []
