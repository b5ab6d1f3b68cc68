"""The fields and the optional elements of the fourteen replies, each declared once.

A field is a name that a text may print, `{{ ticket_number }}`. An optional element is a switch of one
reply's settings; a text asks for it in a condition, under the name that `Switch.field` gives:
`{% if show_ticket_number %}`. The checks, the settings page and the docs all read `FIELDS` and `SWITCHES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from autoreply_sim.errors import did_you_mean
from autoreply_sim.rules import moments
from autoreply_sim.rules.catalog import CATALOG, REPLY_KEYS

Language = Literal["en", "fr"]

AFTER_HOURS = tuple(
    trigger.key for trigger in CATALOG if any(need.fact is moments.AFTER_HOURS for need in trigger.when)
)
WITH_LINK = ("request_photo_video", "request_approval", "request_payment", "capture_advisor_rating")
WITH_ADVISOR = (
    "after_successful_call",
    "capture_advisor_rating",
    "ask_issue_resolved",
    "request_photo_video",
    "share_voicehub",
    "request_approval",
    "request_payment",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One name that a text may print, and the replies that know it."""

    key: str
    en: str
    fr: str
    replies: tuple[str, ...] = REPLY_KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """One optional element, the replies that offer it, and those of them in which it is on by default."""

    key: str
    en: str
    fr: str
    replies: tuple[str, ...]
    on: tuple[str, ...]

    @property
    def field(self) -> str:
        """The yes/no field under which a text asks for this switch."""
        return f"show_{self.key}"

    def default(self, reply_key: str) -> bool:
        """Whether the element is shown in this reply as long as nobody has chosen."""
        return reply_key in self.on


FIELDS = (
    Field(
        key="sender_name",
        en="The company's or the team's name, as chosen",
        fr="Le nom de l'entreprise ou de l'équipe, au choix",
    ),
    Field(key="company_name", en="The company's name", fr="Le nom de l'entreprise"),
    Field(key="team_name", en="The team's name", fr="Le nom de l'équipe"),
    Field(key="customer_name", en="The customer's name", fr="Le nom du client"),
    Field(key="advisor_name", en="The advisor's name", fr="Le nom du conseiller"),
    Field(key="ticket_number", en="The ticket's number", fr="Le numéro du ticket"),
    Field(key="voicehub_number", en="The team's VoiceHub number", fr="Le numéro VoiceHub de l'équipe"),
    Field(
        key="next_opening",
        en='When the team opens again, such as "tomorrow at 8:00 AM"',
        fr="La prochaine ouverture de l'équipe, par exemple « demain à 8 h »",
        replies=AFTER_HOURS,
    ),
    Field(
        key="link", en="The link that the customer opens", fr="Le lien que le client ouvre", replies=WITH_LINK
    ),
    Field(key="amount", en="The amount to pay", fr="Le montant à payer", replies=("request_payment",)),
)

SWITCHES = (
    # Off by default: a name in full on a shared phone tells more than it need, and a name such as François
    # makes the text twice as dear (it leaves the GSM-7 alphabet).
    Switch(
        key="customer_name",
        en="Show the customer's name",
        fr="Afficher le nom du client",
        replies=REPLY_KEYS,
        on=(),
    ),
    Switch(
        key="advisor_name",
        en="Show the advisor's name",
        fr="Afficher le nom du conseiller",
        replies=WITH_ADVISOR,
        on=WITH_ADVISOR,
    ),
    Switch(
        key="ticket_number",
        en="Show the ticket number",
        fr="Afficher le numéro du ticket",
        replies=REPLY_KEYS,
        on=tuple(key for key in REPLY_KEYS if key != "share_voicehub"),
    ),
    Switch(
        key="next_opening",
        en="Show when we open again",
        fr="Afficher notre prochaine ouverture",
        replies=AFTER_HOURS,
        on=AFTER_HOURS,
    ),
    # Off by default: a reply by SMS already comes from that number. In share_voicehub it is the message.
    Switch(
        key="voicehub_number",
        en="Show our number",
        fr="Afficher notre numéro",
        replies=tuple(key for key in REPLY_KEYS if key != "share_voicehub"),
        on=(),
    ),
)


@cache
def fields_of(reply_key: str) -> tuple[Field, ...]:
    """The fields that this reply's text may print, in the order of their declaration."""
    require_reply(reply_key)
    return tuple(field for field in FIELDS if reply_key in field.replies)


@cache
def switches_of(reply_key: str) -> tuple[Switch, ...]:
    """The optional elements that this reply offers, in the order of their declaration."""
    require_reply(reply_key)
    return tuple(switch for switch in SWITCHES if reply_key in switch.replies)


def default_switches(reply_key: str) -> dict[str, bool]:
    """Every switch of this reply (`ticket_number`, …) with its value as long as nobody has chosen."""
    return {switch.key: switch.default(reply_key) for switch in switches_of(reply_key)}


def require_reply(reply_key: str) -> None:
    """Raise a ValueError, with the nearest right name, unless one of the fourteen replies has this key."""
    if reply_key not in REPLY_KEYS:
        raise ValueError(f"no reply is called {reply_key!r}; {did_you_mean(reply_key, REPLY_KEYS)}")
