"""Compares what a run yields with what its scenario expects, and says what differs so that people see it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from autoreply_sim.arguments import check_kind
from autoreply_sim.domain.scenario import Expectation, Expected
from autoreply_sim.experiment.run import Run

Found = Mapping[str, Any]
"""One item of a run as `run --json` prints it."""

_TELLING = {
    "replies": ("event", "at", "reply", "customer", "channel", "ticket"),
    "tickets": ("ticket", "team", "customer", "title", "advisor", "status"),
}
"""The fields that make an item known to people where none was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs: what it is about, and the lines that say how."""

    about: str
    lines: tuple[str, ...]


def check(run: Run) -> list[Difference]:
    """Return everything in which a run differs from what its scenario expects; nothing, if it is as expected.

    Replies and tickets must be exactly those that are expected, calls and decisions are held against what is said of
    them. A scenario that expects nothing differs in nothing. Raises TypeError for anything but a run.

    Example:
        >>> from autoreply_sim import check, load, run
        >>> check(run(load("data/scenarios/call-answered-makes-a-ticket.yaml")))
        []

    """
    check_kind("check", run, (Run,), ["run the scenario first: check(run(scenario))"])
    expect = run.scenario.expect
    return [] if expect is None else differences(run, expect)


def differences(run: Run, expect: Expectation) -> list[Difference]:
    """Return everything that differs: replies and tickets exactly, calls and decisions as far as they are expected."""
    found: list[Difference] = []
    if expect.replies is not None:
        found += _replies(expect.replies, [reply.as_json() for reply in run.replies], run)
    if expect.tickets is not None:
        found += _tickets(expect.tickets, [_counted(ticket.as_json()) for ticket in run.tickets])
    if expect.calls is not None:
        found += _among("call", expect.calls, [call.as_json() for call in run.calls])
    if expect.decisions is not None:
        found += _among("decision", expect.decisions, [one.as_json() for one in run.decisions])
    return found


def _counted(ticket: dict[str, Any]) -> Found:
    return ticket | {"activity": len(ticket["activity"])}


def _replies(expected: Sequence[Expected], found: Sequence[Found], run: Run) -> list[Difference]:
    """The replies that differ, in order; what agrees before and after is left out."""
    first = 0
    while first < min(len(expected), len(found)) and _matches(expected[first], found[first]):
        first += 1
    last = 0
    while last < min(len(expected), len(found)) - first and _matches(expected[-1 - last], found[-1 - last]):
        last += 1
    pairs = zip_longest(expected[first : len(expected) - last], found[first : len(found) - last])
    differences = []
    for place, (wanted, got) in enumerate(pairs, start=first + 1):
        difference = _difference(f"reply {place}", wanted, got, _TELLING["replies"])
        if difference is not None:
            differences.append(_with_reason(difference, wanted, run) if wanted else difference)
    return differences


def _with_reason(difference: Difference, wanted: Expected, run: Run) -> Difference:
    """Add why an expected reply was not sent, if the run decided on it."""
    for one in run.decisions:
        if (one.event, one.reply) == (wanted.get("event"), wanted.get("reply")) and one.reason is not None:
            why = f"{one.reply} on event {one.event}: {one.sentence} ({one.rule})"
            return Difference(about=difference.about, lines=(*difference.lines, why))
    return difference


def _tickets(expected: Sequence[Expected], found: Sequence[Found]) -> list[Difference]:
    """The tickets that differ; an expected one without a number is meant by its place."""
    wanted = {item.get("ticket", place): item for place, item in enumerate(expected, start=1)}
    got = {item["ticket"]: item for item in found}
    differences = (
        _difference(f"ticket {number}", wanted.get(number), got.get(number), _TELLING["tickets"])
        for number in sorted({*wanted, *got})
    )
    return [difference for difference in differences if difference is not None]


def _among(kind: str, expected: Sequence[Expected], found: Sequence[Found]) -> list[Difference]:
    """The expected items that no found one matches, each beside the nearest."""
    differences = []
    for wanted in expected:
        if any(_matches(wanted, item) for item in found):
            continue
        about = f"{kind} {_named(wanted, tuple(wanted))}"
        difference = _difference(about, wanted, _nearest(wanted, found), ())
        if difference is not None:
            differences.append(difference)
    return differences


def _nearest(wanted: Expected, found: Sequence[Found]) -> Found | None:
    """The item with the most equal fields of those about the same event and reply, as far as these are named."""
    about = {field: wanted[field] for field in ("event", "reply") if field in wanted}
    near = [item for item in found if about and _matches(about, item)]
    return max(near, key=lambda item: sum(item[field] == wanted[field] for field in wanted), default=None)


def _matches(wanted: Expected, got: Found) -> bool:
    return all(got[field] == value for field, value in wanted.items())


def _difference(
    about: str, wanted: Expected | None, got: Found | None, telling: Sequence[str]
) -> Difference | None:
    """What differs between two items, field by field; None if nothing does."""
    if wanted is None and got is not None:
        return Difference(about=about, lines=(f"found, but not expected: {_named(got, telling)}",))
    if wanted is not None and got is None:
        return Difference(about=about, lines=(f"expected, but not found: {_named(wanted, tuple(wanted))}",))
    if wanted is None or got is None or _matches(wanted, got):
        return None
    lines = (
        f"{field}: expected {_said(value)}, found {_said(got[field])}"
        for field, value in wanted.items()
        if got[field] != value
    )
    return Difference(about=about, lines=tuple(lines))


def _named(item: Mapping[str, Any], fields: Sequence[str]) -> str:
    return "{" + ", ".join(f"{field}: {_said(item[field])}" for field in fields) + "}"


def _said(value: object) -> str:
    """Return a value as a scenario file writes it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list):
        return f"[{', '.join(map(_said, value))}]"
    return str(value)
