"""Which schedule is the effective one at an instant (R-SCH-3), by look-up in the compiled openings."""

from __future__ import annotations

from autoreply_sim.engine.columns import Machine


def opening_at(m: Machine, team: int, at_ms: int) -> int:
    """Return the place in `openings` that covers an instant (UTC ms) under the team's present settings.

    The first opening of a version begins before all events, so that there always is one.
    """
    version = m.versions[m.version[team]]
    low = version["openings_from"]
    high = version["openings_to"]
    while high - low > 1:
        middle = (low + high) // 2
        if m.openings[middle]["start_ms"] <= at_ms:
            low = middle
        else:
            high = middle
    return int(low)
