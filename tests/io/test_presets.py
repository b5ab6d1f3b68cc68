"""The presets load, are valid under the schema, and between them use all that the format has."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from autoreply_sim.codes import Channel, RingStrategy
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.domain.traffic import Traffic
from autoreply_sim.errors import InputError
from autoreply_sim.io import presets as presets_module
from autoreply_sim.io.presets import find, presets
from autoreply_sim.io.scenario_load import load, loads
from autoreply_sim.io.schema import scenario_schema
from autoreply_sim.io.yaml12 import compose
from autoreply_sim.io.yaml12_data import resolve
from autoreply_sim.rules.catalog import REPLY_KEYS

NAMES = (
    "call_centre_1999",
    "contact_centre",
    "french_group",
    "harvest_peak",
    "seed_time",
    "snowstorm_outage",
    "two_person_shop",
)
SOUND = Path(__file__).with_name("traffic.yaml")
VALIDATOR = Draft202012Validator(scenario_schema())


@pytest.fixture(scope="module")
def loaded() -> dict[str, Scenario]:
    """All presets, by name."""
    return {preset.name: load(preset.path) for preset in presets()}


def traffic_of(scenario: Scenario) -> Traffic:
    """Return what a preset draws."""
    assert scenario.traffic is not None
    return scenario.traffic


def test_the_presets_are_listed_with_a_title_and_what_they_are_for() -> None:
    """The first comment of a file is its description."""
    found = presets()

    assert tuple(preset.name for preset in found) == NAMES
    assert all(preset.about.endswith(".") and "\n" not in preset.about for preset in found)
    assert [preset.title for preset in found if preset.name == "seed_time"] == ["Seed time"]


def test_a_preset_is_found_by_its_name() -> None:
    """The path is that of an ordinary scenario file."""
    assert find("two_person_shop").name == "two_person_shop.yaml"
    assert find("two_person_shop").is_file()


@pytest.mark.parametrize("name", ["seed_tim", "", "../../scenarios/seed_time", "seed_time.yaml"])
def test_a_name_of_no_preset_is_refused(name: str) -> None:
    """The nearest name is offered, or all of them; a path is no name."""
    with pytest.raises(InputError, match=r"no preset is called .*seed_time"):
        find(name)


def test_an_installation_without_presets_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the folder is missing or empty."""
    monkeypatch.setattr(presets_module, "_CHECKED_OUT", tmp_path / "gone")
    with pytest.raises(InputError, match="no presets; install the package again"):
        presets()

    monkeypatch.setattr(presets_module, "_INSTALLED", tmp_path)
    with pytest.raises(InputError, match="no presets; install the package again"):
        find("seed_time")


def test_an_installed_package_brings_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They come before those of a checkout around it."""
    (tmp_path / "mine.yaml").write_text("# Mine.\nversion: 1\ntitle: My own\n", encoding="utf-8")
    monkeypatch.setattr(presets_module, "_INSTALLED", tmp_path)

    assert [(one.name, one.title, one.about) for one in presets()] == [("mine", "My own", "Mine.")]


@pytest.mark.parametrize("name", [*NAMES, "traffic"])
def test_every_preset_is_valid_under_the_schema(name: str) -> None:
    """Editors that know the schema find nothing to complain of."""
    path = SOUND if name == "traffic" else find(name)
    data = resolve(compose(path.read_text(encoding="utf-8"))[0])

    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("days: 365", "days: 0"),
        ("french: 10%", "french: ten"),
        ("landline: 0.15", "landline: 15"),
        ("shape: 0.909", "form: 0.909"),
        ("{scale: 388s, shape: 0.909}", "{scale: 388s}"),
        ("{uniform:", "{unifrom:"),
        ("SA: 0.5", "SAT: 0.5"),
        ("sms: 20", "fax: 20"),
        ("      per_day: 420\n", ""),
        ("phones: down", "phones: off"),
        ("2m: 20%", "2m: never"),
        ("\ntraffic:", "\nevents: []\ntraffic:"),
        ("\ntraffic:", "\nexpect: {replies: []}\ntraffic:"),
    ],
)
def test_the_schema_refuses_bad_traffic(old: str, new: str) -> None:
    """What an editor underlines, the loader refuses as well."""
    text = SOUND.read_text(encoding="utf-8")
    assert old in text
    spoilt = text.replace(old, new)

    assert not VALIDATOR.is_valid(resolve(compose(spoilt)[0]))
    with pytest.raises(InputError):
        loads(spoilt)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("seed_time", 365),
        ("harvest_peak", 30),
        ("snowstorm_outage", 14),
        ("two_person_shop", 90),
        ("call_centre_1999", 28),
    ],
)
def test_presets_last_as_long_as_they_say(loaded: dict[str, Scenario], name: str, days: int) -> None:
    """Benchmarks and tests count on it."""
    assert traffic_of(loaded[name]).days == days


def test_between_them_the_presets_use_every_channel_strategy_and_kind_of_incident(
    loaded: dict[str, Scenario],
) -> None:
    """So that whoever looks for an example finds one."""
    teams = [team for scenario in loaded.values() for team in scenario.world.teams]
    strategies = {schedule.strategy for team in teams for schedule in team.settings.schedules}
    traffics = [traffic_of(scenario) for scenario in loaded.values()]
    channels = {
        channel for one in traffics for team in one.teams.values() for channel in team.demand.channels
    }
    waits = {team.work.waits for one in traffics for team in one.teams.values()}
    outages = {incident.phones_down for one in traffics for incident in one.incidents}

    assert strategies == set(RingStrategy)
    assert channels == set(Channel)
    assert (waits, outages) == ({True, False}, {True, False})
    assert any(team.number is None for team in teams)
    assert any(team.settings.ring_last_advisor for team in teams)
    assert any(schedule.business_hours is False for team in teams for schedule in team.settings.schedules)


def test_each_of_the_fourteen_replies_can_occur_in_some_preset(loaded: dict[str, Scenario]) -> None:
    """It is switched on somewhere; payments only count where they are offered."""
    enabled = {
        key
        for scenario in loaded.values()
        for team in scenario.world.teams
        for key, reply in team.settings.replies.items()
        if reply.enabled and (key != "request_payment" or scenario.world.company.country in {"US", "CA"})
    }

    assert enabled == set(REPLY_KEYS)


def test_the_french_group_is_french_and_keeps_three_clocks(loaded: dict[str, Scenario]) -> None:
    """Language, names, holidays, zones."""
    group = loaded["french_group"]
    zones = {schedule.timezone for team in group.world.teams for schedule in team.settings.schedules}

    assert (group.world.company.country, group.world.company.language) == ("FR", "fr")
    assert zones == {"Europe/Paris", "Indian/Reunion", "America/Martinique"}
    assert traffic_of(group).population.french > 0.9
    assert any((day.month, day.day) == (7, 14) for day in traffic_of(group).holidays)
