"""The history of an account: what each version changed, in few words, and all of them for whoever asks."""

from __future__ import annotations

import pytest

from autoreply_sim.rules.catalog import REPLY_KEYS
from autoreply_sim.ui.components.cockpit import dialog_part
from autoreply_sim.ui.components.drawing import plain
from autoreply_sim.ui.components.parts import live_part
from autoreply_sim.ui.guard import Guard
from autoreply_sim.ui.models.cockpit import MOST_VERSIONS, Cockpit
from autoreply_sim.ui.models.history import MOST_CHANGES, Past, history
from tests.ui.cockpit_desk import HANGS_UP, SHOP, flip


def told(past: Past, language: str) -> list[str]:
    """What a version changed, as it reads."""
    return [
        f"{' › '.join(plain(word, language) for word in change.where)}: "
        f"{plain(change.before, language)} → {plain(change.after, language)}"
        for change in past.changes
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Customer hangs up: on → off"]),
        ("fr", ["Le client raccroche: activé → désactivé"]),
    ],
)
def test_each_version_says_what_it_changed(cockpit: Cockpit, language: str, words: list[str]) -> None:
    """Compared with the one before, the first one with the file; in the reader's language."""
    flip(cockpit)
    cockpit.save("one")
    cockpit.set(cockpit.at("auto_replies", HANGS_UP, "text"), "x" * 200)
    cockpit.save("two")
    cockpit.speak(language)
    newest, first, file = history(cockpit).versions

    assert told(first, language) == words
    assert len(told(newest, language)) == 1
    assert told(newest, language)[0].endswith("xxx…")
    assert len(told(newest, language)[0]) < 160
    assert file.changes == ()


def test_of_many_changes_the_first_are_listed_and_the_others_counted(cockpit: Cockpit) -> None:
    """Fourteen toggles would hide the versions below them."""
    for reply in sorted(REPLY_KEYS):
        flip(cockpit, reply)
    cockpit.save()
    cockpit.ask("history")
    live = live_part(cockpit, Guard(), dialog_part(cockpit))

    assert len(history(cockpit).versions[0].changes) == MOST_CHANGES
    assert f"and {len(REPLY_KEYS) - MOST_CHANGES} more" in live.html.replace("<bdi>", "").replace(
        "</bdi>", ""
    )


def test_older_versions_are_counted_and_come_when_asked_for(cockpit: Cockpit) -> None:
    """All of them can be reached, down to the file's own settings."""
    document = dict(cockpit.draft.document)
    for number in range(MOST_VERSIONS + 5):
        cockpit.store.save(SHOP.name, document, author="ana", base=number or None, note=f"note {number + 1}.")
    cockpit.open(SHOP.name)
    cockpit.ask("history")
    live = live_part(cockpit, Guard(), dialog_part(cockpit))
    assert "The 50 newest of 55 versions." in live.html
    assert "note 5." not in live.html
    live.do("older")

    assert "note 1." in live.html
    assert 'id="restore-0"' in live.html
    assert 'id="older"' not in live.html
    cockpit.ask("history")
    assert 'id="older"' in live.html


def test_what_others_saved_with_python_is_told_as_well(cockpit: Cockpit) -> None:
    """What a document leaves out is as the file has it without; what nothing knows stands for itself."""
    cockpit.store.save(SHOP.name, {"teams": {"shop": {"ring_last_advisor": True}}}, author="api", base=None)
    odd = {"policies": {}, "teams": {"gone": {"auto_replies": {"smoke_signals": {"colour": "red"}}}}}
    cockpit.store.save(SHOP.name, odd, author="api", base=1)
    cockpit.store.save(SHOP.name, {"teams": 5}, author="api", base=2)
    cockpit.ask("history")
    for language in ("en", "fr"):
        cockpit.speak(language)
        live = live_part(cockpit, Guard(), dialog_part(cockpit))
        assert 'id="restore-2"' in live.html
    first = history(cockpit).versions[-2]
    assert not any("smoke" in line for line in told(first, "fr"))
