"""A cockpit over a small account and a store of its own, as the tests of its pages use it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from autoreply_sim.io.store import Store, open_store
from autoreply_sim.ui.models.accounts import Account
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_page import CompareView

SHOP = Account(
    name="two_person_shop", title="Two-person shop", path=Path("data/presets/two_person_shop.yaml")
)
DEALER = Account(name="seed_time", title="Seed time", path=Path("data/presets/seed_time.yaml"))
STORY = Account(name="story", title="Story", path=Path("data/scenarios/call-answered-makes-a-ticket.yaml"))
HANGS_UP = "customer_hangs_up"


def store_in(folder: Path) -> Store:
    """A store in a folder; two of the same folder are one."""
    return open_store(folder / "settings.sqlite")


def cockpit_of(store: Store, *accounts: Account, author: str = "ana") -> Cockpit:
    """A cockpit in which the first account is open."""
    cockpit = Cockpit(accounts or (SHOP,), store, author)
    cockpit.open("")
    return cockpit


def flip(cockpit: Cockpit, reply: str = HANGS_UP) -> None:
    """Flip a reply's toggle."""
    at = cockpit.at("auto_replies", reply, "enabled")
    cockpit.set(at, not cockpit.value(at))


def at_once(do: Callable[[], None]) -> None:
    """Do it now: where no kernel runs, nobody waits for anything."""
    do()


def nobody(_name: str, _content: str | bytes, _kind: str) -> None:
    """Takes nothing away."""


def compared(cockpit: Cockpit, *, days: int = 30, replications: int = 10) -> CompareView:
    """A comparison of the draft with what is saved."""
    view = CompareView(cockpit, at_once)
    view.set_days(days)
    view.set_replications(replications)
    view.start()
    view.work.wait()
    return view


def text_of(html: str) -> str:
    """The words of a piece."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
