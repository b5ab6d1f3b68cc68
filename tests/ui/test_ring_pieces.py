"""The week and the editors as HTML and widgets, without a browser."""

from __future__ import annotations

import json
from typing import Any

import pytest

from autoreply_sim.ui.components.live import MOST_BYTES, Live, SentFile
from autoreply_sim.ui.models.calendar_files import export_ics
from tests.ui.ring_desk import TEAM, WEEKDAYS, Desk
from tests.ui.test_explorer_pieces import outline

HOSTILE = "\"'><script>alert(1)</script>\u202e{{ 7*7 }}"


def drawn(desk: Desk) -> str:
    """Everything on the page."""
    return str(desk.week.html + desk.schedules.html + desk.routing.html)


def hostile() -> Any:
    """A team whose every text is an attack."""
    schedules = [{**WEEKDAYS, "title": HOSTILE, "call_tree": HOSTILE}]
    rule = {**TEAM["routing_rules"][1], "name": HOSTILE, "value": HOSTILE}
    return {
        "schedules": schedules,
        "call_trees": {HOSTILE: {"options": {"1": {"team": "parts"}}}},
        "routing_rules": [rule],
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_hostile_texts_stay_texts_in_every_field(language: str) -> None:
    """Titles, names, values and what was mistyped: well-formed, no id twice, nothing that runs."""
    desk = Desk(language=language)
    desk.write(hostile())
    desk.open(0)
    for key in ("timezone", "first", "from", "except", "repeats", "call_tree"):
        desk.schedules.do("schedule-edit", f"0/{key}", HOSTILE)
    desk.schedules.do("schedule-edit", f"0/advisor/{HOSTILE}", value=True)
    desk.routing.do("tree-choice", f"1|{HOSTILE}", f"team:{HOSTILE}")
    read = outline(drawn(desk))

    assert "script" not in read.tags
    assert read.handlers == []
    assert len(read.ids) == len(set(read.ids))


def test_every_button_of_the_editors_does_what_it_says() -> None:
    """As the browser sends it: where in `with`, what in `value`."""
    desk = Desk()
    desk.schedules.do("schedule-add")
    assert desk.team["schedules"][5]["created"] == "2026-03-02T15:00Z"
    assert 'id="schedule-title"' in desk.schedules.html
    desk.schedules.do("schedule-edit", "5/title", "Spring")
    desk.schedules.do("schedule-duplicate", "5")
    assert desk.team["schedules"][6]["title"] == "Spring (copy)"
    desk.schedules.do("schedule-up", "6")
    desk.schedules.do("schedule-down", "0")
    desk.schedules.do("schedule-delete", "1")
    assert [one["title"] for one in desk.team["schedules"]][-2:] == ["Spring (copy)", "Spring"]
    desk.schedules.do("schedule-open", "")
    assert "schedule-title" not in desk.schedules.html
    desk.routing.do("tree-add")
    desk.routing.do("tree-rename", "menu", "night")
    desk.routing.do("tree-choice", "3|night", "advisors")
    desk.routing.do("tree-choice", "3/ana|night", value=True)
    assert desk.team["call_trees"]["night"] == {"options": {"3": {"advisors": ["ana"]}}}
    desk.routing.do("tree-delete", "main")
    desk.routing.do("rule-add")
    desk.routing.do("rule-edit", "2/target", "team:parts")
    desk.routing.do("rule-delete", "0")
    assert [rule["name"] for rule in desk.team["routing_rules"]] == ["Fleet", "New rule"]


def test_the_week_follows_what_is_edited_and_where_one_goes() -> None:
    """And opens the schedule of a block."""
    desk = Desk()
    desk.schedules.do("schedule-edit", "0/to", "12:00")
    assert "08:00 to 12:00, Weekdays" in desk.week.html
    desk.week.do("week-go", "2026-03-09")
    assert "Week of <bdi>March 9, 2026</bdi>" in desk.week.html
    desk.week.do("week-open", "1")
    assert 'value="Nights"' in desk.schedules.html


def test_a_calendar_that_is_sent_is_taken_over_and_told() -> None:
    """Name and content come through the widget's message; what cannot be taken over is said."""
    desk = Desk()
    own = desk.sound.world.teams[0].settings
    sent = {"do": "import-ics", "with": "", "file": "team.ics"}
    desk.schedules._heard(None, sent, [memoryview(export_ics(own, desk.sound.world))])
    assert len(desk.team["schedules"]) == 5
    assert "5 schedules were the same already: <bdi>Weekdays</bdi>" in desk.schedules.html
    desk.schedules._heard(None, sent, [memoryview(b"GIF89a")])
    assert "This is no calendar file" in desk.schedules.html
    desk.schedules._heard(None, sent, [])
    assert "larger than 1 MB" in desk.schedules.html
    assert len(desk.team["schedules"]) == 5
    json.dumps(desk.team)


@pytest.mark.parametrize("buffers", [[], None, "x", [b"a", b"b"], [bytes(MOST_BYTES + 1)]])
def test_a_file_without_a_content_that_fits_is_too_large(buffers: Any) -> None:
    """Whatever a browser makes up: the name is cut, and nothing of the content is kept."""
    got: list[SentFile] = []
    live = Live("x", {}, {"take": lambda _, sent: got.append(sent)})
    live._heard(None, {"do": "take", "file": "n" * 900}, buffers)
    live._heard(None, {"do": "else", "file": "n"}, [b"a"])

    assert got == [SentFile(name="n" * 200, data=b"", is_too_large=True)]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "08:00–17:00, every year in April and May, Monday to Saturday, until 1 May 2027"),
        ("fr", "08:00–17:00, chaque année en avril et mai, du lundi au samedi, jusqu’au 1er mai 2027"),
    ],
)
def test_a_rule_that_the_picker_cannot_show_is_said_in_words(language: str, said: str) -> None:
    """In the list, and beside the rule as calendars write it; one that is mistyped stands there as it was typed."""
    desk = Desk(language=language)
    rule = "FREQ=YEARLY;BYMONTH=4,5;BYDAY=MO,TU,WE,TH,FR,SA;UNTIL=20270501"
    desk.write({"schedules": [{**WEEKDAYS, "repeats": rule}]})
    assert said in drawn(desk).replace("<bdi>", "").replace("</bdi>", "")
    assert rule not in desk.schedules.html
    desk.open(0)
    assert said.partition(", ")[2] in desk.schedules.html.partition("schedule-rule-says")[2]
    desk.schedules.do("schedule-edit", "0/repeats", "FREQ=<b>")
    assert "08:00</bdi>–<bdi>17:00</bdi>, <bdi>FREQ=&lt;b&gt;</bdi>" in desk.schedules.html
    assert "schedule-rule-says" not in desk.schedules.html


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Every day, 18:00–07:00"), ("fr", "Tous les jours, 18:00–07:00")]
)
def test_a_schedule_of_every_day_is_said_in_words(language: str, said: str) -> None:
    """Nobody need know what FREQ=DAILY means."""
    desk = Desk(language=language)
    desk.write({"schedules": [{**WEEKDAYS, "repeats": "FREQ=DAILY", "from": "18:00", "to": "07:00"}]})

    assert said in drawn(desk).replace("<bdi>", "").replace("</bdi>", "")
    assert "FREQ=DAILY" not in desk.schedules.html
