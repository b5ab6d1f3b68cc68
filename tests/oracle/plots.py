"""How a small world begins: a few events that bring about what some rule is about, a boundary met or just missed.

The free events that follow may disturb it. A plot gives seconds since the world's first instant, elapsed and not
on the wall, and the event; tickets are numbered as the plot makes them.
"""

from __future__ import annotations

from . import plots_of_calls as calls
from . import plots_of_messages as messages
from .events_of_plots import Plotter

PLOTS: tuple[Plotter, ...] = (
    calls.busy_phones,
    calls.busy_until_then,
    calls.chosen_advisors,
    calls.in_turn,
    calls.handed_over,
    calls.last_advisor,
    calls.ticket_lost_meanwhile,
    messages.closed_and_reopened,
    messages.two_in_one,
    calls.nobody_knows_who,
    messages.quiet_hours,
    messages.day_after,
    messages.edges,
    messages.last_days,
)
