"""The notebooks keep what they promise: one question, few short cells, results that are kept and are checked.

nbval runs them again and compares what comes out with what is kept; it says nothing of a cell that keeps nothing.
These tests see to it that there is something to compare.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
DASHBOARDS = sorted((ROOT / "dashboards").glob("*.ipynb"))

MOST_CELLS = 12
MOST_LINES = 10
MOST_BYTES = 150_000
OWN_LOGIC = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.For, ast.AsyncFor, ast.While),
)
NOT_TO_BE_COMPARED = ("FigureWidget", "Output", "interact", "perf_counter", "time")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PARAMETER = re.compile(r"\w+ = [^,]+  # [a-z].+")
OF_THIS_MACHINE = re.compile(r"/(home|root|tmp|usr|opt|Users)/|site-packages|\.venv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """A notebook as its file holds it."""

    path: Path
    content: dict[str, Any]

    @property
    def cells(self) -> list[dict[str, Any]]:
        """Every cell, prose and code, in its order."""
        found: list[dict[str, Any]] = self.content["cells"]
        return found

    @property
    def code(self) -> list[dict[str, Any]]:
        """The cells that run."""
        return [cell for cell in self.cells if cell["cell_type"] == "code"]


def source(cell: dict[str, Any]) -> str:
    """Return what a cell says, which a file may hold in lines or in one piece."""
    return "".join(cell["source"])


def read(path: Path) -> Notebook:
    """Return the notebook of a file."""
    return Notebook(path=path, content=json.loads(path.read_text(encoding="utf-8")))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Notebook:
    """Every notebook in its turn."""
    return read(request.param)


def test_there_are_notebooks() -> None:
    """An empty folder would pass every test below."""
    assert NOTEBOOKS


def test_a_notebook_is_sound(notebook: Notebook) -> None:
    """Jupyter's own schema holds, and it is small enough to be read as a difference between two versions."""
    nbformat.validate(notebook.content)

    assert notebook.path.stat().st_size < MOST_BYTES


def test_the_cells_are_few_and_short(notebook: Notebook) -> None:
    """At most twelve cells, prose and code, of a few lines of code: what is longer belongs into the package."""
    assert len(notebook.cells) <= MOST_CELLS
    assert (
        max(len(source(cell).split("\n")) - source(cell).count("\n\n") for cell in notebook.code)
        <= MOST_LINES
    )


def test_a_notebook_has_no_logic_of_its_own(notebook: Notebook) -> None:
    """No def, class or loop, but a list in a line: what wants one wants a function in the package, with tests."""
    for cell in notebook.code:
        own = [node for node in ast.walk(ast.parse(source(cell))) if isinstance(node, OWN_LOGIC)]
        assert not own, source(cell)


def test_nothing_is_shown_that_cannot_be_compared(notebook: Notebook) -> None:
    """No magics (they are no Python), clocks or live widgets: what they show differs from run to run."""
    for cell in notebook.code:
        names = {node.id for node in ast.walk(ast.parse(source(cell))) if isinstance(node, ast.Name)}
        named = {node.attr for node in ast.walk(ast.parse(source(cell))) if isinstance(node, ast.Attribute)}
        assert not (names | named) & set(NOT_TO_BE_COMPARED), source(cell)


def test_every_cell_that_shows_something_keeps_it(notebook: Notebook) -> None:
    """A cell that ends in a value or prints has its output in the file, or nbval would have nothing to compare."""
    for cell in notebook.code:
        assert bool(cell["outputs"]) == shows_something(source(cell)), source(cell)
    assert any(cell["outputs"] for cell in notebook.code)


def test_the_cells_were_run_once_from_top_to_bottom(notebook: Notebook) -> None:
    """What is kept is what somebody sees who opens the notebook and runs all of it."""
    assert [cell["execution_count"] for cell in notebook.code] == list(range(1, len(notebook.code) + 1))


def test_what_is_kept_is_a_result(notebook: Notebook) -> None:
    """No error, no warning, no live widget, and no folder of the machine it was made on."""
    for output in (output for cell in notebook.code for output in cell["outputs"]):
        assert output["output_type"] in {"execute_result", "display_data", "stream"}
        assert output.get("name") != "stderr"
        assert not {kind for kind in output.get("data", {}) if "widget" in kind}
        assert not OF_THIS_MACHINE.search(json.dumps(output))


