"""Honest statistics over independent replications: the names, wherever they are made.

What is estimated is the long-run value of the model, over all the replications that could be drawn. How often the
intervals hold it is measured: docs/explanation/statistics.md.
"""

from __future__ import annotations

from autoreply_sim.analytics.differences import Difference, difference, holm
from autoreply_sim.analytics.estimates import Estimate, estimate, share
from autoreply_sim.analytics.precision import Precise, replications_needed, until_precise

__all__ = [
    "Difference",
    "Estimate",
    "Precise",
    "difference",
    "estimate",
    "holm",
    "replications_needed",
    "share",
    "until_precise",
]
