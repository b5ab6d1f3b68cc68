"""Long work beside the page: in a thread, with progress, and an end whenever somebody wants one.

What it tells goes through `post`, so that the page hears it where it hears everything else.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import Any

import traitlets

from autoreply_sim.errors import InputError

Post = Callable[[Callable[[], None]], object]
"""Has something done soon, by whoever serves the page."""

_LOG = logging.getLogger(__name__)


class Work(traitlets.HasTraits):
    """One piece of long work at a time; another one ends the one before."""

    state = traitlets.Enum(["idle", "running", "done", "cancelled", "failed"], "idle")
    share = traitlets.Float(0.0, help="How much of it is done, from 0 to 1.")

    def __init__(self, post: Post) -> None:
        super().__init__()
        self._post = post
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self.result: Any = None
        self.problem = ""

    def start(self, do: Callable[[Callable[[float], None]], object]) -> None:
        """Begin; `do` hears a function to tell its share with, and returns the result."""
        self.cancel()
        ended = self._ended = threading.Event()
        self.result, self.problem = None, ""
        self.share, self.state = 0.0, "running"
        self._thread = threading.Thread(target=self._carry_out, args=(do, ended), daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """End it, if it is under way; what it has found so far is nobody's."""
        if self.state == "running":
            self._ended.set()
            self.state = "cancelled"

    def wait(self, timeout_s: float = 60.0) -> None:
        """Return when the thread has ended, for those who have nothing else to do."""
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _carry_out(self, do: Callable[[Callable[[float], None]], object], ended: threading.Event) -> None:
        def tell(share: float) -> None:
            if ended.is_set():
                raise _EndedError
            self._post(lambda: self._heard(ended, share))

        try:
            result = do(tell)
        except _EndedError:
            return
        except InputError as error:
            problem = str(error)
        except Exception as error:  # noqa: BLE001 (whatever it is, the page must say that it happened)
            _LOG.exception("Work beside the page failed")
            problem = str(error) if isinstance(error, ValueError) else ""
        else:
            self._post(lambda: self._end(ended, "done", result))
            return
        self._post(lambda: self._end(ended, "failed", None, problem))

    def _heard(self, ended: threading.Event, share: float) -> None:
        if not ended.is_set():
            self.share = share

    def _end(self, ended: threading.Event, state: str, result: object, problem: str = "") -> None:
        if not ended.is_set():
            ended.set()
            self.result, self.problem = result, problem
            self.state = state


def post() -> Post:
    """Return what has something done by the kernel's own thread, soon; where no kernel runs, at once."""
    try:
        return asyncio.get_running_loop().call_soon_threadsafe
    except RuntimeError:
        return lambda do: do()


class _EndedError(Exception):
    """Somebody has cancelled."""
