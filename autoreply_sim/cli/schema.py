"""`autoreply-sim schema`: the JSON Schema of scenario files, for editors and other programs."""

from __future__ import annotations

import sys
from argparse import Namespace

from autoreply_sim.io.schema import schema_text


def main(_arguments: Namespace) -> int:
    """Print the schema."""
    sys.stdout.write(schema_text())
    return 0
