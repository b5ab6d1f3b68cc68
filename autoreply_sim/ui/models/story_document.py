"""A story that somebody is writing, as the document of a scenario file: changed without changing it.

Its events stand in the order of time, so that their numbers are those that the page shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.io.scenario_times import instant, moment
from autoreply_sim.io.scenario_write import scenario_to_yaml
from autoreply_sim.io.yaml_layout import layout
from autoreply_sim.ui.models.documents import Document

_LONGEST_KEY = 40


def document_of(scenario: Scenario, *, title: str, with_events: bool = True) -> Document:
    """Return the document of a story, without what it expects: that may no longer be so once it is changed."""
    document = scenario_to_yaml(scenario) | {"title": title}
    document.pop("expect", None)
    events = document.pop("events", []) if with_events else []
    return document | {"events": _in_order(events, scenario.world.timezone)}


def text_of(document: Document) -> str:
    """Return the text of the file that a document is."""
    return layout(document)


def events_of(document: Document) -> list[dict[str, Any]]:
    """Return the events, in the order of their numbers."""
    return list(document.get("events", ()))


def with_event(document: Document, event: dict[str, Any], number: int | None) -> tuple[Document, int]:
    """Return the document with an event in the place of one, or with one more, and the number that it has there.

    An event whose time nobody can read stays where it is, for the reader of files to say so.
    """
    events = events_of(document)
    if number is None:
        events.append(event)
    else:
        events[number - 1] = event
    ordered = _in_order(events, str(document.get("timezone", "UTC")))
    place = next(place for place, one in enumerate(ordered, 1) if one is event)
    return {**document, "events": ordered}, place


def without_event(document: Document, number: int) -> Document:
    """Return the document without the event of that number."""
    events = events_of(document)
    return {**document, "events": events[: number - 1] + events[number:]}


def with_customer(document: Document, keys: dict[str, Any]) -> tuple[Document, str]:
    """Return the document with one more customer, and the key that they have got: a short form of the name."""
    customers = dict(document.get("customers", {}))
    key = _free(_short(str(keys.get("name", ""))) or "customer", list(customers))
    return {**document, "customers": {**customers, key: keys}}, key


def _in_order(events: Sequence[dict[str, Any]], zone: str) -> list[dict[str, Any]]:
    try:
        return sorted(events, key=lambda event: instant(moment(event["at"]), zone))
    except ValueError:
        return list(events)


def _short(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_KEY]


def _free(key: str, taken: Sequence[str]) -> str:
    numbered = (f"{key}_{count}" if count > 1 else key for count in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)
