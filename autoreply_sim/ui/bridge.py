"""What a dashboard must know of the browser, and what it asks of it, in one invisible widget.

Make one per page; it works without being displayed. Everything that comes from the browser (`query`, `lang`,
`browser_language`) is whatever somebody typed into an address: check it like any other input.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import anywidget
import traitlets

from autoreply_sim.ui.users import visitor

_LONGEST_NAME: Final = 120
_NOT_IN_NAMES: Final = re.compile(r"[^\w.\- ]+|\.{2,}")
_CODE: Final = Path(__file__).parent / "static" / "bridge.js"


class Bridge(anywidget.AnyWidget):
    """The browser as traits.

    From the browser, once `ready` is true: `query`, `lang`, `browser_language`, `dark`, `viewport`.
    To the browser: `share`, `steps`, `unsaved`, `lang`; and `offer_download`.
    From it, when somebody goes back or forward: `went` and `goings`; what they lead to is `answered`.
    Never from the browser alone: `user`.
    """

    _esm = _CODE

    ready = traitlets.Bool(help="The browser has told what it knows.").tag(sync=True)
    query = traitlets.Dict(
        value_trait=traitlets.Unicode(),
        key_trait=traitlets.Unicode(),
        help="The address's query as the page was opened, without `token`.",
    ).tag(sync=True)
    share = traitlets.Dict(
        value_trait=traitlets.Unicode(),
        key_trait=traitlets.Unicode(),
        help="The query that reopens this view; the address shows it at once, `lang` is kept by itself.",
    ).tag(sync=True)
    steps = traitlets.List(
        traitlets.Unicode(),
        help="Keys of `share`: where one of them changes, Back leads to what was there before.",
    ).tag(sync=True)
    went = traitlets.Dict(
        value_trait=traitlets.Unicode(),
        key_trait=traitlets.Unicode(),
        help="The query that Back or Forward led to, without `token` and `lang`; it comes before `goings`.",
    ).tag(sync=True)
    goings = traitlets.Int(0, help="How often somebody went back or forward.").tag(sync=True)
    answered = traitlets.Int(0, help="Up to which of `goings` the page is shown.").tag(sync=True)
    lang = traitlets.Unicode("", help="`en` or `fr`: set by the page's language link, or from here.").tag(
        sync=True
    )
    browser_language = traitlets.Unicode("", help="The browser's own language tag, such as `fr-CA`.").tag(
        sync=True
    )
    dark = traitlets.Bool(help="The browser prefers dark pages.").tag(sync=True)
    viewport = traitlets.Int(0, help="The window's width in CSS pixels.").tag(sync=True)
    kept = traitlets.List(
        trait=traitlets.Dict(value_trait=traitlets.Unicode(), key_trait=traitlets.Unicode()),
        help="What the browser kept from earlier visits (`text`), where (`place`), and whether that `is` this tab's "
        "`own`, from before it was loaded again, or `elsewhere`, in a tab that is open.",
    ).tag(sync=True)
    keep = traitlets.Dict(
        value_trait=traitlets.Unicode(),
        key_trait=traitlets.Unicode(),
        help="What the browser keeps for this tab, by name, until it is no longer here; see `forget`.",
    ).tag(sync=True)
    unsaved = traitlets.Bool(help="Leaving the page asks first.").tag(sync=True)
    signed = traitlets.Unicode("", help="The visitor's name as the server signed it.").tag(sync=True)
    user = traitlets.Unicode(help="Who sits before the page; not synchronised, so no browser can set it.")

    @traitlets.default("user")
    def _user_unheard(self) -> str:
        return visitor("", os.environ)

    @traitlets.observe("signed")
    def _hear_user(self, _: object) -> None:
        self.user = visitor(self.signed, os.environ)

    def when_ready(self, start: Callable[[], object]) -> None:
        """Call `start` once, as soon as the browser has told what it knows; at once if it has."""
        if self.ready:
            start()
            return

        def begin(_: object) -> None:
            self.unobserve(begin, "ready")
            start()

        self.observe(begin, "ready")

    def offer_download(self, name: str, content: str | bytes, mime: str = "text/plain") -> None:
        """Hand the visitor's browser a file; nothing of it stays on the server."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        self.send({"kind": "download", "name": safe_name(name), "mime": mime}, buffers=[data])

    def forget(self, place: str) -> None:
        """Have the browser no longer keep what it kept at a `place` from an earlier visit."""
        self.send({"kind": "forget", "place": place})

    def share_view(self, view: Mapping[str, object | None]) -> None:
        """Show in the address the query that reopens this view; what is None or empty is left out."""
        self.share = {key: str(value) for key, value in view.items() if value is not None and value != ""}


def safe_name(name: str) -> str:
    """Return a name for a file that any system takes: nothing in it hides, turns around, or leads elsewhere."""
    kept = _NOT_IN_NAMES.sub("-", name).strip("-. ")
    return kept[-_LONGEST_NAME:] or "download"
