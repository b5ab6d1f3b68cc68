"""What is due much later, in buckets of time: the heap holds little, however much is pending.

A bucket is emptied into the heap when its time has come. That reads all its events in a row, long after they were
drawn: they are in the processor's cache by the time they happen.
"""

from __future__ import annotations

from autoreply_sim.codes import NONE
from autoreply_sim.engine.columns import BUCKET, FREE_LATER, HEAP, LATER, NEXT_EVENT, Machine, Waits
from autoreply_sim.engine.happening import number_of
from autoreply_sim.engine.heap import wait

BUCKET_BITS = 19
"""A bucket is 2 to the power of so many milliseconds long: nine minutes."""


def wait_for_event(m: Machine, what: int, at_ms: int, ticket: int) -> None:
    """Let an event of the timeline wait for its moment (UTC ms)."""
    bucket = bucket_of(m, at_ms)
    if bucket <= m.counts[BUCKET]:
        wait(m, Waits.EVENT, what, at_ms, number_of(m, what), ticket)
        return
    place = m.counts[FREE_LATER]
    if place == NONE:
        place = m.counts[LATER]
        m.counts[LATER] += 1
    else:
        m.counts[FREE_LATER] = m.later[place]["next"]
    entry = m.later[place]
    entry["at_ms"] = at_ms
    entry["what"] = what
    entry["ticket"] = ticket
    entry["next"] = m.buckets[bucket]
    m.buckets[bucket] = place


def bring_up(m: Machine) -> None:
    """Empty into the heap every bucket in which there may be something that comes next."""
    while m.counts[BUCKET] < m.buckets.shape[0] - 1 and not _something_is_before_the_next_bucket(m):
        m.counts[BUCKET] += 1
        _empty(m, m.counts[BUCKET])


def bucket_of(m: Machine, at_ms: int) -> int:
    """Return the bucket of a moment (UTC ms); the last one holds everything after it, too."""
    return int(min((at_ms - m.settings.first_ms) >> BUCKET_BITS, m.buckets.shape[0] - 1))


def _something_is_before_the_next_bucket(m: Machine) -> bool:
    bucket = m.counts[BUCKET]
    if m.counts[HEAP] > 0 and bucket_of(m, m.heap[0]["at_ms"]) <= bucket:
        return True
    if m.counts[NEXT_EVENT] == m.own_moments.shape[0]:
        return False
    return bool(bucket_of(m, m.events[m.own_moments[m.counts[NEXT_EVENT]]]["at_ms"]) <= bucket)


def _empty(m: Machine, bucket: int) -> None:
    place = m.buckets[bucket]
    while place != NONE:
        entry = m.later[place]
        wait(m, Waits.EVENT, entry["what"], entry["at_ms"], number_of(m, entry["what"]), entry["ticket"])
        following = entry["next"]
        entry["next"] = m.counts[FREE_LATER]
        m.counts[FREE_LATER] = place
        place = following
