"""Teams that share advisors, and breaks, against a second reading of R-SIM-2 to R-SIM-4: a loop over the seconds."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from .queues import Break, Caller, Fate, fates

AGENTS = 4
CALLERS = st.builds(
    Caller,
    at_s=st.integers(0, 15),
    talk_s=st.integers(0, 6),
    patience_s=st.integers(0, 10),
    after_call_s=st.integers(0, 2),
    team=st.integers(0, 2),
)
BREAKS = st.builds(
    Break, at_s=st.integers(0, 15), advisor=st.integers(0, AGENTS - 1), length_s=st.integers(1, 6)
)
ROSTER = st.permutations(range(AGENTS)).flatmap(
    lambda order: st.integers(1, AGENTS).map(lambda size: tuple(order[:size]))
)


@settings(max_examples=600, derandomize=True, database=None, deadline=None)
@given(
    callers=st.lists(CALLERS, min_size=1, max_size=14),
    breaks=st.lists(BREAKS, max_size=3),
    rosters=st.lists(ROSTER, min_size=3, max_size=3),
)
def test_teams_that_share_advisors_wait_as_the_rules_say(
    callers: list[Caller], breaks: list[Break], rosters: list[tuple[int, ...]]
) -> None:
    """R-SIM-2: one line; who becomes free takes the first in it whom they may take, in the order of advisors."""
    callers.sort(key=lambda caller: caller.at_s)
    breaks.sort(key=lambda pause: pause.at_s)
    assert fates(callers, rosters, breaks) == read(callers, rosters, breaks)


def read(callers: Sequence[Caller], rosters: Sequence[Sequence[int]], breaks: Sequence[Break]) -> list[Fate]:
    """Return what the rules say comes of callers, read second by second."""
    office = _Office(callers, rosters)
    for now in range(200):
        for advisor in range(AGENTS):
            if office.free_at[advisor] == now:
                office.serve_line(advisor, now)
        for pause in breaks:
            if pause.at_s == now:
                office.free_at[pause.advisor] = max(office.free_at[pause.advisor], now) + pause.length_s
        for number in range(len(callers)):
            office.come_or_go(number, now)
    return [office.found[number] for number in range(len(callers))]


class _Office:
    """Advisors, when each is free, and the line."""

    def __init__(self, callers: Sequence[Caller], rosters: Sequence[Sequence[int]]) -> None:
        self.callers, self.rosters = callers, rosters
        self.free_at = [-1] * AGENTS
        self.line: list[int] = []
        self.found: dict[int, Fate] = {}

    def come_or_go(self, number: int, now: int) -> None:
        """Let a caller come in or give up, if it is time; of equal times the earlier caller's comes first."""
        caller = self.callers[number]
        if caller.at_s == now:
            self._come_in(number, now)
        if number in self.line and caller.at_s + caller.patience_s == now:
            self.line.remove(number)
            self.found[number] = Fate(caller.patience_s, gave_up=True)

    def serve_line(self, advisor: int, now: int) -> None:
        """Let somebody who has become free answer whom they may, as long as they stay free."""
        for number in list(self.line):
            if self.free_at[advisor] <= now and advisor in self.rosters[self.callers[number].team]:
                self.line.remove(number)
                self._answer(number, advisor, now)

    def _come_in(self, number: int, now: int) -> None:
        """Let the first listed advisor who is free answer; otherwise, somebody being busy, the caller waits."""
        for advisor in self.rosters[self.callers[number].team]:
            if self.free_at[advisor] <= now:
                self._answer(number, advisor, now)
                return
        self.line.append(number)

    def _answer(self, number: int, advisor: int, now: int) -> None:
        caller = self.callers[number]
        self.free_at[advisor] = now + caller.talk_s + caller.after_call_s
        self.found[number] = Fate(now - caller.at_s, gave_up=False)
