"""How many segments the replies by SMS took, exactly, without writing each of them.

A year sends hundreds of thousands of texts, and how many segments one takes depends on little: on the text as it was
saved, and of each field on which of its characters are in the alphabet of SMS. So the texts are told apart by that, one
of each kind is written and measured, and the others are counted. A test writes them all and comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from autoreply_sim.analytics.behind import local_days
from autoreply_sim.analytics.context import Context, rows
from autoreply_sim.analytics.prices import Prices
from autoreply_sim.analytics.replytext import language_of, opens_next, reply_text, source_of
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.codes import NONE, Action, Channel, EventKind, Reason
from autoreply_sim.domain.schedules import zone
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.rules.compiler import LAYOUT
from autoreply_sim.texts.render import opening_phrase
from autoreply_sim.texts.sms import alphabet_of, sms_size
from autoreply_sim.texts.template import compile_text
from autoreply_sim.units import local

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]


def segments(scope: Scope) -> dict[str, int]:
    """Return the sums of segments: `segments:` and each reply's key, and `sms_segments` of all of them.

    Of a run whose events were drawn; of a story every text is written.
    """
    sent = _Sent(scope)
    counted = np.bincount(sent.reply, sent.sizes(), minlength=len(REPLY_KEYS)).astype(np.int64).tolist()
    each = {f"segments:{key}": count for key, count in zip(REPLY_KEYS, counted, strict=True)}
    return {**each, "sms_segments": sum(counted)}


def costs(scope: Scope, prices: Prices, counted: Mapping[str, int]) -> dict[str, int]:
    """Return the sums of what was paid, in millionths of the currency; `counted` as `segments` returns it."""
    country = scope.whole.plan.world.company.country
    ours = scope.ledger
    by_whatsapp = ours.decided["channel"] == Channel.WHATSAPP
    messages = int(np.count_nonzero(_sent(scope)[by_whatsapp]))
    sms = counted["sms_segments"] * prices.of_segment(country)
    whatsapp = messages * prices.of_message(country)
    return {
        "whatsapp_sent": messages,
        "sms_cost": sms,
        "whatsapp_cost": whatsapp,
        "reply_cost": sms + whatsapp,
    }


def _sent(scope: Scope) -> NDArray[np.bool_]:
    """Return which replies of which moments were sent: bool [moments that are in, replies of one at most]."""
    ours = scope.ledger
    is_slot = np.arange(ours.reasons.shape[1]) < LAYOUT.slots[ours.decided["moment"]][:, np.newaxis]
    found: NDArray[np.bool_] = (ours.reasons == Reason.SENT) & is_slot
    return found


@dataclass(frozen=True, eq=False)
class _Sent:
    """The replies of a run that were sent by SMS, in the order of their moments."""

    scope: Scope

    @cached_property
    def _places(self) -> tuple[Codes, Codes]:
        by_sms = self.scope.ledger.decided["channel"] == Channel.SMS
        moment, slot = np.nonzero(_sent(self.scope) & by_sms[:, np.newaxis])
        return moment, slot

    @cached_property
    def moment(self) -> Codes:
        """int64 [sent]: the place of its moment among those that are in."""
        return self._places[0]

    @cached_property
    def reply(self) -> Codes:
        """int64 [sent]: its place in the catalogue."""
        first: Codes = LAYOUT.first_reply[self.decided["moment"]].astype(np.int64)
        return first + self._places[1]

    @cached_property
    def decided(self) -> NDArray[np.void]:
        """DECIDED [sent]."""
        found: NDArray[np.void] = self.scope.ledger.decided[self.moment]
        return found

    @cached_property
    def rows(self) -> Codes:
        """int64 [sent]: the row that it is a reply to."""
        return self.decided["row"].astype(np.int64)

    @cached_property
    def context(self) -> Context:
        """What codes stand for."""
        return Context(self.scope.whole, None, "en")

    @cached_property
    def tickets(self) -> Codes:
        """int64 [sent]: the ticket, NONE if there is none."""
        return self.scope.whole.ticket_of[self.rows].astype(np.int64)

    def event(self, name: str) -> Codes:
        """Return a column of the events that they are replies to: int64 [sent]."""
        if name not in self._columns:
            whole = self.scope.whole
            column = np.ascontiguousarray(whole.plan.machine.events[name])
            self._columns[name] = column[whole.happened["event"][self.rows]].astype(np.int64)
        return self._columns[name].copy()

    @cached_property
    def _columns(self) -> dict[str, Codes]:
        return {}

    @cached_property
    def customers(self) -> Codes:
        """int64 [sent]: whom it goes to: the customer of the event, or else of its ticket."""
        found, of_ticket = (
            self.event("customer"),
            (self.event("kind") == EventKind.ADVISOR) & (self.tickets != NONE),
        )
        found[of_ticket] = self.scope.whole.tickets["customer"][self.tickets[of_ticket]]
        return found

    @cached_property
    def names(self) -> Codes:
        """int64 [customers]: a code for what is alike in their names."""
        alphabets = [alphabet_of(customer.name) for customer in self.context.world.customers]
        known = {each: code for code, each in enumerate(dict.fromkeys(alphabets))}
        return np.array([known[each] for each in alphabets], np.int64)

    def sizes(self) -> Codes:
        """Return how many segments each took: int64 [sent]."""
        found = np.zeros(len(self.moment), np.int64)
        first, kind = self._kinds()
        found[:] = self._measured(first)[kind]
        return found

    def _kinds(self) -> tuple[Codes, Codes]:
        """Return one reply of each kind that takes as much as any other of it, and of each reply its kind."""
        by_text = self.reply * (int(self.decided["version"].max(initial=0)) + 1) + self.decided["version"]
        _, first, text = np.unique(by_text, return_index=True, return_inverse=True)
        kind = np.zeros(len(text), np.int64)
        for place, one in enumerate(first):
            ours = np.flatnonzero(text == place)
            for name in sorted(self._names(int(one)) & _CODES.keys()):
                codes = _CODES[name](self, ours)
                _, kind[ours] = np.unique(
                    kind[ours] * (int(codes.max(initial=0)) + 1) + codes, return_inverse=True
                )
        _, found, which = np.unique(
            text * (int(kind.max(initial=0)) + 1) + kind, return_index=True, return_inverse=True
        )
        return found, which

    def _names(self, place: int) -> frozenset[str]:
        """Return the fields that the text of a reply uses."""
        key, version = REPLY_KEYS[self.reply[place]], int(self.decided["version"][place])
        saved = self.context.settings(version).replies[key]
        return frozenset(
            compile_text(key, source_of(key, saved, language_of(self.context.world.company))).names
        )

    def _measured(self, places: Codes) -> Codes:
        """Return how many segments some of the replies took: these are written."""
        ours, moments = self.scope.ledger, self.moment[places]
        part = replace(ours, decided=ours.decided[moments], reasons=ours.reasons[moments])
        written = replace(self.context, ledger=part)
        slots = LAYOUT.slots[part.decided["moment"]]
        wanted = np.cumsum(slots) - slots + self._places[1][places]
        made = rows(part.decisions[wanted])
        return np.array([sms_size(reply_text(written, decision)).segments for decision in made], np.int64)


def _of_customer(sent: _Sent, ours: Codes) -> Codes:
    """Customers are told apart by which characters of their names are in the alphabet of SMS."""
    return sent.names[sent.customers[ours]]


def _of_advisor(sent: _Sent, ours: Codes) -> Codes:
    """Whoever asks, for a request of theirs; else the ticket's advisor."""
    words = [action.word for action in Action]
    asked = np.array([REPLY_KEYS.index(word) if word in REPLY_KEYS else NONE for word in words], np.int64)
    action = sent.event("action")[ours]
    own = (
        (sent.event("kind")[ours] == EventKind.ADVISOR)
        & (action != NONE)
        & (asked[action] == sent.reply[ours])
    )
    return np.where(own, sent.event("advisor")[ours], sent.decided["advisor"][ours].astype(np.int64)) + 1


