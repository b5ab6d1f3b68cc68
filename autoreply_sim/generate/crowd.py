"""The new contacts of one team in one block of days, and all that what follows them depends on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.domain.traffic import TeamTraffic
from autoreply_sim.generate.calendar import Days
from autoreply_sim.generate.streams import Draws
from autoreply_sim.generate.working_hours import Hours

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Contacts in the order of arrival: `at_ms` int64 (UTC ms), `channels` int8, `customers` int32, [contacts] each.

    `team` is the team's place in the world. `advisors`: int16 [contacts], whoever works on each contact's tickets,
    within `hours` (None: nobody does). `days`: the block's, and a year more.
    """

    team: int
    traffic: TeamTraffic
    draws: Draws
    at_ms: NDArray[np.int64]
    channels: NDArray[np.int8]
    customers: NDArray[np.int32]
    days: Days
    advisors: NDArray[np.int16]
    hours: Hours | None
    has_tree: bool
