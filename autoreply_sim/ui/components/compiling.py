"""What stands on the pages of the year while the engine is being compiled for the machine."""

from __future__ import annotations

from dataclasses import replace

from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.parts import Part, on_pages
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compiler import Compiler


def once_compiled(compiler: Compiler, part: Part) -> Part:
    """Return a piece that has no place on its page before the engine is compiled."""
    return replace(part, shown=lambda: part.shown() and not compiler.is_awaited())


def compiling_part(cockpit: Cockpit, compiler: Compiler) -> Part:
    """Return the piece that stands there meanwhile."""
    is_there = on_pages(cockpit, "year", "check_up")
    return Part(
        name="compiling",
        html=lambda: draw("compiling", cockpit.language),
        actions={},
        shown=lambda: is_there() and compiler.is_awaited(),
    )
