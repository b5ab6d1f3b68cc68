"""How decisions show themselves in a notebook: which reply, sent or not, why, and by which rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from autoreply_sim.analytics.phrases import Pair, say
from autoreply_sim.analytics.showing import framed, quiet, table
from autoreply_sim.rules.catalog import BY_KEY

if TYPE_CHECKING:
    from autoreply_sim.analytics.records import Decision

_HEADS: Pair = ("Event||Reply|Why|Rule", "Événement||Réponse|Pourquoi|Règle")
_NONE: Pair = (
    "Nothing was decided: no reply concerns this event.",
    "Rien à décider : aucune réponse n’est concernée.",
)
_MARKS = {"sent": "✉", "not_sent": "·"}


def decisions_html(decisions: Sequence[Decision], language: str) -> str:
    """Return decisions as a table, those that sent a reply first."""
    if not decisions:
        return framed("", quiet(say(_NONE, language)))
    ordered = sorted(decisions, key=lambda decision: (decision.event, decision.verdict != "sent"))
    return framed("", table(say(_HEADS, language), (_row(decision, language) for decision in ordered)))


def _row(decision: Decision, language: str) -> tuple[str, ...]:
    label = say(BY_KEY[decision.reply].label, language)
    return str(decision.event), _MARKS[decision.verdict], label, decision.sentence, decision.rule
