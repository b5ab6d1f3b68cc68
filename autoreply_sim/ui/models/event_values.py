"""What stands in the fields of a form, and how that is an event in the words of a scenario file: both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from autoreply_sim.ui.models.remarks import as_text

ENDS = ("leaves_voicemail", "greeting", "menu", "ringing", "voicemail")
ANSWERS = (
    "approves/true",
    "approves/false",
    "pays/true",
    "pays/false",
    "resolved/true",
    "resolved/false",
    "sends_media/true",
    *(f"rates/{stars}" for stars in range(1, 6)),
)
SAVED_SWITCHES = ("ring_last_advisor", "tickets_for_missed_calls")
_TARGETS = {"advisor": "to_advisor", "team": "to_team"}
_OF_ACTION = {
    "request_payment": ("amount",),
    "reassign": ("to_advisor", "to_team"),
    "merge": ("into",),
    "share_voicehub": ("customer", "team"),
}
_OPTIONAL = frozenset({"choice", "talk", "title", "amount", "comment", "ticket", "organization", "account"})

Keys = Mapping[str, Any]
"""What stands under the kind of an event, such as `{"from": "carla", "to": "service"}`."""


def value_of(keys: Keys, name: str) -> str:
    """Return what stands in a field."""
    match name:
        case "ends":
            return str(keys.get("hangs_up", ENDS[0]))
        case "target":
            kinds = [kind for kind, key in _TARGETS.items() if keys.get(key) is not None]
            return f"{kinds[0]}/{keys[_TARGETS[kinds[0]]]}" if kinds else ""
        case "answer":
            return next((each for each in ANSWERS if _is_given(keys, *each.split("/"))), "")
        case "reply":
            return next(iter(keys.get("auto_replies", {})), "")
        case "enabled":
            replies = keys.get("auto_replies", {})
            return as_text(replies[next(iter(replies))].get("enabled")) if replies else ""
        case _:
            return as_text(keys.get(name))


def with_value(keys: Keys, name: str, value: str) -> dict[str, Any]:
    """Return the keys with another value in a field; an empty one takes an optional key away."""
    if name in _SETTERS:
        return _SETTERS[name](keys, value)
    if name in SAVED_SWITCHES:
        return _only(keys, name) | _unless(not value, name, value == "true")
    is_left_out = not value and name in _OPTIONAL
    # A ticket says for whom and which team a number is shared: both would be one too many.
    clash = ("customer", "team") if name == "ticket" and value else ()
    return _only(keys, name, *clash) | _unless(is_left_out, name, value)


def with_tick(keys: Keys, advisor: str, *, is_on: bool) -> dict[str, Any]:
    """Return the keys of a call that an advisor would pick up, or would not."""
    picks_up = [one for one in keys.get("picks_up", ()) if one != advisor] + ([advisor] if is_on else [])
    return _only(keys, "picks_up") | _unless(not picks_up, "picks_up", picks_up)


def _is_given(keys: Keys, answer: str, given: str) -> bool:
    return as_text(keys.get(answer)) == given


def _end(keys: Keys, value: str) -> dict[str, Any]:
    return _only(keys, "hangs_up", "leaves_voicemail") | _unless(value == ENDS[0], "hangs_up", value)


def _hand_to(keys: Keys, value: str) -> dict[str, Any]:
    kind, _, key = value.partition("/")
    return _only(keys, *_TARGETS.values()) | {_TARGETS.get(kind, "to_advisor"): key}


def _answer(keys: Keys, value: str) -> dict[str, Any]:
    answer, _, given = value.partition("/")
    others = {each.split("/")[0] for each in ANSWERS}
    return _only(keys, *others) | {answer: given == "true" if given in {"true", "false"} else given}


def _switch_reply(keys: Keys, reply: str) -> dict[str, Any]:
    is_on = value_of(keys, "enabled") != "false"
    return _only(keys, "auto_replies") | _unless(not reply, "auto_replies", {reply: {"enabled": is_on}})


def _enable(keys: Keys, value: str) -> dict[str, Any]:
    reply = value_of(keys, "reply")
    before = keys.get("auto_replies", {})
    return {**keys, "auto_replies": {**before, reply: {**before.get(reply, {}), "enabled": value == "true"}}}


def _act(keys: Keys, action: str) -> dict[str, Any]:
    foreign = {key for own in _OF_ACTION.values() for key in own} - set(_OF_ACTION.get(action, ()))
    return _only(keys, *foreign) | {"action": action}


def _only(keys: Keys, *but: str) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if key not in but}


def _unless(is_left_out: bool, key: str, value: object) -> dict[str, Any]:  # noqa: FBT001  # reads as a sentence
    return {} if is_left_out else {key: value}


_SETTERS: Mapping[str, Callable[[Keys, str], dict[str, Any]]] = {
    "ends": _end,
    "target": _hand_to,
    "answer": _answer,
    "reply": _switch_reply,
    "enabled": _enable,
    "action": _act,
}
"""Fields that are no key of the file, or change more than one."""
