"""The rulebook is complete, says everything in both languages, and its pages say nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from autoreply_sim.codes import Reason, TicketRule
from autoreply_sim.domain.policies import POLICIES, Policies
from autoreply_sim.domain.world import MAX_SCHEDULES
from autoreply_sim.rules import rulebook as module
from autoreply_sim.rules.catalog import CATALOG, rule_of
from autoreply_sim.rules.moments import Moment, situations
from autoreply_sim.rules.print_rulebook import main, page
from autoreply_sim.rules.rulebook import MARKS, only_drawn, rulebook, rules
from autoreply_sim.rules.suppressions import SUPPRESSIONS
from autoreply_sim.texts.fields import FIELDS
from autoreply_sim.texts.grammar import MAX_SOURCE_LENGTH
from autoreply_sim.timeline.consent import OPT_IN, OPT_IN_AFTER_OUT, OPT_OUT

DOCS = Path(__file__).parents[2] / "docs"
RULES = rules()
PAGES = {"en": DOCS / "rulebook.md", "fr": DOCS / "rulebook.fr.md"}

PREFIX_OF_SECTION = {
    "schedules": "SCH",
    "calls": "CALL",
    "ring_last_advisor": "RLA",
    "routing_rules": "RUL",
    "tickets": "TKT",
    "replies": "MSG",
    "suppression": "SUP",
    "texts": "TEXT",
    "drawn_traffic": "SIM",
}


def _cited_by_decisions() -> Iterator[str]:
    for trigger in CATALOG:
        yield trigger.rule
        yield from (need.rule for need in trigger.when if need.rule is not None)
        yield from (citation.rule for citation in trigger.cited_instead)
        for facts in situations(trigger.on):
            yield from (rule_of(trigger, reason, facts) for reason in Reason)


def _mentions(words: str) -> set[str]:
    return set(re.findall(r"R-[A-Z]+-\d+", words))


def test_every_rule_that_a_decision_can_cite_is_in_the_rulebook() -> None:
    """A decision names the rule that decided, and whoever reads it can look that rule up."""
    assert set(_cited_by_decisions()) <= RULES.keys()


def test_every_rule_that_a_ticket_a_policy_or_a_suppression_can_cite_is_in_the_rulebook() -> None:
    """The same holds for what happens to tickets, for the policies, and for what holds replies back."""
    cited = {code.rule for code in TicketRule} | {spec.rule for spec in POLICIES}
    cited |= {held.rule for held in SUPPRESSIONS}

    assert cited <= RULES.keys()


def test_every_reply_has_a_rule_that_bears_its_label() -> None:
    """R-MSG-1 to R-MSG-14 describe the fourteen replies, each titled as the settings page labels it."""
    assert {trigger.rule: trigger.label for trigger in CATALOG} == {
        f"R-MSG-{number}": RULES[f"R-MSG-{number}"].title for number in range(1, 15)
    }


@pytest.mark.parametrize("section", PREFIX_OF_SECTION)
def test_the_ids_of_a_section_are_well_formed_and_in_order(section: str) -> None:
    """An id is R, the letters of its section and a number; numbers rise, so that a rule is found by its id."""
    ids = [rule.id for rule in rules().values() if rule.section == section]
    numbers = [int(found.removeprefix(f"R-{PREFIX_OF_SECTION[section]}-")) for found in ids]

    assert numbers
    assert numbers == sorted(set(numbers))


def test_every_rule_is_in_a_section_of_the_page() -> None:
    """A rule that no section shows would be a rule that nobody can read."""
    assert rulebook().sections.keys() == PREFIX_OF_SECTION.keys()
    assert {rule.section for rule in RULES.values()} == PREFIX_OF_SECTION.keys()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_is_said_in_both_languages(rule: module.Rule) -> None:
    """Title and text exist in English and in French, differ, and name the same rules and the same code words."""
    english, french = rule.text

    assert all(words.strip() for words in (*rule.title, *rule.text))
    assert english != french
    assert _mentions(english) == _mentions(french)
    assert set(re.findall(r"`[a-z_]+`", english)) <= set(re.findall(r"`[a-z_]+`", french))
    assert english.endswith(".")
    assert french.endswith(".")


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_where_it_comes_from(rule: module.Rule) -> None:
    """A rule is the platform's own (seed, doc) or our reading (chosen), or partly both."""
    assert rule.marks
    assert set(rule.marks) <= set(MARKS)
    assert len(set(rule.marks)) == len(rule.marks)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_refers_only_to_rules_that_exist(rule: module.Rule) -> None:
    """Where a rule's text names another, that one is in the rulebook."""
    assert _mentions(" ".join(rule.text)) <= RULES.keys()


