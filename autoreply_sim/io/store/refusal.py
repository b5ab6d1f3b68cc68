"""Why a store cannot be used: a sentence, and a word for programs that say it in their own."""

from __future__ import annotations

from typing import Final

from autoreply_sim.errors import InputError, Problem

REASONS: Final = (
    "url",
    "place",
    "rights",
    "foreign",
    "newer",
    "damaged",
    "server",
    "driver",
    "disk",
    "busy",
    "other",
)
"""The address cannot be read, there is no such folder, permissions, no store of ours, a newer version's, …"""


class StoreError(InputError):
    """A store that cannot be opened, read or written; `reason` is one of `REASONS`, `label` names it."""

    def __init__(self, message: str, *, label: str, reason: str) -> None:
        super().__init__([Problem(where="store of settings", message=message, file=label)])
        self.label, self.reason = label, reason
