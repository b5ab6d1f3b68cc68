"""Ctrl-C: heard at once, but not where a library would take it for something else."""

from __future__ import annotations

import enum
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace

import pytest

from autoreply_sim.cli.interrupts import interrupts_heard
from autoreply_sim.cli.terminal import Progress, Share

LOOK_UP = compile("raise_signal(SIGINT); done.append('look-up')", enum.__file__, "exec")
"""Code that, for all Python knows, stands in the module of enumerations."""


pytestmark = pytest.mark.usefixtures("hears_ctrl_c")


def test_an_interrupt_is_raised_where_it_comes() -> None:
    """As Python does; and what was there before is there again afterwards."""
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(KeyboardInterrupt), interrupts_heard():
        signal.raise_signal(signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.getsignal(signal.SIGALRM) is before


def test_an_interrupt_amid_a_look_up_waits_until_that_is_over() -> None:
    """What is raised in a look-up that numpy makes is lost (Python 3.11)."""
    done: list[str] = []

    def look_up_and_go_on() -> None:
        signals = {"raise_signal": signal.raise_signal, "SIGINT": signal.SIGINT, "done": done}
        exec(LOOK_UP, signals)  # noqa: S102 (so that the code stands where it has to)
        done.append("after it")
        signal.pause()

    with pytest.raises(KeyboardInterrupt), interrupts_heard():
        look_up_and_go_on()

    assert done == ["look-up", "after it"]


def test_an_interrupt_that_python_can_tell_nobody_of_is_raised_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As in a finalizer, or in the callback of a compiler: there it would only be printed and forgotten."""

    class Finalized:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    def let_go() -> None:
        thing = Finalized()
        del thing
        signal.pause()

    hook = sys.unraisablehook
    with pytest.raises(KeyboardInterrupt), interrupts_heard():
        let_go()

    assert sys.unraisablehook is hook
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("goes_on", [Progress(2).step, lambda: Share(2, "day").reach(0.5)])
def test_an_interrupt_that_is_lost_ends_the_work_at_its_next_step(goes_on: Callable[[], None]) -> None:
    """Some look-ups written in C take whatever is raised in them for "not there"."""
    done: list[str] = []

    def lose_it_and_go_on() -> None:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        done.append("lost")
        goes_on()
        done.append("went on")

    goes_on()
    with pytest.raises(KeyboardInterrupt), interrupts_heard():
        lose_it_and_go_on()
    goes_on()

    assert done == ["lost"]


def test_what_else_python_can_tell_nobody_of_is_told_as_ever() -> None:
    """Other errors of finalizers go where they went before."""
    told: list[object] = []
    before, sys.unraisablehook = sys.unraisablehook, lambda lost: told.append(lost.exc_type)
    try:
        with interrupts_heard():
            sys.unraisablehook(SimpleNamespace(exc_type=ValueError))
    finally:
        sys.unraisablehook = before

    assert told == [ValueError]


def test_a_signal_that_belongs_to_somebody_else_stays_theirs() -> None:
    """A notebook decides itself what an interrupt does; shells start what runs in the background deaf to it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupts_heard():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_only_the_main_thread_hears_signals() -> None:
    """Elsewhere nothing can be set, and nothing is."""
    raised: list[BaseException] = []

    def listen() -> None:
        try:
            with interrupts_heard():
                pass
        except BaseException as error:  # noqa: BLE001 (whatever it is, the test shall see it)
            raised.append(error)

    thread = threading.Thread(target=listen)
    thread.start()
    thread.join()

    assert raised == []
