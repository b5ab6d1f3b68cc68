"""The scenario explorer: choose a story, see which replies go out and why the others do not, flip a setting.

A notebook of one cell shows it: `from autoreply_sim.ui.explorer import show; show()`.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import ipywidgets

from autoreply_sim.errors import InputError, Problem
from autoreply_sim.io.store import open_store
from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.components.downloads import downloads
from autoreply_sim.ui.components.explorer import explorer_page
from autoreply_sim.ui.components.look import look
from autoreply_sim.ui.components.story_takeaway import StoryTakeaway
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.account_story import account_story
from autoreply_sim.ui.models.accounts import accounts
from autoreply_sim.ui.models.explorer import OWN_STORY, Explorer
from autoreply_sim.ui.models.library import Library, find_stories
from autoreply_sim.ui.models.work import Work, post
from autoreply_sim.ui.models.writer import Writer
from autoreply_sim.ui.words import words

WELCOME = "call-hang-up-in-every-phase"
"""The story that is open when nobody asked for one, if the folder has it."""

_KEPT = "story"
"""What the browser keeps a story under that is being written."""


def show(folder: str | Path | None = None) -> ipywidgets.Box:
    """Return the dashboard of a folder's stories; by default of the nearest ``data/scenarios``."""
    library = Library(Path(folder) if folder else find_stories(Path.cwd()))
    explorer, bridge, guard = Explorer(library), Bridge(), Guard()
    writer = Writer(explorer)
    take = StoryTakeaway(writer, bridge.offer_download, Work(post()), guard)
    page = explorer_page(explorer, guard, downloads(writer, bridge), writer, take.widget())

    def speak(_: object = None) -> None:
        guard.language = bridge.lang or "en"
        explorer.speak(bridge.lang)

    def share(_: object) -> None:
        bridge.share_view(explorer.address())

    def keep(_: object) -> None:
        bridge.unsaved, bridge.keep = writer.is_unsaved, {_KEPT: writer.text} if writer.text else {}

    def begin() -> None:
        speak()
        bridge.observe(guard(speak), "lang")
        taken = _take_up(writer, bridge)
        _open(writer, bridge, _welcome(library))
        share(None)
        keep(None)
        for place in taken:
            bridge.forget(place)
        explorer.observe(guard(share), "page")
        writer.observe(guard(keep), "drawn")

    bridge.when_ready(guard(begin))
    _read_between(library)
    return ipywidgets.VBox([look("explorer", "writing"), guard.box, page])


def _take_up(writer: Writer, bridge: Bridge) -> tuple[str, ...]:
    """Take up the stories that the browser kept, and return where it kept them; what another tab writes stays there.

    The last is what this tab wrote before it was loaded again; the others are steps before it.
    """
    kept = [one for one in bridge.kept if one.get("text") and one.get("is") != "elsewhere"]
    kept.sort(key=lambda one: one.get("is") == "own")
    for one in kept:
        writer.take(one["text"], is_saved=False)
    return tuple(one["place"] for one in kept if one.get("place"))


def _open(writer: Writer, bridge: Bridge, welcome: str) -> None:
    """Open what the address asks for."""
    name, account = bridge.query.get("scenario") or welcome, bridge.query.get("account", "")
    what, draft = bridge.query.get("what", ""), bridge.query.get("draft", "")
    if account:
        if writer.explorer.name != OWN_STORY:
            writer.explorer.open(welcome)
        if _begin_of(account, writer):
            writer.explorer.try_out(draft=draft)
    elif name == OWN_STORY and writer.is_open:
        writer.explorer.try_out(what, draft)
    elif name == OWN_STORY:
        writer.explorer.open(welcome)
        language = writer.explorer.language
        told = words(language)["own_story_elsewhere"]
        writer.refuse(Problem(where="", message=told), language=language)
    else:
        writer.explorer.open(name, what)


def _begin_of(account: str, writer: Writer) -> bool:
    """Begin a story of an account of the cockpit; say whether there is one."""
    try:
        story = account_story(accounts(), open_store, account)
    except InputError as error:
        writer.refuse(*error.problems)
        return False
    if story is not None:
        title = words(writer.explorer.language)["story_of_account"].format(title=story.title)
        writer.begin(story, title)
    return story is not None


def _welcome(library: Library) -> str:
    names = [entry.name for entry in library.entries]
    return WELCOME if WELCOME in names else next(iter(names), "")


def _read_between(library: Library) -> None:
    """Read the stories bit by bit between what the kernel is asked; at once where no kernel runs."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        while library.read_some():
            pass
        return

    def more() -> None:
        if library.read_some():
            loop.call_later(0.01, more)

    loop.call_later(0.05, more)
