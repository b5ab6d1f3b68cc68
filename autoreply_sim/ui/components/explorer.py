"""The pieces of the explorer's page: each a widget that is drawn again when what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.ui.components.drawing import draw, in_words, unwire
from autoreply_sim.ui.components.live import Done, Live
from autoreply_sim.ui.models.compare import Differences
from autoreply_sim.ui.models.explorer import Explorer
from autoreply_sim.ui.models.phrase import phrase
from autoreply_sim.ui.models.whatif import SENDERS, Setting

Watch = Callable[[Done], Done]
"""What goes around every action: the guard that shows its errors."""


def explorer_page(explorer: Explorer, watch: Watch, downloads: dict[str, Done]) -> ipywidgets.Box:
    """Return the whole page. Its pieces are drawn when the explorer's page or its library changes."""
    parts = [
        _library(explorer, watch),
        _head(explorer, {name: watch(action) for name, action in downloads.items()}),
        _panel(explorer, watch),
        _told("story", explorer, {}),
        _phone(explorer, watch),
        _told("tickets", explorer, {}),
        _told("rules", explorer, {}),
    ]
    page = ipywidgets.Box(parts)
    page.add_class("explorer")
    return page


def _library(explorer: Explorer, watch: Watch) -> Live:
    library = explorer.library

    def ask(name: str) -> Done:
        return watch(lambda _, value: setattr(library, name, value))

    actions = {name: ask(name) for name in ("search", "rule", "reply", "verdict")}
    actions["clear"] = watch(lambda *_: library.clear())
    actions["open"] = watch(lambda name, _: explorer.open(name))
    live = Live("library", actions)

    def show(*_: object) -> None:
        live.html = library_html(explorer)

    library.observe(show)
    explorer.observe(show, "page")
    show()
    return live


def library_html(explorer: Explorer) -> str:
    """Return the list of stories and what it is searched by."""
    library = explorer.library
    groups = library.groups()
    return draw(
        "library",
        explorer.language,
        library=library,
        groups=groups,
        total=len(library.entries),
        tally=phrase("stories_found", count=sum(len(entries) for _, entries in groups)),
        reading=library.unread > 0,
        chosen=explorer.page.name,
        rules_shown=library.rules(),
        replies=REPLY_KEYS,
    )


def _head(explorer: Explorer, actions: dict[str, Done]) -> Live:
    live = Live("head", actions)
    _follow(explorer, live, lambda: head_html(explorer))
    return live


def head_html(explorer: Explorer) -> str:
    """Return the story's title and what it shows, or why there is no story."""
    told = explorer.page.told
    times = phrase("times_in", zone=told.head.timezone) if told else None
    return draw("head", explorer.language, page=explorer.page, times=times)


def _panel(explorer: Explorer, watch: Watch) -> Live:
    def flip(setting: str, value: str | bool | None) -> None:
        explorer.flip(_known(unwire(setting)), value is True)

    def send_as(setting: str, value: str | bool | None) -> None:
        explorer.flip(_known(unwire(setting)), str(value) if value in SENDERS else "company")

    def known_team(_: str, value: str | bool | None) -> None:
        explorer.look_at(team=str(value))

    live = Live(
        "panel",
        {
            "flip": watch(flip),
            "send_as": watch(send_as),
            "write": watch(lambda setting, value: explorer.write(unwire(setting), str(value))),
            "edit": watch(lambda reply, _: explorer.look_at(editing=reply)),
            "team": watch(known_team),
            "revert": watch(lambda setting, _: explorer.revert(unwire(setting))),
            "revert_all": watch(lambda *_: explorer.revert_all()),
        },
    )
    _follow(explorer, live, lambda: panel_html(explorer))
    return live


def _known(setting: Setting) -> Setting:
    return setting


def panel_html(explorer: Explorer) -> str:
    """Return the what-if panel with the line that says what differs."""
    told = explorer.page.told
    return draw(
        "panel",
        explorer.language,
        panel=told.panel if told else None,
        others=phrase("other_replies", count=len(told.panel.others) if told else 0),
        differences=told.differences if told else None,
        summary=summary(told.differences if told else None, explorer.language),
    )


def summary(differences: Differences | None, language: str) -> str:
    """Return what differs as one line, such as "2 replies differ, 1 ticket differs"."""
    if differences is None:
        return in_words(phrase("nothing_chosen"), language)
    counts = {name: getattr(differences, name) for name in ("replies", "tickets", "calls")}
    said = [
        in_words(phrase(f"{name}_differ", count=count), language) for name, count in counts.items() if count
    ]
    return ", ".join(said) or in_words(phrase("nothing_differs"), language)


def _phone(explorer: Explorer, watch: Watch) -> Live:
    live = Live("phone", {"customer": watch(lambda _, value: explorer.look_at(customer=str(value)))})
    _follow(explorer, live, lambda: phone_html(explorer))
    return live


def phone_html(explorer: Explorer) -> str:
    """Return the customer's phone, or two of them where they differ."""
    told = explorer.page.told
    return draw("phone", explorer.language, phones=told.phones if told else None)


def _told(name: str, explorer: Explorer, actions: dict[str, Done]) -> Live:
    live = Live(name, actions)
    _follow(explorer, live, lambda: told_html(name, explorer))
    return live


def told_html(name: str, explorer: Explorer) -> str:
    """Return the piece of that name: ``story``, ``tickets`` or ``rules``."""
    counted = {"items": lambda count: phrase("items", count=count)}
    counted["not_sent"] = lambda count: phrase("not_sent_count", count=count)
    return draw(name, explorer.language, told=explorer.page.told, **counted)


def _follow(explorer: Explorer, live: Live, html: Callable[[], str]) -> None:
    def show(*_: object) -> None:
        live.html = html()

    explorer.observe(show, "page")
    show()
