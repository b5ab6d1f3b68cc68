"""Names of findings, to be put into an address: short, and the same as long as the settings are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from autoreply_sim.analytics.checkup import Finding


def by_name(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Return findings by their names, in their order: what was found, and from the second such on which of them."""
    seen: Counter[str] = Counter()
    named = {}
    for finding in findings:
        seen[finding.key] += 1
        count = seen[finding.key]
        named[finding.key if count == 1 else f"{finding.key}:{count}"] = finding
    return named
