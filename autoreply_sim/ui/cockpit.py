"""The team lead's cockpit: tune the settings, see the year change, understand, save.

A notebook of one cell shows it: `from autoreply_sim.ui.cockpit import show; show()`.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import ipywidgets

from autoreply_sim.io.store import open_store
from autoreply_sim.ui.ahead import pages_ahead, work_ahead
from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.components.checkup import checkup_parts
from autoreply_sim.ui.components.cockpit import Part, cockpit_page, dialog_part, settings_part, top_part
from autoreply_sim.ui.components.compare import compare_parts
from autoreply_sim.ui.components.look import look
from autoreply_sim.ui.components.year import year_parts
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.accounts import accounts
from autoreply_sim.ui.models.checkup_page import CheckupView
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_page import CompareView
from autoreply_sim.ui.models.work import Post
from autoreply_sim.ui.models.year import Years
from autoreply_sim.ui.models.year_view import YearView


def show(store: str | Path | None = None) -> ipywidgets.Box:
    """Return the cockpit, with the settings of a store; by default of the one that the environment names."""
    bridge, guard = Bridge(), Guard()
    cockpit, years = Cockpit(accounts(), open_store(store), bridge.user), Years()
    page = cockpit_page(cockpit, guard, _parts(cockpit, years))
    bridge.when_ready(guard(lambda: _begin(cockpit, bridge, guard)))
    unseen = Cockpit(cockpit.accounts, cockpit.store)
    work_ahead(pages_ahead(unseen, _parts(unseen, years), years), lambda: bridge.ready)
    return ipywidgets.VBox([look("cockpit", "preview", "week"), guard.box, page])


def _parts(cockpit: Cockpit, years: Years) -> tuple[Part, ...]:
    year = YearView(cockpit, years)
    return (
        top_part(cockpit),
        settings_part(cockpit),
        *checkup_parts(CheckupView(year)),
        *year_parts(year),
        *compare_parts(CompareView(cockpit, _post())),
        dialog_part(cockpit),
    )


def _begin(cockpit: Cockpit, bridge: Bridge, guard: Guard) -> None:
    """Open what the address asks for, and keep address, language and draft in step from then on."""

    def speak(_: object = None) -> None:
        guard.language = bridge.lang or "en"
        cockpit.speak(bridge.lang)

    def name(_: object = None) -> None:
        cockpit.author = bridge.user

    def share(_: object = None) -> None:
        patch, account = cockpit.patch(), cockpit.account
        bridge.unsaved = bool(patch)
        bridge.keep = json.dumps({"account": account.name, "draft": patch}) if patch and account else ""
        bridge.share_view(cockpit.address())

    speak()
    name()
    bridge.observe(guard(name), "user")
    bridge.observe(guard(speak), "lang")
    _open(cockpit, bridge)
    share()
    cockpit.observe(guard(share), "drawn")


def _open(cockpit: Cockpit, bridge: Bridge) -> None:
    query, kept = bridge.query, _kept(bridge.kept)
    name = query.get("account", "") or kept.get("account", "")
    draft = query.get("draft", "") or (kept.get("draft", "") if kept.get("account") == name else "")
    cockpit.open(name, draft)
    cockpit.go(page=query.get("page", ""), section=query.get("section", ""), team=query.get("team", ""))


def _post() -> Post:
    """Return what has something done by the kernel's own thread, soon; where no kernel runs, at once."""
    try:
        return asyncio.get_running_loop().call_soon_threadsafe
    except RuntimeError:
        return lambda do: do()


def _kept(text: str) -> dict[str, str]:
    """Return what the browser kept, as far as it can be what we gave it."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}
