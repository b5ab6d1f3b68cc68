"""`autoreply-sim calendar`: ring schedules to a calendar file and back, and calendars of other programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from autoreply_sim.cli import main
from autoreply_sim.codes import RingStrategy
from autoreply_sim.domain.events import Save
from autoreply_sim.domain.schedules import RingSchedule
from autoreply_sim.io.ics import schedules_from_ics, schedules_to_ics
from autoreply_sim.io.scenario_load import load, loads
from autoreply_sim.io.schedule_yaml import schedules_to_yaml
from tests.pace import effort

Call = Callable[..., Any]
Spawn = Callable[..., Any]
Write = Callable[..., Path]

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "data" / "scenarios"
FIXTURES = ROOT / "tests" / "io" / "fixtures"
TEAM_WITHOUT_SCHEDULES = "version: 1\ntitle: None\nteams: {service: {number: '+15155550100'}}\n"
EVENT = RingSchedule(
    title="Weekdays",
    timezone="America/Chicago",
    first=date(2026, 1, 5),
    start=time(9),
    end=time(17),
    repeats="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
)
STRANGE = RingSchedule(
    title='Nights: "on call" \\ # é \u202e 🌙',
    timezone="Europe/Paris",
    first=date(2026, 1, 5),
    start=time(22, 0, 30),
    end=time(0),
    repeats="rrule:freq=daily;until=20301231T120000z",
    excepted=(date(2026, 7, 14), date(2026, 12, 25)),
    business_hours=False,
    enabled=False,
    draft=True,
    created_ms=1_767_603_600_123,
    advisors=("ana", "no", "Benoît, the 2nd"),
    strategy=RingStrategy.ROUND_ROBIN,
    ring_ms=45_000,
    call_tree="null",
)


def pasted(text: str, advisors: Sequence[str] = (), trees: Sequence[str] = ()) -> tuple[RingSchedule, ...]:
    """The schedules of a scenario file under whose `schedules:` a text was pasted."""
    names = "".join(f"  {key!r}: Somebody\n" for key in advisors)
    menus = "".join(f"      {tree!r}: {{options: {{'1': {{team: pasted}}}}}}\n" for tree in trees)
    told = loads(
        "version: 1\ntitle: Pasted\n"
        + (f"advisors:\n{names}" if names else "")
        + "teams:\n  pasted:\n    number: '+15155550100'\n"
        + (f"    call_trees:\n{menus}" if menus else "")
        + f"    schedules:\n{text}"
    )
    return told.world.teams[0].settings.schedules


def as_pasted(schedules: Sequence[RingSchedule]) -> tuple[RingSchedule, ...]:
    """What a scenario file makes of schedules printed as YAML; the file knows their advisors and trees."""
    text, problems = schedules_to_yaml(schedules)
    assert problems == []
    advisors = dict.fromkeys(key for schedule in schedules for key in schedule.advisors)
    trees = dict.fromkeys(schedule.call_tree for schedule in schedules if schedule.call_tree)
    return pasted(text, tuple(advisors), tuple(trees))


def calendar(*events: Sequence[str]) -> str:
    """A calendar whose events have these lines besides their hours."""
    hours = ["DTSTART:20260105T090000Z", "DTEND:20260105T170000Z"]
    body = [line for lines in events for line in ("BEGIN:VEVENT", *hours, *lines, "END:VEVENT")]
    return "\r\n".join(["BEGIN:VCALENDAR", *body, "END:VCALENDAR", ""])


def test_every_schedule_of_the_library_comes_back_from_its_calendar(call: Call, tmp_path: Path) -> None:
    """Exported, imported and pasted into a scenario file, it is the same schedule; saved ones are, too."""
    exported = saved = 0
    for path in sorted(LIBRARY.glob("*.yaml")):
        scenario = load(path)
        for team in scenario.world.teams:
            if not team.settings.schedules:
                continue
            file = tmp_path / f"{path.stem}-{team.key}.ics"
            assert call("calendar", "export", path, "--team", team.key, "--out", file).code == 0
            said = call("calendar", "import", file)
            advisors = [advisor.key for advisor in scenario.world.advisors]
            assert (said.code, said.err) == (0, "")
            assert pasted(said.out, advisors, tuple(team.settings.call_trees)) == team.settings.schedules
            exported += 1
        for event in scenario.events:
            if isinstance(event, Save) and event.change.schedules:
                data = schedules_to_ics(event.change.schedules, calendar_name="Saved")
                back, problems = schedules_from_ics(data)
                assert (as_pasted(back), problems) == (event.change.schedules, [])
                saved += 1

    assert exported > 150
    assert saved > 0


def test_what_is_strange_comes_back_unchanged_too() -> None:
    """Quotes, words that YAML means something by, marks that turn the reading order, seconds, 24:00."""
    schedules, problems = schedules_from_ics(schedules_to_ics([STRANGE, EVENT], calendar_name="Service"))

    assert problems == []
    assert as_pasted(schedules) == (STRANGE, EVENT)
    assert "\u202e" not in schedules_to_yaml([STRANGE])[0]


def test_without_a_file_the_calendar_is_printed(spawn: Spawn, tmp_path: Path) -> None:
    """The same bytes as in the file, line ends of calendar files included."""
    source = LIBRARY / "schedule-every-other-saturday.yaml"
    printed = spawn("calendar", "export", source)
    filed = spawn("calendar", "export", source, "--out", tmp_path / "parts.ics")

    assert (printed.returncode, filed.returncode) == (0, 0)
    assert printed.stdout.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert printed.stdout == (tmp_path / "parts.ics").read_bytes()
    assert filed.stdout == b""


def test_the_team_must_be_clear(call: Call, write: Write) -> None:
    """With several teams that have schedules, the one that is meant is named; slips are answered."""
    two = write("two.yaml", TWO_TEAMS)
    none = write("none.yaml", TEAM_WITHOUT_SCHEDULES)

    for arguments, said in (
        ([two], f"{two}: 2 teams have schedules; name one with --team: service, parts\n"),
        ([two, "--team", "servce"], f"{two}: no team is called 'servce'; did you mean 'service'?\n"),
        (
            [two, "--team", "sales"],
            f"{two}: team 'sales' has no schedules; name one that has: service, parts\n",
        ),
        ([none], f"{none}: no team of this file has a schedule; there is nothing to export\n"),
    ):
        told = call("calendar", "export", *arguments)
        assert (told.code, told.out, told.err) == (2, "", said)


TWO_TEAMS = """\
version: 1
title: Two teams with schedules
teams:
  service:
    number: '+15155550100'
    schedules: [{title: A, first: 2026-01-05, from: "08:00", to: "17:00"}]
  parts:
    communication_team: service
    schedules: [{title: B, first: 2026-01-05, from: "08:00", to: "17:00"}]
  sales: {communication_team: service}
