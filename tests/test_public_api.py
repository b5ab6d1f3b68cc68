"""The public names: few, found by Tab, known to type checkers, and imported only when somebody asks for them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import autoreply_sim
from autoreply_sim.domain.scenario import Scenario
from autoreply_sim.experiment.run import Run

COSTLY = {"IPython", "ipywidgets", "jinja2", "numba", "numpy", "pandas", "plotly", "pydantic", "voila"}
THREE: Any = 3
STORY = "data/scenarios/call-answered-makes-a-ticket.yaml"


def imported_by(code: str) -> set[str]:
    """Return the top-level modules that a fresh Python has imported after a piece of code."""
    asks = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    return set(
        subprocess.run(
            [sys.executable, "-c", asks], capture_output=True, text=True, check=True
        ).stdout.split()
    )


def test_importing_the_package_costs_nothing() -> None:
    """Whoever only wants to know that it is there waits for no library."""
    assert not imported_by("import autoreply_sim") & COSTLY


def test_a_story_runs_without_the_libraries_of_notebooks_and_pages() -> None:
    """Loading and running imports no pandas, no widgets and no compiler: the command line takes the same way."""
    code = f"import autoreply_sim as sim\nsim.run(sim.load({STORY!r})).as_json()"

    assert not imported_by(code) & (COSTLY - {"jinja2", "numpy", "pydantic"})


@pytest.mark.parametrize("name", autoreply_sim.__all__)
def test_every_public_name_is_there_and_is_documented(name: str) -> None:
    """Each is found under its own name, explains itself, and is offered by Tab."""
    found = getattr(autoreply_sim, name)

    assert found.__name__.rpartition(".")[2] == name
    assert found.__doc__
    assert name in dir(autoreply_sim)


def test_tab_offers_the_public_names_alone() -> None:
    """Nothing that was imported on the way, in the package and among its figures."""
    autoreply_sim.run(autoreply_sim.load(STORY))
    public = {name for name in dir(autoreply_sim) if not name.startswith("_")}
    drawn = {name for name in dir(autoreply_sim.figures) if not name.startswith("_")}

    assert public == set(autoreply_sim.__all__)
    assert drawn == set(autoreply_sim.figures.__all__)


def test_there_are_few_public_names() -> None:
    """What can be learnt in an afternoon: at most twenty, in the order of the alphabet."""
    assert len(autoreply_sim.__all__) <= 20
    assert autoreply_sim.__all__ == sorted(autoreply_sim.__all__)


def test_type_checkers_see_what_python_finds() -> None:
    """The imports that only type checkers read name the same things, from the same modules."""
    tree = ast.parse(Path(autoreply_sim.__file__).read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in guarded.body if isinstance(node, ast.ImportFrom)]

    assert {alias.name: node.module for node in imports for alias in node.names} == autoreply_sim._HOMES
    assert sorted(autoreply_sim._HOMES) == sorted(autoreply_sim.__all__)


def test_a_name_that_is_not_public_is_refused_as_python_does() -> None:
    """A misspelt name fails at once, so that `hasattr` and Tab keep working."""
    with pytest.raises(AttributeError, match="module 'autoreply_sim' has no attribute 'lode'"):
        autoreply_sim.lode  # type: ignore[attr-defined]  # noqa: B018 (asking is the test)


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (
            autoreply_sim.metrics,
            r"metrics takes a Simulation or a Comparison, not a Run; .*frames",
        ),
        (lambda _: autoreply_sim.metrics(THREE), r"not an int; name metrics as metrics\(names=…\)"),
        (
            lambda told: autoreply_sim.compare([told.scenario]),  # type: ignore[arg-type]
            "compare takes a Scenario, not a list; .*on its own",
        ),
        (
            lambda told: autoreply_sim.check(told.scenario),
            r"check takes a Run, not a Scenario; run the scenario first",
        ),
        (lambda _: autoreply_sim.simulate("x.yaml"), "simulate takes a Scenario, not a str; .*load"),  # type: ignore[arg-type]
        (lambda _: autoreply_sim.run(None), "run takes a Scenario, not a NoneType"),  # type: ignore[arg-type]
        (
            lambda told: autoreply_sim.simulate(told.scenario, prices={}),  # type: ignore[arg-type]
            "a Prices, not a dict; take load_prices",
        ),
        (
            lambda told: autoreply_sim.explain(told.scenario, 1),
            "explain takes a Run, not a Scenario; .*keep=True",
        ),
        (lambda told: autoreply_sim.frames(told.scenario), "frames takes a Run, not a Scenario"),
        (
            lambda told: autoreply_sim.export(told.scenario, "x.csv"),
            "export takes a Run, not a Scenario; .*to_csv",
        ),
    ],
)
def test_what_a_function_cannot_take_is_refused_with_what_it_takes(
    ask: Callable[[Run], object], sentence: str
) -> None:
    """And with the way from what somebody has to that."""
    with pytest.raises(TypeError, match=sentence):
        ask(autoreply_sim.run(autoreply_sim.load(STORY)))


def test_the_example_of_the_package_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """The four lines at the top of the package run as they stand there, from the top of the checkout."""
    monkeypatch.chdir(Path(autoreply_sim.__file__).parents[1])
    doc = autoreply_sim.__doc__ or ""
    *lines, last = [line.strip() for line in doc.splitlines() if line.startswith("    ")]
    told: dict[str, object] = {}
    exec("\n".join(lines), told)  # noqa: S102 (our own documentation)

    assert "Thanks for speaking with" in eval(last, told)  # noqa: S307 (the same)


def test_a_scenario_and_a_run_show_themselves_in_a_line_without_anybodys_number() -> None:
    """A log or a notebook that prints one must not spell out the world, customers' phone numbers included."""
    story = autoreply_sim.load(STORY)
    told = autoreply_sim.run(story)
    for shown in (repr(story), repr(told)):
        assert story.title in shown
        assert len(shown) < 200
        assert "+1" not in shown


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda desk: autoreply_sim.simulate(desk, days=1).runs, "no run was kept; simulate with keep=True"),
        (
            lambda desk: autoreply_sim.simulate(desk, days=7, warm_up_days=7),
            "warm_up_days: 7 cannot be; choose from 0 to 6",
        ),
        (
            lambda desk: autoreply_sim.simulate(desk, days=1).needed("asa_s", "x"),  # type: ignore[arg-type]
            "a half width is a number more than 0, not 'x'",
        ),
        (
            lambda desk: autoreply_sim.figures.comparison_forest(autoreply_sim.compare(desk, desk, days=1)),  # type: ignore[arg-type]
            "Comparison is none; take its table",
        ),
        (
            lambda _: autoreply_sim.figures.calls_by_hour(autoreply_sim.run(autoreply_sim.load(STORY))),  # type: ignore[arg-type]
            "Run is none; take one of its frames",
        ),
        (autoreply_sim.figures.story_timeline, "a timeline is of a run, such as run"),
        (
            lambda _: autoreply_sim.run(autoreply_sim.load(STORY)).explain("1"),  # type: ignore[arg-type]
            "event: '1' cannot be; choose a whole number, 1 or more",
        ),
    ],
)
def test_what_cannot_be_done_with_a_result_is_said(ask: Callable[[Scenario], object], sentence: str) -> None:
    """With what to do in place of it."""
    with pytest.raises(ValueError, match=sentence):
        ask(autoreply_sim.load("data/presets/two_person_shop.yaml"))


def test_few_replications_are_called_few() -> None:
    """In the notes of a simulation, as in those of a comparison."""
    desk = autoreply_sim.load("data/presets/two_person_shop.yaml")

    assert autoreply_sim.simulate(desk, days=1).notes_in("en") == ()
    assert autoreply_sim.simulate(desk, days=1, replications=10).notes_in("en") == ()
    assert "take 10" in autoreply_sim.simulate(desk, days=1, replications=2).notes_in("en")[0]
