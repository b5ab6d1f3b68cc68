"""The contacts whose experience another setting changes, as a report lists them."""

from __future__ import annotations

import pandas as pd

from autoreply_sim.io.reports import words
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.io.reports.view import Table

MOST = 50
"""Contacts that are listed for each variant."""


def contacts_table(frame: pd.DataFrame, base: str, name: str, tell: Telling) -> Table:
    """Return a frame of changed contacts as a table that names the base and the variant."""
    heads = (
        tell.say(words.WHEN),
        tell.say(words.CUSTOMER),
        *(tell.say(pair, name=each) for pair in (words.WAS, words.WHY_UNDER) for each in (base, name)),
    )
    rows = (
        (f"{at:%Y-%m-%d %H:%M}", *map(tell.hide, others))
        for at, *others in frame[["at", "customer", "was", "is_now", "why_then", "why_now"]].itertuples(
            index=False
        )
    )
    count = tell.say(words.COUNTED, count=frame.attrs["contacts"], shown=len(frame))
    caption = tell.say(words.CHANGED, variant=name, base=base)
    return Table(caption=caption, heads=heads, rows=tuple(rows), note=count)
