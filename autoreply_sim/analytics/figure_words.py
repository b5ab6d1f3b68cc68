"""The words of figures, English and French side by side; each pair has the same fields.

Those of the timeline of a story are in figure_story_words.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from autoreply_sim.analytics.phrases import Pair

DAYS: tuple[Pair, ...] = (
    ("Monday", "lundi"),
    ("Tuesday", "mardi"),
    ("Wednesday", "mercredi"),
    ("Thursday", "jeudi"),
    ("Friday", "vendredi"),
    ("Saturday", "samedi"),
    ("Sunday", "dimanche"),
)
MONTHS: tuple[Pair, ...] = (
    ("Jan", "janv."),
    ("Feb", "févr."),
    ("Mar", "mars"),
    ("Apr", "avr."),
    ("May", "mai"),
    ("Jun", "juin"),
    ("Jul", "juil."),
    ("Aug", "août"),
    ("Sep", "sept."),
    ("Oct", "oct."),
    ("Nov", "nov."),
    ("Dec", "déc."),
)
DATE: Pair = ("{day} {month}", "{day} {month}")
DATE_WITH_YEAR: Pair = ("{day} {month} {year}", "{day} {month} {year}")
MONTH_OF_YEAR: Pair = ("{month} {year}", "{month} {year}")

HOUR: Pair = ("hour of the day (local time)", "heure de la journée (heure locale)")
MONTH: Pair = ("month (local time)", "mois (heure locale)")
CALLS: Pair = ("calls", "appels")
CALL_SHARE: Pair = ("share of the calls (%)", "part des appels (%)")
REPLIES: Pair = ("replies sent", "réponses envoyées")
TICKETS: Pair = ("tickets made", "tickets créés")
OTHERS: Pair = ("the {count} others", "les {count} autres")

NO_CALLS: Pair = ("Nobody called", "Personne n’a appelé")
BUSIEST: Pair = (
    "The busiest hour is {day}, {hour} to {next_hour} h; {share}% of all calls come from {first} to {last} h",
    "L’heure la plus chargée : {day} de {hour} à {next_hour} h ; {share} % des appels arrivent de {first} à {last} h",
)
ANSWERED: Pair = (
    "Of the calls, {most}% are answered in the best month ({best}), {least}% in the worst ({worst})",
    "{most} % des appels sont pris le meilleur mois ({best}), {least} % le pire ({worst})",
)
ANSWERED_ONE: Pair = (
    "Of the calls, {share}% are answered",
    "{share} % des appels sont pris",
)
ANSWERED_EVEN: Pair = (
    "Of the calls, {share}% are answered, in every month alike",
    "{share} % des appels sont pris, tous les mois",
)
MOST_SENT: Pair = (
    "{share}% of all replies are “{reply}”; most replies go out in {month}",
    "{share} % des réponses sont « {reply} » ; c’est en {month} qu’il en part le plus",
)
ORIGIN: Pair = ("{share}% of the tickets come {origin}", "{share} % des tickets sont créés {origin}")
MORE: Pair = (
    "{change}% more tickets: {year}, against {before}",
    "{change} % de tickets en plus : {year}, par rapport à {before}",
)
FEWER: Pair = (
    "{change}% fewer tickets: {year}, against {before}",
    "{change} % de tickets en moins : {year}, par rapport à {before}",
)

COUNTED: Mapping[str, Pair] = {
    "calls": CALLS,
    "messages": ("messages", "messages"),
    "replies": REPLIES,
    "after_hours_replies": ("after-hours replies", "réponses hors horaires"),
    "left_without_a_word": ("contacts left without a word", "contacts restés sans réponse"),
    "tickets": TICKETS,
}
"""What a map of the hours may count."""
NOTHING_COUNTED: Pair = ("Nothing to count: {noun}", "Rien à compter : {noun}")
PEAK: Pair = (
    "Most {noun}: {day}, {hour} to {next_hour} h; {share}% of them from {first} to {last} h",
    "Pic ({noun}) : {day} de {hour} à {next_hour} h ; {share} % du total de {first} à {last} h",
)

PHASES: Mapping[str, Pair] = {
    "offered": ("offered", "appels entrants"),
    "past_greeting": ("past the greeting", "après l’accueil"),
    "past_menu": ("past the menu", "après le menu"),
    "rang": ("rang or waited", "sonnerie ou attente"),
    "answered": ("answered", "pris"),
    "left_voicemail": ("left a voicemail", "message vocal laissé"),
}
"""How far a call comes; a voicemail is what some of those leave who are not answered."""
STOPS: Mapping[str, Pair] = {
    "past_greeting": ("in the greeting", "pendant l’accueil"),
    "past_menu": ("at the menu", "au menu"),
    "rang": ("where nobody could ring", "là où aucun poste ne pouvait sonner"),
    "answered": ("while it rang or they waited", "pendant la sonnerie ou l’attente"),
}
"""Where the calls that do not reach a phase have stopped."""
GOES_ON: Pair = ("came so far", "arrivés jusque-là")
STOPPED: Pair = ("stopped just before", "arrêtés juste avant")
SAME_NUMBER: Pair = (
    "As many tickets: {year}, against {before}",
    "Autant de tickets : {year}, par rapport à {before}",
)
NONE_BEFORE: Pair = (
    "Tickets: {count} ({year}), against none ({before})",
    "Tickets : {count} ({year}), contre aucun ({before})",
)
FUNNEL: Pair = (
    "{share} of the calls are answered; of the others, most stop {where}",
    "{share} des appels sont pris ; les autres s’arrêtent surtout {where}",
)
FUNNEL_PLAIN: Pair = (
    "{share} of the calls are answered",
    "{share} des appels sont pris",
)
FUNNEL_WHOLE: Pair = ("All calls are answered", "Tous les appels sont pris")
FUNNEL_TWO: Pair = (
    "Calls answered: {before} ({first}), {after} ({last})",
    "Appels pris : {before} ({first}), {after} ({last})",
)

STATUSES: Mapping[str, Pair] = {
    "closed": ("closed", "fermés"),
    "open": ("still open", "encore ouverts"),
    "merged": ("merged into another", "fusionnés avec un autre"),
}
TICKET_COUNT: Pair = (
    "tickets, from how they came to how they ended",
    "tickets, de leur origine à leur issue",
)
FLOW: Pair = (
    "{share} of the tickets are closed; most often left open are those {origin} ({open})",
    "{share} des tickets sont fermés ; restent le plus souvent ouverts ceux créés {origin} ({open})",
)
FLOW_NONE_OPEN: Pair = ("No ticket is left open", "Aucun ticket ne reste ouvert")
NO_TICKETS: Pair = ("No ticket was made", "Aucun ticket n’a été créé")

WAITED: Pair = ("waiting time (seconds)", "temps d’attente (secondes)")
STILL_THERE: Pair = ("callers still waiting (%)", "appelants encore en ligne (%)")
BAND: Pair = ("confidence band", "bande de confiance")
HALF: Pair = ("half: {seconds} s", "moitié : {seconds} s")
SECONDS: Pair = ("{seconds} s", "{seconds} s")
PATIENCE: Pair = (
    "Half of the callers give up within {seconds} s",
    "La moitié des appelants renoncent en moins de {seconds} s",
)
PATIENCE_LONGER: Pair = (
    "More than half of the callers wait longer than {seconds} s",
    "Plus de la moitié des appelants attendent au-delà de {seconds} s",
)
PATIENCE_EACH: Pair = ("Half of the callers give up: {each}", "La moitié des appelants renoncent : {each}")
WITHIN: Pair = ("{name} within {seconds} s", "{name}, en moins de {seconds} s")
BEYOND: Pair = ("{name} after more than {seconds} s", "{name}, après plus de {seconds} s")

DIFFERENCE: Pair = ("difference from the base ({unit})", "écart par rapport à la base ({unit})")
NO_INTERVAL_HERE: Pair = ("{value}, no interval", "{value}, pas d’intervalle")
NO_INTERVAL: Pair = ("no interval: too little to go by", "pas d’intervalle : trop peu d’éléments")
NONE_SEEN: Pair = ("no difference seen", "aucun écart observé")
BEYOND_CHANCE: Pair = ("interval without zero", "intervalle sans zéro")
WITHIN_CHANCE: Pair = ("interval with zero", "intervalle avec zéro")
NOT_MEASURED: Pair = ("nothing to measure", "rien à mesurer")
INTERVAL: Pair = ("{value} ({low} to {high})", "{value} (de {low} à {high})")
P_VALUE: Pair = ("p = {p}", "p = {p}")
P_SMALL: Pair = ("p < {p}", "p < {p}")
FOREST: Pair = (
    "{count} of {all} metrics differ beyond chance, most of all “{metric}” ({change})",
    "Écarts qui dépassent le hasard : {count} sur {all}, surtout « {metric} » ({change})",
)
FOREST_ONE: Pair = (
    "One of {all} metrics differs beyond chance: “{metric}” ({change})",
    "Un seul écart sur {all} dépasse le hasard : « {metric} » ({change})",
)
FOREST_ALONE: Pair = (
    "“{metric}” differs beyond chance ({change})",
    "« {metric} » : l’écart dépasse le hasard ({change})",
)
FOREST_SAME: Pair = (
    "No difference was seen in any replication",
    "Aucun écart observé, dans aucune réplication",
)
FOREST_NONE: Pair = (
    "None of the metrics differs beyond chance ({all} compared)",
    "Aucun écart ne dépasse le hasard (chiffres comparés : {all})",
)
FOREST_UNKNOWN: Pair = (
    "Too few replications to tell a difference from chance",
    "Trop peu de réplications pour distinguer un écart du hasard",
)

DAILY: Pair = ("day (local time)", "jour (heure locale)")
WEEKLY: Pair = ("week, by its first day (local time)", "semaine, par son premier jour (heure locale)")
MONTHLY: Pair = MONTH
MOST_SENT_AT: Pair = (
    "{share} of all replies are “{reply}”; most replies go out: {date} ({count})",
    "{share} des réponses sont « {reply} » ; pic des envois : {date} ({count})",
)
NO_REPLIES: Pair = ("No reply was sent", "Aucune réponse n’a été envoyée")

WEEK_OF: Pair = ("week of {day}", "semaine du {day}")
OFFERED: Pair = ("calls offered", "appels entrants")
OFFERED_A_DAY: Pair = ("calls offered a day", "appels entrants par jour")
MEAN_WAIT: Pair = ("mean wait (seconds)", "attente moyenne (secondes)")
LOAD: Pair = (
    "Most calls come from {busy} to {next_busy} h; waits are longest from {slow} to {next_slow} h ({seconds} s)",
    "Le plus d’appels : de {busy} à {next_busy} h ; l’attente la plus longue : de {slow} à {next_slow} h ({seconds} s)",
)
LOAD_NO_WAIT: Pair = (
    "Most calls come from {busy} to {next_busy} h; nobody waited",
    "Le plus d’appels : de {busy} à {next_busy} h ; personne n’a attendu",
)

RANGE: Pair = (
    "{name}: from {least} ({where_least}) to {most} ({where_most})",
    "{name} : de {least} ({where_least}) à {most} ({where_most})",
)
ENTRY: Pair = ("{name}: {value}", "{name} : {value}")
