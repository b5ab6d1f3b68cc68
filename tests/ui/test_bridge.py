"""The bridge to the browser and the guard around callbacks, without a browser."""

from __future__ import annotations

import logging

import pytest
import traitlets

from autoreply_sim.ui.bridge import Bridge
from autoreply_sim.ui.guard import Guard


def test_what_waits_for_the_browser_starts_once() -> None:
    """`when_ready` calls when the browser has spoken, once; and at once if it already has."""
    bridge, started = Bridge(), []
    bridge.when_ready(lambda: started.append("early"))
    assert started == []

    bridge.ready = True
    bridge.ready = False
    bridge.ready = True
    bridge.when_ready(lambda: started.append("late"))

    assert started == ["early", "late"]


def test_a_shared_view_leaves_out_what_is_empty() -> None:
    """The address holds texts; what is None or empty is not part of the view, zero is."""
    bridge = Bridge()
    bridge.share_view({"scenario": "rla", "event": 2, "from": 0, "note": None, "text": ""})

    assert bridge.share == {"scenario": "rla", "event": "2", "from": "0"}


def test_a_query_is_made_of_texts() -> None:
    """Whatever a browser sends, nothing but texts gets in."""
    with pytest.raises(traitlets.TraitError):
        Bridge().query = {"scenario": ["rla"]}


def test_a_guarded_callback_shows_a_sorry_and_logs_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    """On the page: role=alert, the visitor's language, a reference and no detail; in the log: all of it."""
    guard = Guard("fr")

    @guard
    def callback(_: object) -> int:
        raise ZeroDivisionError("not for visitors")

    with caplog.at_level(logging.ERROR):
        assert callback(None) is None

    assert 'role="alert"' in guard.box.value
    assert "Une erreur s’est produite" in guard.box.value
    assert "not for visitors" not in guard.box.value
    reference = caplog.records[0].getMessage().split("(")[1].rstrip(")")
    assert reference in guard.box.value
    assert "not for visitors" in caplog.text


def test_an_expected_error_speaks_for_itself() -> None:
    """Errors that are written for people are shown as they are, as text and not as HTML."""
    guard = Guard(expected=(ValueError,))

    @guard
    def save(text: str) -> None:
        raise ValueError(f"no field is called {text}")

    save("<b>")

    assert "no field is called &lt;b&gt;" in guard.box.value


def test_a_callback_that_works_takes_the_message_away() -> None:
    """An old error beside a new result would mislead."""
    guard = Guard()
    guard.show("it failed")

    assert guard(lambda number: number + 1)(1) == 2
    assert guard.box.value == ""


def test_what_runs_beside_takes_no_message_of_another_away() -> None:
    """Nobody asked for it, so that it went well is no news; that it failed is."""
    guard = Guard(expected=(ValueError,))
    guard.show("it failed")

    assert guard.beside(lambda number: number + 1)(1) == 2
    assert "it failed" in guard.box.value

    @guard.beside
    def fail() -> None:
        raise ValueError("so did this")

    fail()
    assert "so did this" in guard.box.value
