"""The equal model as users of Ciw would write it. Apart, because Ciw is there only for `make bench`."""

from __future__ import annotations

import ciw
import numpy as np

from benchmarks.queue_draws import (
    ADVISORS,
    CUSTOMERS,
    HOUR_MS,
    PATIENCE_MS,
    TALK_MU,
    TALK_SIGMA,
    Waits,
    hourly_rates,
)
from benchmarks.queue_rivals import Tickets, waits_of_lists


def by_ciw(days: int, seed: int = 5) -> Waits:
    """Return what Ciw makes of so many days of the same distributions; patience is what it calls reneging.

    Its records are the only account of the waits, and name no customer: one is drawn for each of them.
    """
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[
            ciw.dists.PoissonIntervals(
                rates=(hourly_rates() / HOUR_MS).tolist(),
                endpoints=[(hour + 1) * HOUR_MS for hour in range(24)],
                max_sample_date=days * 24 * HOUR_MS,
            )
        ],
        service_distributions=[ciw.dists.Lognormal(TALK_MU + np.log(1_000), TALK_SIGMA)],
        reneging_time_distributions=[ciw.dists.Exponential(1 / PATIENCE_MS)],
        number_of_servers=[ADVISORS],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time((days + 1) * 24 * HOUR_MS)
    records = sorted(simulation.get_all_records(), key=lambda record: record.exit_date)
    customers = np.random.default_rng(seed).integers(0, CUSTOMERS, len(records)).tolist()
    kept = Tickets([-1] * len(records))
    answered = [record.record_type == "service" for record in records]
    for number, was_answered in enumerate(answered):
        (kept.answered if was_answered else kept.missed)(number, customers[number])
    return waits_of_lists([record.waiting_time for record in records], answered, kept.of_call)
