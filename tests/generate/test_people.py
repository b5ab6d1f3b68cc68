"""The population: who they are, and that nobody real is called."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autoreply_sim.codes import Line
from autoreply_sim.domain.traffic import Population
from autoreply_sim.domain.world import Company, Customer
from autoreply_sim.generate.names import names_of
from autoreply_sim.generate.people import populated
from autoreply_sim.generate.phones import fictional_numbers
from tests.generate.towns import drawn, of_team, roots, town, traffic


def people(country: str = "US", *, seed: int = 1, **population: Any) -> tuple[Customer, ...]:
    """Return the population, 2,000 people unless it says otherwise."""
    world = town(customers=(), company=Company(country=country))
    return populated(
        world, traffic(population=Population(**{"people": 2_000, **population}), seed=seed)
    ).customers


def test_the_population_follows_the_customers_of_the_file() -> None:
    """They keep their places; the others' keys are numbers, and pass over those that are taken."""
    named = (Customer(key="p000002", name="Carla"), Customer(key="carla", name="Carla"))
    world = populated(town(customers=named), traffic(population=Population(people=3)))
    assert [customer.key for customer in world.customers] == [
        "p000002",
        "carla",
        "p000001",
        "p000003",
        "p000004",
    ]


def test_people_are_the_same_for_a_seed() -> None:
    """Another seed draws others; more people are the same ones and some more."""
    assert people() == people()
    assert people() != people(seed=2)
    assert people(people=2_500)[:2_000] == people()


def test_a_share_changes_nothing_but_what_it_is_about() -> None:
    """Each attribute has a stream of its own."""
    usual, other = people(), people(opted_out=0.5)
    assert [replace(each, opted_out=False) for each in usual] == [
        replace(each, opted_out=False) for each in other
    ]
    assert usual != other


def test_shares_are_kept() -> None:
    """Landlines, withheld numbers, opt-outs, segments and organizations, each within four standard errors."""
    drawn_people = people(
        landline=0.15, withheld=0.03, opted_out=0.01, segments={"vip": 0.1, "fleet": 0.3}, organizations=40,
        in_organizations=0.5,
    )  # fmt: skip
    shares = {
        "withheld": (sum(each.phone is None for each in drawn_people), 0.03),
        "landline": (sum(each.line == Line.LANDLINE for each in drawn_people), 0.15 * 0.97),
        "opted_out": (sum(each.opted_out for each in drawn_people), 0.01),
        "vip": (sum("vip" in each.segments for each in drawn_people), 0.1),
        "fleet": (sum("fleet" in each.segments for each in drawn_people), 0.3),
        "organization": (sum(each.organization is not None for each in drawn_people), 0.5),
    }
    for found, share in shares.values():
        assert found / 2_000 == pytest.approx(share, abs=4 * (share * (1 - share) / 2_000) ** 0.5)
    accounts = {(each.organization, each.account) for each in drawn_people} - {(None, None)}
    assert (
        len(accounts)
        == len({name for name, _ in accounts})
        == len({account for _, account in accounts})
        == 40
    )
    assert any(each.segments == ("fleet", "vip") for each in drawn_people)


@pytest.mark.parametrize("country", ["US", "CA", "FR", "GB", "AU"])
def test_numbers_are_everybodys_own(country: str) -> None:
    """Twelve thousand people share no number, with nobody and with no team, wherever they live."""
    phones = [each.phone for each in people(country, people=12_000, withheld=0.0)]
    assert len(set(phones)) == 12_000
    assert None not in phones


def test_numbers_in_use_are_passed_over() -> None:
    """A customer or a team of the file may have one of them already."""
    first = people(withheld=0.0)[0].phone
    world = town(customers=(Customer(key="carla", name="Carla", phone=first),))
    found = populated(world, traffic(population=Population(people=100, withheld=0.0))).customers
    assert len({each.phone for each in found} | {team.number for team in world.teams}) == 103


@pytest.mark.parametrize(
    ("country", "line", "pattern"),
    [
        ("US", Line.MOBILE, r"\+1[2-9]\d\d55501\d\d"),
        ("CA", Line.LANDLINE, r"\+1[2-9]\d\d55501\d\d"),
        ("FR", Line.MOBILE, r"\+33639980?\d{4}"),
        ("FR", Line.LANDLINE, r"\+33(19900|26191|35301|46571|53649)\d{4}"),
        ("GB", Line.MOBILE, r"\+447700900\d{3}"),
        ("DE", Line.MOBILE, r"\+999\d+"),
    ],
)
def test_numbers_are_kept_for_fiction(country: str, line: Line, pattern: str) -> None:
    """As long as there are any: 555-01xx, Arcep's and Ofcom's ranges, and a calling code of no country."""
    for number in fictional_numbers(country, line, 500)[:500]:
        assert re.fullmatch(pattern, number), number


def test_numbers_that_run_out_go_on_where_nobody_is() -> None:
    """Exchanges that begin with 0 or 1 in North America; a digit too many elsewhere."""
    assert fictional_numbers("CA", Line.MOBILE, 4_000)[-1][5] == "0"
    assert fictional_numbers("CA", Line.LANDLINE, 4_000)[-1][5] == "1"
    assert len(fictional_numbers("FR", Line.MOBILE, 10_001)[-1]) == len("+336399800000")
    for line in Line:
        numbers = fictional_numbers("GB", line, 20_000)
        assert len(set(numbers)) == len(numbers) >= 20_000


@pytest.mark.parametrize(("country", "first", "last"), [("FR", "fr", 1.0), ("US", "en", 0.0)])
def test_names_are_of_the_languages_that_people_speak(country: str, first: str, last: float) -> None:
    """French or English, of the company's country."""
    pool = names_of(first, country)
    assert all(each.name.startswith(tuple(pool.first)) for each in people(country, french=last, people=200))


def test_both_languages_have_their_share() -> None:
    """A third of the people of a Canadian dealer bear French names."""
    french, english = names_of("fr", "CA"), names_of("en", "CA")
    only_french = set(french.last) - set(english.last)
    found = people("CA", french=1 / 3)
    share_there = sum(name in only_french for name in french.last) / len(french.last)
    share = sum(each.name.endswith(tuple(f" {name}" for name in only_french)) for each in found) / 2_000
    assert share / share_there == pytest.approx(1 / 3, abs=0.06)


def test_some_people_call_far_more_than_others() -> None:
    """Weights are lognormal: with a sigma of 1 the busiest fifth makes 56 % of the contacts; with 0 all are alike."""
    shares = []
    for skew in (1.0, 0.0):
        population = Population(people=1_000, skew=skew)
        found = roots(drawn(traffic(of_team(per_day=5_000.0), population=population), town(customers=())))
        counts = np.sort(np.bincount(found["customer"], minlength=1_000))[::-1]
        shares.append(counts[:200].sum() / counts.sum())
    assert shares[0] == pytest.approx(0.562, abs=0.04)
    assert shares[1] == pytest.approx(0.2, abs=0.035)


def test_regular_customers_are_so_in_every_replication() -> None:
    """A weight belongs to the person: counts of two replications go together."""
    wanted = traffic(of_team(per_day=2_000.0))
    one, two = (
        np.bincount(roots(drawn(wanted, replication=each))["customer"], minlength=201) for each in (0, 1)
    )
    assert np.corrcoef(one, two)[0, 1] > 0.95
