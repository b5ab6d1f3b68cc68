"""Ctrl-C that is always heard.

Python raises KeyboardInterrupt wherever it happens to be. On Python 3.11 that is, every other time in the plain loop,
amid a look-up that numpy makes on a class of codes: `EnumType.__getattr__` is Python there, and numpy takes whatever is
raised in it for "there is no such attribute". The interrupt would be lost. So it waits until that look-up is over. What
is raised where Python itself has nobody to tell, as in the callbacks of a compiler, is raised again a moment later. And
whatever else may swallow it, `heard` is asked whenever some of the work is done: work that goes on after an interrupt
has lost it.
"""

from __future__ import annotations

import enum
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from signal import ITIMER_REAL, SIGALRM, SIGINT, default_int_handler, getsignal, setitimer, signal
from threading import current_thread, main_thread
from types import FrameType

_A_MOMENT_S = 0.001


class _Heard:
    """Whether an interrupt came."""

    is_interrupted = False


def heard() -> None:
    """Raise KeyboardInterrupt if one was raised before and work goes on all the same.

    To be called where work goes on, not where it is cleared up.
    """
    if _Heard.is_interrupted:
        raise KeyboardInterrupt


@contextmanager
def interrupts_heard() -> Iterator[None]:
    """Let Ctrl-C raise KeyboardInterrupt within, and never where it would be lost.

    Leaves the signal as it is where somebody else decides about it: a notebook, or a shell that starts what runs in
    the background deaf to it.
    """
    if current_thread() is not main_thread() or getsignal(SIGINT) is not default_int_handler:
        yield
        return
    alarm, tells = signal(SIGALRM, _interrupt), sys.unraisablehook
    sys.unraisablehook = lambda lost: _again() if lost.exc_type is KeyboardInterrupt else tells(lost)
    _Heard.is_interrupted = False
    signal(SIGINT, _interrupt)
    try:
        yield
    finally:
        _Heard.is_interrupted = False
        setitimer(ITIMER_REAL, 0)
        sys.unraisablehook = tells
        signal(SIGINT, default_int_handler)
        signal(SIGALRM, alarm)


def _interrupt(_signal: int, frame: FrameType | None) -> None:
    if frame is not None and frame.f_code.co_filename == enum.__file__:
        _again()
        return
    _Heard.is_interrupted = True
    raise KeyboardInterrupt


def _again() -> None:
    setitimer(ITIMER_REAL, _A_MOMENT_S)
