"""A run as tidy pandas tables: one row per reply, decision, call, ticket or item of activity, one column per fact.

Words from a list are categoricals made straight from the ledger's codes; their categories are the whole list, whatever
occurs. Instants are in UTC. Order of rows and names of columns are those of `run --json`; `label` and the sentences
are in the language of the run, a reply's text is in the company's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from autoreply_sim.analytics.context import Context, Row, rows
from autoreply_sim.analytics.explain import deciding_rule, explain_decision, explain_item, explain_route
from autoreply_sim.analytics.frame_columns import COLUMNS
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.replytext import reply_text
from autoreply_sim.codes import NONE, Channel, Item, Outcome, Reason, Rla, Status, TicketRule, Title
from autoreply_sim.domain.events import CreatedTicket
from autoreply_sim.domain.schedules import zone
from autoreply_sim.errors import did_you_mean
from autoreply_sim.rules.catalog import CATALOG, REPLY_KEYS
from autoreply_sim.texts.sms import sms_size

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Records = NDArray[np.void]

_ENCODINGS = ("GSM-7", "UCS-2")
_TITLES = {Title.VOICEMAIL: "Voicemail", Title.MISSED_CALL: "Missed Call"}


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


@dataclass(frozen=True)
class Frames:
    """The tables of one run, each made when it is first asked for; `describe` says what its columns mean.

    With a `local_zone`, every instant is followed by the wall clock of that zone in a column of its own (`at_local`).
    """

    context: Context
    local_zone: str | None = None

    def with_local_times(self, timezone: str | None = None) -> Frames:
        """Return the same tables with the wall clock of a zone, by default the story's, beside every instant."""
        return replace(self, local_zone=timezone or self.context.world.timezone)

    @cached_property
    def replies(self) -> pd.DataFrame:
        """The replies that were sent, in the order of sending."""
        return self._frame("replies", _replies)

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """Every reply that an event could concern: sent or not, by which rule, and why."""
        return self._frame("decisions", _decisions)

    @cached_property
    def calls(self) -> pd.DataFrame:
        """The calls: who rang, who answered, how each ended."""
        return self._frame("calls", _calls)

    @cached_property
    def tickets(self) -> pd.DataFrame:
        """The tickets as they stand at the end."""
        return self._frame("tickets", _tickets)

    @cached_property
    def activity(self) -> pd.DataFrame:
        """What is logged on the tickets, ticket by ticket in the order of time."""
        return self._frame("activity", _activity)

    @staticmethod
    def describe(table: str) -> pd.DataFrame:
        """Return `column`, `unit` and `meaning` of a table's columns. Raises ValueError for an unknown table."""
        if table not in COLUMNS:
            raise ValueError(f"there is no table {table!r}; {did_you_mean(table, COLUMNS)}")
        declared = [(column.name, column.unit, column.meaning) for column in COLUMNS[table]]
        return pd.DataFrame(declared, columns=["column", "unit", "meaning"])

    def _frame(self, table: str, make: Callable[[Context], dict[str, Any]]) -> pd.DataFrame:
        values = make(self.context)
        frame = pd.DataFrame({column.name: values[column.name] for column in COLUMNS[table]})
        return frame if self.local_zone is None else _beside_local(frame, self.local_zone)


def _replies(context: Context) -> dict[str, Any]:
    sent = context.ledger.decisions[context.ledger.decisions["reason"] == Reason.SENT]
    sent = sent[np.lexsort((_event(context, sent), sent["at_ms"]))]
    texts = [reply_text(context, row) for row in rows(sent)]
    sizes = [sms_size(text) for text in texts]
    no_sms = sent["channel"] != Channel.SMS
    encodings = np.array([_ENCODINGS.index(size.encoding) for size in sizes], dtype="int32")
    return _common(context, sent) | {
        "channel": _coded(sent["channel"], _words(Channel)),
        "text": _text(texts),
        "encoding": _coded(np.where(no_sms, NONE, encodings), _ENCODINGS),
        "segments": _count(np.array([size.segments for size in sizes], dtype="int64"), no_sms),
    }


def _decisions(context: Context) -> dict[str, Any]:
    made = context.ledger.decisions
    made = made[np.argsort(_event(context, made), kind="stable")]
    _, first, kind = np.unique(made[["reply", "reason", "facts"]], return_index=True, return_inverse=True)
    return _common(context, made) | {
        "verdict": _coded(made["reason"] != Reason.SENT, ["sent", "not_sent"]),
        "reason": _coded(made["reason"] - 1, _words(Reason)[1:]),
        "rule": _repeated([deciding_rule(row) for row in rows(made[first])], kind),
        "sentence": _sentences(context, explain_decision, made),
    }


def _calls(context: Context) -> dict[str, Any]:
    made = context.ledger.calls
    order = np.argsort(_event(context, made), kind="stable")
    rang: list[list[str]] = [[] for _ in made]
    for ring in rows(context.ledger.rings):
        rang[ring.call].append(context.world.advisors[ring.advisor].key)
    made, events = made[order], context.ledger.events[made["row"][order]]
    teams, advisors = _keys(context.world.teams), _keys(context.world.advisors)
    return {
        "event": events["number"].astype("int64"),
        "team": _coded(events["team"], teams),
        "customer": _coded(events["customer"], _keys(context.world.customers)),
        "outcome": _coded(made["outcome"], _words(Outcome)),
        "rang": pd.Series([rang[place] for place in order], dtype="object"),
        "answered_by": _coded(made["answered_by"], advisors),
        "held_by": _coded(made["held_by"], teams),
        "ticket": _number(made["ticket"]),
        "after_hours": made["after_hours"].astype(bool),
        "started_at": _instant(events["at_ms"]),
        "ended_at": _instant(made["ended_ms"]),
        "rla": _coded(made["rla"], _words(Rla)),
        "sentence": _sentences(context, explain_route, made),
    }


