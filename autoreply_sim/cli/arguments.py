"""What may stand on the command line, and the help that says so."""

from __future__ import annotations

from argparse import (
    Action,
    ArgumentParser,
    ArgumentTypeError,
    RawDescriptionHelpFormatter,
    _SubParsersAction,
)
from pathlib import Path

_FILES = "scenario files; a directory stands for all its .yaml files, by name"
_EXAMPLES = """\
examples:
  autoreply-sim run data/scenarios/rla-missed-call-joins-open-ticket.yaml
      tells the story: who called and wrote, which replies went out or did not, and why
  autoreply-sim run --json data/scenarios > results.jsonl
      the same for machines: one JSON object per file, one a line
  autoreply-sim check data/scenarios
      runs every file and compares with what it expects
  autoreply-sim check-up my-desk.yaml
      says what looks wrong in the settings, and how many customers it concerned in a simulated period
  autoreply-sim coverage
      shows which scenarios exercise which rule, and what none does
  autoreply-sim simulate seed_time
      draws a year of traffic, decides it, and says what came of it; --list names the presets
  autoreply-sim report seed_time --out season.html
      writes a page to send to somebody: findings, metrics, settings, how it was made
  autoreply-sim calendar import service.ics
      prints a calendar's events as ring schedules for a scenario file; export goes the other way

exit codes: 0 all is well, 1 something differs or is not covered, 2 some input cannot be used,
            74 the output cannot be written
"""
_RUN_EXAMPLES = """\
examples:
  autoreply-sim run story.yaml
      tells the story: who called and wrote, which replies went out or did not, and why
  autoreply-sim run --json stories/ more.yaml > results.jsonl
      one JSON object per file, one a line, in this order; errors go to the error stream

Each file stands alone: those that can be used are printed, the others are reported.
exit codes: 0 all is well, 2 some input cannot be used
"""
_CHECK_EXAMPLES = """\
examples:
  autoreply-sim check data/scenarios
      a line per file, what differs beneath it, and how many are ok in the end

Under `expect:`, replies and tickets are all that should come out; calls and decisions are some of them.
exit codes: 0 all hold, 1 something differs, 2 some input cannot be used
"""
_CHECK_UP_EXAMPLES = """\
examples:
  autoreply-sim check-up seed_time
      draws the preset's year once, and says what looks wrong in its settings and whom it concerned
  autoreply-sim check-up my-desk.yaml --strict
      the same of a file of your own; the exit code is 1 if a problem was found
  autoreply-sim check-up stories/one.yaml --settings-only --json
      looks at the settings alone; one JSON object per file, one a line

exit codes: 0 all is well, or nobody asked for --strict; 1 a problem was found; 2 some input cannot be used
"""
_COVERAGE_EXAMPLES = """\
examples:
  autoreply-sim coverage
      shows rule by rule which scenarios of data/scenarios exercise it, and what none does

exit codes: 0 everything is covered, 1 something is not, 2 some input cannot be used
"""
_SIMULATE_EXAMPLES = """\
examples:
  autoreply-sim simulate --list
      names the presets: a dealer's service desk in seed time, a snowstorm, a shop of two …
  autoreply-sim simulate seed_time
      draws a year of calls and messages, decides it, and says what came of it
  autoreply-sim simulate my-desk.yaml --days 28 --replications 10 --workers 2 --json
      ten times four weeks, the figures of all and of each as one JSON object
  autoreply-sim simulate seed_time --out results/seed-time
      writes what happened, calls, tickets and decisions as Parquet files, with a manifest

The same file, seed and version give the same bytes; --workers changes nothing but the time it takes.
exit codes: 0 all is well, 2 some input cannot be used, 74 the output cannot be written, 130 interrupted
"""
_REPORT_EXAMPLES = """\
examples:
  autoreply-sim report story.yaml --out story.html
      what happened, which replies went out or did not, and why
  autoreply-sim report seed_time --days 90 --replications 10 --out season.html
      a simulated period: figures, metrics with their intervals, all settings
  autoreply-sim report today.yaml changed.yaml --days 30 --out change.html
      the same customers under the settings of both files (30 replications unless --replications says otherwise)

The page is one file that works without a network; it is light or dark as its reader's machine is.
exit codes: 0 all is well, 2 some input cannot be used, 74 the output cannot be written, 130 interrupted
"""
_CALENDAR_EXAMPLES = """\
examples:
  autoreply-sim calendar export data/scenarios/schedule-every-other-saturday.yaml --out parts.ics
      writes the schedules of a team to a file for Google Calendar, Outlook or Apple Calendar
  autoreply-sim calendar import parts.ics --timezone America/Chicago
      prints the events as YAML, ready to paste under `schedules:` of a scenario file

exit codes: 0 all is well, 2 some input cannot be used; events that can be used are printed all the same
"""


class _Version(Action):
    """Prints the version; looked up only when somebody asks, because that takes a while."""

    def __call__(self, parser: ArgumentParser, *_: object, **__: object) -> None:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # only here, and slow

        try:
            found = version("autoreply-sim")
        except PackageNotFoundError:
            found = "(not installed)"
        print(f"autoreply-sim {found}")
        parser.exit()