def test_every_policy_is_named_in_the_text_of_its_rule() -> None:
    """Who reads the rule learns that it can be switched, and by which name."""
    for spec in POLICIES:
        assert all(f"`{spec.name}`" in words for words in RULES[spec.rule].text), spec.name


def test_every_reason_has_a_meaning_and_nothing_else_has() -> None:
    """The page explains exactly the reasons that a decision can give."""
    words = [reason.word for reason in Reason if reason != Reason.SENT]

    assert list(rulebook().reasons) == words
    assert all(all(pair) for pair in rulebook().reasons.values())


def test_two_rules_of_the_same_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An id stands for one rule: a copy would hide the other silently."""
    twice = "{id: R-SCH-1, marks: [doc], title: {en: One, fr: Un}, en: One., fr: Un.}"
    source = f"sections: [{{key: a, title: {{en: A, fr: A}}, rules: [{twice}, {twice}]}}]\nreasons: {{}}\npage: {{}}"
    monkeypatch.setattr(module, "_source", lambda: source)

    with pytest.raises(ValueError, match="two rules are called R-SCH-1"):
        rulebook.__wrapped__()


def test_the_rules_of_drawn_traffic_are_those_of_its_section() -> None:
    """No story can show them, so the library of stories is not asked to."""
    assert only_drawn() == {rule.id for rule in RULES.values() if rule.section == "drawn_traffic"}
    assert "R-SIM-1" in only_drawn()


def test_the_rulebook_cannot_be_changed_by_who_reads_it() -> None:
    """The rules are shared by everything that explains itself, so they are read-only."""
    with pytest.raises(TypeError):
        RULES["R-SCH-1"] = RULES["R-SCH-2"]  # type: ignore[index]


@pytest.mark.parametrize("language", PAGES)
def test_the_page_in_the_docs_is_what_the_rules_say(language: str) -> None:
    """The pages are made from the rules; print them again after a change (CONTRIBUTING.md)."""
    assert PAGES[language].read_text(encoding="utf-8") == page(language)


@pytest.mark.parametrize("language", PAGES)
def test_the_command_prints_the_page(language: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Anyone can make the page: the command prints it as UTF-8."""
    main(["--lang", language])

    assert capfdbinary.readouterr().out.decode() == page(language)


def test_the_page_gives_the_reasons_of_a_decision_with_the_rules_they_cite() -> None:
    """A hang-up in the greeting cites R-MSG-21; opening hours cite the rule on hours and not the reply's own."""
    rows = {line.split("|")[1].strip(): line for line in page("en").splitlines() if line.startswith("| `")}

    assert "R-MSG-21" in rows["`outcome_differs`"]
    assert _mentions(rows["`within_business_hours`"]) == {"R-SCH-4"}
    assert _mentions(rows["`disabled`"]) == {"R-MSG-24"}
    assert _mentions(rows["`superseded`"]) == {"R-MSG-20", "R-MSG-22"}
    assert _mentions(rows["`quiet_period`"]) == {"R-SUP-6"}


@pytest.mark.parametrize("language", [0, 1], ids=["en", "fr"])
def test_the_numbers_and_words_in_the_rules_are_those_of_the_code(language: int) -> None:
    """A limit or a list that a rule's text gives is the one that is in force."""
    said = {rule.id: rule.text[language].replace(",", "").replace("1 600", "1600") for rule in RULES.values()}

    assert f" {MAX_SCHEDULES} " in said["R-SCH-1"]
    assert f"{Policies().rla_window_hours} " in said["R-RLA-1"]
    assert f" {MAX_SOURCE_LENGTH} " in said["R-TEXT-5"]
    words = set(re.findall(r"\b[A-ZÊ]{3,}\b", said["R-SUP-7"]))
    assert words - {"SMS"} == OPT_OUT | OPT_IN | {OPT_IN_AFTER_OUT}
    fields = set(re.findall(r"`(\w+)`", said["R-TEXT-3"]))
    assert fields == {field.key for field in FIELDS}


def test_the_order_of_replies_to_a_call_is_that_of_the_catalogue() -> None:
    """R-MSG-20 lists the five replies to a call in the order in which the first that fits wins."""
    text = RULES["R-MSG-20"].text[0].lower()
    labels = [t.label[0].lower().split(" (")[0] for t in CATALOG if t.on == Moment.CALL_ENDED]
    places = [text.index(label.removesuffix(" with ticket")) for label in labels]

    assert places == sorted(places)
