"""The words of a report's settings and schedules, English and French side by side; each pair has the same fields."""

from __future__ import annotations

from collections.abc import Mapping

from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.codes import RingStrategy

COMPANY: Pair = ("Company", "Entreprise")
NAME: Pair = ("Name", "Nom")
COUNTRY: Pair = ("Country", "Pays")
LANGUAGE: Pair = ("Language of the default texts", "Langue des textes par défaut")
LANGUAGES: Mapping[str, Pair] = {"en": ("English", "anglais"), "fr": ("French", "français")}
ZONE: Pair = ("Time zone", "Fuseau horaire")
NO_NAME: Pair = ("none; the team’s name stands in for it", "aucun ; le nom de l’équipe le remplace")
POLICIES: Pair = ("Readings of the rulebook", "Choix d’interprétation")
HOURS: Pair = ("{number} hours", "{number} heures")
TRAFFIC: Pair = ("Customers who are drawn", "Clients tirés au sort")
PEOPLE: Pair = ("People who may get in touch", "Personnes susceptibles de prendre contact")
PER_DAY: Pair = ("Contacts a day: {team}", "Contacts par jour : {team}")
HOLIDAYS: Pair = ("Holidays", "Jours fériés")
INCIDENTS: Pair = ("Incidents", "Incidents")

TEAM: Pair = ("Team: {name}", "Équipe : {name}")
NUMBER: Pair = ("VoiceHub number", "Numéro VoiceHub")
THROUGH: Pair = ("{number}, that of {team}", "{number}, celui de {team}")
RLA: Pair = ("Ring Last Advisor", "Ring Last Advisor")
MISSED: Pair = ("A ticket for missed calls", "Un ticket pour les appels manqués")
SCHEDULE: Pair = ("Schedule: {title}", "Planning : {title}")
NO_SCHEDULE: Pair = ("Schedules", "Plannings")
NONE: Pair = ("none: nobody rings", "aucun : aucun poste ne sonne")
TREE: Pair = ("Call tree {name}, key {choice}", "Menu d’appel {name}, touche {choice}")
ROUTING: Pair = ("Routing rule: {name}", "Règle d’acheminement : {name}")
ROUTES: Mapping[str, Pair] = {
    "equals": ("{criterion} is {value} → {target}", "{criterion} égal à {value} → {target}"),
    "starts_with": ("{criterion} begins with {value} → {target}", "{criterion} commence par {value} → {target}"),
}  # fmt: skip
CRITERIA: Mapping[str, Pair] = {
    "phone": ("phone number", "numéro de téléphone"),
    "segment": ("segment", "segment"),
    "organization": ("organization", "organisation"),
    "account": ("account", "compte"),
}
REPLIES: Pair = ("Automated replies of {team}", "Réponses automatiques de {team}")
REPLY: Pair = ("reply", "réponse")
STATE: Pair = ("sent?", "envoi")
SENDER: Pair = ("sender", "expéditeur")
SENDERS: Mapping[str, Pair] = {"company": ("company", "entreprise"), "team": ("team", "équipe")}
TEXT: Pair = ("text", "texte")
OPTIONS: Pair = ("options", "options")
OPTION: Pair = ("{label}: {state}", "{label} : {state}")
AND: Pair = ("; ", " ; ")
DEFAULT_TEXT: Pair = ("(default) {text}", "(par défaut) {text}")
QUIET: Pair = ("quiet period of {minutes} minutes", "période de silence de {minutes} minutes")
TEMPLATE: Pair = ("approved as a WhatsApp template", "approuvé comme modèle WhatsApp")

ONCE: Pair = ("once, on {first}", "une seule fois, le {first}")
FROM: Pair = ("from {first} on", "à partir du {first}")
CLOCK: Pair = ("{start} to {end}", "de {start} à {end}")
NEXT_DAY: Pair = ("{start} to {end} the next day", "de {start} à {end} le lendemain")
IN_ZONE: Pair = ("time of {zone}", "heure de {zone}")
EXCEPT: Pair = ("not on {days}", "sauf le {days}")
AFTER_HOURS: Pair = ("not business hours", "hors heures ouvrables")
DRAFT: Pair = ("a draft: never active", "brouillon : jamais actif")
SWITCHED_OFF: Pair = ("switched off", "désactivé")
RINGS: Mapping[RingStrategy, Pair] = {
    RingStrategy.GROUP: (
        "{names} ring at once for {seconds} s",
        "sonnent ensemble {seconds}\u00a0s : {names}",
    ),
    RingStrategy.SEQUENTIAL: (
        "{names} ring one after the other, {seconds} s each",
        "sonnent l’un après l’autre, {seconds}\u00a0s chacun : {names}",
    ),
    RingStrategy.ROUND_ROBIN: (
        "{names} ring in turn, {seconds} s each, beginning after whoever answered last",
        "sonnent à tour de rôle, {seconds}\u00a0s chacun, après le dernier qui a répondu : {names}",
    ),
}
RINGS_ALONE: Pair = ("{names} rings for {seconds} s", "sonne pendant {seconds}\u00a0s : {names}")
NOBODY: Pair = ("nobody rings", "aucun poste ne sonne")
BY_TREE: Pair = ("through the call tree {name}", "par le menu d’appel {name}")
