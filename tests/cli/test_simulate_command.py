"""`autoreply-sim simulate`: a summary, JSON, Parquet files; presets by name; and nothing half-written, ever."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from autoreply_sim.cli import simulate_options
from autoreply_sim.io.presets import presets
from autoreply_sim.io.results import verify
from autoreply_sim.rules.catalog import REPLY_KEYS

Call = Callable[..., Any]
Start = Callable[..., "subprocess.Popen[bytes]"]

ROOT = Path(__file__).parents[2]
STORY = ROOT / "data" / "scenarios" / "call-answered-makes-a-ticket.yaml"
SHOP = ROOT / "data" / "presets" / "two_person_shop.yaml"
KEYS = {
    *("scenario", "first_day", "days", "seed", "replications", "calls", "events", "replies", "tickets"),
    *(
        "outcomes",
        "asa_s",
        "wait_mean_s",
        "abandoned_share",
        "occupancy",
        "generate_s",
        "decide_s",
        "write_s",
    ),
    *("peak_mb", "digest", "each"),
}
ORIGINS = {"answered_call", "voicemail", "missed_call", "sms", "whatsapp", "web", "app"}
NOT_IMPORTED = ("pandas", "plotly", "ipywidgets", "IPython", "pyarrow", "tqdm", "scipy", "numba")


def simulated(call: Call, *arguments: object) -> dict[str, Any]:
    """Return what `simulate --json` prints."""
    said = call("simulate", *arguments, "--json")
    assert (said.code, said.err) == (0, "")
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_json_is_one_object_with_every_figure(call: Call) -> None:
    """A contract: programs read these keys; the figures of each replication have them, too."""
    told = simulated(call, "two_person_shop", "--days", "5", "--replications", "2")

    assert told.keys() >= KEYS
    assert tuple(told["replies"]) == REPLY_KEYS
    assert set(told["tickets"]) == ORIGINS
    assert len(told["outcomes"]) == 6
    assert told["calls"] == sum(told["outcomes"].values()) == sum(one["calls"] for one in told["each"])
    assert told["events"] == sum(one["events"] for one in told["each"])
    assert (told["days"], told["seed"], told["replications"], told["write_s"]) == (5, 1, 2, 0.0)
    assert [one["replication"] for one in told["each"]] == [0, 1]
    assert told["peak_mb"] > 10
    assert len(told["digest"]) == 64


def test_equal_runs_have_equal_digests(call: Call) -> None:
    """Whether a preset is named or its file, and however many workers there are."""
    by_name = simulated(call, "two_person_shop", "--days", "2", "--replications", "2")
    by_path = simulated(call, SHOP, "--days", "2", "--replications", "2", "--workers", "2")
    other = simulated(call, SHOP, "--days", "2", "--replications", "2", "--seed", "7")

    assert by_name["digest"] == by_path["digest"]
    assert other["seed"] == 7
    assert other["digest"] != by_name["digest"]


@pytest.mark.parametrize("name", [preset.name for preset in presets()])
def test_every_preset_simulates(call: Call, name: str) -> None:
    """A day of each, in plain Python: calls come in, and none is lost."""
    told = simulated(call, name, "--days", "1")

    assert told["calls"] == sum(told["outcomes"].values())
    assert told["events"] > 0


def test_the_summary_is_for_people(call: Call) -> None:
    """Lines of at most 92 columns: calls and their ends, waiting, occupancy, replies and why not, tickets, pace."""
    said = call("simulate", "two_person_shop", "--days", "5")

    assert (said.code, said.err) == (0, "")
    assert max(map(len, said.out.splitlines())) <= 92
    for words in (
        *(
            "Calls",
            "answered",
            "average speed of answer",
            "occupancy",
            "Automated replies sent",
            "held back:",
        ),
        *("Tickets", "from answered calls", "drawn in", "Digest of the ledger"),
    ):
        assert words in said.out


def test_the_summary_speaks_french(call: Call) -> None:
    """Every word of it, figures included."""
    said = call("simulate", "two_person_shop", "--days", "5", "--lang", "fr")

    assert max(map(len, said.out.splitlines())) <= 92
    for words in (
        "Appels",
        "délai moyen de réponse",
        "retenues\u00a0:",
        "d’appels pris",
        "tirés en",
        "Empreinte",
    ):
        assert words in said.out
    assert "held back" not in said.out


def test_a_hostile_title_steers_no_terminal(call: Call, tmp_path: Path) -> None:
    """Control characters of a file are shown as escapes."""
    path = tmp_path / "evil.yaml"
    text = SHOP.read_text(encoding="utf-8").replace("title: Two-person shop", 'title: "Two\\u001b[31m"')
    path.write_text(text, encoding="utf-8")

    assert "\x1b" not in call("simulate", path, "--days", "1").out


def test_the_presets_can_be_listed(call: Call) -> None:
    """Name, title and what each is for; for machines as JSON."""
    said = call("simulate", "--list")
    listed = json.loads(call("simulate", "--list", "--json").out)

    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= 92
    assert {preset.name for preset in presets()} == {one["name"] for one in listed}
    for one in listed:
        assert one["name"] in said.out
        assert one["title"] in said.out
        assert one["about"]


@pytest.mark.parametrize(
    ("arguments", "sentences"),
    [
        (["two_person_sop"], ["no preset is called 'two_person_sop'; did you mean 'two_person_shop'?"]),
        (["no/such.yaml"], ["no/such.yaml: there is no such file; check the path"]),
        ([], ["FILE: name a scenario file with traffic, or a preset; --list names these"]),
        ([STORY], [f"this file tells a story; use: autoreply-sim run {STORY}"]),
        (
            ["two_person_shop", "--days", "0", "--seed", "x", "--replications", "0", "--workers", "-1"],
            [
                "--days: 0 cannot be; choose from 1 to 3,660",
                "--seed: 'x' is no whole number; choose from 0 to 999,999,999",
                "--replications: 0 cannot be; choose from 1 to 10,000",
                "--workers: -1 cannot be; choose from 1 to 256",
            ],
        ),
        (["two_person_shop", "--days", "1e3"], ["--days: '1e3' is no whole number"]),
        (
            ["two_person_shop", "--days", "9999999999999999999"],
            ["is no whole number; choose from 1 to 3,660"],
        ),
        (["two_person_shop", "--out", SHOP], ["--out: this is no folder; name one that is not there yet"]),
        (["two_person_shop", "--out", ROOT], ["--out: this folder is not empty, and what it holds stays"]),
        (
            ["--verify", ROOT / "nowhere"],
            ["there is no manifest: these are no results, or they were cut off"],
        ),
    ],
)
def test_what_cannot_be_is_said_all_at_once(
    call: Call, arguments: list[object], sentences: list[str]
) -> None:
    """Exit code 2, and a line for each thing that is wrong, with what to do about it."""
    said = call("simulate", *arguments)

    assert said.code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == len(sentences)
    for sentence in sentences:
        assert sentence in said.err


def test_more_days_than_the_calendar_has_are_refused(call: Call, tmp_path: Path) -> None:
    """A file's own period is checked when it is read; one that is asked for, too."""
    path = tmp_path / "late.yaml"
    text = re.sub(r"from: 20\d\d-", "from: 2095-", SHOP.read_text(encoding="utf-8"), count=1)
    text = re.sub(r"(?m)^( *first: )20\d\d-", r"\g<1>2095-", text)
    path.write_text(text, encoding="utf-8")
    said = call("simulate", path, "--days", "3660")

    assert said.code == 2
    assert "--days: 3,660 days end on 2105-" in said.err
    assert "2099 is the last year possible" in said.err