def _of_ticket(sent: _Sent, ours: Codes) -> Codes:
    """Tickets differ in how many digits their numbers have."""
    return _digits(np.where(sent.tickets[ours] == NONE, 0, sent.tickets[ours] + 1))


def _of_link(sent: _Sent, ours: Codes) -> Codes:
    """A link holds the number of the ticket, or else of the event."""
    tickets = sent.tickets[ours]
    digits = _digits(np.where(tickets == NONE, sent.rows[ours] + 1, tickets + 1))
    found: Codes = digits * 2 + (tickets == NONE)
    return found


def _digits(numbers: Codes) -> Codes:
    """Return how many digits numbers have; none for 0."""
    found: Codes = np.searchsorted(_TENS, numbers, side="right")
    return found


_TENS = 10 ** np.arange(18)
"""Where numbers get one digit more."""


def _of_opening(sent: _Sent, ours: Codes) -> Codes:
    """When the team opens next, as it is said on that day."""
    openings, first, which = np.unique(
        sent.decided["opening"][ours].astype(np.int64), return_index=True, return_inverse=True
    )
    at_ms = sent.scope.whole.at_ms[sent.rows[ours]]
    found = [
        _opens(sent.context, opening, int(at_ms[place]))
        for opening, place in zip(openings.tolist(), first.tolist(), strict=True)
    ]
    days = np.zeros(len(ours), np.int64)
    for clock in {opens[1] for opens in found if opens is not None}:
        here = np.array([opens is not None and opens[1] == clock for opens in found])[which]
        days[here] = local_days(at_ms[here], clock)
    return _by_phrase(sent, which, days, at_ms, found)