def test_a_notebook_begins_with_a_promise_and_ends_with_a_finding(notebook: Notebook) -> None:
    """The first words after the title say what you will know; the last cell says what was found."""
    title, promise, *_ = source(notebook.cells[0]).split("\n\n")
    last = notebook.cells[-1]

    assert title.startswith("# ")
    assert promise.startswith("At the end of this page you will know")
    assert promise.count(".") == 1
    assert last["cell_type"] == "markdown"
    assert source(last).startswith("**What was found:**")


def test_every_code_cell_is_introduced_or_follows_one_that_is(notebook: Notebook) -> None:
    """Never three code cells in a row: somebody who does not program reads the words between."""
    kinds = "".join(cell["cell_type"][0] for cell in notebook.cells)

    assert "ccc" not in kinds


def test_links_lead_somewhere(notebook: Notebook) -> None:
    """Every link to a file of ours names one that exists."""
    links = [link for cell in notebook.cells for link in LINK.findall(source(cell))]

    assert [link for link in links if is_ours(link) and not target(notebook, link).exists()] == []


@pytest.mark.parametrize("place", range(len(NOTEBOOKS)), ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_leads_to_its_neighbours_to_the_docs_and_to_a_dashboard(place: int) -> None:
    """After the finding: the page before and the one after, by their titles; then what to look up and to try."""
    _, way, more = source(read(NOTEBOOKS[place]).cells[-1]).split("\n\n")
    before, after = NOTEBOOKS[max(place - 1, 0) : place], NOTEBOOKS[place + 1 : place + 2]

    expected = [f"←\N{NO-BREAK SPACE}{link(read(one))}" for one in before]
    expected += [f"{link(read(one))}\N{NO-BREAK SPACE}→" for one in after]
    assert way == " · ".join(expected)
    assert more.startswith("Look up: ")
    assert "](../docs/" in more
    assert "](../dashboards/" in more


def test_a_notebook_has_parameters_at_its_beginning(notebook: Notebook) -> None:
    """The first code cell alone is tagged, and says each by name, value and a few words, as papermill reads them."""
    tagged = [cell for cell in notebook.code if "parameters" in cell["metadata"].get("tags", [])]

    assert tagged == notebook.code[:1]
    assert all(PARAMETER.fullmatch(line) for line in source(tagged[0]).splitlines()), source(tagged[0])


def test_the_landing_page_calls_a_notebook_by_its_title(notebook: Notebook) -> None:
    """In English as the notebook does, in French as well, and in the order of the files."""
    about = notebook.content["metadata"]["autoreply_sim"]

    assert about["title"]["en"] == notebook.content["metadata"]["title"] == title(notebook)
    assert about["title"]["fr"]
    assert about["description"].keys() == {"en", "fr"}
    assert about["order"] == NOTEBOOKS.index(notebook.path) + 1


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_the_documentation_leads_to_every_notebook(page: str) -> None:
    """Who reads the list finds all of them, whatever its wording."""
    text = (ROOT / page).read_text(encoding="utf-8")

    assert [path.name for path in NOTEBOOKS if f"notebooks/{path.name})" not in text] == []


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_a_dashboard_keeps_no_output(path: Path) -> None:
    """A page is made anew for everybody who opens it; what a file keeps would be somebody else's."""
    assert [cell for cell in read(path).code if cell["outputs"] or cell["execution_count"]] == []


def shows_something(code: str) -> bool:
    """Return whether a cell ends in a value, or prints."""
    tree = ast.parse(code)
    prints = any(isinstance(node, ast.Name) and node.id == "print" for node in ast.walk(tree))
    ends_in_value = isinstance(tree.body[-1], ast.Expr) and not code.rstrip().endswith(";")
    return prints or ends_in_value


def is_ours(link: str) -> bool:
    """Return whether a link leads to a file beside the notebook."""
    return not link.startswith(("https://", "#", "mailto:"))


def target(notebook: Notebook, link: str) -> Path:
    """Return the file that a link of a notebook leads to."""
    return notebook.path.parent / link.partition("#")[0]


def title(notebook: Notebook) -> str:
    """Return how a notebook calls itself, in its first line."""
    return source(notebook.cells[0]).partition("\n")[0].removeprefix("# ")


def link(to: Notebook) -> str:
    """Return a link to another notebook, by its title."""
    return f"[{title(to)}]({to.path.name})"
