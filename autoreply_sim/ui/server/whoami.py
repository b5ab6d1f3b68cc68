"""Tells a page its visitor's name, signed, where a proxy names the visitors."""

from __future__ import annotations

import time

from tornado.web import authenticated

from autoreply_sim.ui.server.pages import Page
from autoreply_sim.ui.users import sign_name


class WhoAmI(Page):
    """The visitor's signed name as text; 204 where no proxy names anybody."""

    def initialize(self, header: str, key: str) -> None:
        """Take the handler's settings."""
        self.header = header
        self.key = key

    @authenticated
    def get(self) -> None:
        """Answer."""
        self.set_header("Cache-Control", "no-store")
        name = self._name()
        if not name:
            self.set_status(204)
            self.finish()
            return
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(sign_name(name, self.key, time.time()))

    def _name(self) -> str:
        """Return what the proxy says. A header that is there twice was not set by the proxy alone: nobody then."""
        given = self.request.headers.get_list(self.header) if self.header else []
        if len(given) != 1:
            return ""
        try:
            # Tornado reads headers as Latin-1; proxies write UTF-8.
            return given[0].encode("latin-1").decode("utf-8")
        except UnicodeError:
            return given[0]
