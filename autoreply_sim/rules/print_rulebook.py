"""Prints the rulebook as a page of the docs: `python -m autoreply_sim.rules.print_rulebook [--lang fr]`.

The page is made from the rules, the catalogue of replies, the reasons and the policies, so that it cannot say anything
else than the engine does; a test holds the pages in docs/ to it.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autoreply_sim.codes import Reason
from autoreply_sim.domain.policies import POLICIES, Policies, PolicySpec
from autoreply_sim.rules.catalog import BY_KEY, CATALOG, rule_of
from autoreply_sim.rules.compiler import fires
from autoreply_sim.rules.moments import situations
from autoreply_sim.rules.rulebook import LANGUAGES, MARKS, Pair, Rule, rulebook
from autoreply_sim.rules.trigger import Trigger


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the page in one language, paragraph by paragraph."""

    language: str

    def __call__(self, words: Pair) -> str:
        return words[LANGUAGES.index(self.language)]

    def page(self, name: str) -> str:
        return self(rulebook().page[name])

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        heads = [self.page(name) for name in columns]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in [heads, ["---"] * len(heads), *rows])


def page(language: str) -> str:
    """Return the rulebook in a language (``en``, ``fr``) as Markdown."""
    write = _Writer(language)
    parts = (_opening, _rules, _replies, _reasons, _policies, _sources)
    return "\n\n".join(paragraph for part in parts for paragraph in part(write)) + "\n"


def _opening(write: _Writer) -> Iterator[str]:
    yield f"# {write.page('title')}"
    yield write.page("other_language")
    yield write.page("intro")
    yield f"## {write.page('marks_title')}"
    yield "\n".join(f"- `[{mark}]` {write.page(mark)}" for mark in MARKS)


def _rules(write: _Writer) -> Iterator[str]:
    book = rulebook()
    yield f"## {write.page('rules_title')}"
    for key, title in book.sections.items():
        yield f"### {write(title)}"
        for rule in book.rules.values():
            if rule.section == key:
                yield _rule(write, rule)


def _rule(write: _Writer, rule: Rule) -> str:
    marks = " ".join(f"`[{mark}]`" for mark in rule.marks)
    heading = f'#### <a id="{rule.id.lower()}"></a>{rule.id} · {write(rule.title)}'
    return f"{heading}\n\n{marks} {write(rule.text)}"


def _replies(write: _Writer) -> Iterator[str]:
    yield f"## {write.page('replies_title')}"
    yield write.page("replies_intro")
    columns = ("reply", "goes_out", "default", "stands_back", "rule")
    yield write.table(columns, [_reply(write, trigger) for trigger in CATALOG])


def _reply(write: _Writer, trigger: Trigger) -> list[str]:
    return [
        f"{write(trigger.label)}<br>`{trigger.key}`",
        write(trigger.goes_out),
        write.page("is_on" if trigger.enabled_by_default else "is_off"),
        ", ".join(write(BY_KEY[key].label) for key in trigger.superseded_by),
        _link(trigger.rule),
    ]


def _reasons(write: _Writer) -> Iterator[str]:
    meanings = rulebook().reasons
    yield f"## {write.page('reasons_title')}"
    yield write.page("reasons_intro")
    rows = [
        [f"`{reason.word}`", write(meanings[reason.word]), ", ".join(map(_link, _cited_for(reason)))]
        for reason in Reason
        if reason != Reason.SENT
    ]
    yield write.table(("reason", "meaning", "rules"), rows)


def _cited_for(reason: Reason) -> dict[str, None]:
    """Return the rules that decisions name with a reason, in the order of the catalogue."""
    # From DISABLED on, a reason stands against a reply that fires.
    fired = reason if reason < Reason.DISABLED else Reason.SENT
    return dict.fromkeys(
        rule_of(trigger, reason, facts)
        for trigger in CATALOG
        for facts in situations(trigger.on)
        if fires(trigger, facts, Policies()) == fired
    )


def _policies(write: _Writer) -> Iterator[str]:
    yield f"## {write.page('policies_title')}"
    yield write.page("policies_intro")
    for spec in POLICIES:
        default = getattr(Policies(), spec.name)
        yield f"### `{spec.name}`\n\n{write(spec.question)} ({_link(spec.rule)})"
        yield "\n".join(_values(write, spec, default))


def _values(write: _Writer, spec: PolicySpec, default: object) -> Iterator[str]:
    if not spec.values:
        yield f"- **`{default}`** ({write.page('number')})"
    for value, meaning in spec.values.items():
        shown = f"**`{value}`**" if value == default else f"`{value}`"
        yield f"- {shown}: {write(meaning)}"


def _sources(write: _Writer) -> Iterator[str]:
    yield f"## {write.page('sources_title')}"
    yield write.page("sources")


def _link(rule: str) -> str:
    return f"[{rule}](#{rule.lower()})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page to the standard output, as UTF-8 whatever the locale."""
    parser = ArgumentParser(prog="python -m autoreply_sim.rules.print_rulebook", description=main.__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the page")
    chosen = parser.parse_args(arguments)
    sys.stdout.buffer.write(page(chosen.lang).encode())


if __name__ == "__main__":  # pragma: no cover  # a test calls main
    main()
