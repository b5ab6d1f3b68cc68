"""What every column of every table is called, counted in, and means.

The tables (frames.py) have their columns in this order; to add one, add it here and in tables.py: a test holds them
together. Drawn runs have no column that is written row by row, but figures that stories, told minute by minute, lack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: what it is called, what a value is counted in, and what it means."""

    name: str
    unit: str
    meaning: str


def _columns(*declared: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(name=name, unit=unit, meaning=meaning) for name, unit, meaning in declared)


_EVENT = ("event", "number", "Event of the story, counted from 1 in the order of the file")
_TICKET = ("ticket", "number", "Ticket, counted from 1 in the order in which they are made; missing: none")
_REPLY = ("reply", "word", "Which of the fourteen automated replies, by its key")
_LABEL = ("label", "word", "The reply as the settings page calls it, in the language of the run")
_CUSTOMER = ("customer", "key", "The customer, by the key of the story")
_CHANNEL = ("channel", "word", "How it went: call, sms, whatsapp, web or app")
_WHY = ("sentence", "text", "Why, in one sentence, in the language of the run")

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "replies": _columns(
        _EVENT,
        ("at", "instant", "When the reply was sent"),
        _REPLY,
        _LABEL,
        ("team", "key", "The team whose saved settings sent it"),
        _CUSTOMER,
        _CHANNEL,
        _TICKET,
        ("text", "text", "What the customer reads, in the company's language"),
        ("encoding", "word", "How an SMS is encoded: GSM-7 or UCS-2; missing: no SMS"),
        ("segments", "SMS segments", "How many segments the SMS takes; missing: no SMS"),
    ),
    "decisions": _columns(
        _EVENT,
        ("at", "instant", "When it was decided"),
        _REPLY,
        _LABEL,
        ("team", "key", "The team whose saved settings decided"),
        _CUSTOMER,
        _TICKET,
        ("verdict", "word", "sent or not_sent"),
        ("reason", "word", "Why it was not sent, as a code; missing: it was sent"),
        ("rule", "rule id", "The rule of the rulebook that decided"),
        _WHY,
    ),
    "calls": _columns(
        _EVENT,
        ("team", "key", "The team that was dialled"),
        _CUSTOMER,
        (
            "outcome",
            "word",
            "How the call ended: answered, left_voicemail, or in which phase the caller hung up",
        ),
        ("rang", "keys", "The advisors in the order in which they first rang"),
        ("answered_by", "key", "The advisor who answered; missing: nobody"),
        ("held_by", "key", "The team that held the call at its end"),
        _TICKET,
        ("after_hours", "true or false", "Whether it came in after hours of the team that was dialled"),
        ("started_at", "instant", "When the call came in"),
        ("ended_at", "instant", "When it ended"),
        ("rla", "word", "applied, or the first thing that stood against Ring Last Advisor"),
        _WHY,
    ),
    "messages": _columns(
        _EVENT,
        ("at", "instant", "When the customer wrote"),
        ("channel", "word", "How it came: sms, whatsapp, web or app; a later message by that of its ticket"),
        ("team", "key", "The team that was written to; of a later message the one that had its ticket then"),
        _CUSTOMER,
        ("ticket", "number", "The ticket on which it was logged; missing: it only opted out or in"),
        ("first", "true or false", "Whether it opened a new ticket: a first chat"),
        (
            "after_hours",
            "true or false",
            "Whether it came after hours (R-MSG-25); missing: nothing was decided",
        ),
        (
            "opt_word",
            "word",
            "stop or start, where it opted out or in and said nothing else; missing: it did not",
        ),
        ("body", "text", "What the customer wrote, in a story; missing: it was drawn"),
    ),
    "tickets": _columns(
        _TICKET,
        ("team", "key", "The team that has the ticket at the end"),
        ("number", "E.164", "The VoiceHub number it belongs to"),
        _CUSTOMER,
        ("channel", "word", "How the contact came that made the ticket: call, sms, whatsapp, web or app"),
        ("title", "text", "The customer's title, Voicemail or Missed Call; missing: none"),
        ("advisor", "key", "The advisor who has it at the end; missing: unassigned"),
        ("status", "word", "open or closed"),
        ("created_at", "instant", "When it was made"),
        ("closed_at", "instant", "When it was closed; missing: it is open"),
        ("merged_into", "number", "The ticket it was merged into; missing: it was not"),
        ("items", "count", "Calls, messages and actions in its activity; a merge moves them on"),
    ),
    "activity": _columns(
        ("ticket", "number", "The ticket it is on at the end"),
        ("at", "instant", "When it was logged"),
        ("kind", "word", "call, voicemail, missed_call, message, or the advisor's action"),
        _EVENT,
        ("rule", "rule id", "The rule that put it on this ticket"),
        _WHY,
    ),
    "contacts": _columns(
        _CUSTOMER,
        ("line", "word", "What kind of telephone line: mobile or landline"),
        ("withheld", "true or false", "Whether the number is withheld or unknown"),
        ("opted_out", "true or false", "Whether they had opted out of texts before the first event"),
        ("segments", "keys", "The segments of customers that they belong to"),
        ("organization", "text", "For whom they call and write; missing: for themselves"),
        ("account", "text", "The account that they belong to; missing: none"),
        ("calls", "count", "Calls that came from them"),
        ("messages", "count", "What they wrote: the rows of messages"),
        ("tickets", "count", "Their tickets at the end; those merged into another are not counted"),
        ("replies", "count", "Automated replies that were sent to them"),
    ),
}
"""The columns of every table of a story, in their order."""

WRITTEN = frozenset({"body", "text", "encoding", "segments", "sentence"})
"""The columns that are written row by row."""

FIGURES: Mapping[str, tuple[Column, ...]] = {
    "calls": _columns(
        (
            "wait_ms",
            "milliseconds",
            "How long it rang and waited, from after greeting and menu; missing: it neither rang nor waited",
        ),
        ("talk_ms", "milliseconds", "How long they talked; missing: nobody answered"),
    ),
    "tickets": _columns(
        ("origin", "word", "From what it comes: answered_call, voicemail, missed_call, or a channel")
    ),
}
"""The columns that tables of drawn runs have beside."""


def columns_of(table: str, *, sentences: bool, is_drawn: bool) -> tuple[Column, ...]:
    """Return the columns of a table, with or without `sentences`; that of a drawn run has figures beside."""
    kept = (column for column in COLUMNS[table] if sentences or column.name not in WRITTEN)
    return (*kept, *(FIGURES.get(table, ()) if is_drawn else ()))
