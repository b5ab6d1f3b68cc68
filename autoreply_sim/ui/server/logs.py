"""Logs without customers' phone numbers, addresses' query strings or tokens.

The formatter is the only gate: whatever is logged, tracebacks included, passes through `scrub` before it
is written.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Final

from autoreply_sim.texts.phone_numbers import replace_numbers

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_QUERY: Final = re.compile(r"(?<=[\w/])\?[\w%.~+\-]+=[^\s'\"<>]*")
_TOKEN: Final = re.compile(
    r"(?i)\b(token|_xsrf|authorization)(['\"]?\s*[=:]\s*)(?:token\s+)?['\"]?[^\s'\",;&]+"
)

# Said at every load, about nothing that anybody could mend: notebooks are run, never shown with stored
# outputs; a comm of JupyterLab's that no kernel of ours has; and Jupyter's time limit of a ping, which tornado takes
# for one of its own, in seconds. A shorter limit would silence it, and close every connection after half a minute.
_NOISE: Final = ("is not trusted", "No such comm", "cannot be longer than the websocket_ping_interval")


def scrub(text: str) -> str:
    """Return the text with query strings, tokens and phone numbers blotted out.

    A phone number is a run of 8 to 15 digits with what people write between them, or of 7 to 15 after a "+".
    Other long numbers go with it: a log is better off without a count than with a customer's number.
    """
    text = _QUERY.sub("?…", text)
    text = _TOKEN.sub(r"\1\2…", text)
    return replace_numbers(text, lambda _: "[phone number]")


def log_to_stderr(level: int) -> None:
    """Send everything from `level` up to the process's own standard error, scrubbed.

    A kernel calls this before IPython replaces `sys.stderr`: its log then reaches the server's, not the page.
    """
    handler = logging.StreamHandler(sys.__stderr__)
    handler.addFilter(lambda record: not any(noise in record.getMessage() for noise in _NOISE))
    handler.setFormatter(ScrubbingFormatter(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)


class ScrubbingFormatter(logging.Formatter):
    """Formats as usual, then scrubs the whole text, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line, or lines, fit to be written."""
        return scrub(super().format(record))
