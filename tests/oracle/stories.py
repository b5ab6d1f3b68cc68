"""The small company of the hand-worked stories, and a way to tell one in a line per event.

Service (Prairie's main number) is open on weekdays from 08:00 to 17:00 UTC with Ana and Ben; its sub-team
Parts has no schedule of its own; Sales has its own number and Cho. Carla has a mobile, Lena a landline, Anon
withholds the number.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

from .world import decide

DAYS = {
    "Mon ": "2026-03-02 ",
    "Tue ": "2026-03-03 ",
    "Wed ": "2026-03-04 ",
    "Sat ": "2026-03-07 ",
    "Sun ": "2026-03-08 ",
    "Next Mon ": "2026-03-09 ",
}
COMPANY = """
version: 1
title: A story
company: {name: Prairie Equipment, country: US}
advisors: {ana: Ana Ruiz, ben: Ben Cole, cho: Cho Kim}
customers:
  carla: {phone: "+15155550199", segments: [gold], organization: Diaz Farm}
  lena: {phone: "+15155550142", line: landline}
  anon: {phone: withheld}
teams:
  service:
    number: "+15155550100"
    schedules:
      - &weekdays
        title: Weekdays
        first: 2026-01-05
        from: "08:00"
        to: "17:00"
        repeats: FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
        advisors: [ana, ben]
  parts: {communication_team: service}
  sales:
    number: "+15155550200"
    schedules: [{<<: *weekdays, advisors: [cho]}]
"""


TREE = """
schedules:
  - title: W
    first: 2026-01-05
    from: 08:00
    to: 17:00
    repeats: FREQ=DAILY
    call_tree: m
    advisors: [ana, ben]
call_trees: {m: {options: {"1": {team: sales}, "2": {advisors: [ben, cho]}, "3": {team: parts}}}}
"""
RLA = "ring_last_advisor: true"
TAKEN_BY_BEN = (
    "Mon 08:30, text: {from: carla, to: service, channel: sms, body: hello}",
    "Mon 08:40, advisor: {by: ben, action: take, ticket: 1}",
)


def tell(*events: str, **changes: str) -> dict[str, Any]:
    """What comes of some events: `Mon 09:00, call: {from: carla, to: service}`.

    `changes` name a team of the company and the settings it has saved, or a key of the file, as YAML: for
    `service="ring_last_advisor: true"` that switch is on and the rest is as in the company above.
    """
    scenario = read(COMPANY)
    for key, text in changes.items():
        if key in scenario["teams"]:
            scenario["teams"][key].update(read(text))
        elif key in scenario:
            scenario[key].update(read(text))
        else:
            scenario[key] = read(text)
    scenario["events"] = [read("{at: " + on_its_day(event) + "}") for event in events]
    return decide(scenario)


def read(text: str) -> Any:
    """Plain data from YAML 1.2."""
    return YAML(typ="safe", pure=True).load(text)


def on_its_day(event: str) -> str:
    """An event whose weekday is spelt out as the date in the week of the stories."""
    for day in sorted(DAYS, key=len, reverse=True):
        if event.startswith(day):
            return DAYS[day] + event.removeprefix(day)
    return event


def sent(story: dict[str, Any]) -> list[tuple[int, str]]:
    """The replies that went out: event and key."""
    return [(reply["event"], reply["reply"]) for reply in story["replies"]]


def why(story: dict[str, Any], event: int, reply: str) -> tuple[str | None, str]:
    """Reason and rule of one decision."""
    found = [
        (decision["reason"], decision["rule"])
        for decision in story["decisions"]
        if decision["event"] == event and decision["reply"] == reply
    ]
    assert len(found) == 1
    return found[0]


def column(story: dict[str, Any], table: str, key: str) -> list[Any]:
    """One key of every ticket or call."""
    return [row[key] for row in story[table]]
