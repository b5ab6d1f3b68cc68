"""`python -m autoreply_sim.ui.server`."""

from __future__ import annotations

import logging
import os
import sys

from autoreply_sim.ui.server.imports import skip_slow_imports
from autoreply_sim.ui.server.logs import log_to_stderr
from autoreply_sim.ui.server.options import parse_options


def main(arguments: list[str]) -> int:
    """Serve the dashboards; return the exit code."""
    options = parse_options(arguments, os.environ)
    log_to_stderr(logging.INFO if options.verbose else logging.WARNING)
    skip_slow_imports()
    from autoreply_sim.ui.server.app import serve  # noqa: PLC0415  # the guard above must come first

    return serve(options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
