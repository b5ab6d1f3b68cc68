"""The presets: scenario files with traffic that come with the package, each for a kind of business.

They are ordinary files in `data/presets/`; a wheel carries them inside of the package. A preset's first comment says
what it is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autoreply_sim.errors import InputError, Problem, did_you_mean
from autoreply_sim.io.yaml12 import compose
from autoreply_sim.io.yaml12_data import inside

_INSTALLED = Path(__file__).parents[1] / "presets"
_CHECKED_OUT = Path(__file__).parents[2] / "data" / "presets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A scenario file that comes with the package."""

    name: str
    """As it is asked for; the file's name without its ending."""
    title: str
    about: str
    """What it is for, in a sentence or two on one line."""
    path: Path


def presets() -> tuple[Preset, ...]:
    """Return the presets by name. Raises InputError if the installation has none."""
    folder = next((folder for folder in (_INSTALLED, _CHECKED_OUT) if folder.is_dir()), None)
    found = tuple(map(_preset, sorted(folder.glob("*.yaml")))) if folder else ()
    if not found:
        message = "this installation has no presets; install the package again, or name a scenario file"
        raise InputError([Problem(where="", message=message, file=str(_INSTALLED))])
    return found


def find(name: str) -> Path:
    """Return the file of the preset of a name. Raises InputError if there is none, with the names that there are."""
    by_name = {preset.name: preset for preset in presets()}
    if name not in by_name:
        message = f"no preset is called {name!r}; {did_you_mean(name, by_name)}"
        raise InputError([Problem(where="", message=message)])
    return by_name[name].path


def file_of(written: Path) -> Path:
    """Return the file of a path, or of a preset's name; a file that is there wins. Raises InputError as `find` does."""
    is_name = written.name == str(written) and not written.suffix
    return find(str(written)) if is_name and not written.exists() else written


def _preset(path: Path) -> Preset:
    text = path.read_text(encoding="utf-8")
    comment = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.removeprefix("#").strip())
    tree, _ = compose(text)
    return Preset(name=path.stem, title=str(inside(tree, ("title",))), about=" ".join(comment), path=path)
