"""The contacts whose experience changes, as a pandas table, both variants side by side."""

from __future__ import annotations

import pandas as pd

from autoreply_sim.analytics.changed import changed
from autoreply_sim.analytics.context import Context
from autoreply_sim.domain.schedules import zone

COLUMNS = ("at", "customer", "kind", "was", "is_now", "why_then", "why_now")


def changed_frame(base: Context, other: Context, most: int) -> pd.DataFrame:
    """Return a row per contact that differs between two variants, the first `most` in time.

    `at` by the clock of the scenario's zone; `was` and `is_now`: what came of it under the base and the variant;
    `why_then` and `why_now`: whom a call rang and why, and the sentences on the replies that tell the two
    apart. `frame.attrs["contacts"]` is how many contacts differ in all.
    """
    count, found = changed(base, other, most)
    at = pd.to_datetime([each.at_ms for each in found], unit="ms", utc=True)
    frame = pd.DataFrame(
        {
            "at": at.tz_convert(zone(base.world.timezone)),
            "customer": [each.customer for each in found],
            "kind": [each.kind.word for each in found],
            **{name: [getattr(each, name) for each in found] for name in COLUMNS[3:]},
        }
    )
    frame = frame.astype(dict.fromkeys(COLUMNS[1:], "str"))
    frame.attrs["contacts"] = count
    return frame
