"""Moments as the pages write them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from autoreply_sim.ui.models.moments import moment_phrase

AT_MS = 1_773_045_720_000


def test_a_moment_says_by_whose_clock_it_is() -> None:
    """Two accounts may have different clocks; to the minute is enough."""
    chicago, paris = ZoneInfo("America/Chicago"), ZoneInfo("Europe/Paris")

    assert moment_phrase(AT_MS, chicago, "en") == "Mar 9, 2026, 3:42\u202fAM CDT"
    assert moment_phrase(AT_MS, chicago, "fr") == "9 mars 2026, 03:42 CDT"
    assert moment_phrase(AT_MS, paris, "fr") == "9 mars 2026, 09:42 CET"
