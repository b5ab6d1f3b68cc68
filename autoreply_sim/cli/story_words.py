"""The words of a story, English and French side by side; each pair has the same fields, which a test holds."""

from __future__ import annotations

from collections.abc import Mapping

from autoreply_sim.codes import Action

Pair = tuple[str, str]

DAYS: Pair = ("Mon Tue Wed Thu Fri Sat Sun", "lun. mar. mer. jeu. ven. sam. dim.")
QUOTED: Pair = ("“{text}”", "« {text} »")
SHOWS: Pair = ("shows", "montre")
TIMES: Pair = ("times in {zone}", "heures : {zone}")
SOMEBODY: Pair = ("an unknown caller ({key})", "un appelant inconnu ({key})")
NOTHING_HAPPENS: Pair = ("Nothing happens in this story.", "Il ne se passe rien dans ce scénario.")

CALLS: Pair = ("{customer} calls {team}.", "{customer} appelle {team}.")
PRESSES: Pair = (
    "{customer} calls {team}, to press {key} at the menu.",
    "{customer} appelle {team} et tapera {key} au menu.",
)
RANG: Pair = ("Rang: {advisors}.", "Postes appelés : {advisors}.")
NOBODY_RANG: Pair = ("Nobody rang.", "Aucun poste n’a sonné.")
ENDED: Pair = ("{outcome} ({length}).", "{outcome} ({length}).")
HELD: Pair = ("{team} held the call.", "{team} tenait l’appel.")
AFTER_HOURS: Pair = ("After hours.", "Hors horaires.")

TEXTS: Pair = (
    "{customer} writes to {team} {channel}: {body}",
    "{customer} écrit à {team} {channel} : {body}",
)
CREATES: Pair = (
    "{customer} creates a ticket for {team} {channel}: {body}",
    "{customer} crée un ticket pour {team} {channel} : {body}",
)
ADDS: Pair = ("{customer} adds to ticket {ticket}: {body}", "{customer} ajoute au ticket {ticket} : {body}")
ANSWERS: Pair = (
    "{customer} answers a request on ticket {ticket}: {answer}.",
    "{customer} répond à une demande du ticket {ticket} : {answer}.",
)
SAVES: Pair = ("{team} saves: {settings}.", "{team} enregistre : {settings}.")

ACTIONS: Mapping[Action, Pair] = {
    Action.REQUEST_PHOTO_VIDEO: (
        "{advisor} asks for a photo or a video on ticket {ticket}.",
        "{advisor} demande une photo ou une vidéo pour le ticket {ticket}.",
    ),
    Action.REQUEST_APPROVAL: (
        "{advisor} asks for an approval on ticket {ticket}.",
        "{advisor} demande une approbation pour le ticket {ticket}.",
    ),
    Action.REQUEST_PAYMENT: (
        "{advisor} asks for a payment on ticket {ticket}.",
        "{advisor} demande un paiement pour le ticket {ticket}.",
    ),
    Action.ASK_ISSUE_RESOLVED: (
        "{advisor} asks on ticket {ticket} whether the issue is resolved.",
        "{advisor} demande si le problème du ticket {ticket} est résolu.",
    ),
    Action.SHARE_VOICEHUB: (
        "{advisor} shares the VoiceHub number with {customer}.",
        "{advisor} partage le numéro VoiceHub avec {customer}.",
    ),
    Action.CLOSE: ("{advisor} closes ticket {ticket}.", "{advisor} ferme le ticket {ticket}."),
    Action.TAKE: ("{advisor} takes ticket {ticket}.", "{advisor} prend le ticket {ticket}."),
    Action.REASSIGN: (
        "{advisor} hands ticket {ticket} to {target}.",
        "{advisor} confie le ticket {ticket} à {target}.",
    ),
    Action.MERGE: (
        "{advisor} merges ticket {ticket} into ticket {into}.",
        "{advisor} fusionne le ticket {ticket} avec le ticket {into}.",
    ),
}

SHARES_ON_TICKET: Pair = (
    "{advisor} shares the VoiceHub number with the customer of ticket {ticket}.",
    "{advisor} partage le numéro VoiceHub avec le client du ticket {ticket}.",
)

ON_TICKET: Pair = ("Ticket {ticket}: {sentence} ({rule})", "Ticket {ticket} : {sentence} ({rule})")
SENT: Pair = (
    "{label}, to {customer}, {at}. {sentence} ({rule})",
    "{label}, à {customer}, {at}. {sentence} ({rule})",
)
TICKETS: Pair = ("Tickets at the end", "Les tickets à la fin")
NO_TICKETS: Pair = ("No ticket was made.", "Aucun ticket n’a été créé.")
NOTES: Pair = ("Notes", "Notes")
OPEN: Pair = ("open", "ouvert")
CLOSED: Pair = ("closed", "fermé")
MERGED: Pair = ("merged into {ticket}", "fusionné avec {ticket}")
UNASSIGNED: Pair = ("unassigned", "non attribué")
ONE_ITEM: Pair = ("{count} item", "{count} élément")
ITEMS: Pair = ("{count} items", "{count} éléments")

ANSWER: Mapping[str, tuple[Pair, Pair]] = {
    "approves": (("approves", "approuve"), ("denies", "refuse")),
    "pays": (("pays", "paie"), ("does not pay", "ne paie pas")),
    "resolved": (("it is resolved", "c’est résolu"), ("it is not resolved", "ce n’est pas résolu")),
    "sends_media": (("sends a photo or a video", "envoie une photo ou une vidéo"),) * 2,
}
"""What a customer answers: yes, and no."""
RATES: Pair = ("rates the advisor {value} of 5", "note le conseiller {value} sur 5")
