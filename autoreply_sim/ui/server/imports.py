"""One import that must not happen, in the server and in every kernel."""

from __future__ import annotations

import sys


def skip_slow_imports() -> None:
    """Make `import rfc3987_syntax` fail at once, before anything has tried it.

    jsonschema tries it and does without it; if it is there, it compiles a grammar for 1.4 to 3 seconds at
    every start, for the check of one string format that nothing here uses.
    """
    # A None in sys.modules is Python's own way to say "not importable".
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
