"""The piece of the page of the check-up."""

from __future__ import annotations

from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import Done
from autoreply_sim.ui.components.parts import Part, on_pages
from autoreply_sim.ui.models.checkup_page import CheckupView


def checkup_parts(view: CheckupView) -> tuple[Part, ...]:
    """Return the list of findings."""
    actions: dict[str, Done] = {
        "go": lambda place, _: view.go(int(place)),
        "events": lambda place, _: view.events(int(place)),
    }
    return (
        Part(
            name="checkup",
            html=lambda: checkup_html(view),
            actions=actions,
            shown=on_pages(view.cockpit, "check_up"),
        ),
    )


def checkup_html(view: CheckupView) -> str:
    """Return the page of the check-up."""
    return draw("checkup", view.cockpit.language, page=view.page())
