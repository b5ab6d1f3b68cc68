"""The words of figures, English and French side by side; each pair has the same fields."""

from __future__ import annotations

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
    "L’heure la plus chargée : {day} de {hour} à {next_hour} h ; {share} % des appels arrivent de {first} à {last} h",
)
ANSWERED: Pair = (
    "Of the calls, {most}% are answered in the best month ({best}), {least}% in the worst ({worst})",
    "{most} % des appels sont pris le meilleur mois ({best}), {least} % le pire ({worst})",
)
MOST_SENT: Pair = (
    "{share}% of all replies are “{reply}”; most replies go out in {month}",
    "{share} % des réponses sont « {reply} » ; c’est en {month} qu’il en part le plus",
)
ORIGIN: Pair = ("{share}% of the tickets come {origin}", "{share} % des tickets sont créés {origin}")
MORE: Pair = (
    "{change}% more tickets: {year}, against {before}",
    "{change} % de tickets en plus : {year}, par rapport à {before}",
)
FEWER: Pair = (
    "{change}% fewer tickets: {year}, against {before}",
    "{change} % de tickets en moins : {year}, par rapport à {before}",
)
