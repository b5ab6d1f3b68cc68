"""The dashboards of a directory, as their notebooks introduce themselves.

A notebook's metadata may carry
`"autoreply_sim": {"title": {"en": …, "fr": …}, "description": {"en": …, "fr": …}, "order": 1}`;
without it a dashboard is called by its file name.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from autoreply_sim.ui.server.languages import LANGUAGES, Language

_LOG = logging.getLogger(__name__)


def list_dashboards(directory: Path) -> list[Dashboard]:
    """Return the dashboards in their order, then by name; unreadable ones are logged and left out."""
    found = [_read(path) for path in directory.glob("*.ipynb") if not path.name.startswith(".")]
    return sorted((one for one in found if one is not None), key=lambda one: (one.order, one.file))


def _read(path: Path) -> Dashboard | None:
    try:
        about = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("autoreply_sim", {})
        return Dashboard(
            file=path.name,
            title=_words(about.get("title", {}), path.stem.replace("_", " ").capitalize()),
            description=_words(about.get("description", {}), ""),
            order=int(about.get("order", 1000)),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        _LOG.warning("%s is not a dashboard: %s", path.name, problem)
        return None


def _words(given: dict[str, str], otherwise: str) -> dict[Language, str]:
    return {language: str(given.get(language, given.get("en", otherwise))) for language in LANGUAGES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """One dashboard: its notebook's file name and what the landing page says about it, in every language."""

    file: str
    title: dict[Language, str]
    description: dict[Language, str]
    order: int
