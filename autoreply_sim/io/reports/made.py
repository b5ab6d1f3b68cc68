"""What a report was made of, by what, and when: so that somebody else can make it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from babel.dates import format_datetime

from autoreply_sim.analytics.summary_lines import count_in
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.traffic import Traffic
from autoreply_sim.io.reports import words
from autoreply_sim.io.reports.schedules import day_in
from autoreply_sim.io.reports.telling import Telling
from autoreply_sim.io.reports.view import Fact, Section, Table

_PACKAGES = (
    "autoreply-sim", "numpy", "numba", "pandas", "scipy", "plotly", "faker", "holidays", "babel", "tzdata",
)  # fmt: skip
"""What the figures in a report may depend on, the last digits included."""


def made(tell: Telling, facts: tuple[Fact, ...], digest: str = "") -> Section:
    """Return the section that says how a report was made; `facts` are those of the kind of result."""
    now = format_datetime(datetime.now(UTC), "d MMMM y, HH:mm", locale=tell.language)
    own = [Fact(label=tell.say(words.MADE_ON), value=f"{now} UTC")]
    if digest:
        own.append(Fact(label=tell.say(words.DIGEST), value=digest))
    return Section(
        key="made",
        title=tell.say(words.MADE),
        facts=(*facts, *own),
        tables=(_versions(tell),),
        said=tuple(map(tell.say, (words.AGAIN, words.HIDDEN, words.NOT_REAL))),
    )


def what(scenario: Scenario, tell: Telling) -> Iterator[Fact]:
    """Yield what a result is of: the scenario and its company, and where its clock stands."""
    company = scenario.world.company.name
    yield Fact(label=tell.say(words.WHAT), value=tell.hide(scenario.title))
    if company is not None:
        yield Fact(label=tell.say(words.COMPANY), value=tell.hide(company))
    yield Fact(label=tell.say(words.ZONE), value=scenario.world.timezone)


def period(traffic: Traffic, tell: Telling) -> Iterator[Fact]:
    """Yield the days, the seed and the replications of what was drawn."""
    first, last = traffic.first_day, traffic.first_day + timedelta(days=traffic.days - 1)
    span = tell.say(words.UNTIL, first=day_in(first, tell), last=day_in(last, tell))
    several = tell.say(words.DAYS_ARE, days=count_in(traffic.days, tell.language), period=span)
    one = tell.say(words.DAY_IS, first=day_in(first, tell))
    yield Fact(label=tell.say(words.DAYS), value=several if traffic.days > 1 else one)
    yield Fact(label=tell.say(words.SEED), value=str(traffic.seed))
    yield Fact(label=tell.say(words.REPLICATIONS), value=count_in(traffic.replications, tell.language))


def percent(share: float, tell: Telling) -> str:
    """Return a confidence in per cent."""
    number = f"{100 * share:.10g}"
    return tell.say(words.PERCENT, number=number.replace(".", ",") if tell.language == "fr" else number)


def _versions(tell: Telling) -> Table:
    rows = (("Python", python_version()), *((name, _version(name, tell)) for name in _PACKAGES))
    heads = tell.say(words.PROGRAM), tell.say(words.VERSION)
    return Table(caption=tell.say(words.VERSIONS), heads=heads, rows=rows)


def _version(package: str, tell: Telling) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return tell.say(words.NOT_INSTALLED)
