"""The accounts whose settings can be tried: the presets, and the files of a folder of one's own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autoreply_sim.io.presets import presets

FOLDER = "AUTOREPLY_SIM_ACCOUNTS"
"""The environment variable that names the folder of one's own scenario files with traffic."""

WELCOME = "seed_time"
"""The preset that comes first: it has a bit of everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A scenario file with traffic, whose settings are tried and saved under its name."""

    name: str
    title: str
    path: Path


def accounts(environment: Mapping[str, str] | None = None) -> tuple[Account, ...]:
    """Return the accounts, one's own first; a file of one's own hides the preset of its name."""
    folder = (os.environ if environment is None else environment).get(FOLDER, "")
    own = sorted(Path(folder).glob("*.yaml")) if folder else []
    found = [Account(name=path.stem, title=path.stem.replace("_", " "), path=path) for path in own]
    names = {account.name for account in found}
    shipped = [Account(name=one.name, title=one.title, path=one.path) for one in presets()]
    shipped.sort(key=lambda account: account.name != WELCOME)
    return (*found, *(account for account in shipped if account.name not in names))
