"""The server's own pages, drawn without a kernel: landing, sign-in, and the friendly faces of errors."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, StaticFileHandler, authenticated

from autoreply_sim.ui.server.catalog import list_dashboards
from autoreply_sim.ui.server.languages import Language, choose_language
from autoreply_sim.ui.server.words import WORDS

STATIC: Final = Path(__file__).parents[1] / "static"
RETRY_S: Final = 20


def asset(name: str, folder: Path = STATIC) -> str:
    """Return the address of a file with its fingerprint: browsers keep it until it changes."""
    return StaticFileHandler.make_static_url(
        {"static_path": str(folder), "static_url_prefix": "/assets/"}, name
    )


def plotly_folder() -> Path:
    """Return where Plotly keeps its script, without importing Plotly."""
    found = find_spec("plotly")
    if found is None or found.origin is None:
        raise ImportError("plotly is not installed; install what locks/run.lock names")
    return Path(found.origin).parent / "package_data"


def package_version() -> str:
    """Return the package's version, also where it runs from a directory without being installed."""
    try:
        return version("autoreply-sim")
    except PackageNotFoundError:
        return "unknown"


def known_status(status: int) -> int:
    """Return the status whose words fit: our own, or the general one for what went wrong."""
    return status if f"{status}_title" in WORDS["en"] else 500


class Page(JupyterHandler):
    """A page of our own: knows its language, draws our templates, shows errors as people can read them."""

    @property
    def language(self) -> Language:
        """The visitor's language."""
        return choose_language(
            self.get_query_argument("lang", None), self.request.headers.get("Accept-Language", "")
        )

    def draw(self, template: str, **values: Any) -> str:
        """Return the page as HTML, in the visitor's language."""
        other: Language = "fr" if self.language == "en" else "en"
        query = [
            (name, value) for name, value in parse_qsl(self.request.query) if name not in ("lang", "token")
        ]
        common = {
            "lang": self.language,
            "t": WORDS[self.language],
            "asset": asset,
            "base_url": self.base_url,
            "other_lang": other,
            "other_href": "?" + urlencode([*query, ("lang", other)]),
        }
        environment = self.settings["voila_jinja2_env"]
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Vary", "Accept-Language")
        return str(environment.get_template(template).render(**common, **values))

    def write_error(self, status_code: int, **_: Any) -> None:
        """Show what happened and the way back; details are for the log alone."""
        if status_code == 503:
            self.set_header("Retry-After", str(RETRY_S))
        self.finish(
            self.draw("error.html", status=status_code, kind=known_status(status_code), retry_s=RETRY_S)
        )

    def leave_token_behind(self) -> bool:
        """Redirect an address that carries the token to the same one without it; say whether it did.

        The cookie is set by then; an address with the token would end up in histories and shared links.
        """
        if not self.get_query_argument("token", ""):
            return False
        query = urlencode([pair for pair in parse_qsl(self.request.query) if pair[0] != "token"])
        self.redirect(self.request.path + (f"?{query}" if query else ""))
        return True


class Landing(Page):
    """Lists the dashboards."""

    def initialize(self, directory: Path) -> None:
        """Take the handler's settings."""
        self.directory = directory

    @authenticated
    def get(self) -> None:
        """Show the list."""
        if not self.leave_token_behind():
            self.finish(self.draw("tree.html", dashboards=list_dashboards(self.directory)))


class NotFound(Page):
    """Answers every address that nobody else knows."""

    async def prepare(self) -> None:  # type: ignore[override]  # Jupyter's may redirect to the sign-in
        """Refuse, whatever is asked."""
        raise HTTPError(404)


class SignIn(Page, LoginFormHandler):
    """Asks for the token."""

    def _render(self, message: dict[str, str] | None = None) -> None:
        target = self.get_argument("next", default=self.base_url)
        self.finish(self.draw("login.html", next=target, wrong=bool(message), xsrf=self.xsrf_form_html()))
