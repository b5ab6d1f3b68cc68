"""The page that shows the tables, docs/performance.md: where they go, and on what machine they were measured."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

import numba
import numpy as np

from benchmarks.tables import Table

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
PICTURE = PAGE.parent / "images" / "performance-cost.svg"


def machine() -> str:
    """Return what the figures were measured on."""
    processor = platform.processor() or platform.machine()
    names = Path("/proc/cpuinfo")
    if names.exists():
        found = re.search(r"^model name\s*: (.+)$", names.read_text(encoding="utf-8"), re.MULTILINE)
        processor = found.group(1) if found else processor
    versions = f"Python {platform.python_version()}, numpy {np.__version__}, numba {numba.__version__}"
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}; {versions}."


def written_into(page: str, found: Sequence[Table], measured_on: str = "") -> str:
    """Return a page with the tables between their marks, `<!-- name -->` and `<!-- /name -->`, and the machine."""
    places = [(table.name, table.markdown()) for table in found]
    for name, text in [*([("machine", measured_on)] if measured_on else []), *places]:
        opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, rest = page.split(opening, 1)
        page = f"{before}{opening}\n{text}\n{rest[rest.index(closing) :]}"
    return page
