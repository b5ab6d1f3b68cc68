"""A real server and a real browser for the tests of pages.

`dashboards` serves the project's own dashboards, `server` a few small notebooks of these tests; both live
as long as the test run. `start_server` starts another with other options. `page` is a page in Chromium that
cannot reach any host but this machine, and that fails the test if its console shows an error or it asks
another host for anything. `store`, `cockpit` and `year` are a small account for tests without a browser.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from autoreply_sim.io.store import Store
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.year_view import YearView
from tests.ui.cockpit_desk import cockpit_of, store_in

ROOT: Final = Path(__file__).parents[2]
PATIENCE_S: Final = 30.0

_COUNTER: Final = """
import ipywidgets
from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.guard import Guard

bridge, guard = Bridge(), Guard()
count, told = ipywidgets.Label("0"), ipywidgets.HTML()

def button(name, action):
    made = ipywidgets.Button(description=name)
    made.on_click(guard(lambda _: action()))
    return made

def more():
    count.value = str(int(count.value) + 1)

def fail():
    raise RuntimeError("could not reach +1 515 555 0199")

def tell(*_):
    known = (bridge.lang, bridge.browser_language, bridge.dark, bridge.viewport, sorted(bridge.query.items()))
    told.value = f"<p class='told'>{known}</p>"

bridge.when_ready(tell)
bridge.observe(tell, ["lang", "dark", "viewport"])
ipywidgets.VBox([
    button("Count", more), count, guard.box, told,
    button("Fail", fail),
    button("Edit", lambda: setattr(bridge, "unsaved", True)),
    button("Share", lambda: bridge.share_view({"scenario": "a b", "event": 2, "note": None})),
    button("Download", lambda: bridge.offer_download("réponses.csv", "ticket;état", "text/csv")),
])
"""
_NOTEBOOKS: Final = {
    "counter": _COUNTER,
    "slow": "import time; time.sleep(3); import ipywidgets; ipywidgets.Label('done at last')",
    "broken": "raise ValueError('secret +1 515 555 0177')",
    "guarded": "import os, sys\nprint('pid', os.getpid(), 'import', sys.modules.get('rfc3987_syntax', 'let in'))",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, its process, its log."""

    url: str
    process: subprocess.Popen[str]
    log_file: Path

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path as written, following no redirect; `Accept_Language` stands for Accept-Language."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE_S)
        with contextlib.closing(connection):
            connection.request(
                "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def address(self, notebook: str, query: str = "") -> str:
        """The address of a dashboard's page."""
        return f"{self.url}voila/render/{notebook}.ipynb{query}"

    def health(self) -> dict[str, Any]:
        """What `/healthz` says."""
        told: dict[str, Any] = json.loads(self.get("/healthz").body)
        return told

    def is_alive(self, kernel: str) -> bool:
        """Whether a page's kernel still runs."""
        return self.get(f"/alive/{kernel}").status == 204

    def log(self) -> str:
        """Everything logged so far."""
        return self.log_file.read_text(encoding="utf-8")


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Return as soon as the condition holds; fail if it does not within the patience."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {PATIENCE_S:.0f} s in vain for {what}")
        time.sleep(0.05)


def kernel_process(page: Answer) -> int:
    """The process id that the dashboard `guarded` prints."""
    said = re.search(r"pid (\d+)", page.text)
    assert said, page.text
    return int(said[1])


def is_running(process: int) -> bool:
    """Whether a process of that id exists."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def kernel_of(page: Page) -> str:
    """The id of the kernel behind a dashboard's page."""
    read = "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    return str(page.evaluate(read))


def command(*arguments: str) -> list[str]:
    """The command line that starts the server."""
    return [sys.executable, "-m", "autoreply_sim.ui.server", *arguments]


def environment(**more: str) -> dict[str, str]:
    """The environment of a server under test: the checkout's package, and no token from outside."""
    kept = {name: value for name, value in os.environ.items() if name != "AUTOREPLY_SIM_TOKEN"}
    return kept | {"PYTHONPATH": str(ROOT)} | more


def write_notebook(directory: Path, name: str, code: str) -> None:
    """Write a notebook of one cell that introduces itself in English and French."""
    words = {
        "title": {"en": f"The {name}", "fr": f"Le {name}"},
        "description": {"en": "Short.", "fr": "Court."},
    }
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "a",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": code,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    about = {"kernelspec": kernel, "autoreply_sim": words}
    text = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": [cell]})
    (directory / f"{name}.ipynb").write_text(text, encoding="utf-8")


StartServer = Callable[..., Server]


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the small notebooks of these tests."""
    directory = tmp_path_factory.mktemp("notebooks")
    for name, code in _NOTEBOOKS.items():
        write_notebook(directory, name, code)
    return directory


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory, notebooks: Path) -> Iterator[StartServer]:
    """Start servers on free ports; they are stopped when the test run ends."""
    started: list[Server] = []

    def start(*options: str, directory: Path = notebooks, **variables: str) -> Server:
        log = tmp_path_factory.mktemp("server") / "log.txt"
        # What is saved in tests is nobody's settings.
        variables = {"AUTOREPLY_SIM_STORE": str(log.with_name("settings.sqlite"))} | variables
        arguments = command("--port", "0", "--notebooks", str(directory), *options)
        with log.open("w") as errors:
            process = subprocess.Popen(
                arguments, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment(**variables)
            )
        assert process.stdout is not None
        said = process.stdout.readline()
        address = re.search(r"http://\S+", said)
        assert address, f"the server said {said!r} and logged:\n{log.read_text()}"
        port = urlsplit(address[0]).port
        started.append(Server(f"http://127.0.0.1:{port}/", process, log))
        return started[-1]

    yield start
    for server in started:
        server.process.send_signal(signal.SIGINT)
    for server in started:
        server.process.communicate(timeout=PATIENCE_S)


@pytest.fixture(scope="session")
def server(start_server: StartServer) -> Server:
    """A server of the small notebooks, without preheated sessions."""
    return start_server("--preheat", "0", "--max-sessions", "20")


@pytest.fixture(scope="session")
def dashboards(start_server: StartServer) -> Server:
    """A server of the project's own dashboards, as people start it."""
    return start_server(directory=ROOT / "dashboards")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser: the system's Chromium, with no other host in reach."""
    path = os.environ.get("AUTOREPLY_SIM_BROWSER") or shutil.which("chromium")
    if path is None:
        missing = "no Chromium found: install one, or name it in AUTOREPLY_SIM_BROWSER; pages were NOT tested"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    nowhere_else = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    return {"executable_path": path, "args": ["--no-sandbox", nowhere_else]}


@pytest.fixture
def complaints() -> list[str]:
    """What the page complained of so far; a test that provokes a complaint clears the list."""
    return []


@pytest.fixture
def page(page: Page, complaints: list[str]) -> Iterator[Page]:
    """A page that must keep its console free of errors and ask this machine alone."""
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.extend(_elsewhere(request.url)))
    yield page
    assert complaints == []


def _elsewhere(url: str) -> list[str]:
    parts = urlsplit(url)
    return (
        []
        if parts.scheme in {"blob", "data"} or parts.hostname == "127.0.0.1"
        else [f"asked another host: {url}"]
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of its own."""
    with store_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def cockpit(store: Store) -> Cockpit:
    """The shop, as it was never saved."""
    return cockpit_of(store)


@pytest.fixture
def year(cockpit: Cockpit) -> YearView:
    """Its year."""
    return YearView(cockpit)
