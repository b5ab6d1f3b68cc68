"""Errors of callbacks, shown where they happened.

Left alone, an exception in a widget's callback shows nowhere: not on the page, not in the log. Every
callback of a dashboard therefore goes through one `Guard`.
"""

from __future__ import annotations

import functools
import logging
import secrets
from collections.abc import Callable
from html import escape
from typing import Final, ParamSpec, TypeVar

import ipywidgets

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_LOG = logging.getLogger(__name__)

_SORRY: Final = {
    "en": "Something went wrong; what you see may not be up to date. "
    "The server’s log says more under {reference}.",
    "fr": "Une erreur s’est produite ; l’affichage n’est peut-être plus à jour. "
    "Le journal du serveur en dit plus sous {reference}.",
}


class Guard:
    """Runs callbacks and shows in `box` what goes wrong in them; put `box` above what they change.

    Errors of the kinds in `expected` are shown in their own words (they are written for people); any other is
    logged with its traceback, and the page shows a sorry with the reference to find it by.
    """

    def __init__(self, language: str = "en", expected: tuple[type[Exception], ...] = ()) -> None:
        self.language = language
        self.box = ipywidgets.HTML()
        self._expected = expected

    def __call__(self, callback: Callable[Arguments, Result]) -> Callable[Arguments, Result | None]:
        """Return the callback, guarded: for `observe`, `on_click` and the like, or as a decorator."""
        return self._guarded(callback, self.clear)

    def beside(self, callback: Callable[Arguments, Result]) -> Callable[Arguments, Result | None]:
        """Return the callback, guarded; one that nobody asked for, so it takes no message of another away."""
        return self._guarded(callback, lambda: None)

    def _guarded(
        self, callback: Callable[Arguments, Result], went_well: Callable[[], None]
    ) -> Callable[Arguments, Result | None]:
        @functools.wraps(callback)
        def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result | None:
            try:
                result = callback(*args, **kwargs)
            except self._expected as problem:
                self.show(str(problem))
            except Exception:  # noqa: BLE001  # whatever it is, the page must say that it happened
                reference = secrets.token_hex(3)
                _LOG.exception("A callback failed (%s)", reference)
                self.show(_SORRY.get(self.language, _SORRY["en"]).format(reference=reference))
            else:
                went_well()
                return result
            return None

        return guarded

    def show(self, message: str) -> None:
        """Show a message; screen readers say it at once."""
        self.box.value = f'<div class="guard-alert" role="alert">{escape(message)}</div>'

    def clear(self) -> None:
        """Take the message away."""
        self.box.value = ""
