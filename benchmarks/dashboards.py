"""A server of our dashboards and a browser before it, for what is measured or pictured on demand."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
_STARTED_WITHIN_S = 60.0


@contextlib.contextmanager
def served(store: Path, *options: str) -> Iterator[str]:
    """Serve the dashboards with the settings of a store; gives the server's address."""
    command = [sys.executable, "-m", "autoreply_sim.ui.server", "--port", "0", "--notebooks", "dashboards"]
    environment = os.environ | {"AUTOREPLY_SIM_STORE": str(store), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603  # our own server
        [*command, *options], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://\S+", said)
            if found is None:
                raise RuntimeError(f"the server did not start; it said {said!r}")
            yield found[0]
        finally:
            process.terminate()


def wait_until_preheated(address: str, kernels: int) -> None:
    """Return when so many kernels wait for a visitor. Raises RuntimeError if they never do."""
    deadline_s = time.monotonic() + _STARTED_WITHIN_S
    while time.monotonic() < deadline_s:
        with urlopen(f"{address}healthz") as answer:  # noqa: S310  # our own server
            if json.load(answer)["preheated"] >= kernels:
                return
        time.sleep(0.1)
    raise RuntimeError(f"no {kernels} kernels within {_STARTED_WITHIN_S:.0f} s")


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Start the system's Chromium, or the one that AUTOREPLY_SIM_BROWSER names."""
    path = os.environ.get("AUTOREPLY_SIM_BROWSER") or shutil.which("chromium")
    with sync_playwright() as playwright:
        # Letters without coloured edges: pictures are smaller, and the same on every screen.
        started = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-lcd-text", "--font-render-hinting=none"]
        )
        try:
            yield started
        finally:
            started.close()
