"""What `traffic:` means: defaults, what a team inherits, shares and weights, distributions, days and instants."""

from __future__ import annotations

import math
from datetime import date, time
from pathlib import Path

import pytest

from autoreply_sim.codes import Channel
from autoreply_sim.domain.traffic import (
    Break,
    Customers,
    Eventually,
    Family,
    Incident,
    Population,
    Span,
    Traffic,
    Work,
    fixed,
)
from autoreply_sim.errors import InputError
from autoreply_sim.io.scenario_load import load, load_and_run, loads
from autoreply_sim.units import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, iso_utc

TRAFFIC = Path(__file__).with_name("traffic.yaml")

SMALLEST = """\
version: 1
timezone: Europe/Paris
advisors: {ana: Ana Ruiz}
teams:
  service:
    number: "+33199005501"
    schedules:
      - {title: Always, first: 2026-01-01, from: 00:00, to: "24:00", repeats: FREQ=DAILY, advisors: [ana]}
  parts: {communication_team: service}
traffic: {from: 2026-03-01, days: 31, teams: {service: {per_day: 100}}}
"""


@pytest.fixture(scope="module")
def year() -> Traffic:
    """The traffic of the file in which every part of the format stands once."""
    return drawn(TRAFFIC.read_text(encoding="utf-8"))


def drawn(text: str) -> Traffic:
    """Return the traffic that a text describes."""
    traffic = loads(text).traffic
    assert traffic is not None
    return traffic


def small(traffic: str) -> Traffic:
    """Return the traffic of the smallest file with other keys in the group of its team."""
    return drawn(SMALLEST.replace("per_day: 100", f"per_day: 100, {traffic}"))


def test_a_file_says_no_more_than_its_period_and_how_much_there_is_to_do() -> None:
    """Everything else has a default, which is the domain's."""
    traffic = drawn(SMALLEST)
    team = traffic.teams["service"]

    assert (traffic.first_day, traffic.days) == (date(2026, 3, 1), 31)
    assert (traffic.seed, traffic.replications) == (1, 1)
    assert (traffic.population, traffic.holidays, traffic.incidents) == (Population(), (), ())
    assert (team.customers, team.work) == (Customers(), Work())
    assert team.demand.per_day == 100
    assert team.demand.channels == {Channel.CALL: 1}
    assert team.demand.weekdays == (1.0,) * 7
    assert team.demand.months == (1.0,) * 12
    assert (team.demand.on_holidays, team.demand.busyness) == (1.0, 0.0)


def test_the_default_hours_are_those_of_the_large_bank() -> None:
    """A team that names no hours has the published shares of 07 to 20 h."""
    hours = drawn(SMALLEST).teams["service"].demand.hours

    assert hours[7:21] == pytest.approx(
        [0.031, 0.059, 0.099, 0.105, 0.101, 0.096, 0.092, 0.09, 0.086, 0.076, 0.057, 0.044, 0.035, 0.029]
    )
    assert sum(hours) == pytest.approx(1)
    assert hours[:7] + hours[21:] == (0.0,) * 10


def test_weights_become_shares_and_factors_get_a_mean_of_one() -> None:
    """So `per_day` stays the number of contacts on an average day; a day that is not named has the factor 1."""
    demand = (
        small("hours: {8: 3, 9: 1}, weekdays: {SU: 0}, months: {7: 13}, channels: {call: 3, web: 1}")
        .teams["service"]
        .demand
    )

    assert demand.hours[8:10] == (0.75, 0.25)
    assert demand.weekdays == pytest.approx((*(7 / 6,) * 6, 0))
    assert demand.months[6] == pytest.approx(6.5)
    assert demand.months[0] == pytest.approx(0.5)
    assert demand.channels == {Channel.CALL: 0.75, Channel.WEB: 0.25}


def test_a_sub_team_is_contacted_on_the_web_unless_it_says_otherwise() -> None:
    """It has no number that anybody could call."""
    traffic = drawn(SMALLEST.replace("{service: {", "{parts: {"))

    assert traffic.teams["parts"].demand.channels == {Channel.WEB: 1}


