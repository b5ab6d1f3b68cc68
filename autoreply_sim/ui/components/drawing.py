"""HTML from view models: Jinja2 templates without logic, everything that somebody wrote escaped.

A `Phrase` becomes words only here. What fills it stands in `<bdi>`, so that a name in Arabic, or one that
carries an override of the reading order, cannot turn the sentence around it.
"""

from __future__ import annotations

import json
import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from autoreply_sim.analytics.metric_lines import UNITS
from autoreply_sim.analytics.metrics import Unit
from autoreply_sim.analytics.phrases import is_singular, say
from autoreply_sim.analytics.summary_lines import count_in
from autoreply_sim.experiment.variant import Setting
from autoreply_sim.rules.rulebook import rules
from autoreply_sim.ui.models.phrase import Both, Filling, Phrase
from autoreply_sim.ui.words import LANGUAGES, words

_BDI = Markup("<bdi>{}</bdi>")
_TAG, _SPACES = re.compile(r"<[^>]*>"), re.compile(r"[ \t\r\n]+")
_MINUS = "\u2212"
_COUNTS = ("count", "fewest", "most", "replications", "room", "shown", "used")
"""Fields of phrases that are counts; other numbers are names, such as a ticket's or a version's."""


def draw(template: str, language: str, **values: object) -> str:
    """Return the HTML of a template in a language."""
    common = {"t": words(language), "language": language, "place": LANGUAGES.index(language)}
    return _environment().get_template(f"{template}.html").render(common, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autoreply_sim.ui.components"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"say": _say, "plain": _plain, "coded": _coded, "wire": wire, "place": json.dumps}
    environment.filters |= {"counted": _counted, "signed": _signed, "percent": _percent}
    environment.globals["rules"] = rules
    return environment


def wire(setting: Setting) -> str:
    """Return a setting as an element carries it in `data-with`; `unwire` reads it."""
    return f"{setting.team}/{setting.name}/{setting.reply}"


def unwire(text: str) -> Setting:
    """Return the setting that an element carries. Raises ValueError for anything else."""
    team, name, reply = text.rsplit("/", 2)
    return Setting(team, name, reply)


@pass_context
def _say(context: Context, said: Phrase | str) -> Markup:
    """Return a phrase as HTML; a plain text is a name."""
    return _BDI.format(said) if isinstance(said, str) else in_words(said, context["language"])


def in_words(said: Phrase, language: str) -> Markup:
    """Return a phrase in a language, as HTML."""
    known = words(language)
    count, one = said.fields.get("count"), f"{said.key}_one"
    is_one = isinstance(count, int) and is_singular(count, language) and one in known
    template = Markup(known[one if is_one else said.key])  # noqa: S704  # our own words
    return template.format(**{name: _fill(name, value, language) for name, value in said.fields.items()})


def plain(said: Phrase | str, language: str) -> str:
    """Return a phrase in a language as plain text; a plain text is a name."""
    if isinstance(said, str):
        return said
    # Not `striptags`, which makes plain spaces of those that must not break.
    text = Markup(_TAG.sub("", in_words(said, language))).unescape()  # noqa: S704  # of what is escaped
    return _SPACES.sub(" ", text).strip(" ")


def _fill(name: str, value: Filling, language: str) -> Markup | int:
    if isinstance(value, Phrase):
        return in_words(value, language)
    if isinstance(value, Both):
        return escape(value.fr if language == "fr" else value.en)
    if isinstance(value, tuple):
        return Markup(", ").join(map(_BDI.format, value))
    if isinstance(value, int):
        return Markup(count_in(value, language)) if name in _COUNTS else value  # noqa: S704  # digits and separators
    return _BDI.format(value)


@pass_context
def _counted(context: Context, count: int) -> str:
    """Return a count with its thousands set apart, as the language does it."""
    return count_in(count, context["language"])


@pass_context
def _signed(context: Context, change: int) -> str:
    """Return by how much a count changes, with its sign."""
    return f"{'+' if change > 0 else _MINUS}{count_in(abs(change), context['language'])}"


@pass_context
def _percent(context: Context, share: float) -> str:
    """Return a share in whole percent."""
    return say(UNITS[Unit.SHARE], context["language"], number=f"{100 * share:.0f}")


@pass_context
def _plain(context: Context, said: Phrase | str) -> str:
    """Return a phrase without HTML, for attributes and options."""
    return plain(said, context["language"])


def _coded(text: str) -> Markup:
    """Return a text of the rulebook as HTML: what stands between backquotes is a name of the files."""
    pieces = text.split("`")
    return Markup().join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )
