"""The words of a report but for its settings, English and French side by side; each pair has the same fields."""

from __future__ import annotations

from autoreply_sim.analytics.phrases import Pair

STORY: Pair = (
    "A report on a story: what happened, which automated replies went out or did not, and why.",
    "Rapport sur un récit : ce qui s’est passé, quelles réponses automatiques sont parties ou non, et pourquoi.",
)
PERIOD: Pair = (
    "A report on a simulated period: how calls ended, which automated replies went out, and where tickets came from.",
    "Rapport sur une période simulée : l’issue des appels, les réponses automatiques envoyées, l’origine des tickets.",
)
COMPARED: Pair = (
    "A report on a comparison: what other settings change for the very same customers.",
    "Rapport sur une comparaison : ce que d’autres réglages changent pour exactement les mêmes clients.",
)
AGAINST: Pair = ("{title}: {base} against {others}", "{title} : {base} face à {others}")
OF_VARIANT: Pair = ("{variant}: {finding}", "{variant} : {finding}")

CONTENTS: Pair = ("Contents", "Sommaire")
NUMBERS: Pair = ("The numbers behind it", "Les chiffres")
NO_SCRIPT: Pair = (
    "The figures are drawn by a script, which is switched off here; the tables hold the same numbers.",
    "Les figures sont tracées par un script, désactivé ici ; les tableaux contiennent les mêmes chiffres.",
)
NOTHING: Pair = ("–", "–")
NUMBER: Pair = ("[number {place}]", "[numéro {place}]")
ON: Pair = ("on", "activé")
OFF: Pair = ("off", "désactivé")
UNTIL: Pair = ("{first} to {last}", "du {first} au {last}")
MORE: Pair = ("The first {shown} of {count}.", "Les {shown} premiers sur {count}.")

FINDINGS: Pair = ("What was found", "Ce qui ressort")
MEASURED: Pair = ("What was measured", "Ce qui a été mesuré")
CHANGES: Pair = ("What changes", "Ce qui change")
WHOSE: Pair = ("Whose experience changes", "Pour qui cela change")
HAPPENED: Pair = ("What happened, and why", "Ce qui s’est passé, et pourquoi")
SETTINGS: Pair = ("Settings", "Réglages")
DIFFERENT: Pair = ("What the variants set differently", "Ce que les variantes règlent autrement")
MADE: Pair = ("How this report was made", "Comment ce rapport a été établi")

MADE_ON: Pair = ("Report made on", "Rapport établi le")
WHAT: Pair = ("Scenario", "Scénario")
COMPANY: Pair = ("Company", "Entreprise")
DAYS: Pair = ("Period", "Période")
DAYS_ARE: Pair = ("{days} days, {period}", "{days} jours, {period}")
DAY_IS: Pair = ("1 day, {first}", "1 jour, {first}")
SEED: Pair = ("Seed", "Graine")
REPLICATIONS: Pair = ("Replications", "Réplications")
CONFIDENCE: Pair = ("Confidence of the intervals", "Niveau de confiance des intervalles")
PERCENT: Pair = ("{number}%", "{number}\u202f%")
TOGETHER: Pair = (
    "{percent}, each; of differences, of all {count} together",
    "{percent} pour chacun ; pour les écarts, les {count} ensemble",
)
WARM_UP: Pair = ("Days at the beginning that are not counted", "Jours du début non comptés")
ZONE: Pair = ("Times are by the clock of", "Les heures sont celles de")
DIGEST: Pair = ("Digest of the results (SHA-256)", "Empreinte des résultats (SHA-256)")
VERSIONS: Pair = ("What computed it", "Ce qui a calculé")
PROGRAM: Pair = ("program", "logiciel")
VERSION: Pair = ("version", "version")
NOT_INSTALLED: Pair = ("not installed", "non installé")
AGAIN: Pair = (
    "The same scenario, seed and versions give the same report on any day; only its date differs.",
    "Le même scénario, la même graine et les mêmes versions donnent toujours le même rapport, à la date près.",
)
HIDDEN: Pair = (
    "Phone numbers of customers are replaced: the same number has the same name throughout this report.",
    "Les numéros de téléphone des clients sont remplacés : le même numéro porte le même nom dans tout ce rapport.",
)
NOT_REAL: Pair = (
    "These are results of a simulator that follows the platform’s public documents; a real account may differ.",
    "Résultats d’un simulateur fondé sur les documents publics de la plateforme ; un compte réel peut différer.",
)
FIRST_OF: Pair = (
    "The figures show the first of {count} replications; the measurements below are of all of them.",
    "Les figures montrent la première des {count} réplications ; les mesures ci-dessous portent sur toutes.",
)

