"""The piece of the page of comparisons."""

from __future__ import annotations

from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import Done
from autoreply_sim.ui.components.parts import Part, on_pages
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.compare_page import DAYS, REPLICATIONS, CompareView
from autoreply_sim.ui.models.phrase import tally


def compare_parts(view: CompareView) -> tuple[Part, ...]:
    """Return what is chosen, how far it is, and what it came to."""
    actions: dict[str, Done] = {
        "choose": lambda key, value: view.choose(key, wanted=value is True),
        "days": lambda _, value: view.set_days(int(str(value))),
        "replications": lambda _, value: view.set_replications(int(str(value))),
        "start": lambda *_: view.start(),
        "cancel": lambda *_: view.work.cancel(),
    }
    part = Part(
        name="compare",
        html=lambda: compare_html(view),
        actions=actions,
        shown=on_pages(view.cockpit, "compare"),
        also=((view.work, ("state", "share")),),
    )
    return (part,)


def follow_comparison(view: CompareView, guard: Guard) -> None:
    """Have everything drawn again when a comparison begins and ends: other pieces show what it came to."""

    def show(_: object) -> None:
        view.cockpit.show()

    view.work.observe(guard.beside(show), "state")


def compare_html(view: CompareView) -> str:
    """Return the page of comparisons."""
    result = view.result()
    whose = result.whose if result else ()
    return draw(
        "compare",
        view.cockpit.language,
        view=view,
        result=result,
        tallies=[tally("contacts_differ", one.total, len(one.contacts)) for one in whose],
        all_days=DAYS,
        all_replications=REPLICATIONS,
    )
