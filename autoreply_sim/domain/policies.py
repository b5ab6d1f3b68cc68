"""The policies: readings of the rulebook that a team may flip when its own account behaves differently.

To add one, add a field to `Policies` and its `PolicySpec` here; files, pages and the rulebook in the docs read both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """One value for each policy; the defaults are the rulebook's."""

    after_hours: str = "not_business_hours"
    rla_window_hours: float = 168
    missed_call_without_rla: str = "join_open_ticket"
    text_after_close: str = "new_ticket"
    after_hours_answered: str = "no_reply"
    call_replies: str = "first_match"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySpec:
    """What a policy is about: its values with their meaning, and the rule that names it."""

    name: str
    rule: str
    question: tuple[str, str]
    """The question it answers, in English and in French."""
    values: dict[str, tuple[str, str]]
    """Each value's meaning in English and in French; empty for a number."""


POLICIES: tuple[PolicySpec, ...] = (
    PolicySpec(
        name="after_hours",
        rule="R-SCH-4",
        question=("What counts as after hours?", "Qu’est-ce qui compte comme hors horaires ?"),
        values={
            "not_business_hours": (
                "No schedule is active, or the active one is not marked as business hours.",
                "Aucun planning n’est actif, ou celui qui l’est n’est pas marqué comme heures ouvrables.",
            ),
            "no_active_schedule": (
                "Only when no schedule is active.",
                "Seulement si aucun planning n’est actif.",
            ),
        },
    ),
    PolicySpec(
        name="rla_window_hours",
        rule="R-RLA-1",
        question=(
            "For how many hours after its creation does a ticket count for Ring Last Advisor?",
            "Pendant combien d’heures après sa création un ticket compte-t-il pour Ring Last Advisor ?",
        ),
        values={},
    ),
    PolicySpec(
        name="missed_call_without_rla",
        rule="R-TKT-4",
        question=(
            "With Ring Last Advisor off, does a missed call join the open ticket?",
            "Sans Ring Last Advisor, un appel manqué rejoint-il le ticket ouvert ?",
        ),
        values={
            "join_open_ticket": ("Yes, the most recent open one.", "Oui, le ticket ouvert le plus récent."),
            "separate_ticket": ("No, every call stands alone.", "Non, chaque appel est traité à part."),
        },
    ),
    PolicySpec(
        name="text_after_close",
        rule="R-TKT-9",
        question=(
            "What happens to a text after the last ticket was closed?",
            "Que devient un message une fois le dernier ticket fermé ?",
        ),
        values={
            "new_ticket": ("It opens a new ticket.", "Il ouvre un nouveau ticket."),
            "reopen": ("It reopens the last closed ticket.", "Il rouvre le dernier ticket fermé."),
        },
    ),
    PolicySpec(
        name="after_hours_answered",
        rule="R-MSG-9",
        question=(
            "Does a call that is answered after hours get the after-hours reply?",
            "Un appel pris hors horaires reçoit-il la réponse hors horaires ?",
        ),
        values={
            "no_reply": ("No, only unanswered calls do.", "Non, seuls les appels sans réponse."),
            "reply": ("Yes, like any other.", "Oui, comme les autres."),
        },
    ),
    PolicySpec(
        name="call_replies",
        rule="R-MSG-20",
        question=("How many replies may one call yield?", "Combien de réponses un appel peut-il donner ?"),
        values={
            "first_match": ("One: the first that fits.", "Une seule : la première qui convient."),
            "all_matches": ("Every one that fits.", "Toutes celles qui conviennent."),
        },
    ),
)