def _tickets(context: Context) -> dict[str, Any]:
    made = context.ledger.tickets
    return {
        "ticket": pd.array(np.arange(1, len(made) + 1), dtype="Int64"),
        "team": _coded(made["team"], _keys(context.world.teams)),
        "number": _coded(made["line"], context.ledger.plan.lines),
        "customer": _coded(made["customer"], _keys(context.world.customers)),
        "channel": _coded(made["channel"], _words(Channel)),
        "title": _text([_title(context, row) for row in context.tickets]),
        "advisor": _coded(made["advisor"], _keys(context.world.advisors)),
        "status": _coded(made["status"], _words(Status)),
        "created_at": _instant(made["created_ms"]),
        "closed_at": _instant(made["closed_ms"]),
        "merged_into": _number(made["merged_into"]),
        "items": np.bincount(_stays(context), minlength=len(made)),
    }


def _activity(context: Context) -> dict[str, Any]:
    stays = _stays(context)
    order = np.argsort(stays, kind="stable")
    logged = context.ledger.items[order]
    _, first, kind = np.unique(logged["rule"], return_index=True, return_inverse=True)
    by_rule = rows(logged[first])
    return {
        "ticket": _number(stays[order]),
        "at": _instant(logged["at_ms"]),
        "kind": _coded(logged["item"], _words(Item)),
        "event": _event(context, logged),
        "rule": _repeated([TicketRule(row.rule).rule for row in by_rule], kind),
        "sentence": _text(np.array([explain_item(context, row) for row in by_rule], dtype=object)[kind]),
    }


def _common(context: Context, decisions: Records) -> dict[str, Any]:
    """Return the columns that replies and decisions share."""
    labels = [say(trigger.label, context.language) for trigger in CATALOG]
    return {
        "event": _event(context, decisions),
        "at": _instant(decisions["at_ms"]),
        "reply": _coded(decisions["reply"], REPLY_KEYS),
        "label": _coded(decisions["reply"], labels),
        "team": _coded(decisions["team"], _keys(context.world.teams)),
        "customer": _coded(decisions["customer"], _keys(context.world.customers)),
        "ticket": _number(decisions["ticket"]),
    }


def _event(context: Context, records: Records) -> NDArray[np.int64]:
    numbers: NDArray[np.int64] = context.ledger.events["number"][records["row"]].astype("int64")
    return numbers


def _stays(context: Context) -> NDArray[np.int64]:
    """Return the place of the ticket on which every item is at the end: merges move them on."""
    into = context.ledger.tickets["merged_into"]
    places: NDArray[np.int64] = context.ledger.items["ticket"].astype("int64")
    while (moved := into[places] != NONE).any():
        places[moved] = into[places[moved]]
    return places


def _title(context: Context, ticket: Row) -> str | None:
    event = context.event(ticket.row)
    return event.title if isinstance(event, CreatedTicket) else _TITLES.get(Title(ticket.title))


def _sentences(context: Context, explain: Callable[[Context, Row], str], made: Records) -> ExtensionArray:
    return _text([explain(context, row) for row in rows(made)])


def _words(codes: type[IntEnum]) -> list[str]:
    return [code.name.lower() for code in codes]


def _keys(things: Iterable[_Keyed]) -> list[str]:
    return [thing.key for thing in things]


def _coded(codes: NDArray[Any], categories: Sequence[str]) -> ExtensionArray:
    return pd.Categorical.from_codes(codes.astype("int32"), dtype=_vocabulary(categories))


def _repeated(words: Sequence[str], place: NDArray[np.intp]) -> ExtensionArray:
    """Return few words repeated over many rows: row by row the place of its word."""
    known = sorted(set(words))
    return _coded(np.array([known.index(word) for word in words], dtype="int32")[place], known)


def _vocabulary(words: Iterable[str]) -> pd.CategoricalDtype[str]:
    return pd.CategoricalDtype(pd.Index(list(words), dtype="str"))


def _number(places: NDArray[Any]) -> ExtensionArray:
    """Return places counted from 0 as numbers counted from 1, missing where there is none."""
    return _count(places.astype("int64") + 1, places == NONE)


def _count(counts: NDArray[np.int64], missing: NDArray[np.bool_]) -> ExtensionArray:
    return pd.arrays.IntegerArray(counts, missing)


def _instant(at_ms: NDArray[np.int64]) -> pd.DatetimeIndex:
    moments = at_ms.astype("datetime64[ms]")
    moments[at_ms == NONE] = np.datetime64("NaT")
    return pd.DatetimeIndex(moments).tz_localize("UTC")


def _text(texts: Iterable[str | None]) -> ExtensionArray:
    return pd.array(list(texts), dtype="string[python]")


def _beside_local(frame: pd.DataFrame, timezone: str) -> pd.DataFrame:
    for name in frame.select_dtypes("datetimetz").columns:
        wall_clock = frame[name].dt.tz_convert(zone(timezone))
        frame.insert(list(frame.columns).index(name) + 1, f"{name}_local", wall_clock)
    return frame
