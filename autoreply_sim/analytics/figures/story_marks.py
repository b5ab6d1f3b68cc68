"""What a run's tables hold, as marks on a timeline: when, on whose lane, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from autoreply_sim.analytics import figure_story_words as words
from autoreply_sim.analytics.context import Context
from autoreply_sim.analytics.figure_look import Look
from autoreply_sim.analytics.figure_text import sentences
from autoreply_sim.analytics.figures.dates import day_in
from autoreply_sim.analytics.phrases import CHANNELS
from autoreply_sim.analytics.summary_words import OUTCOMES
from autoreply_sim.codes import Channel, Item, Outcome
from autoreply_sim.domain.schedules import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from autoreply_sim.analytics.frames import Frames

Row = Mapping[str, Any]

MOST = 400
"""How many marks are still told apart."""


class Told(Protocol):
    """A run: its tables, and what their keys stand for."""

    @property
    def frames(self) -> Frames:
        """Its tables."""

    @property
    def context(self) -> Context:
        """The names of its teams, advisors and customers, and its language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing that happened, or a ticket for as long as it was open."""

    kind: str
    """call, message, action, reply or ticket."""
    word: str
    """A call's outcome, a ticket's status, a reply's key, an action's word."""
    begin: datetime
    end: datetime
    customer: str
    team: str
    ticket: int | None
    said: str
    """What happened, in sentences."""


class Teller:
    """Makes marks of a run's rows, in the language of a figure."""

    def __init__(self, run: Told, look: Look) -> None:
        context = replace(run.context, language=look.language)
        self.look = look
        self.frames = replace(run.frames, context=context)
        self.zone: ZoneInfo = zone(context.world.timezone)
        self.customers = {one.key: one.name or one.key for one in context.world.customers}
        self.teams = {one.key: one.display_name for one in context.world.teams}
        self.advisors = {one.key: one.name for one in context.world.advisors}

    def marks(self) -> list[Mark]:
        """Return everything that is drawn, in the order of time. Raises ValueError if that is too much."""
        tables = (self.frames.calls, self.frames.replies, self.frames.tickets, self.frames.activity)
        if (many := sum(map(len, tables))) > 2 * MOST:
            raise ValueError(
                f"a timeline tells a story; this run has {many:,} calls, replies, tickets and items of activity, "
                f"and more than {2 * MOST} cannot be told apart: take fewer days, or a scenario with a story"
            )
        calls, replies, tickets, activity = (rows_of(table) for table in tables)
        ends = [*calls, *replies, *activity, *tickets]
        if not ends:
            return []
        last = max(_last(row) for row in ends)
        of = {row["ticket"]: row for row in tickets}
        made = [
            *map(self._call, calls),
            *map(self._reply, replies),
            *(self._ticket(row, last) for row in tickets),
            *self._items(activity, of),
        ]
        return sorted(made, key=lambda mark: (mark.begin, mark.end))

    def _call(self, row: Row) -> Mark:
        outcome = self.look.say(OUTCOMES[Outcome[row["outcome"].upper()]])
        head = self.look.say(
            words.CALL_TO,
            customer=self.customers[row["customer"]],
            team=self.teams[row["team"]],
            outcome=outcome,
        )
        if row["answered_by"] is not None:
            by = self.look.say(words.ANSWERED_BY, advisor=self.advisors[row["answered_by"]])
            head = f"{head}, {by}"
        return self._mark("call", row["outcome"], row, (row["started_at"], row["ended_at"]), head)

    def _reply(self, row: Row) -> Mark:
        head = self.look.say(
            words.REPLY_TO,
            customer=self.customers[row["customer"]],
            channel=self.look.say(CHANNELS[Channel[row["channel"].upper()]]),
            reply=row["label"].partition(" (")[0],
        )
        return self._mark("reply", row["reply"], row, (row["at"], row["at"]), head, row.get("text") or "")

    def _ticket(self, row: Row, last: datetime) -> Mark:
        word = "merged" if row["merged_into"] is not None else row["status"]
        status = self.look.say(words.STATUSES[word], into=row["merged_into"])
        customer = self.customers[row["customer"]]
        head = self.look.say(words.TICKET, ticket=row["ticket"], customer=customer, status=status)
        span = row["created_at"], row["closed_at"] or last
        return self._mark("ticket", word, row, span, head, row["title"] or "")

    def _items(self, activity: list[Row], of: Mapping[int, Row]) -> Iterator[Mark]:
        """Yield messages and what advisors did; calls have marks of their own."""
        for item in activity:
            ticket = of[item["ticket"]]
            row = {**item, "customer": ticket["customer"], "team": ticket["team"]}
            kind, at = Item[item["kind"].upper()], (item["at"], item["at"])
            if kind == Item.MESSAGE:
                customer = self.customers[row["customer"]]
                head = self.look.say(words.MESSAGE_OF, customer=customer, ticket=item["ticket"])
                yield self._mark("message", kind.word, row, at, head)
            elif kind in words.ACTIONS:
                action = self.look.say(words.ACTIONS[kind])
                head = self.look.say(words.ACTION_ON, action=action, ticket=item["ticket"])
                yield self._mark("action", kind.word, row, at, head)

    def _mark(
        self, kind: str, word: str, row: Row, span: tuple[datetime, datetime], head: str, body: str = ""
    ) -> Mark:
        begin, end = (moment.astimezone(self.zone) for moment in span)
        return Mark(
            kind=kind,
            word=word,
            begin=begin,
            end=end,
            customer=self.customers[row["customer"]],
            team=self.teams[row["team"]],
            ticket=row["ticket"],
            said=sentences(f"{self._when(begin, end)} · {head}", body or row.get("sentence") or ""),
        )

    def _when(self, begin: datetime, end: datetime) -> str:
        first, last = (self._clock(moment) for moment in (begin, end))
        if begin == end:
            return first
        if begin.date() == end.date():
            last = f"{end:%H:%M:%S}"
        return self.look.say(words.FROM_TO, first=first, last=last)

    def _clock(self, moment: datetime) -> str:
        return self.look.say(words.AT, date=day_in(moment.date(), self.look), time=f"{moment:%H:%M:%S}")


def rows_of(frame: Any) -> list[Row]:  # noqa: ANN401 (a pandas DataFrame, which only frames.py makes)
    """Return the rows of a table as Python values; None is what is missing."""
    known = frame.astype(object).where(frame.notna(), None)
    found: list[Row] = known.to_dict("records")
    return found


def _last(row: Row) -> datetime:
    moments = (row.get(name) for name in ("at", "ended_at", "created_at", "closed_at"))
    last: datetime = max(moment for moment in moments if moment is not None)
    return last
