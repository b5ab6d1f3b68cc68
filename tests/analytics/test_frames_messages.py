"""The tables of what customers wrote, and of the customers: every message once, and nobody who could be called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from autoreply_sim.codes import Reason
from autoreply_sim.domain.events import Message
from autoreply_sim.experiment.run import Run, run
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.io.scenario_load import load, loads

STORY = """
version: 1
title: All that can be written
timezone: America/Chicago
customers:
  carla: {name: Carla Diaz, phone: "+15155550199", segments: [farm, dairy], organization: Green Acres, account: A-1}
  dan: {name: Dan Fox}
  eve: {name: Eve Ito, phone: "+15155550198", opted_out: true, line: landline}
teams:
  service:
    display_name: Service
    number: "+15155550100"
    schedules:
      - {title: Week, first: 2026-01-05, from: "08:00", to: "17:00", repeats: FREQ=DAILY, advisors: [ana]}
  sales:
    display_name: Sales
    number: "+15155550101"
    schedules:
      - {title: Mornings, first: 2026-01-05, from: "08:00", to: "12:00", repeats: FREQ=DAILY, advisors: [ana]}
advisors: {ana: Ana Ruiz}
events:
  - {at: 2026-03-02 09:00, text: {from: carla, to: service, channel: sms, body: "Is the part in?"}}
  - {at: 2026-03-02 09:05, text: {from: carla, to: service, channel: sms, body: "I need it today"}}
  - {at: 2026-03-02 20:00, text: {from: carla, to: service, channel: sms, body: "=1+1"}}
  - {at: 2026-03-02 20:01, text: {from: carla, to: service, channel: sms, body: " stop "}}
  - {at: 2026-03-02 20:02, text: {from: carla, to: service, channel: sms, body: "Yes"}}
  - {at: 2026-03-02 20:03, text: {from: carla, to: service, channel: sms, body: "YES"}}
  - {at: 2026-03-03 09:00, ticket: {from: dan, to: service, channel: web, title: Baler, body: "My baler stopped"}}
  - {at: 2026-03-03 09:10, advisor: {by: ana, action: reassign, ticket: 2, to_team: sales}}
  - {at: 2026-03-03 13:00, message: {from: dan, ticket: 2, body: "Are you there?"}}
  - {at: 2026-03-03 14:00, text: {from: eve, to: sales, channel: whatsapp, body: "Stop"}}
  - {at: 2026-03-03 15:00, call: {from: dan, to: service}}
"""


@pytest.fixture(scope="module")
def told() -> Run:
    """The story above."""
    return run(loads(STORY))


@pytest.fixture(scope="module")
def week() -> Run:
    """A drawn month of the repair shop of two."""
    return simulate(load(Path("data/presets/two_person_shop.yaml")), days=28, keep=True).runs[0]


def column(frame: pd.DataFrame, name: str) -> list[object]:
    """Return a column with None for what is missing."""
    return [None if pd.isna(value) else value for value in frame[name]]


def test_every_message_is_there_once_by_its_channel_and_team(told: Run) -> None:
    """A later message comes by the channel of its ticket, and to the team that has it by then."""
    messages = told.frames.messages

    assert column(messages, "event") == [1, 2, 3, 4, 5, 6, 7, 9, 10]
    assert column(messages, "channel") == ["sms"] * 6 + ["web", "web", "whatsapp"]
    assert column(messages, "team") == ["service"] * 7 + ["sales", "sales"]
    assert column(messages, "customer") == ["carla"] * 6 + ["dan", "dan", "eve"]
    assert messages["at"].iloc[0].isoformat() == "2026-03-02T15:00:00+00:00"
    assert column(messages, "body")[2:4] == ["=1+1", " stop "]


def test_a_first_chat_is_what_opened_a_ticket(told: Run) -> None:
    """What joins an open ticket is none (R-TKT-7, R-TKT-8)."""
    messages = told.frames.messages

    assert column(messages.loc[messages["first"]], "event") == [1, 7, 10]
    assert column(messages, "ticket") == [1, 1, 1, None, None, 1, 2, 2, 3]


def test_after_hours_is_as_it_was_judged(told: Run) -> None:
    """By the team texted, or the one that has the web ticket by then (R-MSG-25); not where nothing was decided."""
    judged = column(told.frames.messages, "after_hours")

    assert judged == [False, False, True, None, None, True, False, True, True]


def test_a_word_that_opts_out_or_in_is_named_and_touches_no_ticket(told: Run) -> None:
    """YES opts in only who had opted out, else it is a message; on WhatsApp the words are messages (R-SUP-7)."""
    assert column(told.frames.messages, "opt_word") == [*[None] * 3, "stop", "start", *[None] * 4]


def test_what_names_a_ticket_that_it_cannot_is_no_message() -> None:
    """The event then does nothing: the file is at fault, and says so."""
    story = loads(STORY)
    lost = Message(number=1, at_ms=story.events[0].at_ms, customer="dan", ticket=7, body="Hello")
    told = run(replace(story, events=(lost,)))

    assert len(told.faults) == 1
    assert len(told.frames.messages) == 0
    assert told.frames.contacts["messages"].sum() == 0


def test_contacts_come_in_the_order_of_the_world_with_what_came_of_them(told: Run) -> None:
    """Calls, messages, tickets and replies are those of the other tables."""
    contacts = told.frames.contacts

    assert column(contacts, "customer") == ["carla", "dan", "eve"]
    assert column(contacts, "line") == ["mobile", "mobile", "landline"]
    assert column(contacts, "withheld") == [False, True, False]
    assert column(contacts, "opted_out") == [False, False, True]
    assert contacts["segments"].tolist() == [["farm", "dairy"], [], []]
    assert column(contacts, "organization") == ["Green Acres", None, None]
    assert column(contacts, "calls") == [0, 1, 0]
    assert column(contacts, "messages") == [6, 2, 1]
    assert column(contacts, "replies") == told.frames.replies["customer"].value_counts(sort=False).tolist()


def test_a_ticket_that_was_merged_is_not_counted() -> None:
    """Two tickets of which one is merged into the other are one of the customer's."""
    path = next(path for path in sorted(Path("data/scenarios").glob("*.yaml")) if "merge" in path.stem)
    told = run(load(path))
    merged = told.frames.tickets["merged_into"].notna().sum()

    assert merged > 0
    assert told.frames.contacts["tickets"].sum() == len(told.tickets) - merged


