"""What a new event begins with, so that it can mostly be added as it is: by whoever was concerned last, soon after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from autoreply_sim.experiment.run import Run
from autoreply_sim.io.scenario_write_values import moment_to_yaml
from autoreply_sim.ui.models.event_moment import Choice, Moment, next_ms
from autoreply_sim.ui.models.names import Names


def new_event(run: Run, names: Names, kind: str) -> dict[str, Any]:
    """Return an event to begin with: a minute after the last one, by whoever was concerned last."""
    at_ms = next_ms(run)
    now = Moment(run=run, names=names, at_ms=at_ms)
    return {"at": moment_to_yaml(at_ms, run.scenario.world.timezone), kind: _BEGINNINGS[kind](now)}


def _first(choices: tuple[Choice, ...]) -> str:
    return choices[0][0] if choices else ""


def _last_contact(now: Moment, name: str, choices: tuple[Choice, ...]) -> str:
    """Return who wrote or called last, or whom, if they can be chosen; else the first choice."""
    known = {key for key, _ in choices}
    said = [getattr(event, name, None) for event in now.run.scenario.events]
    return next((one for one in reversed(said) if one in known), _first(choices))


def _contact(now: Moment, teams: tuple[Choice, ...]) -> dict[str, Any]:
    return {
        "from": _last_contact(now, "customer", now.customers),
        "to": _last_contact(now, "team", teams),
    }


def _on_ticket(now: Moment, *channels: str, closed_too: bool = False) -> dict[str, Any]:
    """Return the newest ticket, and whose it is."""
    number = _first(now.tickets(*channels, closed_too=closed_too))
    owner = next((one.customer for one in now.run.tickets if str(one.ticket) == number), None)
    return {"from": owner or _last_contact(now, "customer", now.customers), "ticket": number}


def _acting(now: Moment) -> dict[str, Any]:
    number = _first(now.tickets())
    has_it = next((one.advisor for one in now.run.tickets if str(one.ticket) == number), None)
    return {"by": has_it or _first(now.advisors), "action": "close", "ticket": number}


_BEGINNINGS: Mapping[str, Callable[[Moment], dict[str, Any]]] = {
    "call": lambda now: _contact(now, now.dialled) | {"hangs_up": "ringing"},
    "text": lambda now: _contact(now, now.dialled) | {"channel": "sms", "body": ""},
    "ticket": lambda now: _contact(now, now.teams) | {"channel": "web", "body": ""},
    "message": lambda now: _on_ticket(now, "web", "app") | {"body": ""},
    "advisor": _acting,
    "respond": lambda now: _on_ticket(now, closed_too=True) | {"rates": "5"},
    "save": lambda now: {"team": _last_contact(now, "team", now.teams), "ring_last_advisor": True},
}
