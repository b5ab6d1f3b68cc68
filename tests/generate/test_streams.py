"""Streams of chance: every value has an address, and nothing else decides it."""

from __future__ import annotations

import numpy as np

from autoreply_sim.generate.streams import Draws, rest, uniforms


def test_a_stream_is_known_by_its_address() -> None:
    """The same address gives the same values; one that differs anywhere, or only in its cuts, gives others."""
    ours = uniforms(("talk", "service", 1), 100)
    assert np.array_equal(ours, uniforms(("talk", "service", 1), 100))
    for other in (
        ("talk", "service", 2),
        ("talk", "parts", 1),
        ("talks", "ervice", 1),
        ("talk", "service", "1"),
    ):
        assert not np.isin(ours, uniforms(other, 100)).any()


def test_more_values_of_a_stream_begin_with_the_same_ones() -> None:
    """A longer read begins as a shorter one, and one that skips some goes on where they end."""
    ten = uniforms(("talk",), 10)
    assert np.array_equal(uniforms(("talk",), 4), ten[:4])
    assert np.array_equal(uniforms(("talk",), 6, skip=4), ten[4:])


def test_the_first_values_stay_what_they_are() -> None:
    """Streams are part of what identifies a run: whoever changes them changes every simulated year."""
    assert uniforms(("talk", "service", 1, 0, 0), 3).tolist() == [
        0.12072321703421585,
        0.7004666351678364,
        0.7210102777288163,
    ]


def test_a_contact_keeps_its_values_whoever_else_is_asked_for() -> None:
    """Depth and place of a contact are an address of their own."""
    draws = Draws(team="service", seed=1, replication=0, block=0, drawn=50)
    everybody, few = np.arange(50), np.array([3, 7, 41])
    for depth in range(3):
        assert np.array_equal(draws.of("talk", few, depth), draws.of("talk", everybody, depth)[few])
    assert not np.isin(draws.of("talk", everybody, 0), draws.of("talk", everybody, 1)).any()


def test_each_may_be_asked_for_at_a_depth_of_its_own() -> None:
    """What is asked for at once is what would be asked for one depth after the other."""
    draws = Draws(team="service", seed=1, replication=0, block=0, drawn=50)
    contacts, depth = np.array([7, 3, 41, 3]), np.array([0, 2, 1, 0])

    one_by_one = [draws.of("talk", contacts[[place]], int(depth[place]))[0] for place in range(4)]
    assert draws.of("talk", contacts, depth).tolist() == one_by_one


def test_what_is_left_of_small_uniforms_is_uniform_again() -> None:
    """One value settles whether something comes to pass and, if it does, when."""
    values = uniforms(("talk",), 100_000)
    left = rest(values[values < 0.2], 0.2)
    assert left.min() > 0.0
    assert left.max() < 1.0
    assert np.abs(np.quantile(left, [0.1, 0.5, 0.9]) - [0.1, 0.5, 0.9]).max() < 0.01
    assert rest(np.array([0.2]), 0.2)[0] < 1.0


def test_nobody_s_uniforms_are_none() -> None:
    """Where no contact asks, nothing is drawn."""
    draws = Draws(team="service", seed=1, replication=0, block=0, drawn=9)

    assert draws.of("talk", np.arange(0)).tolist() == []
