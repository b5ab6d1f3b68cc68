"""What the metrics are called and what they mean, English and French side by side."""

from __future__ import annotations

from collections.abc import Mapping

from autoreply_sim.analytics.phrases import Pair
from autoreply_sim.analytics.summary import SERVICE_LEVEL_S

TEXTS: Mapping[str, tuple[Pair, Pair]] = {
    "offered": (
        ("calls offered", "appels présentés"),
        ("Calls that came in, answered or not.", "Appels arrivés, pris ou non."),
    ),
    "answered_share": (
        ("answered calls", "appels pris"),
        (
            "Share of the calls offered that an advisor picked up.",
            "Part des appels présentés qu’un conseiller a pris.",
        ),
    ),
    "voicemail_share": (
        ("voicemails", "messages vocaux"),
        (
            "Share of the calls offered whose callers left a voicemail.",
            "Part des appels présentés qui ont laissé un message vocal.",
        ),
    ),
    "abandoned_share": (
        ("abandoned calls", "appels abandonnés"),
        (
            "Share of the calls offered whose callers hung up, in whichever phase: the missed calls.",
            "Part des appels présentés raccrochés, à n’importe quelle étape : les appels manqués.",
        ),
    ),
    "abandoned_greeting_share": (
        ("abandoned during the greeting", "raccrochés pendant l’accueil"),
        (
            "Share of the calls offered whose callers hung up during the greeting.",
            "Part des appels présentés raccrochés pendant le message d’accueil.",
        ),
    ),
    "abandoned_menu_share": (
        ("abandoned at the menu", "raccrochés au menu"),
        (
            "Share of the calls offered whose callers hung up while the options of the call tree played.",
            "Part des appels présentés raccrochés pendant l’énoncé des options du menu.",
        ),
    ),
    "abandoned_ringing_share": (
        ("abandoned while ringing or in the line", "raccrochés pendant la sonnerie ou l’attente"),
        (
            "Share of the calls offered whose callers hung up while it rang, or while they waited in the line.",
            "Part des appels présentés raccrochés pendant la sonnerie ou dans la file d’attente.",
        ),
    ),
    "abandoned_voicemail_share": (
        ("abandoned at the voicemail", "raccrochés à la messagerie"),
        (
            "Share of the calls offered whose callers heard the voicemail's message and left nothing.",
            "Part des appels présentés qui ont entendu l’annonce de la messagerie et n’ont rien laissé.",
        ),
    ),
    "asa_s": (
        ("average speed of answer", "délai moyen de réponse"),
        (
            "How long answered calls rang and waited on average, from after greeting and menu on.",
            "Durée moyenne de sonnerie et d’attente des appels pris, après l’accueil et le menu.",
        ),
    ),
    "wait_s": (
        ("mean wait", "attente moyenne"),
        (
            "How long calls that rang or waited did so on average, answered or not.",
            "Durée moyenne de sonnerie et d’attente des appels qui ont patienté, pris ou non.",
        ),
    ),
    "service_level": (
        (f"answered within {SERVICE_LEVEL_S} s", f"pris en moins de {SERVICE_LEVEL_S} s"),
        (
            f"Share of the calls that rang or waited which were answered within {SERVICE_LEVEL_S} seconds.",
            f"Part des appels ayant patienté qui ont été pris en moins de {SERVICE_LEVEL_S} secondes.",
        ),
    ),
    "talk_s": (
        ("mean talk time", "durée moyenne de conversation"),
        (
            "How long answered calls lasted on average, from pick-up to end.",
            "Durée moyenne des appels pris, du décroché à la fin.",
        ),
    ),
    "occupancy": (
        ("occupancy", "taux d’occupation"),
        (
            "Share of their time on duty, breaks excluded, that advisors talked or did after-call work.",
            "Part du temps de présence, pauses exclues, passée en appel ou en travail après appel.",
        ),
    ),
    "ring_no_answer": (
        ("ring no answer", "sonneries sans réponse"),
        (
            "Share of the telephones that rang which nobody picked up; in a group ring, all but one ring in vain.",
            "Part des postes appelés que personne n’a décrochés ; en appel groupé, tous sonnent en vain sauf un.",
        ),
    ),
    "rla_share": (
        ("Ring Last Advisor applied", "Ring Last Advisor appliqué"),
        (
            "Share of the calls offered that Ring Last Advisor sent to the advisor of the open ticket first.",
            "Part des appels présentés que Ring Last Advisor a d’abord dirigés vers le conseiller du ticket ouvert.",
        ),
    ),
    "rla_hit_rate": (
        ("Ring Last Advisor: hits", "Ring Last Advisor : succès"),
        (
            "Of the calls to which Ring Last Advisor applied, the share that this advisor answered.",
            "Parmi les appels où Ring Last Advisor s’est appliqué, part prise par ce conseiller.",
        ),
    ),
    "rla_rescue_rate": (
        ("Ring Last Advisor: rescues", "Ring Last Advisor : rattrapages"),
        (
            "Of the calls that this advisor did not answer, the share that another one did.",
            "Parmi les appels que ce conseiller n’a pas pris, part prise par un autre.",
        ),
    ),
    "contacts": (
        ("contacts", "contacts"),
        (
            "Calls, and messages that reached a ticket; words that opt out or in are none.",
            "Appels, et messages arrivés sur un ticket ; les mots de désabonnement et de réabonnement exclus.",
        ),
    ),
    "left_without_a_word": (
        ("left without a word", "laissés sans réponse"),
        (
            "Share of the contacts that got neither a reply nor, until the end, anything from a person.",
            "Part des contacts qui n’ont eu ni réponse automatique ni, jusqu’à la fin, suite d’un conseiller.",
        ),
    ),
    "first_word_h": (
        ("time to first word", "délai du premier signe"),
        (
            "How long it took on average until a contact got a reply, or a person answered or acted on its ticket.",
            "Délai moyen avant qu’un contact reçoive une réponse automatique ou l’attention d’un conseiller.",
        ),
    ),
    "responded_share": (
        ("tickets responded to", "tickets traités"),
        (
            "Of the tickets that no answered call made, the share on which a person did something.",
            "Parmi les tickets qu’aucun appel pris n’a créés, part sur laquelle un conseiller est intervenu.",
        ),
    ),
    "first_response_h": (
        ("first response time by a person", "délai de première intervention"),
        (
            "On these tickets, the mean time until a person did something; replies and unsent requests do not count.",
            "Sur ces tickets, délai moyen d’intervention d’un conseiller, réponses et demandes retenues non comptées.",
        ),
    ),
    "replies": (
        ("automated replies", "réponses automatiques"),
        (
            "Automated replies that were sent, of all kinds.",
            "Réponses automatiques envoyées, tous types confondus.",
        ),
    ),
    "replies_per_contact": (
        ("replies per contact", "réponses par contact"),
        (
            "Automated replies to calls and messages, per contact; those to advisors' actions are not counted.",
            "Réponses automatiques par contact, sans celles qui suivent une action d’un conseiller.",
        ),
    ),
    "sms": (
        ("replies by SMS", "réponses par SMS"),
        ("Automated replies that were sent as SMS.", "Réponses automatiques envoyées par SMS."),
    ),
    "tickets": (
        ("tickets", "tickets"),
        ("Tickets that were made.", "Tickets créés."),
    ),
    "tickets_per_customer": (
        ("tickets per customer", "tickets par client"),
        (
            "Tickets that were made, per customer who got in touch; an unknown caller is another customer every time.",
            "Tickets créés par client qui a pris contact ; un appelant inconnu est chaque fois un autre client.",
        ),
    ),
    "duplicate_share": (
        ("duplicate tickets", "tickets en double"),
        (
            "Share of the tickets that were made while the customer had an open one on the same VoiceHub number.",
            "Part des tickets créés alors que le client en avait un ouvert sur le même numéro VoiceHub.",
        ),
    ),
    "missed_joined_share": (
        ("missed calls that joined a ticket", "appels manqués rattachés"),
        (
            "Share of the missed calls that were logged on a ticket which was open already.",
            "Part des appels manqués consignés sur un ticket déjà ouvert.",
        ),
    ),
    "reopenings": (
        ("reopenings", "réouvertures"),
        (
            "Texts that reopened a closed ticket, which a policy has to allow.",
            "Messages qui ont rouvert un ticket clos, si le choix d’interprétation le permet.",
        ),
    ),
    "sms_segments": (
        ("SMS segments", "segments SMS"),
        (
            "Segments of the automated replies that were sent by SMS: what carriers charge for.",
            "Segments des réponses automatiques envoyées par SMS : ce que facturent les opérateurs.",
        ),
    ),
    "segments_per_sms": (
        ("segments per SMS", "segments par SMS"),
        (
            "Segments by automated replies that were sent by SMS.",
            "Segments par réponse automatique envoyée par SMS.",
        ),
    ),
    "sms_cost": (
        ("cost of SMS", "coût des SMS"),
        (
            "Segments at the price of the company’s country, in the currency of the price list.",
            "Segments au prix du pays de l’entreprise, dans la monnaie du tarif.",
        ),
    ),
    "whatsapp_cost": (
        ("cost of WhatsApp messages", "coût des messages WhatsApp"),
        (
            "Automated replies by WhatsApp at the price of the company’s country, in the currency of the price list.",
            "Réponses automatiques par WhatsApp au prix du pays de l’entreprise, dans la monnaie du tarif.",
        ),
    ),
    "reply_cost": (
        ("cost of automated replies", "coût des réponses automatiques"),
        (
            "What the automated replies by SMS and WhatsApp cost, in the currency of the price list.",
            "Ce que coûtent les réponses automatiques par SMS et WhatsApp, dans la monnaie du tarif.",
        ),
    ),
    "cost_per_contact": (
        ("cost per contact", "coût par contact"),
        (
            "What the automated replies cost, by calls and messages that reach a ticket.",
            "Ce que coûtent les réponses automatiques, par appel et par message qui atteint un ticket.",
        ),
    ),
}
"""Label and definition by the metric's key."""

SENT: Pair = ("sent: {reply}", "envoyée : {reply}")
SENT_MEANS: Pair = ("How often the reply “{reply}” was sent.", "Nombre d’envois de la réponse « {reply} ».")
HELD: Pair = ("held back: {reason}", "retenue : {reason}")
HELD_MEANS: Pair = (
    "Replies that were due and not sent. Reason: {reason}.",
    "Réponses dues mais non envoyées. Motif : {reason}.",
)
