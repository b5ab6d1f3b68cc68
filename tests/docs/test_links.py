"""What the pages point at is there: files, pictures and places within pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

_FENCE = re.compile(r"^(```+).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_ANCHOR = re.compile(r'<a id="([^"]+)">')


def _prose(page: Path) -> str:
    """Return a page without its code, which may hold brackets of its own."""
    return _CODE.sub("code", _FENCE.sub("", page.read_text(encoding="utf-8")))


def _places(page: Path) -> set[str]:
    """Return what a link may name after `#`: explicit anchors, and headings as GitHub spells them."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    words = (re.sub(r"<[^>]+>", "", heading).strip().lower() for heading in _HEADING.findall(text))
    slugs = {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in words}
    return slugs | set(_ANCHOR.findall(text))


def _broken(page: Path) -> list[str]:
    broken = []
    for target in _LINK.findall(_prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, place = target.partition("#")
        found = (page.parent / name).resolve() if name else page
        if not found.exists() or (place and place not in _places(found)):
            broken.append(target)
    return broken


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_local_link_of_a_page_leads_somewhere(path: Path) -> None:
    """A link names a file of the repository, and a place in it that exists."""
    assert _broken(path) == []


def test_a_broken_link_would_be_noticed(tmp_path: Path) -> None:
    """The check above sees missing files and missing places, and leaves code and addresses alone."""
    page = tmp_path / "page.md"
    page.write_text(
        "# One two\n[a](#one-two) [b](#three) [c](gone.md) [d](https://example.com) `[e](gone.md)`\n"
    )

    assert _broken(page) == ["#three", "gone.md"]


def test_every_page_of_the_docs_can_be_reached_from_the_readme() -> None:
    """A page to which nothing leads is a page that nobody reads."""
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            names = (target.partition("#")[0] for target in _LINK.findall(_prose(page)))
            waiting += [
                found for name in names if name and (found := (page.parent / name).resolve()).is_file()
            ]

    assert set(ROOT.glob("docs/**/*.md")) - reached == set()
