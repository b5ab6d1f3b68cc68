"""Checks: requests that are held back, and a quiet period that is too long."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autoreply_sim.analytics.checkup.finding import Check, Fact, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground
from autoreply_sim.analytics.checkup.words import label, pairs_in_a_row
from autoreply_sim.analytics.checkup.year import Year
from autoreply_sim.codes import Channel, Reason
from autoreply_sim.domain.world import COUNTRIES_WITH_PAYMENTS
from autoreply_sim.rules.catalog import CATALOG
from autoreply_sim.rules.moments import Moment
from autoreply_sim.units import HOUR_MS

_REPLIES_TO_ADVISORS = tuple(trigger.key for trigger in CATALOG if trigger.on > Moment.MESSAGE_CAME)
_FROM_EVENING_TO_EVENING_MS = 20 * HOUR_MS
"""Who writes on one evening and a little earlier on the next gets no second reply."""


def _payments(ground: Ground) -> Iterator[Found]:
    country = ground.scenario.world.company.country
    if country in COUNTRIES_WITH_PAYMENTS:
        return
    for team in ground.teams:
        if not team.replies["request_payment"].enabled:
            continue
        facts: dict[str, Fact] = {"team": team.name, "country": country}
        path = team.path("auto_replies", "request_payment", "enabled")
        if ground.year is None:
            yield Found(path=path, team=team.key, facts=facts)
            continue
        held = ground.year.verdicts(team.place, "request_payment", Reason.PAYMENTS_UNAVAILABLE)
        if len(held):
            yield Found(
                path=path, team=team.key, facts=facts, severity=Severity.WARNING, rows=held, whole=len(held)
            )


def _templates(ground: Ground) -> Iterator[Found]:
    if ground.year is None:
        return
    for team in ground.teams:
        held = {
            key: ground.year.verdicts(team.place, key, Reason.WHATSAPP_WINDOW_CLOSED)
            for key in _REPLIES_TO_ADVISORS
        }
        concerned = [key for key, rows in held.items() if len(rows)]
        if concerned:
            yield Found(
                path=team.path("auto_replies", concerned[0], "whatsapp_template_approved"),
                team=team.key,
                facts={"team": team.name, "replies": pairs_in_a_row(map(label, concerned))},
                rows=np.unique(np.concatenate([held[key] for key in concerned])),
                whole=_asked_by_whatsapp(ground.year, team.place),
            )


def _asked_by_whatsapp(year: Year, team: int) -> int:
    """Return how many moments at which an advisor's action yields a reply were on a team's WhatsApp tickets."""
    decided = year.ledger.decided
    ours = (decided["version"] == team) & (decided["channel"] == Channel.WHATSAPP)
    return int((ours & (decided["moment"] > Moment.MESSAGE_CAME)).sum())


def _quiet(ground: Ground) -> Iterator[Found]:
    for team in ground.teams:
        saved = team.replies["after_hours_texts"]
        if not saved.enabled or saved.quiet_period_ms <= _FROM_EVENING_TO_EVENING_MS:
            continue
        year = ground.year
        held = None if year is None else year.verdicts(team.place, "after_hours_texts", Reason.QUIET_PERIOD)
        sent = 0 if year is None else len(year.verdicts(team.place, "after_hours_texts"))
        yield Found(
            path=team.path("auto_replies", "after_hours_texts", "quiet_period"),
            team=team.key,
            facts={"team": team.name, "hours": f"{saved.quiet_period_ms / HOUR_MS:g}"},
            rows=held,
            whole=sent + (0 if held is None else len(held)),
        )


CHECKS: tuple[Check, ...] = (
    Check(
        key="payments_not_offered",
        severity=Severity.HINT,
        page=Page.REPLIES,
        sentence=(
            "Payment requests are on at {team}, but not offered in the company's country ({country}).",
            (
                "Les demandes de paiement sont activées chez {team}, mais n’existent pas dans le pays "
                "de l’entreprise ({country})."
            ),
        ),
        help=(
            "Payments are offered in the US and Canada only; no request is ever sent. Switch the reply off.",
            (
                "Les paiements n’existent qu’aux États-Unis et au Canada ; aucune demande ne part. "
                "Désactivez la réponse."
            ),
        ),
        so=("Requests that were never sent: {count}.", "Demandes jamais parties : {count}."),
        rules=("R-MSG-12", "R-SUP-5"),
        find=_payments,
    ),
    Check(
        key="whatsapp_without_template",
        severity=Severity.HINT,
        page=Page.REPLIES,
        sentence=(
            "Replies of {team} have no approved WhatsApp template, and were held back: {replies}.",
            "Des réponses de {team} n’ont pas de modèle WhatsApp approuvé et ont été retenues : {replies}.",
        ),
        help=(
            (
                "24 hours after a customer's last WhatsApp message only approved templates may be "
                "sent. Have these approved."
            ),
            (
                "24 heures après le dernier message WhatsApp du client, seuls des modèles approuvés "
                "peuvent partir. Faites approuver ceux-ci."
            ),
        ),
        so=(
            "Held back: {count} of {whole} replies to advisors' actions by WhatsApp.",
            "Retenues : {count} sur {whole} réponses par WhatsApp aux actions des conseillers.",
        ),
        rules=("R-SUP-4",),
        find=_templates,
    ),
    Check(
        key="quiet_period_long",
        severity=Severity.WARNING,
        page=Page.REPLIES,
        sentence=(
            (
                "The quiet period of {team} is {hours} hours: who writes on two evenings in a row "
                "hears nothing on the second."
            ),
            (
                "La période de silence de {team} est de {hours} heures : qui écrit deux soirs de suite "
                "n’a rien le second."
            ),
        ),
        help=(
            "A quiet period keeps a conversation from being answered at every turn; some hours do.",
            (
                "La période de silence évite de répondre à chaque message d’une conversation ; "
                "quelques heures suffisent."
            ),
        ),
        so=(
            "After-hours replies held back for it: {count} of {whole}.",
            "Réponses hors horaires retenues pour cela : {count} sur {whole}.",
        ),
        rules=("R-MSG-23", "R-SUP-6"),
        find=_quiet,
    ),
)
