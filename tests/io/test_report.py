"""Reports: one page that says what was found and how, asks nobody for anything, and is whole or not there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import autoreply_sim
from autoreply_sim.analytics.metrics import METRICS
from autoreply_sim.domain.policies import POLICIES
from autoreply_sim.errors import InputError
from autoreply_sim.experiment.comparison import Comparison
from autoreply_sim.experiment.run import Run
from autoreply_sim.experiment.simulation import Simulation
from autoreply_sim.io.report import report
from autoreply_sim.rules.catalog import CATALOG

ROOT = Path(__file__).parents[2]
STORY = ROOT / "data" / "scenarios" / "day-harvest-saturday-in-montana.yaml"
SHOP = ROOT / "data" / "presets" / "two_person_shop.yaml"
EVIL = "</script><script>alert(1)</script><!--"
HOSTILE = """
version: 1
title: "</script><script>alert(1)</script><!-- & \\u202e"
company: {name: "<img src=x onerror=alert(2)>"}
advisors: {ana: "\\"><b>Ana"}
customers: {carla: {name: "</script><script>alert(3)</script>", phone: "+15155550199"}}
teams:
  service:
    display_name: "<svg onload=alert(4)>"
    number: "+15155550100"
    auto_replies:
      customer_sends_first_chat: {text: "Call +1 515 555 0100. </script><script>alert(5)</script>"}
    schedules:
      - {title: "<i>Days", first: 2026-01-05, from: "08:00", to: "17:00", repeats: FREQ=WEEKLY, advisors: [ana]}
    routing_rules:
      - {name: "</td><script>", criterion: phone, operator: equals, value: "+1 515 555 0199", target: {advisor: ana}}
events:
  - at: 2026-03-02 09:00
    text: {from: carla, to: service, channel: sms, body: "</script><script>alert(6)</script> (515) 555-0199"}
"""


class Shape(HTMLParser):
    """What a page is made of: its elements with their attributes, in order, and the text that is read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._is_read = True
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        self._is_read = tag not in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        """Read on after a script or a style sheet."""
        self._is_read = self._is_read or tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += f" {data}" if self._is_read else ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def told() -> Run:
    """A day with calls, texts and tickets."""
    return autoreply_sim.run(autoreply_sim.load(STORY))


@pytest.fixture(scope="module")
def simulated() -> Simulation:
    """Two weeks of a shop, drawn three times and not kept."""
    return autoreply_sim.simulate(autoreply_sim.load(SHOP), days=14, replications=3, warm_up_days=2)


@pytest.fixture(scope="module")
def compared() -> Comparison:
    """Two weeks of a shop with a reply off, and as it is."""
    shop = autoreply_sim.load(SHOP)
    (team,) = [team.key for team in shop.world.teams]
    silent = shop.but(teams={team: {"auto_replies": {"customer_hangs_up": {"enabled": False}}}})
    names = ["today", "silent", "call 515 555 0142"]
    return autoreply_sim.compare(shop, silent, shop, names=names, days=14, replications=3)


@pytest.fixture(scope="module")
def results(told: Run, simulated: Simulation, compared: Comparison) -> dict[str, Any]:
    """Everything that a report can be written on, by name."""
    drawn = autoreply_sim.simulate(autoreply_sim.load(SHOP), days=7, keep=True).runs[0]
    return {"run": told, "simulation": simulated, "comparison": compared, "drawn run": drawn}


def read(of: Any, path: Path, **options: Any) -> str:
    """Return the page that is written."""
    return report(of, path, **options).read_text(encoding="utf-8")


def without_plotly(page: str) -> str:
    """Return a page without the library's own script, which is long and names many addresses."""
    return re.sub(r"<script>.{1000000,}?</script>", "", page, flags=re.DOTALL)


def shape(of: Any, path: Path, **options: Any) -> Shape:
    """Return what is on the page."""
    return Shape(without_plotly(read(of, path, **options)))


@pytest.mark.parametrize("kind", ["run", "simulation", "comparison", "drawn run"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_is_one_page_that_asks_nobody_for_anything(
    results: dict[str, Any], tmp_path: Path, kind: str, language: str
) -> None:
    """No element fetches anything, and the page forbids itself to try; it says which language it is in."""
    page = read(results[kind], tmp_path / "a.html", language=language)
    found = Shape(without_plotly(page))

    assert found.all("html") == [{"lang": language}]
    assert any("default-src 'none'" in (each.get("content") or "") for each in found.all("meta"))
    assert not any({"src", "srcset", "data", "action"} & set(each) for _, each in found.elements)
    assert all((each["href"] or "").startswith("#") for each in found.all("a"))
    assert not found.all("link")
    assert len(re.findall(r"<script>.{1000000,}?</script>", page, flags=re.DOTALL)) == 1
    assert "@import" not in page.split("</style>", maxsplit=1)[0]


@pytest.mark.parametrize("kind", ["run", "simulation", "comparison", "drawn run"])
def test_headings_are_in_order_and_figures_are_told(
    results: dict[str, Any], tmp_path: Path, kind: str
) -> None:
    """One heading of the first level, none is skipped; each figure has a label, and numbers in a table of its own."""
    found = shape(results[kind], tmp_path / "a.html")

    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    plots = [each for each in found.all("div") if each.get("role") == "img"]
    assert plots
    assert all(each["aria-label"] for each in plots)
    assert len(found.all("figcaption")) == len(plots)
    assert len(found.all("caption")) == len(found.all("table"))
    identifiers = [each["id"] for _, each in found.elements if "id" in each]
    assert len(identifiers) == len(set(identifiers))


def test_a_story_is_told_with_its_reasons(told: Run, tmp_path: Path) -> None:
    """Every reply with its text, every decision with its sentence and its rule."""
    text = " ".join(shape(told, tmp_path / "a.html").text.split())

    for reply in told.replies:
        assert " ".join(reply.text.split()) in text
    for decision in told.decisions:
        assert decision.sentence in text
        assert decision.rule in text


@pytest.mark.parametrize(("language", "place"), [("en", 0), ("fr", 1)])
def test_settings_are_all_there_in_both_languages(
    told: Run, tmp_path: Path, language: str, place: int
) -> None:
    """Every reply by its label, every policy by its question, every schedule in words."""
    text = shape(told, tmp_path / "a.html", language=language).text

    assert all(trigger.label[place] in text for trigger in CATALOG)
    assert all(policy.question[place] in text for policy in POLICIES)
    weekdays = {
        "en": "every Monday, Tuesday, Wednesday, Thursday, and Friday",
        "fr": "chaque lundi, mardi, mercredi",
    }
    assert weekdays[language] in text
    assert "08:00" in text


@pytest.mark.parametrize("kind", ["simulation", "comparison", "drawn run"])
def test_every_metric_is_there_with_its_meaning(results: dict[str, Any], tmp_path: Path, kind: str) -> None:
    """As the metrics declare it."""
    text = shape(results[kind], tmp_path / "a.html", language="en").text

    for metric in METRICS:
        assert metric.label[0] in text
        assert metric.definition[0] in text


def test_a_report_says_how_it_was_made(simulated: Simulation, tmp_path: Path) -> None:
    """Days, seed, replications, warm-up, confidence, digest, and the versions of what computed it."""
    text = shape(simulated, tmp_path / "a.html", language="en").text

    for said in (
        "14 days",
        "Seed",
        "Replications",
        "95%",
        simulated.digest,
        version("numpy"),
        version("scipy"),
    ):
        assert said in text
    facts = re.search(r"not counted\s+2\s", text)
    assert facts


def test_a_kept_replication_and_one_that_is_drawn_again_give_the_same_figures(tmp_path: Path) -> None:
    """What was not kept is drawn from the same seed: only the date may differ."""
    shop = autoreply_sim.load(SHOP)
    pages = [
        read(autoreply_sim.simulate(shop, days=7, keep=keep), tmp_path / f"{keep}.html")
        for keep in (True, False)
    ]
    undated = [re.sub(r"\d\d:\d\d UTC", "", page) for page in pages]

    assert undated[0] == undated[1]


def test_a_simulation_that_was_not_measured_says_so(tmp_path: Path) -> None:
    """Its figures are there, its metrics are not."""
    shop = autoreply_sim.simulate(autoreply_sim.load(SHOP), days=7, measured=False)

    assert "measured=True" in shape(shop, tmp_path / "a.html", language="en").text


def test_a_comparison_says_what_differs_for_whom_and_by_which_setting(
    compared: Comparison, tmp_path: Path
) -> None:
    """Differences, a forest, contacts side by side, the setting, and the variant that changes nothing."""
    found = shape(compared, tmp_path / "a.html", language="en")
    text = " ".join(found.text.split())

    assert "silent against today" in text
    assert "“[number 1]” changes nothing" in text.replace("call [number 1]", "[number 1]")
    assert "Customer hangs up · sent? on off on" in text
    assert "contacts that come out differently" in text
    assert {"forest-1", "funnel-1"} <= {each.get("id") for each in found.all("div")}
    assert "forest-2" not in {each.get("id") for each in found.all("div")}


def test_with_one_replication_a_comparison_says_that_there_are_no_intervals(tmp_path: Path) -> None:
    """Nobody can tell chance from effect."""
    shop = autoreply_sim.load(SHOP)
    (team,) = [team.key for team in shop.world.teams]
    once = autoreply_sim.compare(
        shop, shop.but(teams={team: {"ring_last_advisor": True}}), days=7, replications=1
    )

    assert (
        "With one replication there are no intervals" in shape(once, tmp_path / "a.html", language="en").text
    )


def test_a_report_on_changed_settings_says_so_and_compares_them_with_what_is_saved(
    told: Run, compared: Comparison, tmp_path: Path
) -> None:
    """Both columns, the difference, and the settings that differ; without anything to compare with, nothing of it."""
    drawn, quiet, _ = compared.replay().values()
    page = read(quiet, tmp_path / "draft.html", against=drawn, language="en")
    alone = read(quiet, tmp_path / "alone.html", language="en")
    story = read(told, tmp_path / "story.html", against=told, language="fr")

    assert "Compared with what is saved" in page
    assert "changes that are not part of what is saved" in page
    assert "What the variants set differently" in page
    assert re.search(r"<td[^>]*><bdi>−[0-9]", page)
    assert "not part of what is saved" not in alone
    assert "Comparaison avec ce qui est enregistré" in story
    assert "Les réglages ne diffèrent pas." in story


def test_a_report_stands_against_nothing_but_the_same_run(
    told: Run, compared: Comparison, tmp_path: Path
) -> None:
    """Other events or another traffic would differ by more than the settings."""
    drawn = compared.replay()["today"]
    for of, saved in ((compared, drawn), (told, drawn)):
        with pytest.raises(ValueError, match="against"):
            report(of, tmp_path / "no.html", against=saved)


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    """No name, title or message begins an element, ends a script, or stands as markup in what Plotly reads."""
    page = without_plotly(read(autoreply_sim.run(autoreply_sim.loads(HOSTILE)), tmp_path / "a.html"))
    found = Shape(page)

    assert not found.all("svg")
    assert not found.all("img")
    assert not found.all("b")
    assert all(set(each) <= {"type", "id"} for each in found.all("script"))
    assert "<script>alert" not in page
    assert "alert(1)" in unescape(page)
    data = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, flags=re.DOTALL)
    assert len(data) == 4
    assert all(json.loads(each) for each in data)
    assert not [each for each in data if "<" in each]


def test_variants_named_with_markup_stay_text(compared: Comparison, tmp_path: Path) -> None:
    """A name goes into figures, heads and captions; it is a text in all of them."""
    renamed = dict(zip([EVIL, "silent", "same"], compared.variants.values(), strict=True))
    sums = dict(zip(renamed, compared.sums.values(), strict=True))
    page = without_plotly(read(replace(compared, variants=renamed, sums=sums), tmp_path / "a.html"))

    assert "<script>alert" not in page


def test_nobodys_number_is_in_a_report(tmp_path: Path) -> None:
    """However it is written; the same number has the same name, and the team's own stays."""
    page = without_plotly(read(autoreply_sim.run(autoreply_sim.loads(HOSTILE)), tmp_path / "a.html"))

    assert not re.findall(r"555\D{0,3}0199", page)
    assert "[number 1]" in page
    assert "[number 2]" not in page
    assert "+15155550100" in page
    assert "+1 515 555 0100" in page


def test_counts_and_dates_are_not_taken_for_numbers_of_customers(
    results: dict[str, Any], tmp_path: Path
) -> None:
    """A year beside a count in French looks much like a telephone number."""
    for kind in ("simulation", "drawn run"):
        assert "[numéro" not in shape(results[kind], tmp_path / f"{kind}.html", language="fr").text


def test_what_is_there_stays_unless_it_may_be_replaced(told: Run, tmp_path: Path) -> None:
    """As with every export."""
    place = tmp_path / "a.html"
    place.write_text("mine")

    with pytest.raises(InputError, match="already"):
        report(told, place)
    assert place.read_text() == "mine"
    assert report(told, place, overwrite=True) == place
    assert place.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither half a page nor the folders that had to be made for it (here no file may be above 8 KiB)."""
    script = f"""
from autoreply_sim import load, report, run
try:
    report(run(load({str(STORY)!r})), {str(tmp_path / "new" / "folder" / "a.html")!r})
except OSError as error:
    print(type(error).__name__, error.strerror)
"""
    command = f'ulimit -f 16; exec {sys.executable} -c "$0"'
    done = subprocess.run(
        ["/bin/sh", "-c", command, script], cwd=ROOT, capture_output=True, timeout=120, check=False
    )

    assert (done.stdout, done.stderr) == (b"OSError File too large\n", b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.html/"])
def test_a_report_is_a_page(told: Run, tmp_path: Path, name: str) -> None:
    """Another ending is refused before any work is done; a folder is no place for it."""
    (tmp_path / "a.html").mkdir()

    with pytest.raises(ValueError, match=r"\.html|folder"):
        report(told, f"{tmp_path}/{name}")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_what_is_no_result_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """A scenario has to run first; nobody speaks Klingon."""
    scenario: Any = autoreply_sim.load(STORY)

    with pytest.raises(ValueError, match="not on a Scenario; run it first"):
        report(scenario, tmp_path / "a.html")
    with pytest.raises(ValueError, match="use one of: en, fr"):
        report(autoreply_sim.run(scenario), tmp_path / "a.html", language="tlh")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["run", "simulation", "comparison", "drawn run"])
def test_a_result_writes_its_own_report_and_tells_how_far_it_is(
    results: dict[str, Any], tmp_path: Path, kind: str
) -> None:
    """`run.report(…)` is `report(run, …)`; the share that is done never falls, and ends at one."""
    heard: list[float] = []

    path = results[kind].report(tmp_path / "a.html", language="fr", progress=heard.append)

    assert path == tmp_path / "a.html"
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert 'lang="fr"' in path.read_text(encoding="utf-8")
