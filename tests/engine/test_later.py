"""What is due much later waits in buckets of time, and still happens in the order of time, then of event number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from autoreply_sim.codes import Upon
from autoreply_sim.engine.columns import LATER
from autoreply_sim.engine.later import BUCKET_BITS

from .drawing import Drawn, happen, world, writes

BUCKET_S = (1 << BUCKET_BITS) / 1_000


def chain(delays_s: list[float]) -> Drawn:
    """A text that follows another so much later, and is followed by the next one in turn."""
    then = [chain(delays_s[1:])] if delays_s[1:] else []
    return writes(delays_s[0], upon=Upon.HAPPENED, then=then)


def moments(begin_s: float, delays_s: list[float]) -> list[float]:
    """When the texts of a chain happen."""
    return [begin_s + sum(delays_s[: count + 1]) for count in range(len(delays_s))]


DELAYS = st.lists(
    st.one_of(
        st.integers(1, 40).map(lambda hundreds: hundreds * 100), st.just(BUCKET_S), st.just(5 * BUCKET_S)
    ),
    min_size=1,
    max_size=4,
)


@given(st.lists(st.tuples(st.integers(0, 30), DELAYS), min_size=1, max_size=6))
def test_everything_happens_when_it_is_due_however_much_later(
    contacts: list[tuple[int, list[float]]],
) -> None:
    """Chains of texts that run beside each other, in steps of seconds, of whole buckets and of many of them."""
    begins = [(minutes * 60.0, delays_s) for minutes, delays_s in contacts]
    told = happen(*(writes(at_s, then=[chain(delays_s)]) for at_s, delays_s in begins), world=world())
    expected = [at_s for at_s, _ in begins]
    for at_s, delays_s in begins:
        expected += moments(at_s, delays_s)
    assert [round(at_s * 1_000) for at_s in told.happened()] == sorted(
        round(at_s * 1_000) for at_s in expected
    )
    happened = told.ledger.happened
    numbers = happened["event"].tolist()
    in_turn = list(zip(happened["at_ms"].tolist(), numbers, strict=True))
    assert in_turn == sorted(in_turn)


def test_a_place_that_is_free_again_is_taken_again() -> None:
    """However long the chain, one text of it is put off at a time."""
    told = happen(writes(0, then=[chain([3_600.0] * 30)]), world=world())
    assert told.happened() == [3_600 * count for count in range(31)]
    assert told.ledger.plan.machine.counts[LATER] == 1


def test_beyond_the_last_bucket_the_order_of_time_still_holds() -> None:
    """What follows in the period's last minutes waits in its last bucket; later things do not happen (R-SIM-1)."""
    told = happen(writes(0, then=[chain([86_000.0, 300.0, 99.0, 1.0])]), world=world(), until_s=86_400)
    assert told.happened() == [0, 86_000, 86_300, 86_399]
