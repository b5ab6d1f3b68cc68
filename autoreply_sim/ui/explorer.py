"""The scenario explorer: choose a story, see which replies go out and why the others do not, flip a setting.

A notebook of one cell shows it: `from autoreply_sim.ui.explorer import show; show()`.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import ipywidgets

from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.components.explorer import explorer_page
from autoreply_sim.ui.components.live import Done, Given
from autoreply_sim.ui.components.look import look
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.explorer import Explorer
from autoreply_sim.ui.models.library import Library, find_stories

WELCOME = "call-hang-up-in-every-phase"
"""The story that is open when nobody asked for one, if the folder has it."""


def show(folder: str | Path | None = None) -> ipywidgets.Box:
    """Return the dashboard of a folder's stories; by default of the nearest ``data/scenarios``."""
    library = Library(Path(folder) if folder else find_stories(Path.cwd()))
    explorer, bridge, guard = Explorer(library), Bridge(), Guard()
    page = explorer_page(explorer, guard, _downloads(explorer, bridge))

    def speak(_: object = None) -> None:
        guard.language = bridge.lang or "en"
        explorer.speak(bridge.lang)

    def share(_: object) -> None:
        bridge.share_view(explorer.address())

    def begin() -> None:
        speak()
        bridge.observe(guard(speak), "lang")
        explorer.open(bridge.query.get("scenario") or _welcome(library), bridge.query.get("what", ""))
        share(None)
        explorer.observe(guard(share), "page")

    bridge.when_ready(guard(begin))
    _read_between(library)
    return ipywidgets.VBox([look("explorer"), guard.box, page])


def _welcome(library: Library) -> str:
    names = [entry.name for entry in library.entries]
    return WELCOME if WELCOME in names else next(iter(names), "")


def _downloads(explorer: Explorer, bridge: Bridge) -> dict[str, Done]:
    def result(_: str, __: Given) -> None:
        suffix = "-what-if" if explorer.choices else ""
        content = json.dumps(explorer.result(), ensure_ascii=False, indent=2) + "\n"
        bridge.offer_download(f"{explorer.name}{suffix}.json", content, "application/json")

    def file(_: str, __: Given) -> None:
        entry = explorer.library.entry(explorer.name)
        if entry is not None:
            bridge.offer_download(entry.path.name, entry.path.read_bytes(), "application/yaml")

    return {"download_result": result, "download_file": file}


def _read_between(library: Library) -> None:
    """Read the stories bit by bit between what the kernel is asked; at once where no kernel runs."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        while library.read_some():
            pass
        return

    def more() -> None:
        if library.read_some():
            loop.call_later(0.01, more)

    loop.call_later(0.05, more)
