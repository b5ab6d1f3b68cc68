"""A simulation as a page of text for somebody who runs a service desk, and the list of presets."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from autoreply_sim.analytics import summary_words as words
from autoreply_sim.analytics.phrases import say
from autoreply_sim.analytics.summary_lines import Line, count_in, number_in, sections
from autoreply_sim.cli.simulate_results import Results
from autoreply_sim.cli.terminal import coloured, harmless, on_one_line
from autoreply_sim.io.presets import Preset

COLUMNS = 92
_LABEL, _FIGURE, _SHARE = 56, 14, 10
_NOTE_LABEL, _NOTE_FIGURE = 44, 10


def in_words(results: Results, language: str) -> str:
    """Return the summary of a simulation as lines of text, safe for a terminal."""
    lines = [*_head(results, language), *_sections(results, language), "", *_foot(results, language)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def presets_in_words(presets: tuple[Preset, ...]) -> str:
    """Return the presets as lines of text: name and title, and beneath what each is for."""
    width = max(len(preset.name) for preset in presets)
    lines: list[str] = []
    for preset in presets:
        lines.append(f"{coloured(f'{preset.name:<{width}}', 'bold')}  {harmless(preset.title)}")
        lines += _wrapped(" " * (width + 2), preset.about)
    return "".join(f"{line}\n" for line in lines)


def _head(results: Results, language: str) -> Iterator[str]:
    traffic, scenario = results.done.traffic, results.done.scenario
    period = say(
        words.PERIOD,
        language,
        days=count_in(traffic.days, language),
        first_day=traffic.first_day.isoformat(),
        seed=traffic.seed,
        zone=scenario.world.timezone,
    )
    if traffic.replications > 1:
        period += say(words.REPLICATIONS, language, count=count_in(traffic.replications, language))
    yield coloured(harmless(scenario.title), "bold")
    yield coloured(on_one_line(scenario.origin), "faint")
    yield coloured(period, "faint")


def _sections(results: Results, language: str) -> Iterator[str]:
    for section in sections(results.done.summary, language):
        with_notes = any(line.note for line in section.lines) or not any(line.share for line in section.lines)
        aligned = _with_note if with_notes else _aligned
        yield ""
        yield coloured(aligned(section.head, "")[0], "bold")
        for line in section.lines:
            yield from aligned(line, "  ")


def _aligned(line: Line, indent: str) -> list[str]:
    label = f"{indent}{line.label}"
    return [f"{label:<{_LABEL}}{line.figure:>{_FIGURE}}{line.share:>{_SHARE}}"]


def _with_note(line: Line, indent: str) -> list[str]:
    """Return a figure with its note beside it, which goes on beneath itself."""
    label = f"{indent}{line.label}"
    lead = f"{label:<{_NOTE_LABEL}}{line.figure:>{_NOTE_FIGURE}}  "
    return _wrapped(lead, line.note) if line.note else [lead]


def _foot(results: Results, language: str) -> Iterator[str]:
    events = results.done.summary.events
    pace = say(
        words.PACE,
        language,
        events=count_in(events, language),
        generate_s=number_in(results.generate_s, language, 2),
        decide_s=number_in(results.decide_s, language, 2),
        rate=count_in(round(events / results.decide_s) if results.decide_s else 0, language),
    )
    if results.folder is not None:
        pace += say(words.WRITTEN, language, write_s=number_in(results.write_s, language, 2))
    yield from _wrapped(
        "", pace + say(words.MEMORY, language, peak_mb=count_in(round(results.peak_mb), language))
    )
    if results.folder is not None:
        yield on_one_line(say(words.WHERE, language, folder=_shown(results.folder)))
    yield say(words.DIGEST, language, digest=results.done.digest)


def _shown(folder: Path) -> str:
    return str(folder)


def _wrapped(lead: str, text: str) -> list[str]:
    """Break a text into lines that begin beneath its first word."""
    return textwrap.wrap(
        harmless(text),
        width=COLUMNS,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_on_hyphens=False,
    )
