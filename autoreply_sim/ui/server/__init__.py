"""Serves the dashboards: `python -m autoreply_sim.ui.server`, a Voilà whose weak defaults are cured."""
