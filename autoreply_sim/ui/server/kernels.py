"""The kernels behind the pages: which there are, how many are somebody's session, and which are nobody's.

A session is a kernel that was handed to a page. A kernel that waits in the preheated pool is none.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError

from autoreply_sim.ui.server.presence import Presence

_PATIENCE_S: Final = 60.0
_GONE_S: Final = 60.0
"""How long a page may be out of reach before its seat is given to somebody who waits: it says goodbye when it is
closed, but not when its browser ends badly, its machine sleeps, or its network is gone."""


class OwnKernelSpecs(KernelSpecManager):
    """Knows one kernel, ours, in this very Python, whatever else is installed."""

    def find_kernel_specs(self) -> dict[str, str]:
        """Return the one there is, by the name that notebooks know it by."""
        return {"python3": str(Path(__file__).parent)}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002  # all names mean ours
        """Return how it is started."""
        # -P: a file beside the notebook must not shadow a module of the standard library.
        argv = [sys.executable, "-P", "-m", "autoreply_sim.ui.server.kernel", "-f", "{connection_file}"]
        # "curve": other accounts of this machine cannot listen to what a page and its kernel say.
        about = {"supported_encryption": ["curve"]}
        return KernelSpec(argv=argv, display_name="Python", language="python", name="python3", metadata=about)

    def get_all_specs(self) -> dict[str, Any]:
        """Return the same in the form that Voilà asks for."""
        return {
            name: {"resource_dir": directory, "spec": self.get_kernel_spec(name).to_dict()}
            for name, directory in self.find_kernel_specs().items()
        }


class DashboardKernels(AsyncMappingKernelManager):
    """Starts and ends kernels as Jupyter does, and counts sessions; Voilà's subclass adds its pool, `_pools`."""

    def __init__(self, **settings: Any) -> None:
        self._starting: dict[str, asyncio.Task[Any] | None] = {}
        self._presence = Presence()
        self._first_seen: dict[str, float] = {}
        super().__init__(**settings)  # type: ignore[no-untyped-call]  # Jupyter leaves it untyped

    async def start_kernel(  # type: ignore[override]  # Jupyter declares it by assignment
        self, *, kernel_id: str | None = None, **settings: Any
    ) -> str:
        """Start a kernel; it counts from now on, not only once it runs."""
        kernel_id = kernel_id or str(uuid4())
        self._starting[kernel_id] = asyncio.current_task()
        try:
            return await super()._async_start_kernel(kernel_id=kernel_id, **settings)
        finally:
            del self._starting[kernel_id]

    def notify_connect(self, kernel_id: str) -> None:
        """Remember that a page has reached this kernel."""
        self._presence.come(kernel_id)
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]  # Jupyter leaves it untyped

    def notify_disconnect(self, kernel_id: str) -> None:
        """Remember since when no page reaches this kernel."""
        self._presence.leave(kernel_id)
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]  # Jupyter leaves it untyped

    def session_ids(self) -> set[str]:
        """Return the kernels that are a page's: running or starting, and not in the pool."""
        pooled = self._pooled_tasks()
        waiting = {task.result()["kernel_id"] for task in pooled if task.done() and not _failed(task)}
        starting = {kernel_id for kernel_id, task in self._starting.items() if task not in pooled}
        filling = set(self._starting) - starting
        return (set(self.list_kernel_ids()) | starting) - waiting - filling

    def preheated(self) -> int:
        """Return how many kernels wait in the pool, ready or nearly."""
        return len(self._pooled_tasks())

    async def alive(self, kernel_id: str) -> bool:
        """Return whether this kernel's process still runs."""
        if kernel_id in self._starting:
            return True
        return kernel_id in self and bool(await ensure_async(self.get_kernel(kernel_id).is_alive()))

    async def end_orphans(self) -> None:
        """End sessions that are nobody's: their process died, or their page left before it ever connected."""
        self._forget_failed()
        now_s = time.monotonic()
        sessions = self.session_ids() - set(self._starting)
        self._first_seen = {one: self._first_seen.get(one, now_s) for one in sessions}
        self._presence.forget_others(self.list_kernel_ids())
        for kernel_id in sessions:
            if not await self.alive(kernel_id) or self._abandoned(kernel_id, now_s):
                await self._end(kernel_id)

    async def make_room(self) -> None:
        """End the session whose page has been gone longest, if one is gone for good: somebody waits for its seat.

        Its browser keeps what was not saved. One that computes is waited for.
        """
        gone = [one for one in self._presence.alone(self.session_ids(), _GONE_S) if not self._is_busy(one)]
        if gone:
            await self._end(gone[0])

    async def _end(self, kernel_id: str) -> None:
        self.log.info("Session %s is nobody's and is ended.", kernel_id)
        with contextlib.suppress(HTTPError):  # its page has just ended it itself
            ending = self.shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]
            await ensure_async(ending)

    def _forget_failed(self) -> None:
        """Take out of the pool what could not be preheated: Voilà stumbles over it when any kernel ends."""
        pools: dict[str, list[asyncio.Task[Any]]] = getattr(self, "_pools", {})
        for name, pool in pools.items():
            for task in [task for task in pool if task.done() and _failed(task)]:
                self.log.warning("%s could not be preheated: %r", name, _failed(task))
                pool.remove(task)

    def _abandoned(self, kernel_id: str, now_s: float) -> bool:
        if self._presence.has_come(kernel_id) or now_s - self._first_seen[kernel_id] < _PATIENCE_S:
            return False
        return not self._is_busy(kernel_id)

    def _is_busy(self, kernel_id: str) -> bool:
        return bool(getattr(self.get_kernel(kernel_id), "execution_state", "idle") == "busy")

    def _pooled_tasks(self) -> list[asyncio.Task[Any]]:
        pools: dict[str, list[asyncio.Task[Any]]] = getattr(self, "_pools", {})
        return [task for pool in pools.values() for task in pool]


def _failed(task: asyncio.Task[Any]) -> BaseException | None:
    return asyncio.CancelledError() if task.cancelled() else task.exception()
