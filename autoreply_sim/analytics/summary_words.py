"""The words of a summary, English and French side by side; each pair has the same fields."""

from __future__ import annotations

from collections.abc import Mapping

from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.codes import Outcome, Reason

CALLS: Pair = ("Calls", "Appels")
WAITING: Pair = ("Waiting", "Attente")
ADVISORS: Pair = ("Advisors", "Conseillers")
REPLIES: Pair = ("Automated replies sent", "Réponses automatiques envoyées")
TICKETS: Pair = ("Tickets", "Tickets")

OUTCOMES: Mapping[Outcome, Pair] = {
    Outcome.ANSWERED: ("answered", "pris par un conseiller"),
    Outcome.LEFT_VOICEMAIL: ("left a voicemail", "message vocal laissé"),
    Outcome.HUNG_UP_GREETING: ("hung up during the greeting", "raccroché pendant l’accueil"),
    Outcome.HUNG_UP_MENU: ("hung up at the menu", "raccroché au menu"),
    Outcome.HUNG_UP_RINGING: (
        "hung up while it rang, or in the line",
        "raccroché pendant la sonnerie ou l’attente",
    ),
    Outcome.HUNG_UP_VOICEMAIL: ("hung up at the voicemail message", "raccroché à l’annonce de la messagerie"),
}
ABANDONED: Pair = ("hung up, all phases together", "raccroché, toutes étapes confondues")

ASA: Pair = ("average speed of answer", "délai moyen de réponse")
WAIT_MEAN: Pair = (
    "mean wait of everybody who waited, answered or not",
    "attente moyenne de tous ceux qui ont patienté",
)
SERVICE_LEVEL: Pair = ("of them answered within {seconds} s", "dont pris en moins de {seconds} s")
OCCUPANCY: Pair = (
    "occupancy: talk and after-call work in their time on duty",
    "taux d’occupation : appels et travail après appel",
)

ORIGINS: Mapping[str, Pair] = {
    "answered_call": ("from answered calls", "à la suite d’appels pris"),
    "voicemail": ("from voicemails", "à la suite de messages vocaux"),
    "missed_call": ("from missed calls", "à la suite d’appels manqués"),
    "sms": ("by SMS", "par SMS"),
    "whatsapp": ("by WhatsApp", "par WhatsApp"),
    "web": ("on the web", "sur le web"),
    "app": ("in the app", "dans l’application"),
}

HELD_BACK: Mapping[Reason, Pair] = {
    Reason.DISABLED: ("switched off", "désactivée"),
    Reason.SUPERSEDED: ("another sent instead", "une autre envoyée à sa place"),
    Reason.WITHHELD_NUMBER: ("number withheld", "numéro masqué"),
    Reason.LANDLINE: ("landline", "ligne fixe"),
    Reason.OPTED_OUT: ("opted out", "désabonnement"),
    Reason.WHATSAPP_WINDOW_CLOSED: ("WhatsApp window closed", "fenêtre WhatsApp fermée"),
    Reason.PAYMENTS_UNAVAILABLE: ("no payments in this country", "pas de paiement dans ce pays"),
    Reason.QUIET_PERIOD: ("quiet period", "période de silence"),
}
"""Why a reply that was due was not sent; the other reasons say that it was not due."""
HELD: Pair = ("held back: {reasons}", "retenues\u00a0: {reasons}")

NOTHING: Pair = ("–", "–")
SECONDS: Pair = ("{count} s", "{count}\u00a0s")
PERIOD: Pair = (
    "{days} days from {first_day} · seed {seed} · times in {zone}",
    "{days} jours à partir du {first_day} · graine {seed} · fuseau {zone}",
)
REPLICATIONS: Pair = (" · {count} replications together", " · sur {count} réplications")
PACE: Pair = (
    "{events} events: drawn in {generate_s} s, decided in {decide_s} s ({rate} a second)",
    "{events} événements\u00a0: tirés en {generate_s}\u00a0s, traités en {decide_s}\u00a0s ({rate} par seconde)",
)
WRITTEN: Pair = (", written in {write_s} s", ", écrits en {write_s} s")
MEMORY: Pair = ("; {peak_mb} MB of memory at most", "\u00a0; {peak_mb} Mo de mémoire au plus")
WHERE: Pair = ("The Parquet files are in {folder}.", "Les fichiers Parquet sont dans {folder}.")
DIGEST: Pair = ("Digest of the ledger: {digest}", "Empreinte du registre\u00a0: {digest}")
