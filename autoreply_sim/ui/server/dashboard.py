"""A dashboard's page and the two small questions that are asked about sessions."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from tornado.web import HTTPError, RequestHandler, authenticated
from voila.request_info_handler import RequestInfoSocketHandler
from voila.tornado.handler import TornadoVoilaHandler

from autoreply_sim.ui.server.catalog import list_dashboards
from autoreply_sim.ui.server.kernels import DashboardKernels
from autoreply_sim.ui.server.pages import Page, package_version


class DashboardPage(Page, TornadoVoilaHandler):  # type: ignore[misc]  # Voilà has no types
    """Opens a session for a page and shows its dashboard, if there is room."""

    def initialize(self, *, directory: Path, max_sessions: int, **voila: Any) -> None:
        """Take the handler's settings, Voilà's among them."""
        self.directory = directory
        self.max_sessions = max_sessions
        TornadoVoilaHandler.initialize(self, **voila)

    @authenticated
    async def get(self, path: str = "") -> None:
        """Refuse what must not cost a kernel; leave the rest to Voilà."""
        self._refuse_strangers()
        if path not in {dashboard.file for dashboard in list_dashboards(self.directory)}:
            raise HTTPError(404)
        if self.leave_token_behind():
            return
        kernels = cast("DashboardKernels", self.kernel_manager)
        if len(kernels.session_ids()) >= self.max_sessions:
            await kernels.make_room()
        if len(kernels.session_ids()) >= self.max_sessions:
            raise HTTPError(503)
        # Reading the property sets the cookie without which the closing page's farewell is refused, and its
        # kernel would run on (voila issue 1458).
        _ = self.xsrf_token
        try:
            await TornadoVoilaHandler.get(self, path)
        finally:
            # Voilà keeps every preheated page's address for a question that our dashboards never ask.
            RequestInfoSocketHandler._cache.clear()  # noqa: SLF001  # there is no other way to it

    def _refuse_strangers(self) -> None:
        """Refuse another site that opens sessions behind the visitor's back, as a picture or in a frame."""
        asked = self.request.headers
        if asked.get("Sec-Fetch-Site") == "cross-site" and asked.get("Sec-Fetch-Dest") != "document":
            raise HTTPError(403)


class SessionAlive(Page):
    """Tells a page whether its kernel still runs: 204, or 205 once it is gone, which no console takes for an error."""

    @authenticated
    async def get(self, kernel_id: str) -> None:
        """Answer without a body."""
        kernels = cast("DashboardKernels", self.kernel_manager)
        self.set_header("Cache-Control", "no-store")
        self.set_status(204 if await kernels.alive(kernel_id) else 205)
        self.finish()


class Health(RequestHandler):
    """Tells a watchdog how the server is; starts nothing, asks for no token, names nobody."""

    def initialize(self, kernels: DashboardKernels, max_sessions: int) -> None:
        """Take the handler's settings."""
        self.kernels = kernels
        self.max_sessions = max_sessions

    def get(self) -> None:
        """Answer in JSON."""
        self.set_header("Cache-Control", "no-store")
        self.finish(
            {
                "status": "ok",
                "sessions": len(self.kernels.session_ids()),
                "max_sessions": self.max_sessions,
                "preheated": self.kernels.preheated(),
                "version": package_version(),
            }
        )
