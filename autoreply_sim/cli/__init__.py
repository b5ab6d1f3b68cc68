"""The command line: `autoreply-sim run | check | check-up | coverage | simulate | report | calendar | schema`.

Exit codes: 0 all is well, 1 something differs from what was expected, 2 some input cannot be used; the highest counts.
The system's own: 74 the output cannot be written, 130 interrupted, 141 nobody reads it any more.
A command's own modules are imported when it is called, so that each starts as quickly as it can.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module

from autoreply_sim.cli.arguments import build_parser
from autoreply_sim.cli.interrupts import interrupts_heard
from autoreply_sim.cli.terminal import write_utf8

_INTERRUPTED, _NOBODY_READS = 130, 141
"""What shells report of a program that was interrupted (Ctrl-C), or whose output nobody reads any more."""
_CANNOT_WRITE = 74
"""The system's own code for failed output (EX_IOERR): a full disk is no fault of the input."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        with interrupts_heard():
            return _run(build_parser().parse_args(argv))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _flush_into_nothing()
        return _NOBODY_READS
    except OSError as error:
        _flush_into_nothing()
        print(f"autoreply-sim: the output cannot be written: {error.strerror}", file=sys.stderr)
        return _CANNOT_WRITE


def _run(arguments: Namespace) -> int:
    write_utf8()
    command = import_module(f"autoreply_sim.cli.{arguments.command.replace('-', '_')}")
    code: int = command.main(arguments)
    sys.stdout.flush()
    return code


def _flush_into_nothing() -> None:
    """Let Python flush into nothing: it does so once more as it ends, and would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
