"""Why a reply went out or did not, which ticket a contact landed on and why: one sentence each, from the codes.

The engine leaves codes; the words are looked up here, when somebody asks, in English or in French.
"""

from __future__ import annotations

from autoreply_sim.analytics import phrases
from autoreply_sim.analytics.context import Context, Row, rows
from autoreply_sim.analytics.phrases import say
from autoreply_sim.codes import NONE, Channel, Outcome, Phase, Reason, Rla, TicketRule
from autoreply_sim.domain.events import Call
from autoreply_sim.rules.catalog import BY_KEY, CATALOG, rule_of
from autoreply_sim.rules.compiler import fires
from autoreply_sim.rules.moments import AFTER_HOURS, FACTS, OUTCOME
from autoreply_sim.rules.trigger import Trigger
from autoreply_sim.units import MINUTE_MS, local

_PHASE_OF_OUTCOME = {
    Outcome.HUNG_UP_GREETING: Phase.GREETING,
    Outcome.HUNG_UP_MENU: Phase.MENU,
    Outcome.HUNG_UP_RINGING: Phase.RINGING,
    Outcome.HUNG_UP_VOICEMAIL: Phase.VOICEMAIL,
}


def facts_of(decision: Row) -> dict[str, int]:
    """Return the facts of a decision's moment by name, unpacked."""
    packed = decision.facts
    values: dict[str, int] = {}
    for fact in reversed(FACTS[trigger_of(decision).on]):
        packed, values[fact.name] = divmod(packed, fact.size)
    return values


def trigger_of(decision: Row) -> Trigger:
    """Return the reply that a decision is about."""
    place: int = decision.reply
    return CATALOG[place]


def deciding_rule(decision: Row) -> str:
    """Return the id of the rule that decided."""
    return rule_of(trigger_of(decision), Reason(decision.reason), facts_of(decision))


def explain_decision(context: Context, decision: Row) -> str:
    """Return the sentence that says why a reply was sent or not, naming the facts."""
    language = context.language
    trigger = trigger_of(decision)
    if decision.reason == Reason.SENT:
        channel = say(phrases.CHANNELS[Channel(decision.channel)], language)
        hours = _hours(context, decision)
        return say(phrases.SENT, language, channel=channel, why=say(trigger.why, language), hours=hours)
    pair = _pair_of_reason(context, decision)
    because = say(pair, language, **_facts_in_words(context, decision, trigger))
    return say(phrases.NOT_SENT, language, because=because)


def explain_route(context: Context, call: Row) -> str:
    """Return the sentences that say who rang first and why: Ring Last Advisor, or why not, then a routing rule."""
    return " ".join(part for part in (_rla(context, call), _routing_rule(context, call)) if part)


def _routing_rule(context: Context, call: Row) -> str:
    if call.rule == NONE:
        return ""
    rule = context.ledger.plan.rules[call.rule]
    if rule.team is None:
        advisor, why = context.advisor_name(call.first_choice), _why_not_first(context, call)
        pair = phrases.RULE_TO_ADVISOR if why is None else phrases.RULE_DID_NOT_RING
        return say(pair, context.language, rule=rule.name, advisor=advisor, why=why)
    team = context.team_name(call.held_by)
    return say(phrases.RULE_TO_TEAM, context.language, rule=rule.name, team=team)


def _why_not_first(context: Context, call: Row) -> str | None:
    """Return why the telephone of whoever was to ring first did not; None if it did."""
    if context.first_rang.get(call.row) == call.first_choice:
        return None
    hung_up = call.outcome in {Outcome.HUNG_UP_GREETING, Outcome.HUNG_UP_MENU}
    return say(phrases.HUNG_UP_BEFORE if hung_up else phrases.NOT_FREE, context.language)


def _rla(context: Context, call: Row) -> str:
    rla = Rla(call.rla)
    why = _why_not_first(context, call) if rla == Rla.APPLIED else None
    return say(
        phrases.RLA[rla] if why is None else phrases.RLA_DID_NOT_RING,
        context.language,
        why=why,
        advisor=context.advisor_name(call.first_choice),
        ticket=call.rla_ticket + 1,
        team=context.team_name(context.what(call.row).team),
        window=f"{context.world.policies.rla_window_hours:g}",
    )