def test_days_on_which_nobody_could_ring_are_refused(call: Call, tmp_path: Path) -> None:
    """As in a file: callers whom nobody can ever answer are no simulation of a desk."""
    path = tmp_path / "late.yaml"
    path.write_text(
        """
version: 1
advisors: {ana: Ana Ruiz}
teams:
  service:
    number: "+15155550100"
    schedules: [{title: Late, first: 2026-03-20, from: 08:00, to: 17:00, repeats: FREQ=DAILY, advisors: [ana]}]
traffic: {from: 2026-03-01, days: 60, teams: {service: {per_day: 40}}}
""",
        encoding="utf-8",
    )
    said = call("simulate", path, "--days", "7")

    assert said.code == 2
    assert (
        "--days: team 'service' is called, but none of its schedules is active from 2026-03-01 to" in said.err
    )
    assert call("simulate", path, "--days", "25").code == 0


def test_a_damaged_manifest_is_no_manifest(call: Call, tmp_path: Path) -> None:
    """Neither a traceback nor a look outside of the folder."""
    damaged: tuple[Any, ...] = (
        ["a"],
        {"a": 3},
        {"a": {}},
        {"../../etc/hostname": {"sha256": ""}},
        {"/etc/hostname": {"sha256": ""}},
    )
    for files in damaged:
        (tmp_path / "manifest.json").write_text(json.dumps({"format": 1, "files": files}), encoding="utf-8")
        said = call("simulate", "--verify", tmp_path)
        assert (said.code, said.out) == (2, "")
        assert "this is no manifest of format 1" in said.err


