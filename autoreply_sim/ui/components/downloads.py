"""What can be taken home from the explorer: the result, the story, and the story that expects what came out."""

from __future__ import annotations

import json

from autoreply_sim.io.scenario_expectations import with_expectations
from autoreply_sim.io.scenario_write import dumps
from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.components.live import Done
from autoreply_sim.ui.models.writer import Writer

_OWN_NAME = "my-story"


def downloads(writer: Writer, bridge: Bridge) -> dict[str, Done]:
    """Return the actions of the buttons."""
    explorer = writer.explorer

    def offer(suffix: str, text: str | bytes) -> None:
        bridge.offer_download(f"{file_name(writer)}{suffix}.yaml", text, "application/yaml")
        if writer.is_open:
            writer.mark_saved()

    def expected() -> None:
        lived = explorer.changed or explorer.saved
        if lived is not None:
            offer("-expected", dumps(with_expectations(lived)))

    return {
        "download_result": lambda *_: _offer_result(writer, bridge),
        "download_file": lambda *_: offer("", _file(writer)),
        "download_expected": lambda *_: expected(),
    }


def file_name(writer: Writer) -> str:
    """Return what files of the open story are called, without their ending."""
    return _OWN_NAME if writer.is_open else writer.explorer.name


def _offer_result(writer: Writer, bridge: Bridge) -> None:
    explorer = writer.explorer
    suffix = "-what-if" if explorer.changed else ""
    content = json.dumps(explorer.result(), ensure_ascii=False, indent=2) + "\n"
    bridge.offer_download(f"{file_name(writer)}{suffix}.json", content, "application/json")


def _file(writer: Writer) -> str | bytes:
    """Return the story as it was written here, or the file of the library byte for byte."""
    explorer = writer.explorer
    entry = explorer.library.entry(explorer.name)
    if entry is not None:
        return entry.path.read_bytes()
    return dumps(explorer.saved.scenario) if explorer.saved else ""
