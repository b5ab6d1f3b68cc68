"""Who rings first: Ring Last Advisor, else the newest matching routing rule, else the tree (R-CALL-2)."""

from __future__ import annotations

from typing import Any

from .clock import HOUR
from .schedules import created
from .state import Call, Customer, Ticket, World


def route(world: World, call: Call) -> None:
    """Sets the call's first choice, holder and tree, as it comes in, before the greeting (R-CALL-2)."""
    call.rla = ring_last_advisor(world, call)
    schedule = call.effective[call.dialled]
    if schedule is None:  # nothing is looked at (R-CALL-1, R-CALL-8)
        return
    if call.rla == "applied":  # beats routing rules (R-RLA-4) and skips the tree
        assert call.rla_ticket is not None
        call.first_choice = call.rla_ticket.advisor
        return
    rule = newest_matching_rule(world, call)
    target = {} if rule is None else rule["target"]
    if "team" in target:  # hands the call over at once, without a tree (R-RUL-2, R-RUL-3)
        call.held_by = target["team"]
    elif "advisor" in target and target["advisor"] in schedule["advisors"]:
        call.first_choice = target["advisor"]
    elif schedule.get("call_tree"):  # as if there were no rule, tree included (R-RUL-2)
        call.tree = world.teams[call.dialled]["call_trees"][schedule["call_tree"]]


def ring_last_advisor(world: World, call: Call) -> str:
    """`applied`, or why not, judged in this order (R-RLA-1 to R-RLA-3). Sets the ticket that counts."""
    if call.effective[call.dialled] is None:
        return "no_active_schedule"
    if not is_on(world, call.dialled):
        return "off"
    if call.customer.phone is None:
        return "unknown_caller"
    call.rla_ticket = newest_open_ticket(world, call.customer, world.voicehub(call.dialled), call.started)
    if call.rla_ticket is None:
        return "no_open_ticket"
    return whether_its_advisor_rings(world, call, call.rla_ticket)  # an older one is not tried (R-RLA-3)


def whether_its_advisor_rings(world: World, call: Call, ticket: Ticket) -> str:
    """What remains to be judged once the ticket that counts is known (R-RLA-2, R-RLA-3)."""
    if not is_on(world, ticket.team):  # must be on for both teams
        return "off_for_ticket_team"
    if ticket.advisor is None:
        return "unassigned"
    schedule = call.effective[team_whose_schedule_counts(world, call, ticket)]
    if schedule is None or ticket.advisor not in schedule["advisors"]:
        return "advisor_not_on_schedule"
    return "applied"


def is_on(world: World, team: str) -> bool:
    """Whether a team's Ring Last Advisor switch is saved as on."""
    return bool(world.teams[team].get("ring_last_advisor", False))


def newest_open_ticket(
    world: World, customer: Customer, voicehub: str, window_ends: int | None
) -> Ticket | None:
    """The customer's most recently created open ticket on a number, calls without a number apart (R-TKT-12).

    With `window_ends` only tickets created no more than the window before it count (R-RLA-1, R-TKT-4).
    """
    newest = None
    for ticket in world.tickets:
        theirs = ticket.customer == customer.key and not ticket.of_fresh_caller
        counts = window_ends is None or is_in_window(world, ticket, window_ends)
        if theirs and counts and ticket.voicehub == voicehub and ticket.status == "open":
            newest = ticket
    return newest


def is_in_window(world: World, ticket: Ticket, at: int) -> bool:
    """168 elapsed hours, inclusive; policy `rla_window_hours` (R-RLA-1)."""
    return at - ticket.created <= float(world.policies["rla_window_hours"]) * HOUR


def team_whose_schedule_counts(world: World, call: Call, ticket: Ticket) -> str:
    """The ticket's team; for a sub-team that has no schedule of its own, the dialled team (R-RLA-2)."""
    team = world.teams[ticket.team]
    if not team.get("number") and not team.get("schedules"):
        return call.dialled
    return ticket.team


def newest_matching_rule(world: World, call: Call) -> dict[str, Any] | None:
    """Of the dialled team's rules that match, the newest; ties: the later in the list (R-RUL-1, R-RUL-3)."""
    newest = None
    for rule in world.teams[call.dialled].get("routing_rules") or []:
        newer = newest is None or created(rule, world.zone) >= created(newest, world.zone)
        if newer and matches(rule, call.customer):
            newest = rule
    return newest


def matches(rule: dict[str, Any], customer: Customer) -> bool:
    """A rule matches if any of the customer's values does; without a number none matches (R-RUL-3)."""
    if customer.phone is None:
        return False
    wanted = str(rule["value"])
    if rule["criterion"] == "phone":
        wanted = "".join(character for character in wanted if character not in " \t-.()[]")
    values: dict[str, list[str | None]] = {
        "phone": [customer.phone],
        "segment": [*customer.segments],
        "organization": [customer.organization],
        "account": [customer.account],
    }
    known = [str(value) for value in values[rule["criterion"]] if value is not None]
    if rule["operator"] == "equals":
        return wanted in known
    return any(value.startswith(wanted) for value in known)
