"""A dashboard's kernel: ipykernel without the slow import, with a log that reaches the server's."""

from __future__ import annotations

import logging
import sys

from autoreply_sim.ui.server.imports import skip_slow_imports
from autoreply_sim.ui.server.logs import log_to_stderr

_SETTINGS = (
    # What a callback logs belongs in the server's log; captured, it would go to a page that never shows it.
    "--IPKernelApp.capture_fd_output=False",
    # Nobody types here: no history database on disk, nobody's personal start-up scripts.
    "--HistoryManager.enabled=False",
    "--IPKernelApp.exec_PYTHONSTARTUP=False",
)


def main(arguments: list[str]) -> None:
    """Run a kernel until its session ends."""
    skip_slow_imports()
    log_to_stderr(logging.WARNING)
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415  # the guard above must come first

    IPKernelApp.launch_instance(argv=[*arguments, *_SETTINGS])


if __name__ == "__main__":
    main(sys.argv[1:])