def _by_phrase(
    sent: _Sent, which: Codes, days: Codes, at_ms: Codes, found: Sequence[tuple[int, ZoneInfo] | None]
) -> Codes:
    """Return codes of what is said, which differs by opening and by day."""
    _, first, said = np.unique(which * 1_000_000 + days, return_index=True, return_inverse=True)
    language, known, codes = language_of(sent.context.world.company), dict[str, int](), []
    for place in first.tolist():
        opens = found[which[place]]
        clock = UTC if opens is None else opens[1]
        phrase = opening_phrase(
            None if opens is None else local(opens[0], clock), local(int(at_ms[place]), clock), language
        )
        codes.append(known.setdefault(alphabet_of(phrase), len(known)))
    return np.array(codes, np.int64)[said]


def _opens(context: Context, opening: int, at_ms: int) -> tuple[int, ZoneInfo] | None:
    """Return when a team that is closed opens next (UTC ms), and the clock of the schedule that does; None if never.

    The engine has it in its table of openings, but for those after the period.
    """
    version, table = context.version_of(opening), context.ledger.plan.machine.openings
    starts = context.ledger.plan.machine.versions["openings_from"].tolist()
    last = starts[version + 1] if version + 1 < len(starts) else len(table)
    later = np.flatnonzero(table["after_hours"][opening + 1 : last] == 0)
    if len(later):
        opens = opening + 1 + int(later[0])
        return int(table["start_ms"][opens]), context.zone_of(opens)
    schedules = context.settings(version).schedules
    found = opens_next(schedules, at_ms, context.world.policies)
    return None if found is None else (found[0], zone(schedules[found[1]].timezone))


_CODES: Mapping[str, Callable[[_Sent, Codes], Codes]] = MappingProxyType(
    {
        "customer_name": _of_customer,
        "advisor_name": _of_advisor,
        "ticket_number": _of_ticket,
        "link": _of_link,
        "next_opening": _of_opening,
    }
)
"""What tells texts apart that the same team saved, by the field; the other fields are the team's, or empty if drawn."""
