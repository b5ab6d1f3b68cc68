"""Figures: one plain function each, from the table that holds its numbers to a Plotly figure.

Importing this package imports Plotly, so nothing that runs or simulates does. A title states what was found, worked
out from the table; what the table leaves out, the figure leaves out. Every function takes `language` (`en`, `fr`) and
`theme` (`light`, `dark`, `print`; `dark=True` is short for the second), and raises ValueError for a language that is
not spoken here, an unknown theme, and a table that is empty or has other columns than its docstring says.

Example:
    >>> from autoreply_sim import figures, load, run
    >>> figures.story_timeline(run(load("data/scenarios/call-hang-up-in-every-phase.yaml"))).finding
    '5 calls, 0 answered; 4 replies sent, 1 ticket'

"""

from __future__ import annotations

from autoreply_sim.analytics.figures.calls import call_ends_by_month
from autoreply_sim.analytics.figures.columns import Table
from autoreply_sim.analytics.figures.comparison import comparison_forest
from autoreply_sim.analytics.figures.figure import Figure
from autoreply_sim.analytics.figures.funnel import call_funnel
from autoreply_sim.analytics.figures.hours import calls_by_hour, hours_heat
from autoreply_sim.analytics.figures.load import load_by_hour
from autoreply_sim.analytics.figures.patience import patience_survival
from autoreply_sim.analytics.figures.replies import replies_by_month, replies_over_time
from autoreply_sim.analytics.figures.story import story_timeline
from autoreply_sim.analytics.figures.tickets import ticket_flow, tickets_by_origin

__all__ = [
    "Figure",
    "Table",
    "call_ends_by_month",
    "call_funnel",
    "calls_by_hour",
    "comparison_forest",
    "hours_heat",
    "load_by_hour",
    "patience_survival",
    "replies_by_month",
    "replies_over_time",
    "story_timeline",
    "ticket_flow",
    "tickets_by_origin",
]


def __dir__() -> list[str]:
    return sorted(__all__)