def test_a_channel_of_weight_nothing_is_no_channel() -> None:
    """Who texts nobody needs no number for it."""
    traffic = drawn(SMALLEST.replace("{service: {", "{parts: {channels: {call: 0, app: 2}, "))

    assert traffic.teams["parts"].demand.channels == {Channel.APP: 1}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("6s", fixed(6_000)),
        ("90", fixed(90_000)),
        ("1h 30m", fixed(90 * MINUTE_MS)),
        ("2d", fixed(2 * DAY_MS)),
        ("never", Span(family=Family.NEVER)),
        ("{exponential: 3m}", Span(family=Family.EXPONENTIAL, scale_ms=3 * MINUTE_MS)),
        ("{exponential: {mean: 3m}}", Span(family=Family.EXPONENTIAL, scale_ms=3 * MINUTE_MS)),
        ("{uniform: {from: 2s, to: 8s}}", Span(family=Family.UNIFORM, scale_ms=2_000, shape=8_000)),
        (
            "{weibull: {scale: 388s, shape: 0.909}}",
            Span(family=Family.WEIBULL, scale_ms=388_000, shape=0.909),
        ),
        ("{gamma: {mean: 3m, cv: 0.5}}", Span(family=Family.GAMMA, scale_ms=3 * MINUTE_MS, shape=0.5)),
        (
            "{lognormal: {median: 2m, sigma: 0.95}}",
            Span(family=Family.LOGNORMAL, scale_ms=120_000, shape=0.95),
        ),
    ],
)
def test_how_long_something_lasts_is_written_as_a_distribution(written: str, meant: Span) -> None:
    """A bare duration always lasts as long; the parameters are what the domain's record says."""
    assert small(f"customers: {{patience: {written}}}").teams["service"].customers.patience == meant


def test_a_lognormal_is_given_by_its_median_or_its_mean() -> None:
    """The mean of a lognormal is its median times e to the half of sigma squared."""
    patience = (
        small("customers: {patience: {lognormal: {mean: 3m, sigma: 0.8}}}")
        .teams["service"]
        .customers.patience
    )

    assert patience.scale_ms * math.exp(0.8**2 / 2) == pytest.approx(3 * MINUTE_MS)


def test_calling_again_is_written_as_shares_by_then(year: Traffic) -> None:
    """Each share holds those before it; `never` means that nobody does."""
    customers = year.teams["service"].customers

    points = ((2 * MINUTE_MS, 0.2), (HOUR_MS, 0.48), (DAY_MS, 0.67))
    assert customers.again_after_hang_up == Eventually(points=points)
    assert customers.again_after_service == Eventually()
    assert customers.most_calls == 4


def test_a_team_inherits_key_by_key_what_it_does_not_say(year: Traffic) -> None:
    """From the file's defaults, and these from ours."""
    service, parts = year.teams["service"], year.teams["parts"]

    assert service.work.talk == fixed(4 * MINUTE_MS)
    assert parts.work.talk == Span(family=Family.GAMMA, scale_ms=3 * MINUTE_MS, shape=0.5)
    assert service.work.pick_up == parts.work.pick_up
    assert service.work.waits
    assert (service.work.request_photo_video, service.work.request_payment) == (0.05, 0.04)
    assert service.work.request_approval == Work().request_approval
    assert service.work.closes == Span(family=Family.NEVER)
    assert service.work.breaks == (Break(earliest=time(11, 30), latest=time(13), length_ms=30 * MINUTE_MS),)
    assert (service.customers.hangs_up_in_greeting, service.customers.hangs_up_in_menu) == (0.02, 0.05)


def test_a_team_may_have_no_breaks_where_the_others_have_some(year: Traffic) -> None:
    """An empty list is something that a team says."""
    text = TRAFFIC.read_text(encoding="utf-8").replace("talk: 4m", "breaks: []")

    assert drawn(text).teams["service"].work.breaks == ()
    assert drawn(text).teams["parts"].work.breaks == year.teams["parts"].work.breaks


