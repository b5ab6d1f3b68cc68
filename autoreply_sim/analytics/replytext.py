"""What a reply that was sent says: its text with the fields of that moment filled in.

The page on which a text is written fills in a sample by the same functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache

from autoreply_sim.analytics.context import Context, Row
from autoreply_sim.analytics.explain import trigger_of
from autoreply_sim.codes import NONE, Action, EventKind
from autoreply_sim.domain.events import AdvisorAction
from autoreply_sim.domain.openings import next_opening
from autoreply_sim.domain.policies import Policies
from autoreply_sim.domain.schedules import RingSchedule, zone
from autoreply_sim.domain.settings import ReplySettings
from autoreply_sim.domain.world import Company
from autoreply_sim.texts.defaults import default_text
from autoreply_sim.texts.fields import Language, default_switches
from autoreply_sim.texts.render import amount_phrase, link_for, opening_phrase
from autoreply_sim.texts.template import compile_text
from autoreply_sim.units import local


def reply_text(context: Context, decision: Row) -> str:
    """Return the text of a reply that was sent, in the company's language."""
    fields = Fields(context, decision)
    text = compile_text(fields.key, source_of(fields.key, fields.saved, fields.language))
    values: dict[str, str | bool] = {**shown(fields.key, fields.saved)}
    for name in text.names - values.keys():
        values[name] = getattr(fields, name)()
    return text.render(values)


def language_of(company: Company) -> Language:
    """Return the language in which a company's texts are sent."""
    return "fr" if company.language == "fr" else "en"


def source_of(key: str, saved: ReplySettings, language: Language) -> str:
    """Return a reply's text before its fields are filled in: the team's own, or else our default."""
    return default_text(key, language) if saved.text is None else saved.text


def shown(key: str, saved: ReplySettings) -> dict[str, bool]:
    """Return the yes/no fields of a reply's optional elements, `show_ticket_number` and the like."""
    return {f"show_{name}": on for name, on in (default_switches(key) | dict(saved.show)).items()}


def opening_words(
    schedules: tuple[RingSchedule, ...], at_ms: int, policies: Policies, language: Language
) -> str:
    """Return when a team with these schedules opens next, by the clock of the schedule that opens it."""
    found = opens_next(schedules, at_ms, policies)
    if found is None:
        return opening_phrase(None, local(at_ms, UTC), language)
    opens_ms, clock = found[0], zone(schedules[found[1]].timezone)
    return opening_phrase(local(opens_ms, clock), local(at_ms, clock), language)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of texts/fields.py at the moment of one decision, a method of the same name each."""

    context: Context
    decision: Row

    @property
    def key(self) -> str:
        """The reply's key."""
        return trigger_of(self.decision).key

    @property
    def language(self) -> Language:
        """The company's language, in which texts are sent."""
        return language_of(self.context.world.company)

    @property
    def saved(self) -> ReplySettings:
        """The reply's settings as they were saved at that moment."""
        return self.context.settings(self.decision.version).replies[self.key]

    def sender_name(self) -> str:
        """Return the company's or the team's name, as the team chose."""
        return self.company_name() if self.saved.sender == "company" else self.team_name()

    def company_name(self) -> str:
        """Return the company's name; the team's if there is none."""
        return self.context.world.company.name or self.team_name()

    def team_name(self) -> str:
        """Return the team's name as customers see it."""
        return self.context.team_name(self.decision.team)

    def customer_name(self) -> str:
        """Return the customer's name, empty if it is not known."""
        name: str = self.context.world.customers[self.decision.customer].name
        return name

    def advisor_name(self) -> str:
        """Return who asks, for a request; else the ticket's advisor at that moment, empty if it has none."""
        event = self.context.what(self.decision.row)
        if event.kind == EventKind.ADVISOR and Action(event.action).word == self.key:
            return self.context.advisor_name(event.advisor)
        return self.context.advisor_name(self.decision.advisor)

    def ticket_number(self) -> str:
        """Return the ticket's number, empty if there is none."""
        return "" if self.decision.ticket == NONE else str(self.decision.ticket + 1)

    def voicehub_number(self) -> str:
        """Return the number of the team, or of its communication team."""
        return self.context.world.voicehub_number(self.context.world.teams[self.decision.team])

    def next_opening(self) -> str:
        """Return when the team that was called or written to opens next, by the clock of its schedule."""
        opening = self.decision.opening
        schedules = self.context.settings(self.context.version_of(opening)).schedules
        at_ms = self.context.at_ms(self.decision.row)
        return opening_words(schedules, at_ms, self.context.world.policies, self.language)

    def link(self) -> str:
        """Return the reply's link, made from the ticket's number, or the event's if there is no ticket."""
        has_ticket = self.decision.ticket != NONE
        number = self.decision.ticket + 1 if has_ticket else self.context.number(self.decision.row)
        return link_for(self.key, number)

    def amount(self) -> str:
        """Return the amount to pay in the company's currency, empty if none was given."""
        event = self.context.event(self.decision.row)
        if not isinstance(event, AdvisorAction) or event.amount is None:
            return ""
        return amount_phrase(event.amount, self.context.world.company.country, self.language)


@lru_cache(maxsize=4096)
def opens_next(schedules: tuple[RingSchedule, ...], at_ms: int, policies: Policies) -> tuple[int, int] | None:
    """Return when one of some schedules opens next (UTC ms), and which by its place; None if none ever does."""
    return next_opening(schedules, at_ms, opens(policies))


def opens(policies: Policies) -> Callable[[RingSchedule], bool]:
    """Return whether a team is open while a schedule is the effective one (R-SCH-4)."""
    any_schedule = policies.after_hours == "no_active_schedule"
    return lambda schedule: any_schedule or schedule.counts_as_business_hours
