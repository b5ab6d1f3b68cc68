"""A simulation with what it took: seconds, memory, and where it was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autoreply_sim.experiment.replication import Replication
from autoreply_sim.experiment.simulation import Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What `autoreply-sim simulate` tells of."""

    done: Simulation
    folder: Path | None
    """Where the Parquet files are, if any were written."""
    peak_mb: float
    """The most memory that the process held at once, in MiB; of several processes the one that held the most."""

    @property
    def generate_s(self) -> float:
        """How long drawing took, all replications together."""
        return sum(one.generate_s or 0.0 for one in self.done.each)

    @property
    def decide_s(self) -> float:
        """How long deciding took, all replications together."""
        return sum(one.decide_s or 0.0 for one in self.done.each)

    @property
    def write_s(self) -> float:
        """How long writing took, all replications together."""
        return sum(map(_write_s, self.done.each))

    def as_json(self) -> dict[str, Any]:
        """Return the object that `autoreply-sim simulate --json` prints."""
        traffic = self.done.traffic
        return {
            "scenario": self.done.scenario.title,
            "first_day": traffic.first_day.isoformat(),
            "days": traffic.days,
            "seed": traffic.seed,
            "replications": traffic.replications,
            **self.done.summary.as_json(),
            "generate_s": self.generate_s,
            "decide_s": self.decide_s,
            "write_s": self.write_s,
            "peak_mb": self.peak_mb,
            "digest": self.done.digest,
            "each": [_one_as_json(one) for one in self.done.each],
        }


def _one_as_json(one: Replication) -> dict[str, Any]:
    return {
        "replication": one.number,
        **one.summary.as_json(),
        "generate_s": one.generate_s,
        "decide_s": one.decide_s,
        "write_s": _write_s(one),
        "digest": one.digest,
    }


def _write_s(one: Replication) -> float:
    return 0.0 if one.visited is None else float(one.visited.write_s)
