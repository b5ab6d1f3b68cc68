"""A reply while somebody writes it: what the customer would see, what it costs, and what may be put into it.

Everything here is worked out anew from what is being written; nothing is kept. A text that cannot be used shows the
last one that could: hand `Preview.good` on to the next `preview` as `last_good`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from autoreply_sim.analytics.replytext import language_of, source_of
from autoreply_sim.domain.settings import ReplySettings
from autoreply_sim.domain.world import COUNTRIES_WITH_PAYMENTS, World
from autoreply_sim.rules.catalog import BY_KEY
from autoreply_sim.texts.defaults import default_text
from autoreply_sim.texts.fields import default_switches, fields_of, require_reply, switches_of
from autoreply_sim.texts.template import TextProblem, check_text, compile_text
from autoreply_sim.ui.models.names import Names
from autoreply_sim.ui.models.preview_channels import channels_of
from autoreply_sim.ui.models.preview_characters import with_replacements
from autoreply_sim.ui.models.preview_sample import Sample, Values, find_team, sample_of, values_of
from autoreply_sim.ui.models.preview_sms import Cost, cost, telling

__all__ = ["Element", "Insert", "Preview", "Sample", "preview", "sample_of", "with_replacements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """A field that may be put into the text."""

    key: str
    label: str
    """What it stands for, in the language of the page."""
    code: str
    optional: str
    """The same as an optional element, or empty if it is none in this reply."""
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An optional element: its switch, and whether the text asks for it at all."""

    key: str
    label: str
    is_on: bool
    is_used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A reply as somebody is writing it, and as the customer would see it."""

    team: str
    reply: str
    channel: str
    channels: tuple[str, ...]
    """Those by which the reply can go."""
    language: str
    """The company's: that of the message, not of the page."""
    sender: str
    """Who the phone says it is from."""
    number: str
    customer: str
    at: str
    """The sample's moment by the clock of the company, in the language of the page."""
    time: str
    written: str
    """The text as it is being written."""
    problems: tuple[TextProblem, ...]
    good: str
    """The text that is shown: what is written, or the last that could be used."""
    message: str
    """The text that is shown with the sample filled in."""
    cost: Cost | None
    """None where nothing is paid by the segment: only an SMS is."""
    inserts: tuple[Insert, ...]
    elements: tuple[Element, ...]
    is_default: bool
    is_offered: bool
    """False for payments in a country that has none (R-SUP-5)."""


def preview(  # noqa: PLR0913  # each is one thing that the page knows; the last two have a default
    world: World,
    team: str,
    reply: str,
    settings: ReplySettings,
    *,
    channel: str,
    language: str,
    sample: Sample | None = None,
    last_good: str | None = None,
) -> Preview:
    """Return a reply as it is being written, `settings.text` included; nothing that a text holds raises.

    `language` is that of the page. A channel by which the reply cannot go gives way to the first by which it can.
    Raises ValueError for a team or a reply that does not exist.
    """
    require_reply(reply)
    sender, spoken = find_team(world, team), language_of(world.company)
    seen = sample_of(world, team) if sample is None else sample
    default, written = default_text(reply, spoken), source_of(reply, settings, spoken)
    problems = tuple(check_text(reply, written))
    good = _usable(reply, (written, last_good, default)) if problems else written
    values = values_of(world, sender, reply, settings, seen)
    channels, names = channels_of(reply), Names(world, language)
    by = channel if channel in channels else channels[0]
    return Preview(
        team=team,
        reply=reply,
        channel=by,
        channels=channels,
        language=spoken,
        sender=sender.display_name,
        number=world.voicehub_number(sender),
        customer=seen.customer,
        at=names.short(seen.at_ms),
        time=names.time(seen.at_ms),
        written=written,
        problems=problems,
        good=good,
        message=compile_text(reply, good).render(values),
        cost=_cost(world, reply, good, values) if by == "sms" else None,
        inserts=_inserts(reply, values, french=language == "fr"),
        elements=_elements(reply, settings, good, french=language == "fr"),
        is_default=written == default,
        is_offered=not BY_KEY[reply].needs_payments or world.company.country in COUNTRIES_WITH_PAYMENTS,
    )


def _usable(reply: str, sources: tuple[str | None, ...]) -> str:
    return next(source for source in sources if source is not None and not check_text(reply, source))


def _cost(world: World, reply: str, good: str, values: Values) -> Cost:
    """What the text costs for the sample, and between which numbers of segments it varies with people's names."""
    text, better = compile_text(reply, good), with_replacements(good)
    is_better = better != good and not check_text(reply, better)
    customers = tuple(customer.name for customer in world.customers) or (str(values["customer_name"]),)
    advisors = tuple(advisor.name for advisor in world.advisors) or (str(values["advisor_name"]),)
    return cost(
        source=good,
        message=text.render(values),
        replaced=compile_text(reply, better).render(values) if is_better else None,
        others=[
            text.render(values | {"customer_name": customer, "advisor_name": advisor})
            for customer, advisor in product(telling(customers), telling(advisors))
        ],
    )


def _inserts(reply: str, values: Values, *, french: bool) -> tuple[Insert, ...]:
    optional = {switch.key: switch.field for switch in switches_of(reply)}
    return tuple(
        Insert(
            key=field.key,
            label=field.fr if french else field.en,
            code=f"{{{{ {field.key} }}}}",
            optional=_optional(optional[field.key], field.key) if field.key in optional else "",
            example=str(values[field.key]),
        )
        for field in fields_of(reply)
    )


def _optional(switch: str, field: str) -> str:
    return f"{{% if {switch} and {field} %}}{{{{ {field} }}}}{{% endif %}}"


def _elements(reply: str, settings: ReplySettings, source: str, *, french: bool) -> tuple[Element, ...]:
    is_on = default_switches(reply) | dict(settings.show)
    asked = compile_text(reply, source).names
    return tuple(
        Element(
            key=switch.key,
            label=switch.fr if french else switch.en,
            is_on=is_on[switch.key],
            is_used=switch.field in asked,
        )
        for switch in switches_of(reply)
    )
