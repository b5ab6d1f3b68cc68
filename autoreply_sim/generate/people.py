"""The population: people whom no file names, drawn once per seed and the same in every replication and variant.

Each attribute has a stream of its own, so that more people, or another share, leave everybody else as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from typing import TYPE_CHECKING

import numpy as np

from autoreply_sim.codes import Line
from autoreply_sim.domain.traffic import Population, Traffic
from autoreply_sim.domain.world import Customer, World
from autoreply_sim.generate.names import Names, names_of, organizations
from autoreply_sim.generate.phones import fictional_numbers
from autoreply_sim.generate.streams import uniforms

if TYPE_CHECKING:
    from numpy.typing import NDArray


def populated(world: World, traffic: Traffic) -> World:
    """Return the world with the population after its own customers."""
    people = tuple(_people(world, traffic.population, traffic.seed))
    return replace(world, customers=world.customers + people)


def _people(world: World, population: Population, seed: int) -> Iterator[Customer]:
    landline = _draw("landline", population, seed) < population.landline
    withheld = _draw("withheld", population, seed) < population.withheld
    opted_out = _draw("opted out", population, seed) < population.opted_out
    names = _names(world, population, seed)
    segments = _segments(population, seed)
    organization, account = _organizations(world, population, seed)
    phones = {line: _phones(world, line, population.people) for line in Line}
    for place, key in enumerate(islice(_keys(world), population.people)):
        line = Line.LANDLINE if landline[place] and not withheld[place] else Line.MOBILE
        yield Customer(
            key=key,
            name=names[place],
            phone=None if withheld[place] else next(phones[line]),
            line=line,
            opted_out=bool(opted_out[place]),
            segments=tuple(segment for segment, members in segments if members[place]),
            organization=organization[place],
            account=account[place],
        )


def _draw(purpose: str, population: Population, seed: int) -> NDArray[np.float64]:
    return uniforms(("people", purpose, seed), population.people)


def _keys(world: World) -> Iterator[str]:
    taken = {customer.key for customer in world.customers}
    return (key for number in count(1) if (key := f"p{number:06d}") not in taken)


def _names(world: World, population: Population, seed: int) -> list[str]:
    french = _draw("language", population, seed) < population.french
    pools = {language: names_of(language, world.company.country) for language in ("en", "fr")}
    firsts = _draw("first name", population, seed).tolist()
    lasts = _draw("last name", population, seed).tolist()
    return [
        _name(pools["fr" if is_french else "en"], first, last)
        for is_french, first, last in zip(french, firsts, lasts, strict=True)
    ]


def _name(pool: Names, first: float, last: float) -> str:
    return f"{pool.first[int(first * len(pool.first))]} {pool.last[int(last * len(pool.last))]}"


def _segments(population: Population, seed: int) -> list[tuple[str, NDArray[np.bool_]]]:
    return [
        (segment, _draw(f"segment {segment}", population, seed) < share)
        for segment, share in sorted(population.segments.items())
    ]


def _organizations(
    world: World, population: Population, seed: int
) -> tuple[list[str | None], list[str | None]]:
    """Return everybody's organization, and its account; None for those who belong to none."""
    number = population.organizations
    if not number:
        return [None] * population.people, [None] * population.people
    language = "fr" if population.french > 0.5 else "en"
    pool = organizations(number, language, world.company.country)
    belongs = _draw("belongs", population, seed) < population.in_organizations
    which = (_draw("organization", population, seed) * number).astype(np.int64)
    theirs = [int(place) if member else None for place, member in zip(which, belongs, strict=True)]
    names = [None if place is None else pool[place] for place in theirs]
    return names, [None if place is None else f"A{place + 1:05d}" for place in theirs]


def _phones(world: World, line: Line, people: int) -> Iterator[str]:
    taken = {customer.phone for customer in world.customers} | {team.number for team in world.teams}
    numbers = fictional_numbers(world.company.country, line, people + len(taken))
    return (number for number in numbers if number not in taken)
