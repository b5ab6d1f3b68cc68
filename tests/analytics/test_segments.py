"""Segments and costs: exactly what writing every text and measuring it comes to."""

from __future__ import annotations

from collections import Counter

import pytest

import autoreply_sim
from autoreply_sim.analytics.metrics import TEXT_METRICS
from autoreply_sim.analytics.scope import Scope
from autoreply_sim.analytics.segments import segments
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.compare import compare
from autoreply_sim.experiment.replication import begins_ms
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.simulate import simulate
from autoreply_sim.units import DAY_MS

SHOP = "data/presets/two_person_shop.yaml"
DEAR = "François, “quote” {{ customer_name }} {% if ticket_number %}n° {{ ticket_number }} [{{ team_name }}]{% endif %}"
LONG = (
    "{{ advisor_name }} "
    + "x" * 140
    + " {{ link }}{% if show_ticket_number %} {{ ticket_number }}{% endif %}"
)
OPENS = (
    "We are closed. {% if show_customer_name %}{{ customer_name }}, {% endif %}we open {{ next_opening }}."
    + "y" * 90
)


def written(run: Run, from_ms: int) -> Counter[str]:
    """Return the segments by reply of everything that was sent by SMS from a moment on, text by text."""
    counts: Counter[str] = Counter()
    numbers = run.ledger.at_ms >= from_ms
    for reply in run.replies:
        if reply.channel == "sms" and numbers[reply.event - 1]:
            counts[reply.reply] += reply.segments or 0
    return counts


def with_texts(desk: Scenario) -> Scenario:
    """The desk with texts that use every field, near the end of a segment and beyond the alphabet."""
    replies = {
        "customer_hangs_up": {"text": DEAR},
        "missed_customer_call": {"text": DEAR, "sender": "team"},
        "request_photo_video": {"text": LONG},
        "capture_advisor_rating": {"text": LONG},
        "after_hours_calls": {"text": OPENS, "show": {"customer_name": True}},
        "after_hours_texts": {"text": OPENS, "enabled": True},
    }
    return desk.but(teams={team.key: {"auto_replies": replies} for team in desk.world.teams})


@pytest.mark.parametrize("own", [False, True], ids=["defaults", "own texts"])
@pytest.mark.parametrize(
    ("preset", "days"), [("two_person_shop", 90), ("seed_time", 10), ("french_group", 12)]
)
def test_counting_kinds_comes_to_what_writing_every_text_comes_to(
    preset: str, days: int, *, own: bool
) -> None:
    """Names with accents, numbers of one to four digits, openings today and next month; with and without a warm-up."""
    desk = autoreply_sim.load(f"data/presets/{preset}.yaml")
    run = simulate(with_texts(desk) if own else desk, days=days, keep=True).runs[0]
    for from_ms in (begins_ms(desk), begins_ms(desk) + 5 * DAY_MS):
        found = segments(Scope(whole=run.ledger, from_ms=from_ms))
        each = {key.partition(":")[2]: count for key, count in found.items() if ":" in key and count}

        assert each == dict(written(run, from_ms))
        assert found["sms_segments"] == sum(each.values()) > 100


def test_nothing_sent_takes_nothing() -> None:
    """All replies off."""
    desk = autoreply_sim.load(SHOP)
    off = {key: {"enabled": False} for key in desk.world.teams[0].settings.replies}
    run = simulate(desk.but(teams={"shop": {"auto_replies": off}}), days=7, keep=True).runs[0]

    assert set(segments(Scope(whole=run.ledger, from_ms=0)).values()) == {0}


def test_costs_are_segments_and_messages_at_the_countrys_price() -> None:
    """To the millionth, added over replications."""
    desk, prices = autoreply_sim.load(SHOP), autoreply_sim.load_prices()
    found = simulate(desk, days=21, replications=3, prices=prices)
    sums = [one.sums or {} for one in found.each]
    table = found.metrics([metric.key for metric in TEXT_METRICS]).set_index("metric")

    assert all(each["sms_cost"] == each["sms_segments"] * 8_300 for each in sums)
    assert all(each["reply_cost"] == each["sms_cost"] + each["whatsapp_sent"] * 8_400 for each in sums)
    mean = sum(each["reply_cost"] for each in sums) / 3 / 1_000_000
    assert table["value"].to_dict()["reply_cost"] == pytest.approx(mean)
    assert {"sms_segments", "reply_cost"} <= set(found.metrics()["metric"])


def test_a_dearer_text_is_seen_in_a_comparison() -> None:
    """The same customers, twice the segments of one reply; whoever shares the work counts the same."""
    desk, prices = autoreply_sim.load(SHOP), autoreply_sim.load_prices()
    dear = desk.but(teams={"shop": {"auto_replies": {"after_successful_call": {"text": "ç" + "x" * 80}}}})
    both = compare(desk, dear, days=14, replications=4, prices=prices)
    row = both.table("reply_cost").iloc[0]
    shared = compare(desk, dear, days=14, replications=4, prices=prices, workers=2)

    assert row.unit == "money"
    assert row.low > 0
    assert shared.sums == both.sums


def test_what_was_not_counted_is_not_claimed() -> None:
    """Without a price list there is no cost, and asking for it says what to do."""
    found = simulate(autoreply_sim.load(SHOP), days=2)

    assert "reply_cost" not in set(found.metrics()["metric"])
    with pytest.raises(
        ValueError, match=r"reply_cost was not counted; simulate or compare with prices=load_prices\(\)"
    ):
        found.metrics("reply_cost")
