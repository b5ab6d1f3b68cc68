"""Files that are no scenarios are refused at once, with a sentence, whatever they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autoreply_sim.errors import InputError
from autoreply_sim.io.scenario_load import load, loads
from autoreply_sim.io.scenario_source import MAX_BYTES
from tests.pace import effort

HEAD = 'version: 1\nteams: {a: {number: "+15155550100"}}\ncustomers: {c: {phone: "+15155550199"}}\n'


def refusal(path: Path) -> str:
    """Load a file that must be refused with little work; return what is said."""
    caught: list[InputError] = []

    def try_it() -> None:
        with pytest.raises(InputError) as error:
            load(path)
        caught.append(error.value)

    assert effort(try_it) < 100
    said = str(caught[0])
    assert said.startswith(str(path))
    return said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ":1: the file is empty"),
        (b"\n\n", ":1: the file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", ":3: the file is binary"),
        (b"version: 1\n\0", ":2: the file is binary"),
        (
            b"version: 1\ntitle: caf\xe9\n",
            ":2: the file is not UTF-8 (it holds the byte 0xe9); save it as UTF-8",
        ),
        ("version: 1".encode("utf-16"), ":1: the file is UTF-16; save it as UTF-8"),
        (b"just a text", ":1: 'just a text' is no scenario; a scenario begins with: version: 1"),
        (b"- 1\n- 2\n", ":1: a list of 2 is no scenario"),
        (b"{}", "version: the key 'version' is missing"),
        (b"\x7fELF\x02\x01\x01", "holds the character"),
    ],
)
def test_a_file_without_a_scenario_says_so(content: bytes, said: str, tmp_path: Path) -> None:
    """Empty, binary or otherwise encoded files, and other YAML, each with what to do."""
    path = tmp_path / "file.yaml"
    path.write_bytes(content)

    assert said in refusal(path)


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    """The size is looked at before the content; a sparse file costs no disk."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    assert f"100,000,000 bytes; at most {MAX_BYTES:,}" in refusal(path)


def test_a_missing_file_a_directory_and_a_dangling_link_are_told_apart(tmp_path: Path) -> None:
    """Each says what it is."""
    link = tmp_path / "link.yaml"
    link.symlink_to(tmp_path / "nowhere.yaml")

    assert "there is no such file" in refusal(tmp_path / "missing.yaml")
    assert "there is no such file" in refusal(link)
    assert "no regular file" in refusal(tmp_path)
    assert "is no directory" in refusal(_written(tmp_path, "x") / "below.yaml")
    assert "there is no such file" in refusal(tmp_path / "a\0b")
    assert "cannot be read" in refusal(tmp_path / ("n" * 300))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in its file system")
def test_a_named_pipe_does_not_make_us_wait(tmp_path: Path) -> None:
    """Opening a pipe that nobody writes to would wait for ever."""
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)

    assert "no regular file" in refusal(pipe)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no device files")
def test_a_device_is_no_file() -> None:
    """Reading /dev/zero would never end."""
    assert "no regular file" in refusal(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    """Permissions are the reader's to mend."""
    path = _written(tmp_path, "version: 1")
    path.chmod(0)

    assert "may not be read" in refusal(path)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "".join(f"key{number}: 1\n" for number in range(20_000)),
        HEAD + "title: again\n" * 20_000,
        HEAD + "events:\n" + "- {at: 2026-03-02 09:00, text: {from: x, to: y, channel: sms}}\n" * 5_000,
        HEAD + "events: [" + "1," * 20_000 + "]",
        HEAD + "events:\n" + "- {at: 2026-03-02 09:00}\n" * 10_001,
    ],
    ids=["unknown keys", "duplicate keys", "unknown names", "no events", "too many events"],
)
def test_a_flood_of_mistakes_is_cut_short(text: str) -> None:
    """A hundred problems are told, the rest is counted; looking for them does not take for ever."""
    caught: list[InputError] = []

    def try_it() -> None:
        with pytest.raises(InputError) as error:
            loads(text)
        caught.append(error.value)

    assert effort(try_it) < 500
    assert len(caught[0].problems) <= 101


def test_a_thousand_schedules_are_the_most() -> None:
    """Some recurrence rules take their time to check, and a file may be meant to harm."""
    one = "{title: A, first: 2026-01-05, from: 08:00, to: 09:00}"
    teams = "\n".join(
        f'  t{number}: {{number: "+151555501{number:02}", schedules: [{", ".join([one] * 25)}]}}'
        for number in range(41)
    )

    with pytest.raises(InputError, match=r"1,025 schedules, saves included; at most 1,000"):
        loads(f"version: 1\nteams:\n{teams}\n")


def test_an_impossible_file_name_still_makes_a_title(tmp_path: Path) -> None:
    """A title defaults to the file's name, even where that is no text."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.yaml"))
    try:
        path.write_text(HEAD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system wants names to be UTF-8")

    assert load(path).title.startswith("caf")


def _written(directory: Path, text: str) -> Path:
    path = directory / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return path