def test_nobody_can_be_called_from_the_contacts(told: Run, week: Run) -> None:
    """Neither a name nor a phone number of a customer is in them (personal data)."""
    for run_ in (told, week):
        said = run_.frames.contacts.to_csv()
        for customer in run_.ledger.plan.world.customers:
            assert customer.name not in said
            assert customer.phone is None or customer.phone not in said


def test_of_a_drawn_run_the_tables_agree_with_each_other(week: Run) -> None:
    """The sums over contacts are the rows of the other tables, and each message is logged once on its ticket."""
    frames, contacts = week.frames, week.frames.contacts
    messages = frames.messages

    assert contacts["calls"].sum() == len(frames.calls)
    assert contacts["messages"].sum() == len(messages)
    assert contacts["replies"].sum() == len(frames.replies)
    assert contacts["tickets"].sum() == frames.tickets["merged_into"].isna().sum()
    logged = frames.activity.loc[frames.activity["kind"] == "message", "event"]
    assert sorted(logged) == messages.loc[messages["opt_word"].isna(), "event"].tolist()
    made = frames.tickets.loc[frames.tickets["channel"] != "call"]
    assert messages["first"].sum() == len(made)
    assert messages["at"].is_monotonic_increasing
    assert "body" not in messages.columns
    assert frames.with_sentences().messages["body"].isna().all()


def test_after_hours_of_a_drawn_message_is_what_its_decisions_were_made_by(week: Run) -> None:
    """The after-hours reply to a text was held back by opening hours exactly where the message came within them."""
    decisions, messages = week.frames.decisions, week.frames.messages
    of_texts = decisions[decisions["reply"] == "after_hours_texts"]
    within = of_texts.loc[of_texts["reason"] == Reason.WITHIN_BUSINESS_HOURS.word, "event"]
    texts = messages[messages["channel"].isin(["sms", "whatsapp"]) & messages["opt_word"].isna()]

    assert len(within) > 0
    assert set(texts.loc[~texts["after_hours"].astype(bool), "event"]) == set(within)


def test_both_tables_are_explained(week: Run) -> None:
    """`describe` knows them, and says what they have; a drawn run has no bodies."""
    drawn = week.frames
    assert {"sentence", "wait_ms"} <= set(drawn.with_sentences().describe("calls")["column"])
    assert "body" in drawn.with_sentences().describe("messages")["column"].tolist()
    for frames in (drawn, drawn.with_local_times()):
        for table in ("calls", "messages", "contacts", "tickets"):
            assert frames.describe(table)["column"].tolist() == list(getattr(frames, table).columns)
    assert drawn.with_local_times().describe("calls")["meaning"].str.contains("by the clock of").any()
