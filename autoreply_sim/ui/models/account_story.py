"""A story of an account of the cockpit: its people and its settings as they are saved, and nothing that happens yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.world import Customer, World
from autoreply_sim.io.scenario_load import load
from autoreply_sim.io.settings_document import with_document
from autoreply_sim.io.store import Store
from autoreply_sim.ui.models.accounts import Account

_SOMEBODY = {
    "en": Customer(key="robin", name="Robin Miller", phone="+15155550142"),
    "fr": Customer(key="camille", name="Camille Petit", phone="+33639980142"),
}
"""Who calls where traffic draws the customers: people and numbers that do not exist."""


def account_story(accounts: Sequence[Account], store: Callable[[], Store], name: str) -> Scenario | None:
    """Return the account of that name as a story, None if there is none. Raises InputError for a file that is wrong.

    `store`: opened only for an account that there is.
    """
    account = next((one for one in accounts if one.name == name), None)
    if account is None:
        return None
    file = load(account.path)
    version = store().latest(account.name)
    saved = file if version is None else with_document(file, version.document)
    return replace(
        saved, title=account.title, world=_peopled(saved.world), events=(), traffic=None, expect=None
    )


def _peopled(world: World) -> World:
    """Return a world in which there is somebody to call."""
    language = "fr" if world.company.language == "fr" else "en"
    return world if world.customers else replace(world, customers=(_SOMEBODY[language],))
