"""A widget whose content is HTML that we write, and that tells what a visitor does in it.

The browser's side, look/live.js, works a new text into the old one, so that focus and typing stay. Everything that
arrives is what anybody may have sent: it is looked up, never trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import anywidget
import traitlets

_LOOK: Final = Path(__file__).parents[1] / "look"

Given: TypeAlias = "str | bool | None"
"""What a field holds."""

Done = Callable[[str, Given], object]
"""What happens when something is done: called with the element's `data-with` and the field's value."""


MOST_BYTES: Final = 1_000_000
"""How large a file may be that a visitor sends; look/live.js holds back larger ones."""

_LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file that a visitor sent; one that is too large comes without its content."""

    name: str
    data: bytes
    is_too_large: bool


Received = Callable[[str, SentFile], object]
"""What happens when a file is sent: called with the element's `data-with` and the file."""

_NO_FILES: Final[Mapping[str, Received]] = {}


class Live(anywidget.AnyWidget):
    """A piece of a page; `actions` says by name what its elements may do, `files` what files are sent for."""

    _esm = _LOOK / "live.js"

    html = traitlets.Unicode(help="Escaped where it holds what somebody wrote.").tag(sync=True)
    of = traitlets.Unicode(help="What is shown; what was done to anything else comes too late.").tag(
        sync=True
    )

    def __init__(
        self, name: str, actions: Mapping[str, Done], files: Mapping[str, Received] = _NO_FILES
    ) -> None:
        super().__init__()
        self.add_class(f"part-{name}")
        self._actions = actions
        self._files = files
        self.on_msg(self._heard)

    def show(self, html: str, of: str = "") -> None:
        """Show something: the browser hears at once what it is, and of what."""
        with self.hold_sync():
            self.of, self.html = of, html

    def do(self, name: str, given: str = "", value: Given = None) -> None:
        """Do what a visitor would do in the browser; an unknown name does nothing."""
        action = self._actions.get(name)
        if action is not None:
            action(given, value)

    def receive(self, name: str, given: str, sent: SentFile) -> None:
        """Take a file as if a visitor had sent it; an unknown name does nothing."""
        action = self._files.get(name)
        if action is not None:
            action(given, sent)

    def _heard(self, _: object, said: object, buffers: object) -> None:
        if not isinstance(said, dict) or said.get("of", self.of) != self.of:
            return
        name, given, value = str(said.get("do", "")), str(said.get("with", "")), said.get("value")
        if "file" in said:
            self.receive(name, given, _sent_file(said, buffers))
        else:
            self.do(name, given, value if isinstance(value, str | bool) else None)


def _sent_file(said: Mapping[str, object], buffers: object) -> SentFile:
    """Return the file of a message; without a buffer, the browser found it too large."""
    parts = [bytes(buffer) for buffer in buffers] if isinstance(buffers, list) else []
    is_too_large = len(parts) != 1 or len(parts[0]) > MOST_BYTES
    name = str(said["file"])[:_LONGEST_NAME]
    return SentFile(name=name, data=b"" if is_too_large else parts[0], is_too_large=is_too_large)
