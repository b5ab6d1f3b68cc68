"""The open story as a table to take away: what came of every event, as saved and with the changes, and why.

Phone numbers of customers are replaced, as in reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autoreply_sim.experiment.run import Run
from autoreply_sim.io.reports.telling import Telling, telling
from autoreply_sim.io.small_tables import Cell
from autoreply_sim.ui.components.drawing import plain
from autoreply_sim.ui.components.sheets import Sheet
from autoreply_sim.ui.models.explorer import Explorer
from autoreply_sim.ui.models.page import Told
from autoreply_sim.ui.models.phrase import Phrase
from autoreply_sim.ui.models.results import Result
from autoreply_sim.ui.models.story import Moment
from autoreply_sim.ui.words import words

_HEAD = ("event", "day", "time", "what_happens", "side", "kind", "subject", "verdict", "why", "rule", "text")


def story_sheet(explorer: Explorer, name: str) -> Sheet | None:
    """Return the table of the story that is open; None if there is none."""
    told, saved = explorer.page.told, explorer.saved
    if told is None or saved is None:
        return None
    rows = tuple(_Rows(saved, explorer.language).of(told))
    head = tuple(words(explorer.language)[key] for key in _HEAD)
    return Sheet(name=name, title="story", head=head, rows=rows)


@dataclass(frozen=True, slots=True)
class _Outcome:
    kind: str
    subject: Phrase | str
    verdict: str
    why: str
    rule: str
    text: str = ""


class _Rows:
    """Says what happens in one language, without anybody's number."""

    def __init__(self, saved: Run, language: str) -> None:
        self._language = language
        self._t: Mapping[str, str] = words(language)
        self._tell: Telling = telling([saved.scenario.world], language, lambda _share: None)

    def of(self, told: Told) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows, in the order of the story."""
        same = "" if told.differences is None else "both_sides"
        for day in told.days:
            for moment in day.moments:
                yield from self._side(day.date, moment, moment.saved, "as_saved" if moment.changed else same)
                if moment.changed:
                    yield from self._side(day.date, moment, moment.changed, "with_changes")

    def _side(self, date: str, moment: Moment, result: Result, side: str) -> Iterator[tuple[Cell, ...]]:
        what = self._say(moment.what.what)
        said = self._t[side] if side else ""
        for one in self._outcomes(result):
            texts = (self._say(one.subject), one.verdict, one.why, one.rule, one.text)
            yield moment.number, date, moment.at, what, said, one.kind, *map(self._tell.hide, texts)

    def _outcomes(self, result: Result) -> Iterator[_Outcome]:
        """Yield what came of an event; of which nothing came, one that says nothing."""
        t, found = self._t, False
        for move in result.moves:
            found = True
            kind = self._say(move.kind)
            yield _Outcome(
                t["ticket"], f"{move.ticket}: {self._say(move.title)}", kind, move.sentence, move.rule
            )
        for sent in result.sent:
            found = True
            yield _Outcome(t["reply"], sent.label, t["verdict_sent"], sent.sentence, sent.rule, sent.text)
        for held in result.not_sent:
            found = True
            yield _Outcome(t["reply"], held.label, t["verdict_not_sent"], held.sentence, held.rule)
        if not found:
            yield _Outcome("", "", "", "", "")

    def _say(self, said: Phrase | str) -> str:
        return self._tell.hide(plain(said, self._language))