def test_keys_that_all_callers_press_hold_where_a_tree_has_them() -> None:
    """What a file says of all teams is no mistake in the one that has no such tree."""
    text = TRAFFIC.read_text(encoding="utf-8").replace('        presses: {"2": 40%}', "        opts_out: 1%")
    traffic = drawn(text)

    assert traffic.teams["service"].customers.menu == {"1": 0.3}
    assert traffic.teams["parts"].customers.menu == {}


def test_the_keys_that_a_team_names_take_the_place_of_all_others(year: Traffic) -> None:
    """Shares of keys belong together."""
    assert year.teams["service"].customers.menu == {"2": 0.4}


def test_people_are_read_as_written(year: Traffic) -> None:
    """Shares as fractions, whether they were percentages or not."""
    assert year.population == Population(
        people=6_000,
        skew=1.2,
        french=0.1,
        landline=0.15,
        withheld=0.03,
        opted_out=0.01,
        segments={"gold": 0.08, "fleet": 0.04},
        organizations=300,
        in_organizations=0.4,
    )
    assert (year.seed, year.replications) == (7, 3)


def test_holidays_are_a_country_s_with_additions_and_exceptions(year: Traffic) -> None:
    """Iowa's, without Veterans Day and with Christmas Eve; days of the year before are no part of them."""
    days = [day for day in year.holidays if day.year == 2026]

    assert date(2026, 7, 4) in days
    assert date(2026, 12, 24) in days
    assert date(2026, 11, 11) not in days
    assert list(year.holidays) == sorted(set(year.holidays))


def test_holidays_reach_beyond_the_period(year: Traffic) -> None:
    """Whoever asks for more days of the same file gets the holidays of those days, too."""
    assert date(2027, 7, 4) in year.holidays
    assert date(2035, 12, 25) in year.holidays


def test_a_list_of_days_will_do_for_holidays() -> None:
    """A country is not needed."""
    text = SMALLEST.replace("days: 31,", "days: 31, holidays: {add: [2026-03-09, 2026-03-02, 2026-02-01]},")

    assert drawn(text).holidays == (date(2026, 3, 2), date(2026, 3, 9))


def test_incidents_are_instants_of_the_file_s_zone(year: Traffic) -> None:
    """Moments are read as elsewhere; without a team an incident is everybody's."""
    burst, outage = year.incidents

    assert (burst.team, burst.factor, burst.phones_down) == ("service", 5, False)
    assert (iso_utc(burst.from_ms), iso_utc(burst.to_ms)) == ("2026-02-10T15:00:00Z", "2026-02-10T17:00:00Z")
    assert (outage.team, outage.factor, outage.phones_down) == (None, 1, True)


@pytest.mark.parametrize(
    ("count", "factor", "times"), [(2, 40, "1,600"), (200, 1000, "inf"), (5, 900, "590,490,000,000,000")]
)
def test_incidents_of_one_moment_are_bounded_together(count: int, factor: int, times: str) -> None:
    """Each may be possible, and all at once not: told before anything is reckoned with them."""
    one = f"{{from: 2026-03-02 09:00, to: 2026-03-02 10:00, factor: {factor}}}"
    incidents = f"incidents: [{', '.join([one] * count)}]"
    with pytest.raises(InputError) as refused:
        loads(SMALLEST.replace("days: 31,", f"days: 31, {incidents},"))

    (problem,) = refused.value.problems
    assert problem.where == "traffic.incidents[1]"
    assert problem.line == 10
    assert (
        f"{count} incidents at once bring {times} times as many contacts as usual; at most 1,000"
        in problem.message
    )


def test_incidents_of_one_moment_may_bring_much_if_it_is_possible() -> None:
    """Those of other teams do not count, nor those before and after."""
    incidents = (
        "{from: 2026-03-02 09:00, to: 2026-03-02 10:00, factor: 30}, "
        "{from: 2026-03-02 09:30, to: 2026-03-02 11:00, factor: 30}, "
        "{from: 2026-03-02 10:00, to: 2026-03-02 12:00, factor: 30}"
    )
    assert len(drawn(SMALLEST.replace("days: 31,", f"days: 31, incidents: [{incidents}],")).incidents) == 3


