"""Questions that read as one word: the metrics of a result, the explanations of an event, the tables of a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from autoreply_sim.analytics.records import Decisions
from autoreply_sim.arguments import check_kind
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.simulation import Simulation

if TYPE_CHECKING:
    import pandas as pd

    from autoreply_sim.analytics.frames import Frames


_STORY = "a run is told by its tables, such as run.frames.calls"
_METRICS = "name metrics as metrics(names=…)"
_KEPT = "of simulate(…, keep=True) take .runs[0], of a comparison .replay()"


def metrics(
    of: Simulation | Comparison | None = None,
    names: Sequence[str] | str | None = None,
    *,
    language: str = "en",
) -> pd.DataFrame:
    """Return the metrics of a simulation or a comparison with their intervals; of nothing, what each of them means.

    `names`: keys, None for all. Raises ValueError for a metric that there is not, and TypeError for
    what has none.

    Example:
        >>> from autoreply_sim import metrics
        >>> metrics(names="asa_s")[["metric", "unit"]].to_dict("records")
        [{'metric': 'asa_s', 'unit': 'seconds'}]

    """
    if of is not None:
        check_kind("metrics", of, (Simulation, Comparison), [_STORY if isinstance(of, Run) else _METRICS])
    if isinstance(of, Simulation):
        return of.metrics(names, language=language)
    if isinstance(of, Comparison):
        return of.levels(names, language=language)
    from autoreply_sim.analytics.metric_frames import describe  # noqa: PLC0415 (pandas)

    return describe(names, language)


def explain(run: Run, event: int) -> Decisions:
    """Return the decisions of one event of a run, by its number, each with its rule and a sentence.

    Raises ValueError if there is no such event.

    Example:
        >>> from autoreply_sim import explain, load, run
        >>> told = run(load("data/scenarios/call-hang-up-in-every-phase.yaml"))
        >>> explain(told, 3)[2].sentence
        'Sent by SMS: the caller hung up while it rang.'

    """
    check_kind("explain", run, (Run,), [_KEPT])
    return run.explain(event)


def frames(run: Run) -> Frames:
    """Return the tables of a run: `calls`, `messages`, `tickets`, `activity`, `replies`, `decisions`, `contacts`.

    Example:
        >>> from autoreply_sim import frames, load, run
        >>> told = run(load("data/scenarios/call-hang-up-in-every-phase.yaml"))
        >>> frames(told).calls.outcome.astype(str).tolist()
        ['hung_up_greeting', 'hung_up_menu', 'hung_up_ringing', 'hung_up_voicemail', 'left_voicemail']

    """
    check_kind("frames", run, (Run,), [_KEPT])
    return run.frames
