"""Checks: replies that take two SMS segments where one would do."""

from __future__ import annotations

from collections.abc import Iterator

from autoreply_sim.analytics.checkup.finding import Check, Found, Page, Severity
from autoreply_sim.analytics.checkup.ground import Ground, TeamView
from autoreply_sim.analytics.checkup.typical import typical_text
from autoreply_sim.analytics.checkup.words import label
from autoreply_sim.codes import Channel
from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.texts.sms import SmsSize, sms_size

_SLIGHTLY_OVER = 0.10
_SINGLE, _SEVERAL = 160, 153
_IN_GSM = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
        "\u202f": " ",
        "\t": " ",
        "•": "-",
        "ç": "c",
        "â": "a",
        "ê": "e",
        "ë": "e",
        "î": "i",
        "ï": "i",
        "ô": "o",
        "û": "u",
        "œ": "oe",
        "À": "A",
        "È": "E",
        "Ê": "E",
        "Œ": "Oe",
        "™": "(TM)",
        "®": "(R)",
    }
)
"""Characters that leave the GSM alphabet, and what reads nearly the same within it."""


def _dear_characters(ground: Ground) -> Iterator[Found]:
    for team, key, text, size in _long_ones(ground):
        cheaper = sms_size(text.translate(_IN_GSM))
        if size.offenders and cheaper.segments < size.segments:
            swaps = ", ".join(f"{_shown(one)} → {_shown(one.translate(_IN_GSM))}" for one in size.offenders)
            yield _found(team, key, size, size.segments - cheaper.segments, {"swaps": swaps})


def _shown(characters: str) -> str:
    """Return characters as a sentence can show them: blanks that look alike are named by their number."""
    return "".join(f"U+{ord(one):04X}" if one in "\u00a0\u202f\t" else one for one in characters)


def _slightly_over(ground: Ground) -> Iterator[Found]:
    for team, key, _, size in _long_ones(ground):
        fewer = size.segments - 1
        room = _SINGLE if fewer == 1 else fewer * _SEVERAL
        over = size.units - room
        is_own = team.replies[key].text is not None
        if is_own and not size.offenders and over <= room * _SLIGHTLY_OVER:
            yield _found(team, key, size, 1, {"over": over})


def _long_ones(ground: Ground) -> Iterator[tuple[TeamView, str, str, SmsSize]]:
    """Yield the replies that go out by SMS and typically take several segments, with their typical texts."""
    for team in ground.teams:
        for key in REPLY_KEYS if team.channels & {Channel.CALL, Channel.SMS} else ():
            if not team.replies[key].enabled or key == "after_hours_ticket":
                continue
            text = typical_text(team, key)
            size = sms_size(text)
            if size.segments > 1:
                yield team, key, text, size


def _found(team: TeamView, key: str, size: SmsSize, saved: int, facts: dict[str, str | int]) -> Found:
    year = team.ground.year
    rows = None if year is None else year.sent_by_sms(year.verdicts(team.place, key))
    count = None if rows is None else len(rows) * saved
    return Found(
        path=team.path("auto_replies", key, "text"),
        team=team.key,
        facts={"team": team.name, "reply": label(key), "segments": size.segments, **facts},
        rows=rows,
        count=count,
        whole=0 if rows is None else len(rows) * size.segments,
    )


_SO = (
    "SMS segments that would be saved: about {count} of {whole}.",
    "Segments de SMS économisés : environ {count} sur {whole}.",
)

CHECKS: tuple[Check, ...] = (
    Check(
        key="dear_characters",
        severity=Severity.HINT,
        page=Page.REPLIES,
        sentence=(
            "“{reply}” of {team} typically takes {segments} SMS segments because of: {swaps}.",
            "« {reply} » de {team} prend en général {segments} segments de SMS à cause de : {swaps}.",
        ),
        help=(
            (
                "A single character outside of the GSM alphabet makes a segment 70 characters short "
                "instead of 160. It may stand in the text, or in the team's or the company's name."
            ),
            (
                "Un seul caractère hors de l’alphabet GSM ramène un segment de 160 à 70 caractères. Il "
                "peut se trouver dans le texte, ou dans le nom de l’équipe ou de l’entreprise."
            ),
        ),
        so=_SO,
        rules=("R-MSG-26",),
        find=_dear_characters,
    ),
    Check(
        key="slightly_too_long",
        severity=Severity.HINT,
        page=Page.REPLIES,
        sentence=(
            (
                "“{reply}” of {team} typically takes {segments} SMS segments; without {over} of its "
                "characters it would take one less."
            ),
            (
                "« {reply} » de {team} prend en général {segments} segments de SMS ; sans {over} de "
                "ses caractères, il en faudrait un de moins."
            ),
        ),
        help=(
            (
                "Measured with a usual name, ticket number and opening. Shorten the text a little, or "
                "hide an element."
            ),
            (
                "Mesuré avec un nom, un numéro de ticket et une ouverture courants. Raccourcissez un "
                "peu le texte, ou masquez un élément."
            ),
        ),
        so=_SO,
        rules=("R-MSG-26",),
        find=_slightly_over,
    ),
)
