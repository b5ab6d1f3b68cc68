"""All checks, in the order in which findings of one severity are told.

To add one, add its declaration to the module of its theme; the command, pages and the reference in the docs all read
this tuple.
"""

from __future__ import annotations

from autoreply_sim.analytics.checkup import (
    after_hours,
    hours,
    last_advisor,
    people,
    promises,
    requests,
    routing_rules,
    schedules,
    seasons,
    segments,
    silence,
    trees,
    zones,
)
from autoreply_sim.analytics.checkup.finding import Check

CHECKS: tuple[Check, ...] = (
    *silence.CHECKS,
    *hours.CHECKS,
    *after_hours.CHECKS,
    *promises.CHECKS,
    *seasons.CHECKS,
    *segments.CHECKS,
    *schedules.CHECKS,
    *zones.CHECKS,
    *people.CHECKS,
    *trees.CHECKS,
    *routing_rules.CHECKS,
    *last_advisor.CHECKS,
    *requests.CHECKS,
)