"""


def test_a_scenario_that_cannot_be_used_is_not_exported(call: Call, write: Write, tmp_path: Path) -> None:
    """Its errors are told, with their lines, as `run` tells them; no file is written."""
    bad = write("bad.yaml", TWO_TEAMS.replace("title: A", "titel: A"))
    said = call("calendar", "export", bad, "--out", tmp_path / "new.ics")

    assert said.code == 2
    assert (
        f"{bad}:6: teams.service.schedules[1].titel: unknown key 'titel'; did you mean 'title'?" in said.err
    )
    assert not (tmp_path / "new.ics").exists()


def test_the_calendar_goes_only_where_it_can(call: Call, write: Write, tmp_path: Path) -> None:
    """Never over the scenario itself; a directory or a missing one is a sentence."""
    source = write("story.yaml", TWO_TEAMS)
    for out, words in (
        (source, "this is the scenario file itself"),
        (tmp_path, "cannot be written"),
        (tmp_path / "missing" / "a.ics", "cannot be written"),
    ):
        said = call("calendar", "export", source, "--team", "parts", "--out", out)
        assert said.code == 2
        assert said.err.startswith(f"{out}: ")
        assert words in said.err
    assert source.read_text(encoding="utf-8") == TWO_TEAMS


def test_another_programs_calendar_becomes_schedules_to_complete(call: Call) -> None:
    """Hours, recurrence, exceptions; the advisors are left to be named; a file of it loads."""
    said = call("calendar", "import", FIXTURES / "outlook.ics")
    (schedule,) = pasted(said.out)

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("      - title: Horaires d'atelier\n        timezone: Europe/Paris\n")
    assert said.out.endswith("advisors: []\n")
    assert schedule.excepted == (date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14))


def test_what_cannot_be_taken_over_is_said_and_the_rest_is_printed(call: Call) -> None:
    """As `run` does with good and bad files: exit code 2, because the result is not the whole calendar."""
    said = call("calendar", "import", FIXTURES / "google.ics")

    assert said.code == 2
    assert len(pasted(said.out)) == 4
    assert said.err.startswith(f"{FIXTURES / 'google.ics'}: event 'Christmas': it lasts 3 days")
    assert len(said.err.splitlines()) == 1


def test_times_without_a_zone_are_read_in_the_zone_that_is_named(call: Call, write: Write) -> None:
    """Without a name they are a problem, with a wrong name the name is."""
    path = write("floating.ics", calendar(["SUMMARY:X"]).replace("00Z", "00"))
    named = call("calendar", "import", path, "--timezone", "Asia/Kolkata")
    unnamed = call("calendar", "import", path)
    wrong = call("calendar", "import", path, "--timezone", "asia/kolkatta")

    assert pasted(named.out)[0].timezone == "Asia/Kolkata"
    assert (unnamed.code, unnamed.out) == (2, "")
    assert "its times have no zone" in unnamed.err
    assert wrong.code == 2
    assert wrong.err == "--timezone: 'asia/kolkatta' is no time zone; did you mean 'Asia/Kolkata'?\n"


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (replace(EVENT, title="x" * 201), "title: 'xxx"),
        (replace(EVENT, title="two\nlines"), "title: 'two\\nlines' holds a line break"),
        (replace(EVENT, title=" "), "title: the text is blank"),
        (replace(EVENT, first=date(1950, 1, 2)), "first: '1950-01-02' is out of bounds"),
        (replace(EVENT, excepted=(date(2150, 1, 1),)), "except[1]: '2150-01-01' is out of bounds"),
        (replace(EVENT, ring_ms=1500), "ring.ring_seconds: '1.5' is no whole number"),
        (replace(EVENT, advisors=("",)), "advisors[1]: the text is blank"),
        (replace(EVENT, excepted=(date(2026, 1, 5),) * 300_000), "schedule 'Weekdays': "),
    ],
)
def test_what_a_scenario_file_would_refuse_is_not_printed(schedule: RingSchedule, words: str) -> None:
    """One sentence that names the schedule and the key; the others are printed."""
    text, (problem,) = schedules_to_yaml([schedule, EVENT])

    assert problem.startswith("schedule ")
    assert words in problem
    assert pasted(text) == (EVENT,)


def test_more_schedules_than_a_team_may_have_are_said(call: Call, write: Write) -> None:
    """R-SCH-1: 25 at most."""
    told = call("calendar", "import", write("many.ics", calendar(*[["SUMMARY:X"]] * 26)))

    assert told.code == 2
    assert told.out.count("- title") == 26
    assert "these are 26 schedules; a team may have 25" in told.err


def test_a_calendar_program_that_knows_no_date_of_creation_says_1900(call: Call, write: Write) -> None:
    """Google does; such a schedule is older than the others, as one without a date is (R-SCH-3)."""
    said = call("calendar", "import", write("old.ics", calendar(["CREATED:19000101T120000Z"])))

    assert (said.code, pasted(said.out)[0].created_ms) == (0, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no events"),
        ("hello", "no calendar file"),
        (TWO_TEAMS, "no calendar file"),
        (calendar(["SUMMARY:\x1b[31m\u202ered"]), "holds a line break or a control character"),
        (calendar(["X-AUTOREPLY-SIM-ADVISORS:" + "[" * 200_000]), "is no list of advisors"),
        (calendar(['X-AUTOREPLY-SIM-ADVISORS:["\\ud800"]']), "is no list of advisors"),
        (calendar(["SUMMARY:" + "&a [*a,*a]" * 50]), "at most 200 are possible"),
        (calendar(["RRULE:FREQ=SECONDLY"]), "finer than a day"),
        (calendar([]).replace("DTSTART:", "DTSTART;TZID=America:"), "zone in it is only half a name"),
        ("BEGIN:VCALENDAR\n" * 5_000, "nested more than"),
        ("x" * 1_100_000, "the file has 1,100,000 bytes"),
    ],
    ids=[
        "empty",
        "text",
        "yaml",
        "steering",
        "deep",
        "half",
        "anchors",
        "seconds",
        "directory",
        "nested",
        "large",
    ],
)
def test_hostile_calendars_are_sentences(call: Call, write: Write, text: str, words: str) -> None:
    """Exit code 2, nothing on the output, no traceback, nothing that steers the terminal, soon."""
    told: list[Any] = []

    assert effort(lambda: told.append(call("calendar", "import", write("hostile.ics", text)))) < 600
    said = told[0]
    assert (said.code, said.out) == (2, "")
    assert words in said.err
    assert "Traceback" not in said.err
    assert "\x1b" not in said.err
    assert "\u202e" not in said.err


def test_what_is_no_file_is_refused(call: Call, tmp_path: Path) -> None:
    """A missing file, a directory, a pipe that nobody writes to, a device that never ends, a name too long."""
    os.mkfifo(tmp_path / "pipe")
    for path, words in (
        (tmp_path / "missing.ics", "there is no such file"),
        (tmp_path, "no regular file"),
        (tmp_path / "pipe", "no regular file"),
        (Path("/dev/zero"), "no regular file"),
        (tmp_path / ("x" * 5_000), "File name too long"),
    ):
        said = call("calendar", "import", path)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith(f"{path}: ")
        assert words in said.err


@pytest.mark.parametrize(
    "arguments", [[], ["export"], ["import"], ["walk", "x"], ["export", "x", "--te", "y"]]
)
def test_a_wrong_command_line_is_a_usage_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """As with the other commands."""
    with pytest.raises(SystemExit) as stopped:
        main(["calendar", *arguments])

    assert stopped.value.code == 2
    assert "usage: autoreply-sim" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["export", "--help"], ["import", "--help"]])
def test_help_helps(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The command's own page has examples and exit codes."""
    with pytest.raises(SystemExit) as stopped:
        main(["calendar", *arguments])
    out = capsys.readouterr().out

    assert stopped.value.code == 0
    assert "usage: autoreply-sim calendar" in out
    if arguments == ["--help"]:
        assert "examples:" in out
        assert "exit codes:" in out
