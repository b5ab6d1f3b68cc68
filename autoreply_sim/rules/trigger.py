"""What one entry of the catalogue says: a reply as a declaration, in words that a compiler can check."""

from __future__ import annotations

from dataclasses import dataclass

from autoreply_sim.codes import Reason
from autoreply_sim.rules.moments import Fact, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A fact that must have one of some values, or else the reply is not sent for `otherwise`."""

    fact: Fact
    among: tuple[int, ...]
    otherwise: Reason
    rule: str | None = None
    """The rule that decides when this fails; None = the reply's own."""
    lifted_by: tuple[str, str] | None = None
    """A policy and its value under which this need does not stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A value of a fact for which another rule than the reply's own is cited."""

    fact: Fact
    value: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One reply: the moment it listens to, the facts that must hold (in the order of precedence), and its rule."""

    key: str
    label: tuple[str, str]
    """As the platform's settings page shows it, in English and in French."""
    why: tuple[str, str]
    """Why it was sent, as a clause after "Sent:", in English and in French."""
    goes_out: tuple[str, str]
    """When it goes out, as a clause after "it goes out when" and "elle part quand"."""
    on: Moment
    when: tuple[Need, ...] = ()
    superseded_by: tuple[str, ...] = ()
    """Replies of the same moment that go out in its place when they fire and are on."""
    rule: str
    cited_instead: tuple[Citation, ...] = ()
    enabled_by_default: bool = True
    needs_payments: bool = False
    """Offered only where the company's country has payments (R-MSG-12)."""
    has_quiet_period: bool = False
