"""The editor of a reply with its live preview, as HTML for a piece of a page.

What a visitor does in it is told as `write`, `replace` and `reset` (the text), `show` (an optional element) and
`channel`, with the place of what it is about in the settings, as JSON; the page that embeds it gives them their
meaning. Its look is `look("preview")`.
"""

from __future__ import annotations

from autoreply_sim.ui.components.drawing import draw
from autoreply_sim.ui.models.phrase import Filling, Phrase, phrase
from autoreply_sim.ui.models.preview import Preview


def preview_html(preview: Preview, language: str) -> str:
    """Return the editor and the preview of a reply in the language of a page."""
    return draw("preview", language, preview=preview, phrase=preview_phrase)


def preview_phrase(key: str, **fields: Filling) -> Phrase:
    """Return a phrase of the preview by the part of its key that is its own."""
    return phrase(f"preview_{key}", **fields)