def test_a_file_wins_over_a_preset_of_its_name(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has a file of that name in the folder means the file."""
    (tmp_path / "seed_time").write_bytes(SHOP.read_bytes())
    monkeypatch.chdir(tmp_path)

    assert simulated(call, "seed_time", "--days", "1")["scenario"] == "Two-person shop"


def test_more_than_memory_allows_is_refused_before_the_work(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How much it would take, how much there is, and how many days would do."""
    monkeypatch.setattr(simulate_options, "available_bytes", lambda: 1 << 30)
    said = call("simulate", "seed_time", "--days", "3660")

    assert said.code == 2
    assert "--days: 3,660 days would take about " in said.err
    assert "1.0 GB are free; ask for fewer --days (" in said.err
    days = said.err.split("(")[1].split(" ")[0].replace(",", "")
    assert 100 < int(days) < 3660


def test_results_are_written_whole(call: Call, tmp_path: Path) -> None:
    """`--out` makes a folder with a manifest that `--verify` finds in order."""
    out = tmp_path / "results" / "shop"
    told = simulated(call, "two_person_shop", "--days", "3", "--replications", "2", "--out", out)

    assert told["write_s"] > 0
    assert verify(out)["digest"] == told["digest"]
    assert call("simulate", "--verify", out).out == f"{out}: every file is there as it was written\n"
    assert "The Parquet files are in" in call("simulate", SHOP, "--days", "1", "--out", tmp_path / "x").out
    assert [path.name for path in out.parent.iterdir()] == ["shop"]


def test_results_are_the_same_bytes_whoever_shared_the_work(call: Call, tmp_path: Path) -> None:
    """The manifest, too, says nothing of how many processes there were."""
    written = []
    for workers in ("1", "2"):
        out = tmp_path / workers
        assert (
            call(
                "simulate", SHOP, "--days", "2", "--replications", "2", "--workers", workers, "--out", out
            ).code
            == 0
        )
        written.append(
            {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        )

    assert written[0] == written[1]
    assert Path("manifest.json") in written[0]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, workers: int) -> None:
    """Exit code 74, what the system said, and neither a folder nor a part of one (here: no file above 64 KiB)."""
    command = (
        f"ulimit -f 128; exec {sys.executable} -m autoreply_sim simulate {SHOP} --days 300 --replications 2"
    )
    command += f" --workers {workers} --out {tmp_path / 'a' / 'out'}"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, timeout=120, check=False)

    assert done.returncode == 74
    assert done.stderr.decode() == "autoreply-sim: the output cannot be written: File too large\n"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """What starts a simulation; none outlives its test, whatever becomes of that."""
    with ExitStack() as stack:

        def begin(*arguments: str) -> subprocess.Popen[bytes]:
            process = stack.enter_context(_started(tmp_path, *arguments))
            stack.callback(process.kill)
            return process

        yield begin


def _started(tmp_path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a simulation that takes a while, and wait until it has begun to write."""
    command = [sys.executable, "-m", "autoreply_sim", "simulate", str(SHOP), "--days", "900"]
    command += ["--replications", "40", "--out", str(tmp_path / "out"), *arguments]
    # Shells start what runs in the background deaf to Ctrl-C; this one shall hear it.
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    for _ in range(600):
        if list(tmp_path.iterdir()) or process.poll() is not None:
            break
        time.sleep(0.1)
    return process


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("after_s", [0.0, 0.2, 0.5, 1.0, 1.7])
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path, start: Start, workers: str, after_s: float) -> None:
    """Exit code 130, without a word, and without a part of a folder: the whole group hears it, as in a terminal."""
    process = start("--workers", workers)
    assert list(tmp_path.iterdir())
    time.sleep(after_s)  # so that processes are only starting, and so that all of them decide
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)

    # Amid an import Python ends itself by the signal, which shells report as 130, too.
    assert process.returncode in {130, -signal.SIGINT}
    assert (out, err) == (b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_workers_that_never_began_end_the_work(tmp_path: Path) -> None:
    """A script that forgets to say that it is the main one starts itself in every worker: told, and no hanging."""
    script = tmp_path / "script.py"
    script.write_text(
        f"from autoreply_sim import load, simulate\n"
        f"simulate(load({str(ROOT / 'data/presets/call_centre_1999.yaml')!r}), days=2, replications=8, workers=2)\n"
    )
    done = subprocess.run([sys.executable, script], cwd=ROOT, capture_output=True, timeout=60, check=False)

    assert done.returncode == 1
    assert b"BrokenProcessPool" in done.stderr
    assert b"`if __name__ == '__main__':`" in done.stderr.splitlines()[-1]


def test_workers_end_with_the_process_that_started_them(start: Start) -> None:
    """However that ended: none is left behind that holds memory for nothing."""
    process = start("--workers", "2")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("only Linux lists the children of a process")
    workers: list[int] = []
    while len(workers) < 3 and process.poll() is None:  # two, and what keeps account of the memory they share
        time.sleep(0.1)
        workers = [int(pid) for pid in children.read_text(encoding="ascii").split()]
    time.sleep(1)  # by then they have begun
    process.kill()
    process.wait(timeout=60)
    for _ in range(100):
        if not any(Path(f"/proc/{pid}/cmdline").exists() and _runs(pid) for pid in workers):
            break
        time.sleep(0.1)

    assert len(workers) >= 3
    assert not any(_runs(pid) for pid in workers)


def _runs(pid: int) -> bool:
    """Return whether a process is there and no zombie."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return False


def test_a_worker_that_is_killed_ends_the_work(tmp_path: Path) -> None:
    """As the system does when memory runs out: nobody waits for what will never come."""
    script = tmp_path / "script.py"
    script.write_text(
        f"""
import os, signal
from concurrent.futures.process import BrokenProcessPool
from autoreply_sim import load, simulate

def die(number, run):
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    try:
        simulate(load({str(SHOP)!r}), days=2, replications=8, workers=2, visit=die)
    except BrokenProcessPool:
        print("it broke")
"""
    )
    done = subprocess.run([sys.executable, script], cwd=ROOT, capture_output=True, timeout=60, check=True)

    assert (done.stdout, done.stderr) == (b"it broke\n", b"")


def test_a_killed_process_leaves_only_what_says_that_it_is_unfinished(tmp_path: Path, start: Start) -> None:
    """Nothing can be mistaken for results: no folder of the name that was asked for, and no manifest."""
    process = start()
    process.kill()
    process.communicate(timeout=60)

    assert [path.name.split("-")[0] for path in tmp_path.iterdir()] == ["out.unfinished"]
    assert not list(tmp_path.rglob("manifest.json"))


def test_progress_is_drawn_for_people_only() -> None:
    """On a terminal that waits for more than two seconds a bar with pace and time left; in a pipe not a byte."""
    script = "import time\nfrom autoreply_sim.cli.terminal import Share\n"
    script += (
        "with Share(10, 'day') as share:\n    time.sleep(2.1)\n    share.reach(0.5)\n    share.reach(1.0)\n"
    )
    seen, ours = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, stderr=ours, check=True)
    os.close(ours)
    drawn = os.read(seen, 10_000).decode()
    os.close(seen)

    assert "/10" in drawn
    assert "day" in drawn
    piped = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert piped.stderr == b""


def test_a_small_simulation_imports_no_library_that_it_does_not_need() -> None:
    """No tables, no pages, no compiler for a day of two people."""
    code = (
        "from autoreply_sim.cli import main\nmain(['simulate', 'two_person_shop', '--days', '1', '--json'])\n"
    )
    code += f"import sys\nsys.stderr.write(repr([name for name in {NOT_IMPORTED} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)

    assert done.stderr.decode() == "[]"
