"""Lets `python -m autoreply_sim` do what `autoreply-sim` does."""

from __future__ import annotations

import sys

from autoreply_sim.cli import main

sys.exit(main())
