"""The workbench for automated chat replies: run stories and years through the whole rulebook before customers do.

    import autoreply_sim

    story = autoreply_sim.load("data/scenarios/call-answered-makes-a-ticket.yaml")
    told = autoreply_sim.run(story)
    told.replies[0].text

The names below are the public ones; everything else may change. Each is imported when it is first asked for, so that
importing the package costs nothing and nobody pays for what they do not use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autoreply_sim.analytics import figures
    from autoreply_sim.domain.scenario import Scenario
    from autoreply_sim.errors import InputError
    from autoreply_sim.experiment.asking import explain, frames, metrics
    from autoreply_sim.experiment.check import check
    from autoreply_sim.experiment.compare import compare
    from autoreply_sim.experiment.comparison import Comparison
    from autoreply_sim.experiment.run import Run, run
    from autoreply_sim.experiment.simulate import simulate
    from autoreply_sim.experiment.simulation import Simulation
    from autoreply_sim.io.export import export
    from autoreply_sim.io.prices import load_prices
    from autoreply_sim.io.report import report
    from autoreply_sim.io.scenario_load import load, loads
    from autoreply_sim.io.scenario_write import dumps
    from autoreply_sim.io.variant import but

__all__ = [
    "Comparison",
    "InputError",
    "Run",
    "Scenario",
    "Simulation",
    "but",
    "check",
    "compare",
    "dumps",
    "explain",
    "export",
    "figures",
    "frames",
    "load",
    "load_prices",
    "loads",
    "metrics",
    "report",
    "run",
    "simulate",
]

_HOMES = {
    "Comparison": "autoreply_sim.experiment.comparison",
    "InputError": "autoreply_sim.errors",
    "Run": "autoreply_sim.experiment.run",
    "Scenario": "autoreply_sim.domain.scenario",
    "Simulation": "autoreply_sim.experiment.simulation",
    "but": "autoreply_sim.io.variant",
    "check": "autoreply_sim.experiment.check",
    "compare": "autoreply_sim.experiment.compare",
    "dumps": "autoreply_sim.io.scenario_write",
    "explain": "autoreply_sim.experiment.asking",
    "export": "autoreply_sim.io.export",
    "figures": "autoreply_sim.analytics",
    "frames": "autoreply_sim.experiment.asking",
    "load": "autoreply_sim.io.scenario_load",
    "load_prices": "autoreply_sim.io.prices",
    "loads": "autoreply_sim.io.scenario_load",
    "metrics": "autoreply_sim.experiment.asking",
    "report": "autoreply_sim.io.report",
    "run": "autoreply_sim.experiment.run",
    "simulate": "autoreply_sim.experiment.simulate",
}

# Hidden from type checkers: to them, any name at all would seem to exist.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 (so that it is no public name)

        home = import_module(_HOMES[name])
        found = getattr(home, name) if hasattr(home, name) else import_module(f"{_HOMES[name]}.{name}")
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted(__all__)
