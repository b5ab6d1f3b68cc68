"""Logs without customers' phone numbers, addresses' query strings or tokens.

The formatter is the only gate: whatever is logged, tracebacks included, passes through `scrub` before it
is written.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Final

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_QUERY: Final = re.compile(r"(?<=[\w/])\?[\w%.~+\-]+=[^\s'\"<>]*")
_TOKEN: Final = re.compile(
    r"(?i)\b(token|_xsrf|authorization)(['\"]?\s*[=:]\s*)(?:token\s+)?['\"]?[^\s'\",;&]+"
)
_PHONE: Final = re.compile(r"\+\d[\d ().\-]{5,}\d")

# Said at every load, about nothing that anybody could mend: notebooks are run, never shown with stored
# outputs; and a comm of JupyterLab's that no kernel of ours has.
_NOISE: Final = ("is not trusted", "No such comm")


def scrub(text: str) -> str:
    """Return the text with query strings, tokens and E.164 phone numbers blotted out."""
    text = _QUERY.sub("?…", text)
    text = _TOKEN.sub(r"\1\2…", text)
    return _PHONE.sub("[phone number]", text)


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