def test_what_is_missing_is_shown_as_it_could_be_written_there() -> None:
    """A key of the same name means something else in another group."""
    head = SMALLEST.split("traffic:", maxsplit=1)[0]
    with pytest.raises(InputError) as refused:
        loads(f"{head}traffic: {{days: 5, incidents: [{{factor: 5000}}]}}\n")

    assert [problem.message for problem in refused.value.problems] == [
        "the key 'from' is missing; add from: 2026-03-01",
        "the key 'teams' is missing; add teams: {service: {per_day: 420}}",
        "the key 'from' is missing; add from: 2026-03-02 09:00",
        "the key 'to' is missing; add to: 2026-03-02 10:00",
        "'5000' is more than 1,000; write a number from 0 to 1,000, or a percentage such as 35%",
    ]


def test_traffic_with_nothing_in_it_is_no_story() -> None:
    """Whoever wrote the key meant to draw something."""
    head = SMALLEST.split("traffic:", maxsplit=1)[0]
    with pytest.raises(InputError) as refused:
        loads(f"{head}traffic:\n")

    (problem,) = refused.value.problems
    assert (problem.where, problem.line) == ("traffic", 10)
    assert problem.message == "there is nothing in it; add from, days and teams"


def test_an_incident_may_reach_over_the_ends_of_the_period() -> None:
    """The period is of local days, the one on which the clock changes included: the 31st ends at 22:00 UTC."""
    incident = "incidents: [{from: 2026-03-31 23:59, to: 2026-04-02 00:00, phones: down}]"
    (found,) = drawn(SMALLEST.replace("days: 31,", f"days: 31, {incident},")).incidents

    assert found == Incident(
        team=None, from_ms=found.from_ms, to_ms=found.from_ms + DAY_MS + MINUTE_MS, phones_down=True
    )
    assert iso_utc(found.from_ms) == "2026-03-31T21:59:00Z"
    with pytest.raises(InputError, match="outside of the period"):
        loads(SMALLEST.replace("days: 31,", f"days: 30, {incident},"))


def test_a_team_without_calls_needs_nobody_who_rings() -> None:
    """Texts come in at any hour, whether or not a schedule is ever active."""
    text = SMALLEST.replace("advisors: [ana]", "advisors: [ana], enabled: false")

    assert drawn(text.replace("per_day: 100", "per_day: 100, channels: {sms: 1}")).teams
    assert drawn(text.replace("per_day: 100", "per_day: 0")).teams


def test_a_team_without_contacts_needs_nobody_who_could_make_them() -> None:
    """Whoever sets a team's traffic to nothing, to see what is left, gets no error for it."""
    text = SMALLEST.replace("days: 31,", "days: 31, people: {withheld: 100%},")

    assert drawn(text.replace("per_day: 100", "per_day: 0, channels: {sms: 1}")).teams


def test_a_schedule_without_advisors_may_ring_through_its_call_tree() -> None:
    """The tree names them."""
    tree = 'call_trees: {menu: {options: {"1": {advisors: [ana]}}}}'
    text = SMALLEST.replace("advisors: [ana]}", "call_tree: menu}").replace(
        "    schedules:", f"    {tree}\n    schedules:"
    )

    assert drawn(text).teams


def test_the_ends_of_a_range_may_be_the_same() -> None:
    """A break at a fixed time of day; a uniform that always lasts as long."""
    work = (
        small(
            "advisors: {breaks: [{from: 12:00, to: 12:00, length: 1h}], pick_up: {uniform: {from: 3s, to: 3s}}}"
        )
        .teams["service"]
        .work
    )

    assert work.breaks == (Break(earliest=time(12), latest=time(12), length_ms=HOUR_MS),)
    assert work.pick_up == Span(family=Family.UNIFORM, scale_ms=3_000, shape=3_000)


