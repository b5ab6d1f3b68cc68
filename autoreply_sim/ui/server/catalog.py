"""The dashboards of a directory and their pages, as the notebooks introduce themselves.

A notebook's metadata may carry
`"autoreply_sim": {"title": {"en": …, "fr": …}, "description": {"en": …, "fr": …}, "order": 1}`;
without it a dashboard is called by its file name. A dashboard of several pages lists them:
`"pages": [{"query": "page=year", "title": {…}, "description": {…}}]`; one that lists none is a page itself.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from autoreply_sim.ui.server.languages import LANGUAGES, Language

_LOG = logging.getLogger(__name__)


def list_dashboards(directory: Path) -> list[Dashboard]:
    """Return the dashboards in their order, then by name; unreadable ones are logged and left out."""
    found = [_read(path) for path in directory.glob("*.ipynb") if not path.name.startswith(".")]
    return sorted((one for one in found if one is not None), key=lambda one: (one.order, one.file))


def _read(path: Path) -> Dashboard | None:
    try:
        about = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("autoreply_sim", {})
        name = path.stem.replace("_", " ").capitalize()
        return Dashboard(
            file=path.name,
            title=_words(about.get("title", {}), name),
            order=int(about.get("order", 1000)),
            pages=tuple(_page(path.name, page, name) for page in about.get("pages") or [about]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        _LOG.warning("%s is not a dashboard: %s", path.name, problem)
        return None


def _page(file: str, about: dict[str, Any], name: str) -> DashboardPage:
    query = parse_qsl(str(about.get("query", "")))
    return DashboardPage(
        title=_words(about.get("title", {}), name),
        description=_words(about.get("description", {}), ""),
        href={lang: f"{quote(file)}?{urlencode([*query, ('lang', lang)])}" for lang in LANGUAGES},
    )


def _words(given: dict[str, str], otherwise: str) -> dict[Language, str]:
    return {language: str(given.get(language, given.get("en", otherwise))) for language in LANGUAGES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """One dashboard: its notebook's file name, what it is called in every language, and its pages, one at least."""

    file: str
    title: dict[Language, str]
    order: int
    pages: tuple[DashboardPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardPage:
    """One page of a dashboard: what the landing page says about it, and where it is from among the dashboards."""

    title: dict[Language, str]
    description: dict[Language, str]
    href: dict[Language, str]
