"""What goes to the terminal: UTF-8 everywhere, colours where they are wanted, and nothing that could steer it."""

from __future__ import annotations

import os
import re
import sys
import time
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from autoreply_sim.cli.interrupts import heard

if TYPE_CHECKING:
    from tqdm import tqdm

_STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters but the line feed, marks that reverse the reading order, halves of characters."""
_COLOURS = {"bold": "1", "faint": "2", "red": "31", "green": "32", "yellow": "33"}
_PROGRESS_AFTER_S, _PROGRESS_EVERY_S = 2.0, 0.2


def write_utf8() -> None:
    """Make the standard streams UTF-8 whatever the locale; what cannot be encoded is written as an escape.

    A stream that is closed (`>&-`) is None in Python, and `print` would take the other one: open it into nothing.
    """
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")  # a stream lives as long as the program


def harmless(text: str) -> str:
    """Return a text without characters that steer a terminal; each is shown as its escape."""
    return _STEERING.sub(
        lambda found: found[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text
    )


def on_one_line(text: str) -> str:
    """Return a harmless text without line feeds: a file's name may hold some."""
    return harmless(text).replace("\n", "\\n")


def coloured(text: str, colour: str) -> str:
    """Return a text in a colour if the output is a terminal, and `NO_COLOR` is not set."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"


class Progress:
    """A line on a terminal's error stream that counts files, once the work takes longer than two seconds."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._next_s = time.monotonic() + _PROGRESS_AFTER_S
        self._is_shown = False

    def step(self) -> None:
        """Count one file; raise KeyboardInterrupt if one was lost on the way."""
        heard()
        self._done += 1
        now_s = time.monotonic()
        if now_s >= self._next_s and sys.stderr.isatty():
            self._next_s = now_s + _PROGRESS_EVERY_S
            self._is_shown = True
            sys.stderr.write(f"\r{self._done:,} / {self._total:,}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._is_shown:
            self._is_shown = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class Share:
    """A bar on a terminal's error stream, with pace and time left, once the work takes longer than two seconds."""

    def __init__(self, total: int, unit: str) -> None:
        """`total` units of work in all, called `unit`."""
        self._total = total
        self._bar: tqdm[None] | None = None
        if sys.stderr.isatty():
            from tqdm import tqdm  # noqa: PLC0415 (nothing is drawn where nobody looks)

            tqdm.monitor_interval = 0  # its thread would outlive an interruption
            self._bar = tqdm(
                total=total,
                unit=unit,
                delay=_PROGRESS_AFTER_S,
                leave=False,
                dynamic_ncols=True,
                file=sys.stderr,
            )

    def __enter__(self) -> Self:
        return self

    def say(self, text: str) -> None:
        """Write a line above the bar, if there is somebody to read it."""
        if self._bar is not None:
            self._bar.write(text, file=sys.stderr)

    def reach(self, share: float) -> None:
        """Move on to this share of the work, from 0 to 1; raise KeyboardInterrupt if one was lost on the way."""
        heard()
        if self._bar is not None:
            self._bar.update(round(share * self._total) - self._bar.n)

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
