"""Processes that carry out the lots of an order, and end when the one that started them ends, however it does.

They are deaf to Ctrl-C: the one that started them hears it, and ends them. The order is left for them in memory that is
shared: sent along, it would stay behind in a pipe that nobody reads if one of them died early, and whoever had written
it would wait for ever.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.shared_memory import SharedMemory
from signal import (
    SIG_BLOCK,
    SIG_IGN,
    SIG_SETMASK,
    SIG_UNBLOCK,
    SIGINT,
    getsignal,
    pthread_sigmask,
    raise_signal,
    signal,
)
from threading import Thread, current_thread, main_thread
from typing import Any

_WITHOUT_GUARD = (
    "A worker process ended before its work was done. In a script, every worker runs the script's own lines once more: "
    "put those that start the work under `if __name__ == '__main__':`. Otherwise the memory may not have sufficed."
)

_place: list[tuple[str, int]] = []
"""Of a process that carries out lots: the name of the memory where its order lies, and how many bytes it has."""


@contextmanager
def crew_for(parcel: bytes, workers: int) -> Iterator[ProcessPoolExecutor]:
    """Yield an executor with so many processes, which find the parcel by `parcel_here`; none is left afterwards.

    If anything is raised they are killed, whatever they are at.
    """
    memory = SharedMemory(create=True, size=len(parcel))
    _bytes_of(memory)[: len(parcel)] = parcel
    context = _Remembering()
    where = memory.name, len(parcel)
    executor = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=where)
    try:
        yield executor
    except BrokenProcessPool as error:
        _kill(context.started)
        error.add_note(_WITHOUT_GUARD)
        raise
    except BaseException:
        _kill(context.started)
        raise
    finally:
        executor.shutdown()
        memory.close()
        memory.unlink()


def _kill(processes: Sequence[SpawnProcess]) -> None:
    for process in processes:
        if process.pid is not None:  # one that could not be started has none
            process.kill()


def parcel_here() -> bytes:
    """Return the parcel that was left for this process of a crew."""
    name, length = _place[0]
    memory = SharedMemory(name)
    parcel = bytes(_bytes_of(memory)[:length])
    memory.close()
    return parcel


@contextmanager
def ctrl_c_waits() -> Iterator[None]:
    """Let Ctrl-C wait while processes are started: they would answer it with pages of errors.

    They inherit that it is blocked, until they are deaf to it. Here another thread of the process may take it all the
    same, and Python then tells this one: so what tells it only takes note.
    """
    came: list[int] = []
    blocked = pthread_sigmask(SIG_BLOCK, {SIGINT})
    hears = current_thread() is main_thread() and callable(getsignal(SIGINT))
    before = signal(SIGINT, lambda number, _frame: came.append(number)) if hears else None
    try:
        yield
    finally:
        if hears:
            signal(SIGINT, before)
        pthread_sigmask(SIG_SETMASK, blocked)
        if came:
            raise_signal(SIGINT)


def _bytes_of(memory: SharedMemory) -> memoryview:
    found: memoryview | None = memory.buf
    if found is None:
        raise ValueError("this memory is closed")
    return found


class _Remembering(SpawnContext):
    """Starts fresh processes, as a fork would copy whatever threads and open files the caller has; and keeps them."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *arguments: Any, **options: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802 (its name)
        """Return a process as ever, and remember it."""
        process = SpawnProcess(*arguments, **options)
        self.started.append(process)
        return process


def _begin(name: str, length: int) -> None:
    signal(SIGINT, SIG_IGN)
    pthread_sigmask(SIG_UNBLOCK, {SIGINT})
    _place.append((name, length))
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
