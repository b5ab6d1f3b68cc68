"""The accounts whose settings can be tried: the presets, and the files of a folder of one's own."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autoreply_sim.io.presets import presets

FOLDER = "AUTOREPLY_SIM_ACCOUNTS"
"""The environment variable that names the folder of one's own scenario files with traffic."""

WELCOME = "seed_time"
"""The preset that comes first: it has a bit of everything."""

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A scenario file with traffic, whose settings are tried and saved under its name."""

    name: str
    title: str
    path: Path


def accounts(environment: Mapping[str, str] | None = None) -> tuple[Account, ...]:
    """Return the accounts, one's own first; a file of one's own hides the preset of its name.

    Of two files of one name, the `.yaml` has it, and the `.yml` is called by its whole name.
    """
    folder = (os.environ if environment is None else environment).get(FOLDER, "")
    own = [path for path in sorted(Path(folder).glob("*.y*ml")) if path.suffix in _ENDINGS] if folder else []
    found = [
        Account(name=name, title=name.replace("_", " "), path=path) for name, path in _named(own).items()
    ]
    names = {account.name for account in found}
    shipped = [Account(name=one.name, title=one.title, path=one.path) for one in presets()]
    shipped.sort(key=lambda account: account.name != WELCOME)
    return (*found, *(account for account in shipped if account.name not in names))


def _named(paths: Sequence[Path]) -> dict[str, Path]:
    """Return files by their names as accounts."""
    stems = {path.stem for path in paths if path.suffix == _ENDINGS[0]}
    return {
        path.name if path.suffix != _ENDINGS[0] and path.stem in stems else path.stem: path for path in paths
    }