METRIC: Pair = ("metric", "indicateur")
VALUE: Pair = ("value", "valeur")
MEANS: Pair = ("what it means", "définition")
DIFFERENCE: Pair = ("difference", "écart")
CHANCE: Pair = ("beyond chance?", "au-delà du hasard ?")
BEYOND: Pair = ("yes", "oui")
WITHIN: Pair = ("may be chance", "peut-être le hasard")
BASE: Pair = ("base", "référence")
VARIANT: Pair = ("variant{number}", "variante{number}")
NO_DIFFERENCE: Pair = ("no difference seen", "aucun écart observé")
CANNOT_TELL: Pair = ("cannot be told", "indéterminé")
ALL_METRICS: Pair = ("All metrics, with their intervals", "Tous les indicateurs, avec leurs intervalles")
NOT_MEASURED: Pair = (
    "Nothing was measured in this simulation; simulate with measured=True for the metrics.",
    "Rien n’a été mesuré dans cette simulation ; simulez avec measured=True pour avoir les indicateurs.",
)
DIFFERENCES: Pair = ("{variant} against {base}", "{variant} face à {base}")

REPLIES: Pair = ("Automated replies that were sent", "Réponses automatiques envoyées")
NO_REPLIES: Pair = ("No automated reply was sent.", "Aucune réponse automatique n’a été envoyée.")
DECISIONS: Pair = ("Every decision, with its rule", "Chaque décision, avec sa règle")
TICKETS: Pair = ("Tickets at the end", "Tickets à la fin")
CALLS: Pair = ("Calls", "Appels")
WHEN: Pair = ("when", "quand")
EVENT: Pair = ("event", "événement")
REPLY: Pair = ("reply", "réponse")
TO: Pair = ("to", "à")
HOW: Pair = ("how", "voie")
TEXT: Pair = ("text", "texte")
WHY: Pair = ("why", "pourquoi")
RULE: Pair = ("rule", "règle")
TICKET: Pair = ("ticket", "ticket")
TEAM: Pair = ("team", "équipe")
CUSTOMER: Pair = ("customer", "client")
ADVISOR: Pair = ("advisor", "conseiller")
STATUS: Pair = ("status", "état")
MADE_AT: Pair = ("made at", "créé le")
ENDED: Pair = ("how it ended", "issue")
RANG: Pair = ("who rang", "postes appelés")
OPEN: Pair = ("open", "ouvert")
CLOSED: Pair = ("closed", "clos")
MERGED: Pair = ("merged into ticket {ticket}", "fusionné dans le ticket {ticket}")
UNASSIGNED: Pair = ("unassigned", "non attribué")

CHANGED: Pair = (
    "{variant} against {base}: contacts that come out differently",
    "{variant} face à {base} : contacts qui se passent autrement",
)
WAS: Pair = ("under {name}", "avec {name}")
WHY_UNDER: Pair = ("why, under {name}", "pourquoi, avec {name}")
NOBODY: Pair = ("Nobody’s experience changes.", "Rien ne change pour personne.")
COUNTED: Pair = (
    "Of the first replication, in which {count} contacts differ; the first {shown} in time.",
    "De la première réplication, où {count} contacts diffèrent ; les {shown} premiers dans l’ordre du temps.",
)
SAVED: Pair = ("as saved", "tel qu’enregistré")
DRAFT: Pair = ("with the changes", "avec les changements")
AGAINST_SAVED: Pair = ("Compared with what is saved", "Comparaison avec ce qui est enregistré")
OF_DRAFT: Pair = (
    "Everything else in this report is of settings with changes that are not part of what is saved.",
    "Tout le reste de ce rapport porte sur des réglages avec des changements qui ne sont pas enregistrés.",
)
BOTH_SIDES: Pair = ("The same customers on both sides", "Les mêmes clients des deux côtés")
ONE_PERIOD: Pair = (
    "One period was drawn, so there are no intervals: a comparison over several says how sure a difference is.",
    "Une seule période a été tirée, donc sans intervalles : une comparaison sur plusieurs dit si un écart est sûr.",
)
SAME: Pair = ("=", "=")
SETTING: Pair = ("setting", "réglage")
SAME_SETTINGS: Pair = ("The settings do not differ.", "Les réglages ne diffèrent pas.")
