"""The fourteen automated replies, each one declaration.

To add one, add it here and its text to texts/defaults.yaml; the compiler, the engine, the explanations, the settings
page and the rulebook in the docs all read this tuple. Within a moment the order is that in which decisions are listed;
which reply stands back for which is said by `superseded_by`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from autoreply_sim.codes import Channel, Outcome, Reason
from autoreply_sim.domain.settings import ReplySettings
from autoreply_sim.rules.moments import (
    AFTER_HOURS,
    ALREADY_SENT,
    CHANNEL,
    FIRST_MESSAGE,
    HAS_ADVISOR,
    OUTCOME,
    Moment,
)
from autoreply_sim.rules.suppressions import SUPPRESSIONS
from autoreply_sim.rules.trigger import Citation, Need, Trigger

MISSED = (Outcome.HUNG_UP_GREETING, Outcome.HUNG_UP_MENU, Outcome.HUNG_UP_RINGING, Outcome.HUNG_UP_VOICEMAIL)
"""The outcomes of a missed call (R-CALL-5)."""

YES, NO = (1,), (0,)


UNANSWERED = (Outcome.LEFT_VOICEMAIL, *MISSED)

_IN_GREETING = (Citation(fact=OUTCOME, value=Outcome.HUNG_UP_GREETING, rule="R-MSG-21"),)


def _outcome(*among: Outcome, lifted_by: tuple[str, str] | None = None) -> Need:
    return Need(fact=OUTCOME, among=among, otherwise=Reason.OUTCOME_DIFFERS, lifted_by=lifted_by)


_AFTER_HOURS = Need(fact=AFTER_HOURS, among=YES, otherwise=Reason.WITHIN_BUSINESS_HOURS, rule="R-SCH-4")
_FIRST = Need(fact=FIRST_MESSAGE, among=YES, otherwise=Reason.NOT_FIRST_MESSAGE)


def _channel(*among: Channel) -> Need:
    return Need(fact=CHANNEL, among=among, otherwise=Reason.WRONG_CHANNEL)


CATALOG: tuple[Trigger, ...] = (
    Trigger(
        key="after_hours_calls",
        label=(
            "After-hours customer calls (calls only)",
            "Appels de clients hors horaires (appels seulement)",
        ),
        why=("the call came in after hours", "l’appel est arrivé hors horaires"),
        goes_out=(
            "an unanswered call came in after hours",
            "un appel resté sans réponse est arrivé hors horaires",
        ),
        on=Moment.CALL_ENDED,
        when=(_outcome(*UNANSWERED, lifted_by=("after_hours_answered", "reply")), _AFTER_HOURS),
        rule="R-MSG-9",
    ),
    Trigger(
        key="customer_leaves_voicemail",
        label=("Customer leaves a voicemail", "Le client laisse un message vocal"),
        why=("the caller left a voicemail", "l’appelant a laissé un message vocal"),
        goes_out=("the caller leaves a voicemail", "l’appelant laisse un message vocal"),
        on=Moment.CALL_ENDED,
        when=(_outcome(Outcome.LEFT_VOICEMAIL),),
        superseded_by=("after_hours_calls",),
        rule="R-MSG-2",
    ),
    Trigger(
        key="customer_hangs_up",
        label=("Customer hangs up", "Le client raccroche"),
        why=("the caller hung up while it rang", "l’appelant a raccroché pendant la sonnerie"),
        goes_out=("the caller hangs up while it rings", "l’appelant raccroche pendant la sonnerie"),
        on=Moment.CALL_ENDED,
        when=(_outcome(Outcome.HUNG_UP_RINGING),),
        superseded_by=("after_hours_calls",),
        rule="R-MSG-1",
        cited_instead=_IN_GREETING,
    ),
    Trigger(
        key="missed_customer_call",
        label=("Missed customer call", "Appel client manqué"),
        why=(
            "the caller hung up at the menu or at the voicemail message",
            "l’appelant a raccroché au menu ou à l’annonce de la messagerie",
        ),
        goes_out=(
            "the caller hangs up at the menu or at the voicemail message",
            "l’appelant raccroche au menu ou à l’annonce de la messagerie",
        ),
        on=Moment.CALL_ENDED,
        when=(_outcome(Outcome.HUNG_UP_MENU, Outcome.HUNG_UP_VOICEMAIL),),
        superseded_by=("after_hours_calls",),
        rule="R-MSG-10",
        cited_instead=_IN_GREETING,
    ),
    Trigger(
        key="after_successful_call",
        label=("After a successful phone call with ticket", "Après un appel réussi avec ticket"),
        why=("an answered call has ended", "un appel auquel on a répondu vient de se terminer"),
        goes_out=("an answered call ends", "un appel auquel on a répondu se termine"),
        on=Moment.CALL_ENDED,
        when=(_outcome(Outcome.ANSWERED),),
        superseded_by=("after_hours_calls",),
        rule="R-MSG-3",
    ),
    Trigger(
        key="customer_sends_first_chat",
        label=("Customer sends the first chat", "Premier message du client"),
        why=("the message opened a new ticket", "le message a ouvert un nouveau ticket"),
        goes_out=("a message opens a new ticket", "un message ouvre un nouveau ticket"),
        on=Moment.MESSAGE_CAME,
        when=(_FIRST,),
        superseded_by=("after_hours_texts", "after_hours_ticket"),
        rule="R-MSG-6",
    ),
    Trigger(
        key="after_hours_texts",
        label=(
            "After-hours customer texts (SMS and WhatsApp only)",
            "Messages de clients hors horaires (SMS et WhatsApp seulement)",
        ),
        why=("the text arrived after hours", "le message est arrivé hors horaires"),
        goes_out=(
            "an SMS or WhatsApp message arrives after hours",
            "un SMS ou un message WhatsApp arrive hors horaires",
        ),
        on=Moment.MESSAGE_CAME,
        when=(_channel(Channel.SMS, Channel.WHATSAPP), _AFTER_HOURS),
        rule="R-MSG-13",
        enabled_by_default=False,
        has_quiet_period=True,
    ),
    Trigger(
        key="after_hours_ticket",
        label=(
            "Ticket created after hours (web and app only)",
            "Ticket créé hors horaires (web et application mobile seulement)",
        ),
        why=("the customer created a ticket after hours", "le client a créé un ticket hors horaires"),
        goes_out=(
            "a customer creates a ticket on the web or in the app after hours",
            "un client crée un ticket sur le web ou dans l’application hors horaires",
        ),
        on=Moment.MESSAGE_CAME,
        when=(_channel(Channel.WEB, Channel.APP), _AFTER_HOURS, _FIRST),
        rule="R-MSG-14",
        enabled_by_default=False,
    ),
    Trigger(
        key="request_photo_video",
        label=("Photo/video request", "Demande de photo ou de vidéo"),
        why=("the advisor asked for a photo or a video", "le conseiller a demandé une photo ou une vidéo"),
        goes_out=("an advisor asks for a photo or a video", "un conseiller demande une photo ou une vidéo"),
        on=Moment.PHOTO_VIDEO_ASKED,
        rule="R-MSG-7",
    ),
    Trigger(
        key="request_approval",
        label=("Approval request", "Demande d’approbation"),
        why=("the advisor asked for an approval", "le conseiller a demandé une approbation"),
        goes_out=("an advisor asks for an approval", "un conseiller demande une approbation"),
        on=Moment.APPROVAL_ASKED,
        rule="R-MSG-11",
    ),
    Trigger(
        key="request_payment",
        label=("Payment request", "Demande de paiement"),
        why=("the advisor asked for a payment", "le conseiller a demandé un paiement"),
        goes_out=("an advisor asks for a payment", "un conseiller demande un paiement"),
        on=Moment.PAYMENT_ASKED,
        rule="R-MSG-12",
        needs_payments=True,
    ),
    Trigger(
        key="ask_issue_resolved",
        label=("Issue resolved?", "Problème résolu ?"),
        why=(
            "the advisor asked whether the issue is resolved",
            "le conseiller a demandé si le problème est résolu",
        ),
        goes_out=(
            "an advisor asks whether the issue is resolved",
            "un conseiller demande si le problème est résolu",
        ),
        on=Moment.ISSUE_RESOLVED_ASKED,
        rule="R-MSG-5",
    ),
    Trigger(
        key="share_voicehub",
        label=("Share VoiceHub (Contacts page)", "Partage du numéro VoiceHub (page Contacts)"),
        why=("the advisor shared the team's number", "le conseiller a partagé le numéro de l’équipe"),
        goes_out=("an advisor shares the team's number", "un conseiller partage le numéro de l’équipe"),
        on=Moment.VOICEHUB_SHARED,
        rule="R-MSG-8",
    ),
    Trigger(
        key="capture_advisor_rating",
        label=("Advisor rating", "Évaluation du conseiller"),
        why=("an advisor closed the ticket", "un conseiller a fermé le ticket"),
        goes_out=(
            "an advisor closes a ticket that has an advisor, once per ticket",
            "un conseiller ferme un ticket attribué à un conseiller, une fois par ticket",
        ),
        on=Moment.TICKET_CLOSED,
        when=(
            Need(fact=HAS_ADVISOR, among=YES, otherwise=Reason.NO_ADVISOR),
            Need(fact=ALREADY_SENT, among=NO, otherwise=Reason.ALREADY_SENT),
        ),
        rule="R-MSG-4",
    ),
)

REPLY_KEYS: tuple[str, ...] = tuple(trigger.key for trigger in CATALOG)

BY_KEY: Mapping[str, Trigger] = MappingProxyType({trigger.key: trigger for trigger in CATALOG})


def default_replies() -> dict[str, ReplySettings]:
    """Return the fourteen as a team has them before it saves anything (R-MSG-24)."""
    return {trigger.key: ReplySettings(enabled=trigger.enabled_by_default) for trigger in CATALOG}


def rule_of(trigger: Trigger, reason: Reason, facts: Mapping[str, int]) -> str:
    """Return the id of the rule that decided, given the verdict and the facts of the moment by name."""
    if reason == Reason.SUPERSEDED:
        return "R-MSG-20" if trigger.on == Moment.CALL_ENDED else "R-MSG-22"
    if reason in _RULE_OF_REASON:
        return _RULE_OF_REASON[reason]
    for need in trigger.when:
        if need.otherwise == reason and need.rule:
            return need.rule
    for citation in trigger.cited_instead:
        if facts[citation.fact.name] == citation.value:
            return citation.rule
    return trigger.rule


_RULE_OF_REASON = {Reason.DISABLED: "R-MSG-24", **{held.reason: held.rule for held in SUPPRESSIONS}}