def explain_rule(context: Context, rule: TicketRule) -> str:
    """Return the sentence that says why an item is on its ticket, by the rule that put it there."""
    return say(phrases.TICKET_MOVES[rule], context.language)


def notes(context: Context) -> list[str]:
    """Return a sentence for every hang-up that happened in a later phase than the story asked for."""
    found = []
    for call in rows(context.ledger.calls):
        event = context.event(call.row)
        happened = _PHASE_OF_OUTCOME.get(Outcome(call.outcome))
        if isinstance(event, Call) and happened is not None and happened != event.unanswered:
            asked = say(phrases.PHASES[event.unanswered], context.language)
            where = say(phrases.PHASES[happened], context.language)
            facts = {"event": event.number, "asked": asked, "found": where}
            found.append((event.number, say(phrases.MOVED_HANG_UP, context.language, **facts)))
    return [sentence for _, sentence in sorted(found)]


def _pair_of_reason(context: Context, decision: Row) -> phrases.Pair:
    reason = Reason(decision.reason)
    if reason == Reason.WITHIN_BUSINESS_HOURS:
        schedule = context.schedule(decision.opening)
        if schedule is not None and not schedule.counts_as_business_hours:
            return phrases.ONLY_WITHOUT_SCHEDULE
    return phrases.BECAUSE[reason]


def _facts_in_words(context: Context, decision: Row, trigger: Trigger) -> dict[str, object]:
    """Return every fact that a reason's sentence may name."""
    language = context.language
    version = context.settings(decision.version)
    facts = facts_of(decision)
    return {
        "goes_out": say(trigger.goes_out, language),
        "outcome": _outcome(context, decision, facts),
        "channel": say(phrases.CHANNELS[Channel(decision.channel)], language),
        "ticket": decision.ticket + 1,
        "team": context.team_name(decision.team),
        "customer": context.customer_name(decision.customer),
        "country": context.world.company.country,
        "minutes": version.replies[trigger.key].quiet_period_ms // MINUTE_MS,
        "winner": _winner(context, decision, trigger),
        **_schedule_in_words(context, decision),
    }


def _outcome(context: Context, decision: Row, facts: dict[str, int]) -> str:
    if OUTCOME.name not in facts:
        return ""
    advisor = context.advisor_name(decision.advisor)
    return say(phrases.OUTCOMES[Outcome(facts[OUTCOME.name])], context.language, advisor=advisor)


def _winner(context: Context, decision: Row, trigger: Trigger) -> str:
    """Return the label of the reply that takes this one's place: the first that fires and is switched on."""
    if decision.reason != Reason.SUPERSEDED:
        return ""
    facts, settings = facts_of(decision), context.settings(decision.version)
    for key in trigger.superseded_by:
        if settings.replies[key].enabled and fires(BY_KEY[key], facts, context.world.policies) == Reason.SENT:
            return say(BY_KEY[key].label, context.language)
    raise AssertionError(f"{trigger.key} was superseded by nothing")


def _hours(context: Context, decision: Row) -> str:
    """Return what made it after hours, where that is why a reply was sent."""
    if not any(need.fact is AFTER_HOURS for need in trigger_of(decision).when):
        return ""
    schedule = context.schedule(decision.opening)
    if schedule is None:
        return say(phrases.HOURS_CLOSED, context.language)
    return say(phrases.HOURS_UNTICKED, context.language, schedule=schedule.title)


def _schedule_in_words(context: Context, decision: Row) -> dict[str, str]:
    opening = decision.opening
    schedule = None if opening == NONE else context.schedule(opening)
    if schedule is None:
        return {"schedule": "", "until": ""}
    came_in_ms = context.at_ms(decision.row)
    until_ms = context.until_ms(opening, came_in_ms)
    if until_ms is None:
        return {"schedule": schedule.title, "until": ""}
    zone = context.zone_of(opening)
    moment = phrases.moment(local(until_ms, zone), local(came_in_ms, zone), context.language)
    return {"schedule": schedule.title, "until": say(phrases.UNTIL, context.language, moment=moment)}