def test_shares_of_a_hundred_percent_in_all_are_not_too_many() -> None:
    """Whatever they sum to in binary."""
    shares = (0.01, 0.2, 0.68, 0.11)
    assert sum(shares) > 1
    text = TRAFFIC.read_text(encoding="utf-8").replace(
        '"2": {advisors: [ana]}', ", ".join(f'"{key}": {{advisors: [ana]}}' for key in (2, 3, 4))
    )
    pressed = text.replace('presses: {"2": 40%}', 'presses: {"1": 1%, "2": 20%, "3": 68%, "4": 11%}')

    assert drawn(pressed).teams["service"].customers.menu == dict(zip("1234", shares, strict=True))


def test_named_customers_are_population_enough() -> None:
    """Without any other people, those whom the file names call and write."""
    people = SMALLEST.replace("days: 31,", "days: 31, people: {count: 0},")
    customers = 'customers: {carla: {name: Carla, phone: "+33639980101"}}\n'

    assert drawn(customers + people).population.people == 0
    with pytest.raises(InputError, match="there is nobody who could call or write"):
        loads(people)


@pytest.mark.parametrize(
    ("people", "channels", "said"),
    [
        ("withheld: 100%", "sms: 1", "nobody can write"),
        ("withheld: 100%", "call: 9, web: 1", "nobody can write"),
        ("landline: 100%", "sms: 1", "nobody can text by SMS"),
    ],
)
def test_contacts_need_somebody_with_the_number_for_them(people: str, channels: str, said: str) -> None:
    """Calls alone can come from withheld numbers, SMS only from mobile ones."""
    text = SMALLEST.replace("days: 31,", f"days: 31, people: {{{people}}},")
    with pytest.raises(InputError, match=said):
        loads(text.replace("per_day: 100", f"per_day: 100, channels: {{{channels}}}"))

    assert drawn(text.replace("per_day: 100", "per_day: 100, channels: {call: 1}")).teams
    with pytest.raises(InputError, match="nobody can write"):
        loads(
            "customers: {anon: {}}\n"
            + SMALLEST.replace("days: 31,", "days: 31, people: {count: 0},").replace(
                "per_day: 100", "per_day: 100, channels: {sms: 1}"
            )
        )
    named = 'customers: {carla: {name: Carla, phone: "+33639980101"}}\n'
    assert drawn(named + text.replace("per_day: 100", f"per_day: 100, channels: {{{channels}}}")).teams


def test_a_scenario_with_traffic_has_no_events_and_says_what_it_draws() -> None:
    """Loading it runs nothing."""
    scenario = load(TRAFFIC)

    assert scenario.events == ()
    assert scenario.expect is None
    assert repr(scenario) == (
        "Scenario('A small year': 2 teams, 365 days from 2026-01-01, 430.5 contacts a day)"
    )


def test_a_file_with_traffic_cannot_be_run_as_a_story() -> None:
    """The error names the command that can."""
    with pytest.raises(InputError) as caught:
        load_and_run(TRAFFIC)
    (problem,) = caught.value.problems

    assert problem.where == "traffic"
    assert problem.message == f"this file draws its events; use: autoreply-sim simulate {TRAFFIC}"


def test_a_story_has_no_traffic(story: str) -> None:
    """The two kinds of file are told apart by that."""
    assert loads(story).traffic is None


def test_days_are_durations_in_traffic_only(story: str) -> None:
    """In a story nothing lasts longer than a day, and the error says so."""
    with pytest.raises(InputError, match="'2d' is longer than a day"):
        loads(story.replace("talk: 4m", "talk: 2d"))

    assert loads(story.replace("talk: 4m", "talk: 1d")).events


def test_work_is_given_in_seconds_where_nothing_else_is_written() -> None:
    """A bare number is seconds, as in stories."""
    assert small("advisors: {after_call: 2.5}").teams["service"].work.after_call == fixed(2.5 * SECOND_MS)
