"""English or French: what the address asks for, else what the browser prefers."""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["en", "fr"]

LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr")


def choose_language(asked: str | None, accepted: str) -> Language:
    """Return the language to speak, English if nothing known is wanted.

    `asked` is the address's `lang`, `accepted` an Accept-Language header or a browser's language tag.
    """
    known = _known(asked or "")
    if known is not None:
        return known
    wishes = sorted((_weighed(part) for part in accepted.split(",")), key=lambda wish: -wish[0])
    for weight, tag in wishes:
        known = _known(tag)
        if known is not None and weight > 0:
            return known
    return "en"


def _known(tag: str) -> Language | None:
    primary = tag.strip().lower().replace("_", "-").split("-")[0]
    return next((language for language in LANGUAGES if language == primary), None)


def _weighed(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0, tag
    try:
        return float(value), tag
    except ValueError:
        return 0.0, tag
