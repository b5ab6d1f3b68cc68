"""A widget whose content is HTML that we write, and that tells what a visitor does in it.

The browser's side, look/live.js, works a new text into the old one, so that focus and typing stay. Everything that
arrives is what anybody may have sent: it is looked up, never trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import anywidget
import traitlets

_LOOK: Final = Path(__file__).parents[1] / "look"

Given: TypeAlias = "str | bool | None"
"""What a field holds."""

Done = Callable[[str, Given], object]
"""What happens when something is done: called with the element's `data-with` and the field's value."""


class Live(anywidget.AnyWidget):
    """A piece of a page; `actions` says by name what its elements may do."""

    _esm = _LOOK / "live.js"

    html = traitlets.Unicode(help="Escaped where it holds what somebody wrote.").tag(sync=True)

    def __init__(self, name: str, actions: Mapping[str, Done]) -> None:
        super().__init__()
        self.add_class(f"part-{name}")
        self._actions = actions
        self.on_msg(self._heard)

    def do(self, name: str, given: str = "", value: Given = None) -> None:
        """Do what a visitor would do in the browser; an unknown name does nothing."""
        action = self._actions.get(name)
        if action is not None:
            action(given, value)

    def _heard(self, _: object, said: object, __: object) -> None:
        if isinstance(said, dict):
            value = said.get("value")
            self.do(
                str(said.get("do", "")),
                str(said.get("with", "")),
                value if isinstance(value, str | bool) else None,
            )
