"""The piece of the page of comparisons."""

from __future__ import annotations

from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.components.live import Done
from autoreply_sim.ui.components.page_sheets import contacts_sheet
from autoreply_sim.ui.components.parts import Part, on_pages
from autoreply_sim.ui.components.sheets import sheet_file
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.compare_contacts import MORE_CHANGED, Contacts
from autoreply_sim.ui.models.compare_page import DAYS, REPLICATIONS, CompareView
from autoreply_sim.ui.models.phrase import phrase, tally
from autoreply_sim.ui.models.work import Work


def compare_parts(view: CompareView) -> tuple[Part, ...]:
    """Return what is chosen, how far it is, and what it came to."""
    contacts = view.contacts
    actions: dict[str, Done] = {
        "choose": lambda key, value: view.choose(key, wanted=value is True),
        "days": lambda _, value: view.set_days(int(str(value))),
        "replications": lambda _, value: view.set_replications(int(str(value))),
        "start": lambda *_: view.start(),
        "cancel": lambda *_: view.work.cancel(),
        "more": lambda *_: view.list_more(),
        "table": lambda kind, _: _take_contacts(view, kind),
        "cancel_contacts": lambda *_: _cancel(contacts),
    }
    part = Part(
        name="compare",
        html=lambda: compare_html(view),
        actions=actions,
        shown=on_pages(view.cockpit, "compare"),
        also=tuple((work, ("state", "share")) for work in (view.work, *_works(contacts))),
    )
    return (part,)


def follow_comparison(view: CompareView, guard: Guard) -> None:
    """Have everything drawn again when a comparison begins and ends: other pieces show what it came to."""

    def show(_: object) -> None:
        view.cockpit.show()

    view.work.observe(guard.beside(show), "state")


def _works(contacts: Contacts) -> tuple[Work, Work]:
    return contacts.listing, contacts.taking


def _cancel(contacts: Contacts) -> None:
    for work in _works(contacts):
        work.cancel()


def _take_contacts(view: CompareView, kind: str) -> None:
    """Write all contacts into a file, beside the page; it is handed over when it is there."""
    found, result, language = view.comparison(), view.result(), view.cockpit.language
    account = view.cockpit.account
    if found is None or result is None or account is None:
        return
    name = f"{account.name}-contacts"
    view.contacts.taking.start(
        lambda tell: sheet_file(contacts_sheet(found, result, name, language, tell), kind)
    )


def compare_html(view: CompareView) -> str:
    """Return the page of comparisons."""
    result = view.result()
    whose = result.whose if result else ()
    return draw(
        "compare",
        view.cockpit.language,
        view=view,
        result=result,
        running=next((work for work in _works(view.contacts) if work.state == "running"), None),
        failed=next((work for work in _works(view.contacts) if work.state == "failed"), None),
        more=phrase("show_more", count=MORE_CHANGED),
        has_more=any(one.total > len(one.contacts) for one in whose),
        tallies=[tally("contacts_differ", one.total, len(one.contacts)) for one in whose],
        all_days=DAYS,
        all_replications=REPLICATIONS,
    )
