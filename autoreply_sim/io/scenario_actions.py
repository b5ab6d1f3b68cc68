"""Builds what advisors do and what customers answer, with the keys that each needs."""

from __future__ import annotations

from autoreply_sim.codes import Action
from autoreply_sim.domain.events import AdvisorAction, Respond
from autoreply_sim.io.scenario_desk import Desk
from autoreply_sim.io.scenario_event_models import ANSWERS, AdvisorKeys, RespondKeys
from autoreply_sim.io.yaml12_data import Path

_OWN_KEYS = {
    Action.REQUEST_PAYMENT: ("amount",),
    Action.SHARE_VOICEHUB: ("customer", "team"),
    Action.REASSIGN: ("to_advisor", "to_team"),
    Action.MERGE: ("into",),
}
_ALL_OWN_KEYS = tuple(key for keys in _OWN_KEYS.values() for key in keys)


def build_action(number: int, at_ms: int, keys: AdvisorKeys, desk: Desk, path: Path) -> AdvisorAction:
    """Return an advisor's action; its problems are on the desk's report."""
    action = Action[keys.action.upper()]
    desk.check_advisor(keys.by, (*path, "by"))
    for name in _ALL_OWN_KEYS if desk.is_whole((*path, "action")) else ():
        if getattr(keys, name) is not None and name not in _OWN_KEYS.get(action, ()):
            owners = " and ".join(owner.word for owner, own in _OWN_KEYS.items() if name in own)
            message = f"{name!r} means nothing to {keys.action!r}, only to {owners}; remove it"
            desk.problem((*path, name), message, of_key=True)
    _check_tickets(action, keys, desk, path)
    _check_target(action, keys, desk, path)
    return AdvisorAction(
        number=number,
        at_ms=at_ms,
        advisor=keys.by,
        action=action,
        ticket=keys.ticket,
        customer=keys.customer,
        team=keys.team,
        into=keys.into,
        to_advisor=keys.to_advisor,
        to_team=keys.to_team,
        amount=keys.amount,
    )


def build_respond(number: int, at_ms: int, keys: RespondKeys, desk: Desk, path: Path) -> Respond | None:
    """Return a customer's answer; its problems are on the desk's report."""
    desk.check_customer(keys.from_, (*path, "from"))
    desk.check_ticket(keys.ticket, (*path, "ticket"))
    answers = [name for name in ANSWERS if getattr(keys, name) is not None]
    if len(answers) != 1:
        found = " and ".join(answers) or "none"
        message = f"an answer is exactly one of {', '.join(ANSWERS)}; here is {found}: write one"
        desk.problem(path, message, of_key=True)
        return None
    return Respond(
        number=number,
        at_ms=at_ms,
        customer=keys.from_,
        ticket=keys.ticket,
        answer=answers[0],
        value=getattr(keys, answers[0]),
        comment=keys.comment,
    )


def _check_tickets(action: Action, keys: AdvisorKeys, desk: Desk, path: Path) -> None:
    if keys.ticket is not None:
        desk.check_ticket(keys.ticket, (*path, "ticket"))
    elif action is not Action.SHARE_VOICEHUB:
        desk.problem(path, f"{keys.action!r} needs a ticket; add ticket: 1", of_key=True)
    if keys.into is not None:
        desk.check_ticket(keys.into, (*path, "into"))
    if action is Action.MERGE and keys.into is None:
        desk.problem(path, "'merge' needs the ticket that stays; add into: 1", of_key=True)


def _check_target(action: Action, keys: AdvisorKeys, desk: Desk, path: Path) -> None:
    """Check whom an action concerns: a new owner, or a customer with whom a number is shared."""
    if action is Action.REASSIGN and (keys.to_advisor is None) == (keys.to_team is None):
        desk.problem(path, "'reassign' needs to_advisor or to_team; write one of the two", of_key=True)
    is_complete = (keys.customer is not None, keys.team is not None) == (keys.ticket is None,) * 2
    if action is Action.SHARE_VOICEHUB and not is_complete:
        message = "'share_voicehub' needs a ticket, or else a customer and a team; write the one or the other"
        desk.problem(path, message, of_key=True)
    if keys.customer is not None:
        desk.check_customer(keys.customer, (*path, "customer"))
    if keys.to_advisor is not None:
        desk.check_advisor(keys.to_advisor, (*path, "to_advisor"))
    for name, team in (("team", keys.team), ("to_team", keys.to_team)):
        if team is not None:
            desk.check_team(team, (*path, name))