def build_parser() -> ArgumentParser:
    """Return the parser of the whole command line."""
    parser = ArgumentParser(
        prog="autoreply-sim",
        description="What your support platform's automated replies, tickets and call routing will do, and why.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    run = _add(commands, "run", "run scenarios and print what happened", _RUN_EXAMPLES)
    run.add_argument("files", nargs="+", type=_path, metavar="FILE", help=_FILES)
    run.add_argument("--json", action="store_true", help="one JSON object per file, one a line")
    run.add_argument(
        "--lang", choices=("en", "fr"), help="the language of sentences (default: the company's)"
    )

    check = _add(commands, "check", "run scenarios and compare with what they expect", _CHECK_EXAMPLES)
    check.add_argument("files", nargs="+", type=_path, metavar="FILE", help=_FILES)

    _add_check_up(commands)

    coverage = _add(commands, "coverage", "show which scenarios exercise which rule", _COVERAGE_EXAMPLES)
    coverage.add_argument(
        "directory",
        nargs="?",
        type=_path,
        default=Path("data/scenarios"),
        metavar="DIR",
        help="where the scenarios are (default: data/scenarios)",
    )
    coverage.add_argument("--json", action="store_true", help="one JSON object")

    _add_simulate(commands)
    _add_report(commands)
    _add_calendar(commands)

    _add(commands, "schema", "print the JSON Schema of scenario files")
    return parser


def _add(
    commands: _SubParsersAction[ArgumentParser], name: str, does: str, epilog: str | None = None
) -> ArgumentParser:
    return commands.add_parser(
        name,
        help=does,
        description=f"{does[0].upper()}{does[1:]}.",
        epilog=epilog,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _path(written: str) -> Path:
    """Return a path; an empty one is a variable that is not set rather than the current directory."""
    if not written:
        raise ArgumentTypeError("the path is empty")
    return Path(written)


def _add_check_up(commands: _SubParsersAction[ArgumentParser]) -> None:
    does = "say what looks wrong in the settings, and what came of it"
    check_up = _add(commands, "check-up", does, _CHECK_UP_EXAMPLES)
    check_up.add_argument(
        "files", nargs="+", type=_path, metavar="FILE", help="scenario files, or names of presets"
    )
    check_up.add_argument("--settings-only", action="store_true", help="draw and run nothing")
    check_up.add_argument("--strict", action="store_true", help="exit code 1 if there is a problem")
    check_up.add_argument("--json", action="store_true", help="one JSON object per file, one a line")
    check_up.add_argument("--lang", choices=("en", "fr"), help="the language of sentences (default: en)")


def _add_simulate(commands: _SubParsersAction[ArgumentParser]) -> None:
    does = "draw a scenario's traffic and say what came of it"
    simulate = _add(commands, "simulate", does, _SIMULATE_EXAMPLES)
    simulate.add_argument(
        "file", nargs="?", type=_path, metavar="FILE", help="a scenario file with traffic, or a preset's name"
    )
    simulate.add_argument("--list", action="store_true", help="name the presets and stop")
    simulate.add_argument("--out", type=_path, metavar="DIR", help="write Parquet files to this new folder")
    simulate.add_argument("--verify", type=_path, metavar="DIR", help="check what --out wrote, and stop")
    _add_numbers(simulate)
    simulate.add_argument("--json", action="store_true", help="one JSON object")
    simulate.add_argument("--lang", choices=("en", "fr"), help="the language of the summary (default: en)")


def _add_numbers(command: ArgumentParser) -> None:
    command.add_argument("--days", metavar="N", help="how many days, instead of the file's")
    command.add_argument("--seed", metavar="S", help="another seed than the file's")
    command.add_argument("--replications", metavar="R", help="how often, each with draws of its own")
    command.add_argument("--workers", metavar="N", help="how many processes share the work (default: 1)")


def _add_report(commands: _SubParsersAction[ArgumentParser]) -> None:
    report = _add(commands, "report", "write a report as one HTML page", _REPORT_EXAMPLES)
    files = "a scenario file or a preset's name; several with the same traffic are compared with the first"
    report.add_argument("files", nargs="+", type=_path, metavar="FILE", help=files)
    report.add_argument("--out", type=_path, required=True, metavar="FILE.html", help="where to write it")
    report.add_argument("--overwrite", action="store_true", help="replace the file if it is there already")
    _add_numbers(report)
    prices = (
        "count SMS segments and costs by this price list ('example': the one that comes with the package)"
    )
    report.add_argument("--prices", type=_path, metavar="FILE.yaml", help=prices)
    report.add_argument("--lang", choices=("en", "fr"), help="the language (default: the company's)")


def _add_calendar(commands: _SubParsersAction[ArgumentParser]) -> None:
    does = "take ring schedules to and from calendar files (.ics)"
    calendar = _add(commands, "calendar", does, _CALENDAR_EXAMPLES)
    actions = calendar.add_subparsers(dest="action", required=True, metavar="ACTION")

    export = actions.add_parser(
        "export", help="print a team's ring schedules as a calendar", allow_abbrev=False
    )
    export.add_argument("file", type=_path, metavar="FILE", help="a scenario file")
    export.add_argument("--team", metavar="KEY", help="whose schedules, where several teams have some")
    export.add_argument("--out", type=_path, metavar="FILE.ics", help="write to this file instead")

    import_ = actions.add_parser(
        "import", help="print a calendar's events as ring schedules", allow_abbrev=False
    )
    import_.add_argument("file", type=_path, metavar="FILE.ics", help="a calendar file")
    import_.add_argument(
        "--timezone",
        metavar="ZONE",
        help="of times that have no zone (default: what the calendar says of itself)",
    )
