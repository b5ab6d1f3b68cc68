"""Every kind of bad traffic is refused with its file, line, key, the value that was found, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import holidays
import pytest

from autoreply_sim.errors import Problem
from autoreply_sim.io.scenario_load import load

TRAFFIC = Path(__file__).with_name("traffic.yaml")
TEXT = TRAFFIC.read_text(encoding="utf-8")

ProblemsOf = Callable[[str], tuple[Problem, ...]]

PEOPLE, HOLIDAYS = "traffic.people", "traffic.holidays"
CUSTOMERS, ADVISORS = "traffic.customers", "traffic.advisors"
SERVICE, PARTS = "traffic.teams.service", "traffic.teams.parts"
PATIENCE = "{weibull: {scale: 388s, shape: 0.909}}"
AGAIN = "{2m: 20%, 1h: 48%, 24h: 67%}"
BURST = "from: 2026-02-10 09:00, to: 2026-02-10 11:00"

# What stands in the sound file, what is put in its place, the key that is blamed, and parts of what is said.
BAD = [
    # the period
    ("days: 365", "days: 0", "traffic.days", ["'0'", "from 1 to 3,660"]),
    ("days: 365", "days: 36525", "traffic.days", ["'36525'", "from 1 to 3,660"]),
    ("days: 365", "days: 1y", "traffic.days", ["'1y'", "whole number"]),
    ("  days: 365\n", "", "traffic.days", ["is missing", "add days: 365"]),
    ("from: 2026-01-01", "from: 2026-02-30", "traffic.from", ["'2026-02-30'", "calendar"]),
    ("from: 2026-01-01\n", "from: 2099-12-01\n", "traffic.from", ["2100-11-30", "2099", "begin earlier"]),
    ("  from: 2026-01-01\n", "", "traffic.from", ["is missing", "add from"]),
    ("seed: 7", "seed: -1", "traffic.seed", ["'-1'", "whole number from 0"]),
    ("replications: 3", "replications: 0", "traffic.replications", ["'0'", "from 1"]),
    ("seed: 7", "sede: 7", "traffic.sede", ["unknown key 'sede'", "did you mean 'seed'?"]),
    # the people
    ("count: 6000", "count: 1000001", f"{PEOPLE}.count", ["'1000001'", "from 0 to 1,000,000"]),
    ("skew: 1.2", "skew: -1", f"{PEOPLE}.skew", ["'-1'", "from 0 to 5"]),
    ("french: 10%", "french: 110%", f"{PEOPLE}.french", ["'110%' is more than 100%", "percentage"]),
    ("french: 10%", "french: 10", f"{PEOPLE}.french", ["'10' is more than 100%", "did you mean 10%?"]),
    ("french: 10%", "french: 1000", f"{PEOPLE}.french", ["'1000' is more than 100%; write a number"]),
    ("french: 10%", "french: -10%", f"{PEOPLE}.french", ["'-10%' is less than nothing"]),
    ("french: 10%", "french: few", f"{PEOPLE}.french", ["'few' is no share", "35%"]),
    ("gold: 8%", "gold: 800%", f"{PEOPLE}.segments.gold", ["'800%' is more than 100%"]),
    (
        "{count: 300, share: 40%}",
        "{share: 40%}",
        f"{PEOPLE}.organizations",
        ["there are none", "add a count"],
    ),
    ("withheld: 3%", "witheld: 3%", f"{PEOPLE}.witheld", ["did you mean 'withheld'?"]),
    # holidays
    ("country: US, subd", "country: XX, subd", f"{HOLIDAYS}.country", ["'XX' is no country"]),
    (
        "country: US, subd",
        "country: AQ, subd",
        f"{HOLIDAYS}.subdivision",
        ["AQ has no subdivision 'IA'", "none"],
    ),
    ("subdivision: IA", "subdivision: IO", f"{HOLIDAYS}.subdivision", ["US has no subdivision 'IO'", "IA"]),
    ("country: US, subd", "subd", f"{HOLIDAYS}.subdivision", ["'IA' needs its country", "country: US"]),
    ("remove: [2026-11-11]", "remove: [2026-11-12]", f"{HOLIDAYS}.remove[1]", ["2026-11-12", "leave it out"]),
    ("add: [2026-12-24]", "add: 2026-12-24", f"{HOLIDAYS}.add", ["'2026-12-24'", "a list"]),
    # distributions
    (PATIENCE, "{wiebull: {scale: 388s}}", f"{CUSTOMERS}.patience", ["'wiebull'", "did you mean 'weibull'?"]),
    (
        PATIENCE,
        "{weibull: {scale: 388s}}",
        f"{CUSTOMERS}.patience",
        ["scale, and shape", "{weibull: {scale: 388s"],
    ),
    (PATIENCE, "{weibull: 388s}", f"{CUSTOMERS}.patience", ["weibull: it needs scale, and shape"]),
    (
        PATIENCE,
        "{weibull: {scale: 0s, shape: 1}}",
        f"{CUSTOMERS}.patience",
        ["weibull, scale", "'0s' is no time"],
    ),
    (
        PATIENCE,
        "{weibull: {scale: 1m, shape: 0}}",
        f"{CUSTOMERS}.patience",
        ["weibull, shape: '0'", "0.1 to 50"],
    ),
    (
        PATIENCE,
        "{weibull: {scale: 1m, shap: 1}}",
        f"{CUSTOMERS}.patience",
        ["no parameter", "did you mean 'shape'?"],
    ),
    (PATIENCE, "{}", f"{CUSTOMERS}.patience", ["an empty group is no distribution", "lognormal"]),
    (PATIENCE, "{exponential: 1m, gamma: 2m}", f"{CUSTOMERS}.patience", ["is no distribution"]),
    (PATIENCE, "soon", f"{CUSTOMERS}.patience", ["'soon' is no duration", "7d"]),
    (PATIENCE, "367d", f"{CUSTOMERS}.patience", ["'367d' is longer than 366 days"]),
    (PATIENCE, "[1m]", f"{CUSTOMERS}.patience", ["a list of 1", "single"]),
    (
        "{median: 25m, sigma: 1.5}",
        "{median: 25m, sigma: -1}",
        f"{CUSTOMERS}.text_gap",
        ["sigma: '-1'", "0.01 to 5"],
    ),
    (
        "{median: 25m, sigma: 1.5}",
        "{median: 0m, sigma: 1}",
        f"{CUSTOMERS}.text_gap",
        ["median: '0m' is no time"],
    ),
    ("{median: 25m, s", "{median: 25m, mean: 30m, s", f"{CUSTOMERS}.text_gap", ["median or mean, and sigma"]),
    (
        "text_gap: {lognormal: {median: 25m, sigma: 1.5}}",
        "text_gap: never",
        f"{CUSTOMERS}.text_gap",
        ["'never'"],
    ),
    (
        "{from: 2s, to: 8s}",
        "{from: 8s, to: 2s}",
        f"{ADVISORS}.pick_up",
        ["ends before it begins", "{from: 2s"],
    ),
    ("{mean: 3m, cv: 0.5}", "{mean: 3m, cv: 0}", f"{ADVISORS}.talk", ["gamma, cv: '0'", "0.01 to 10"]),
    (
        "{exponential: 20s}",
        "{exponential: 0s}",
        f"{ADVISORS}.after_call",
        ["exponential, mean", "more than 0"],
    ),
    # how customers behave
    ("greeting: 2%, menu: 5%", "greeting: 60%, menu: 50%", f"{CUSTOMERS}.hangs_up", ["60% + 50%", "100%"]),
    (
        "{greeting: 2%, menu: 5%}",
        "{menu: 99.5%}",
        f"{CUSTOMERS}.hangs_up",
        ["1% + 99.5%", "more than there are"],
    ),
    ('{"1": 30%}', '{"1": 60%, "2": 60%}', f"{CUSTOMERS}.presses", ["60% + 60%", "press a key"]),
    ('{"1": 30%}', '{"7": 30%}', f"{CUSTOMERS}.presses.7", ["no call tree of these teams", "'7'", "1, 2"]),
    ('{"2": 40%}', '{"9": 40%}', f"{SERVICE}.customers.presses.9", ["team 'service'", "'9'", "1, 2"]),
    ('{"1": 30%}', '{"A": 30%}', f"{CUSTOMERS}.presses.A", ["'A'", "0, 1, 2"]),
    (
        AGAIN,
        "{2m: 20%, 1h: 10%}",
        f"{CUSTOMERS}.calls_again.after_hang_up",
        ["'1h': '10%'", "must both grow"],
    ),
    (AGAIN, "{1h: 20%, 60m: 30%}", f"{CUSTOMERS}.calls_again.after_hang_up", ["'60m'", "must both grow"]),
    (AGAIN, "{0m: 20%}", f"{CUSTOMERS}.calls_again.after_hang_up", ["'0m' is no time"]),
    (AGAIN, "{2m: 120%}", f"{CUSTOMERS}.calls_again.after_hang_up", ["'120%' is more than 100%"]),
    (AGAIN, "20%", f"{CUSTOMERS}.calls_again.after_hang_up", ["'20%' says not when", "never"]),
    ("most_calls: 4", "most_calls: 0", f"{CUSTOMERS}.calls_again.most_calls", ["'0'", "from 1"]),
    ("later_texts: 0.6", "later_texts: -1", f"{CUSTOMERS}.later_texts", ["'-1'", "from 0 to 20"]),
    # how advisors work
    ("answers: 92%", "answers: 192%", f"{ADVISORS}.answers", ["'192%' is more than 100%"]),
    ("_busy: wait", "_busy: hold", f"{ADVISORS}.when_all_are_busy", ["'hold'", "voicemail, wait"]),
    ("from: 11:30, to: 13:00", "from: 13:00, to: 11:30", f"{ADVISORS}.breaks[1].to", ["11:30", "later time"]),
    ("from: 11:30, to: 13:00", "from: 11:30", f"{ADVISORS}.breaks[1].to", ["is missing", "add to"]),
    ("from: 11:30, to: 13:00", "from: noon, to: 13:00", f"{ADVISORS}.breaks[1].from", ["'noon' is no time"]),
    ("length: 30m", "length: 0m", f"{ADVISORS}.breaks[1].length", ["'0m' is no time"]),
    ("request_photo_video: 5%", "request_photo: 5%", f"{ADVISORS}.requests.request_photo", ["did you mean"]),
    # teams
    ("per_day: 420", "per_day: -420", f"{SERVICE}.per_day", ["'-420'", "from 0 to 100,000"]),
    ("per_day: 420", "per_day: 100001", f"{SERVICE}.per_day", ["'100001'", "from 0 to 100,000"]),
    ("      per_day: 420\n", "", f"{SERVICE}.per_day", ["is missing", "add per_day: 420"]),
    (
        "    parts: {per_day",
        "    prats: {per_day",
        "traffic.teams.prats",
        ["'prats'", "did you mean 'parts'?"],
    ),
    ("{7: 3, 8: 6, 9: 3}", "{7: 0, 8: 0}", f"{SERVICE}.hours", ["all 0", "above 0"]),
    ("{7: 3, 8: 6, 9: 3}", "{}", f"{SERVICE}.hours", ["all 0", "leave the whole group out"]),
    ("{7: 3, 8: 6, 9: 3}", "{24: 3}", f"{SERVICE}.hours.24", ["'24' is not possible here"]),
    ("{7: 3, 8: 6, 9: 3}", "{7: -3}", f"{SERVICE}.hours.7", ["'-3'", "from 0"]),
    ("SA: 0.5", "SAT: 0.5", f"{SERVICE}.weekdays.SAT", ["'SAT' is not possible here", "MO, TU"]),
    ("{4: 2, 5: 1.5}", "{13: 2}", f"{SERVICE}.months.13", ["'13' is not possible here"]),
    ("on_holidays: 10%", "on_holidays: -1", f"{SERVICE}.on_holidays", ["less than nothing"]),
    ("busyness: 9%", "busyness: 9", f"{SERVICE}.busyness", ["did you mean 9%?"]),
    ("sms: 20", "fax: 20", f"{SERVICE}.channels.fax", ["'fax' is not possible here", "call, sms"]),
    ("{app: 1}", "{app: 0}", f"{PARTS}.channels", ["all 0"]),
    ("{app: 1}", "{app: 1, call: 2, sms: 1}", f"{PARTS}.channels", ["no call and no sms", "team 'service'"]),
    # teams that nobody could ever answer for
    (
        "first: 2026-01-05",
        "first: 2027-01-05",
        "teams.service.schedules",
        ["active from 2026-01-01 to 2026-12-31"],
    ),
    (
        "        call_tree: main",
        "        enabled: false",
        "teams.service.schedules",
        ["could ever ring", "add one"],
    ),
    (
        "        advisors: [ana, ben]\n        call_tree: main\n",
        "        advisors: []\n",
        "teams.service.schedules",
        ["have no advisors", "name some"],
    ),
    # incidents
    (
        BURST,
        "from: 2026-02-10 11:00, to: 2026-02-10 09:00",
        "traffic.incidents[1].to",
        ["before it has begun"],
    ),
    (
        BURST,
        "from: 2025-02-10 09:00, to: 2025-02-10 11:00",
        "traffic.incidents[1]",
        ["outside of the period"],
    ),
    (BURST, "from: 2027-01-01 00:00, to: 2027-01-01 11:00", "traffic.incidents[1]", ["to 2026-12-31"]),
    (
        BURST,
        "from: 2026-02-10 09:00, to: 2026-02-10 09:00",
        "traffic.incidents[1].to",
        ["before it has begun"],
    ),
    (
        BURST,
        "from: 2025-12-31 09:00, to: 2026-01-01 00:00",
        "traffic.incidents[1]",
        ["outside of the period"],
    ),
    (BURST, "to: 2025-02-10 09:00", "traffic.incidents[1].from", ["is missing", "add from"]),
    (BURST, "from: 2026-02-10 09:00", "traffic.incidents[1].to", ["is missing", "add to"]),
    (
        "{team: service, from: 2026-02",
        "{team: servic, from: 2026-02",
        "traffic.incidents[1].team",
        ["did you mean"],
    ),
    (", factor: 5", "", "traffic.incidents[1]", ["changes nothing", "phones: down"]),
    ("factor: 5", "factor: -5", "traffic.incidents[1].factor", ["less than nothing"]),
    ("phones: down", "phones: off", "traffic.incidents[2].phones", ["'off'", "down"]),
    # the file as a whole
    ("\ntraffic:", "\nevents: []\ntraffic:", "events", ["tells its events or draws them", "remove one"]),
    ("\ntraffic:", "\nexpect: {replies: []}\ntraffic:", "expect", ["cannot be foretold", "remove expect"]),
]


@pytest.mark.parametrize(
    ("old", "new", "where", "said"), BAD, ids=[f"{where}: {new[:40]}" for _, new, where, _ in BAD]
)
def test_bad_traffic_is_refused_where_it_stands(
    old: str, new: str, where: str, said: list[str], problems_of: ProblemsOf
) -> None:
    """One problem, at the key and its line, with what was found and what to do; nothing that only follows from it."""
    assert TEXT.count(old) >= 1
    text = TEXT.replace(old, new, 1)
    (problem,) = problems_of(text)

    assert problem.where == where
    assert [part for part in said if part not in problem.message] == []
    assert problem.line is not None
    blamed = text.splitlines()[problem.line - 1]
    key = where.rpartition(".")[2]
    assert (
        key in blamed
        or new in blamed
        or "is missing" in problem.message
        or (key[-1] == "]" and "- {" in blamed)
    )


def test_the_file_that_is_spoilt_is_sound() -> None:
    """Otherwise a refusal would say nothing."""
    assert load(TRAFFIC).traffic is not None


def test_a_country_of_which_no_holidays_are_known_is_refused(
    monkeypatch: pytest.MonkeyPatch, problems_of: ProblemsOf
) -> None:
    """The list of countries grows from version to version; a file may know one that the installed version does not."""
    monkeypatch.setattr(holidays, "list_supported_countries", lambda: {"FR": []})
    (problem,) = problems_of(TEXT)

    assert problem.where == f"{HOLIDAYS}.country"
    assert "no public holidays are known of US" in problem.message
    assert "list the days under add" in problem.message


@pytest.mark.parametrize("group", ["traffic: 5", "traffic: []", "traffic: {}"])
def test_a_file_without_the_period_and_the_teams_is_refused(group: str, problems_of: ProblemsOf) -> None:
    """What cannot be guessed is asked for."""
    problems = problems_of(TEXT.partition("traffic:")[0] + group)

    assert all(problem.where.startswith("traffic") for problem in problems)
    missing = ["traffic.from", "traffic.days", "traffic.teams"]
    assert [problem.where for problem in problems] in (missing, ["traffic"])


def test_traffic_without_a_team_is_refused(problems_of: ProblemsOf) -> None:
    """Somebody has to be contacted."""
    head = TEXT.partition("traffic:")[0]
    (problem,) = problems_of(f"{head}traffic: {{from: 2026-01-01, days: 30, teams: {{}}}}")

    assert (problem.where, problem.line) == ("traffic.teams", head.count("\n") + 1)
    assert "no team has any traffic" in problem.message
