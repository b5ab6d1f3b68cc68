"""The check-up: what looks wrong in the settings, and what came of it in a simulated period.

`check_up` is the door. Each check is one declaration (`checks.CHECKS`); adding one touches one place.
"""

from __future__ import annotations

from autoreply_sim.analytics.checkup.checks import CHECKS
from autoreply_sim.analytics.checkup.finding import Check, Consequence, Finding, Page, Severity, told
from autoreply_sim.analytics.checkup.ground import Ground
from autoreply_sim.analytics.checkup.year import Year
from autoreply_sim.analytics.context import Context
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.engine.ledger import Ledger

__all__ = ["CHECKS", "Check", "Consequence", "Finding", "Page", "Severity", "check_up"]


def check_up(scenario: Scenario, ledger: Ledger | None = None) -> tuple[Finding, ...]:
    """Return what looks wrong in the settings of a scenario, the worst first.

    `ledger`: what came of one run of it, a replication of its traffic or its story; with it, findings say how much of
    that they concern, and those that only a run shows are there. Settings that a story saves later are not looked at.
    """
    year = None
    if ledger is not None:
        year = Year(Context(ledger, None if scenario.traffic else scenario.events, "en"))
    ground = Ground(scenario, year)
    findings = [told(check, found, ground) for check in CHECKS for found in check.find(ground)]
    ranks = list(Severity)
    return tuple(sorted(findings, key=lambda finding: ranks.index(finding.severity)))
