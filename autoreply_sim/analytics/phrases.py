"""The words of explanations, English and French side by side, and how an instant reads in a sentence.

Every entry is a pair (English, French) with the same fields; a test holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from autoreply_sim.codes import Channel, Fault, Outcome, Phase, Reason, Rla, TicketRule

Pair = tuple[str, str]

LANGUAGES = ("en", "fr")

SENT: Pair = ("Sent {channel}: {why}{hours}.", "Envoyée {channel} : {why}{hours}.")
NOT_SENT: Pair = ("Not sent: {because}.", "Non envoyée : {because}.")

BECAUSE: Mapping[Reason, Pair] = {
    Reason.WRONG_CHANNEL: (
        "the message came {channel}; this reply goes out when {goes_out}",
        "le message est arrivé {channel} ; cette réponse part quand {goes_out}",
    ),
    Reason.OUTCOME_DIFFERS: (
        "{outcome}; this reply goes out when {goes_out}",
        "{outcome} ; cette réponse part quand {goes_out}",
    ),
    Reason.WITHIN_BUSINESS_HOURS: (
        "the {schedule} schedule was active{until}, so this was within business hours",
        "le planning {schedule} était actif{until}, donc pendant les heures ouvrables",
    ),
    Reason.NOT_FIRST_MESSAGE: (
        "the message went onto ticket {ticket}, which was there before; this reply goes out when {goes_out}",
        "le message a rejoint le ticket {ticket}, qui existait déjà ; cette réponse part quand {goes_out}",
    ),
    Reason.NO_ADVISOR: (
        "ticket {ticket} has no advisor who could be rated",
        "le ticket {ticket} n’a pas de conseiller à évaluer",
    ),
    Reason.ALREADY_SENT: (
        "a rating was asked for on ticket {ticket} before, and that is done once per ticket",
        "une évaluation a déjà été demandée pour le ticket {ticket}, et c’est une seule fois par ticket",
    ),
    Reason.DISABLED: (
        "this reply is switched off for {team}",
        "cette réponse est désactivée pour {team}",
    ),
    Reason.SUPERSEDED: (
        "the reply “{winner}” takes its place",
        "la réponse « {winner} » prend sa place",
    ),
    Reason.WITHHELD_NUMBER: (
        "{customer}'s number is withheld or unknown, so that no SMS can reach them",
        "{customer} a un numéro masqué ou inconnu, aucun SMS ne peut lui parvenir",
    ),
    Reason.LANDLINE: (
        "{customer}'s phone is a landline, which gets no SMS",
        "{customer} a une ligne fixe, qui ne reçoit pas de SMS",
    ),
    Reason.OPTED_OUT: (
        "{customer} has opted out of texts",
        "{customer} ne souhaite plus recevoir de messages",
    ),
    Reason.WHATSAPP_WINDOW_CLOSED: (
        "{customer}'s last WhatsApp message was more than 24 hours old, and this text is no approved template",
        "{customer} n’a rien écrit par WhatsApp depuis plus de 24 heures, et ce texte n’est pas un modèle approuvé",
    ),
    Reason.PAYMENTS_UNAVAILABLE: (
        "payments are offered in the US and Canada only, and the company's country is {country}",
        "les paiements n’existent qu’aux États-Unis et au Canada, et le pays de l’entreprise est {country}",
    ),
    Reason.QUIET_PERIOD: (
        "{customer} got this reply less than {minutes} minutes before, and {team} keeps that long a quiet period",
        "{customer} a reçu cette réponse il y a moins de {minutes} minutes, la période de silence choisie par {team}",
    ),
}

ONLY_WITHOUT_SCHEDULE: Pair = (
    "the {schedule} schedule was active{until}; here only hours without any schedule count as after hours",
    "le planning {schedule} était actif{until} ; ici, seules les heures sans aucun planning sont hors horaires",
)
"""Within business hours by the policy `after_hours: no_active_schedule`, under a schedule that is not marked so."""

OUTCOMES: Mapping[Outcome, Pair] = {
    Outcome.ANSWERED: ("{advisor} answered the call", "{advisor} a répondu à l’appel"),
    Outcome.LEFT_VOICEMAIL: ("the caller left a voicemail", "l’appelant a laissé un message vocal"),
    Outcome.HUNG_UP_GREETING: (
        "the caller hung up during the greeting",
        "l’appelant a raccroché pendant le message d’accueil",
    ),
    Outcome.HUNG_UP_MENU: ("the caller hung up at the menu", "l’appelant a raccroché au menu"),
    Outcome.HUNG_UP_RINGING: (
        "the caller hung up while it rang",
        "l’appelant a raccroché pendant la sonnerie",
    ),
    Outcome.HUNG_UP_VOICEMAIL: (
        "the caller hung up at the voicemail message and left nothing",
        "l’appelant a raccroché à l’annonce de la messagerie sans rien laisser",
    ),
}

CHANNELS: Mapping[Channel, Pair] = {
    Channel.CALL: ("by phone", "par téléphone"),
    Channel.SMS: ("by SMS", "par SMS"),
    Channel.WHATSAPP: ("by WhatsApp", "par WhatsApp"),
    Channel.WEB: ("on the web", "sur le web"),
    Channel.APP: ("in the app", "dans l’application"),
}

HOURS_CLOSED: Pair = ("; no schedule was active", " ; aucun planning n’était actif")
HOURS_UNTICKED: Pair = (
    "; the {schedule} schedule was active, which is not marked as business hours",
    " ; le planning {schedule}, actif à ce moment, n’est pas marqué comme heures ouvrables",
)
UNTIL: Pair = (" until {moment}", " jusqu’à {moment}")

RLA: Mapping[Rla, Pair] = {
    Rla.APPLIED: (
        "Ring Last Advisor applied: {advisor}, who has ticket {ticket}, rang first.",
        "Ring Last Advisor s’est appliqué. Premier poste appelé : {advisor}, en charge du ticket {ticket}.",
    ),
    Rla.NO_ACTIVE_SCHEDULE: (
        "Nobody could ring: {team} had no active schedule.",
        "Aucun poste ne pouvait sonner : {team} n’avait aucun planning actif.",
    ),
    Rla.OFF: ("Ring Last Advisor is off for {team}.", "Ring Last Advisor est désactivé pour {team}."),
    Rla.UNKNOWN_CALLER: (
        "Ring Last Advisor did not apply: the caller's number is unknown.",
        "Ring Last Advisor ne s’est pas appliqué : le numéro de l’appelant est inconnu.",
    ),
    Rla.NO_OPEN_TICKET: (
        "Ring Last Advisor did not apply: no open ticket on this number was made in the last {window} hours.",
        "Ring Last Advisor ne s’est pas appliqué : aucun ticket ouvert sur ce numéro depuis {window} heures.",
    ),
    Rla.OFF_FOR_TICKET_TEAM: (
        "Ring Last Advisor did not apply: it is off for the team that has the customer's ticket.",
        "Ring Last Advisor ne s’est pas appliqué : il est désactivé pour l’équipe qui a le ticket du client.",
    ),
    Rla.UNASSIGNED: (
        "Ring Last Advisor did not apply: the customer's ticket has no advisor.",
        "Ring Last Advisor ne s’est pas appliqué : le ticket du client n’a pas de conseiller.",
    ),
    Rla.ADVISOR_NOT_ON_SCHEDULE: (
        "Ring Last Advisor did not apply: the ticket's advisor was not on an active schedule.",
        "Ring Last Advisor ne s’est pas appliqué : le conseiller du ticket n’était pas sur un planning actif.",
    ),
}

RLA_DID_NOT_RING: Pair = (
    "Ring Last Advisor applied: {advisor}, who has ticket {ticket}, was to ring first, but {why}.",
    "Ring Last Advisor s’est appliqué : {advisor}, en charge du ticket {ticket}, devait sonner en premier, mais {why}.",
)
RULE_TO_ADVISOR: Pair = (
    "The routing rule “{rule}” applied: {advisor} rang first, without a call tree (R-RUL-2).",
    "La règle d’acheminement « {rule} » s’est appliquée : {advisor} d’abord, sans menu d’appel (R-RUL-2).",
)
RULE_DID_NOT_RING: Pair = (
    "The routing rule “{rule}” applied: {advisor} was to ring first, but {why} (R-RUL-2).",
    "La règle d’acheminement « {rule} » s’est appliquée : {advisor} devait sonner en premier, mais {why} (R-RUL-2).",
)
NOT_FREE: Pair = ("was not free", "n’était pas disponible")
HUNG_UP_BEFORE: Pair = ("the caller had hung up by then", "l’appelant avait déjà raccroché")
RULE_TO_TEAM: Pair = (
    "The routing rule “{rule}” applied: it handed the call to {team} (R-RUL-2).",
    "La règle d’acheminement « {rule} » s’est appliquée : elle a confié l’appel à {team} (R-RUL-2).",
)

TICKET_MOVES: Mapping[TicketRule, Pair] = {
    TicketRule.TKT_1: (
        "The ticket's own advisor answered: logged on this ticket.",
        "Le conseiller du ticket a répondu : appel consigné sur ce ticket.",
    ),
    TicketRule.TKT_2: (
        "An answered call makes a new ticket, for whoever answered.",
        "Un appel auquel on répond crée un ticket, attribué à qui a répondu.",
    ),
    TicketRule.TKT_3: (
        "A voicemail always makes a new ticket without an advisor.",
        "Un message vocal crée toujours un nouveau ticket, sans conseiller.",
    ),
    TicketRule.TKT_4: (
        "A missed call joins the customer's most recent open ticket on this number.",
        "Un appel manqué rejoint le ticket ouvert le plus récent du client sur ce numéro.",
    ),
    TicketRule.TKT_5: (
        "The team wants a ticket for missed calls, and there was none to join.",
        "L’équipe veut un ticket pour les appels manqués, et il n’y en avait aucun à rejoindre.",
    ),
    TicketRule.TKT_7: (
        "A text joins the customer's most recent open ticket on this number, or opens a new one.",
        "Un message rejoint le ticket ouvert le plus récent du client sur ce numéro, ou en ouvre un.",
    ),
    TicketRule.TKT_8: (
        "A ticket from the web or the app is always a new one; later messages name it.",
        "Un ticket créé sur le web ou dans l’application est toujours nouveau ; les messages suivants le nomment.",
    ),
    TicketRule.TKT_9: (
        "A text after the last ticket was closed reopens it.",
        "Un message reçu après la fermeture du dernier ticket le rouvre.",
    ),
    TicketRule.TKT_10: ("An advisor acted on the ticket.", "Un conseiller a agi sur le ticket."),
    TicketRule.TKT_11: (
        "A request that was sent is part of the ticket's activity.",
        "Une demande envoyée fait partie de l’activité du ticket.",
    ),
}

MOVED_HANG_UP: Pair = (
    "Event {event}: the caller was to hang up {asked}, but this call did not reach that point; they hung up {found}.",
    "Événement {event} : l’appelant devait raccrocher {asked}, mais l’appel n’y est pas arrivé ; il l’a fait {found}.",
)

PHASES: Mapping[Phase, Pair] = {
    Phase.GREETING: ("in the greeting", "pendant le message d’accueil"),
    Phase.MENU: ("in the menu", "au menu"),
    Phase.RINGING: ("while it rang", "pendant la sonnerie"),
    Phase.VOICEMAIL: ("at the voicemail message", "à l’annonce de la messagerie"),
}

FAULTS: Mapping[Fault, str] = {
    Fault.UNKNOWN_TICKET: "there is no ticket {ticket} at this moment; tickets are numbered in the order they are made",
    Fault.CLOSED_TICKET: "ticket {ticket} is closed at this moment; name an open one",
    Fault.MERGE_INTO_ITSELF: "ticket {ticket} cannot be merged into itself; name another ticket in 'into'",
    Fault.NOT_A_WEB_TICKET: "ticket {ticket} did not come from the web or the app; use 'text' for an SMS or WhatsApp",
    Fault.UNKNOWN_INTO: "there is no ticket {ticket} at this moment; tickets are numbered in the order they are made",
    Fault.CLOSED_INTO: "ticket {ticket} is closed at this moment; name an open one",
    Fault.NOT_YOUR_TICKET: "ticket {ticket} is another customer's; name one of this customer's tickets",
}

_DAYS: Pair = ("Mon Tue Wed Thu Fri Sat Sun", "lun. mar. mer. jeu. ven. sam. dim.")


def check_language(language: object) -> None:
    """Raise ValueError for a language that is not spoken here."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not spoken here; use one of: {', '.join(LANGUAGES)}")


def say(pair: Pair, language: str, **facts: object) -> str:
    """Return one side of a pair with its fields filled in. Raises ValueError as `check_language` does."""
    check_language(language)
    template = pair[LANGUAGES.index(language)]
    return template.format(**facts) if facts else template


def is_singular(count: int, language: str) -> bool:
    """Say whether a count goes with the singular: one does, and in French nought does, too."""
    return count in ((0, 1) if language == "fr" else (1,))


def moment(at: datetime, beside: datetime, language: str) -> str:
    """Return how an instant reads beside another: the time alone on the same day, else with the weekday."""
    clock = at.strftime("%H:%M")
    if at.date() == beside.date():
        return clock
    return f"{_DAYS[LANGUAGES.index(language)].split()[at.weekday()]} {clock}"
