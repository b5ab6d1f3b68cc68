"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# A slow machine is no failure; everything else stays as the environment has it.
settings.register_profile("without_a_deadline", parent=settings(), deadline=None)
settings.load_profile("without_a_deadline")
