"""How long saving and looking take in the store of settings, with one writer and with eight processes at once.

    python benchmarks/store.py [URL]

Every writer saves its own account, as team leads do; and then all save the same one, where whoever was not quick enough
looks again. Milliseconds on the wall, because most of them are spent waiting: for the disk, and for others. Without a
URL the store is a new file in a folder for temporary files; one that is named must be empty.
"""

from __future__ import annotations

import json
import multiprocessing
import statistics
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from multiprocessing.pool import Pool
from time import perf_counter

from autoreply_sim.io.store import Conflict, Store, open_store

SAVES = 50
WRITERS = 8
DOCUMENT = {f"setting {number}": "x" * 80 for number in range(200)}
"""Some 20 KB, which is what a desk with several teams has."""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"{folder}/settings.sqlite"
        print(f"a document of {len(json.dumps(DOCUMENT)) // 1_000} KB; median and 95th percentile, ms")
        print(f"{'open a new store':<42}{_ms(partial(_open, url)):8.1f}")
        print(f"{'open it again':<42}{_ms(partial(_open, url)):8.1f}")
        for writers in (1, WRITERS):
            with multiprocessing.get_context("spawn").Pool(writers) as pool:
                own = [(url, f"{number} of {writers}") for number in range(writers)]
                _report(f"{writers} writers, an account each", pool, own)
                _report(f"{writers} writers, one account", pool, [(url, f"all {writers}")] * writers)


def _open(url: str) -> None:
    open_store(url).close()


def _ms(task: Callable[[], object]) -> float:
    began_s = perf_counter()
    task()
    return (perf_counter() - began_s) * 1_000


def _report(title: str, pool: Pool, tasks: list[tuple[str, str]]) -> None:
    pool.starmap(_imported, tasks, chunksize=1)
    began_s = perf_counter()
    found = pool.starmap(_measured, tasks, chunksize=1)
    passed_s = perf_counter() - began_s
    print(f"{title}: {len(tasks) * SAVES / passed_s:.0f} saves a second")
    for name in found[0]:
        times = [ms for each in found for ms in each[name]]
        print(f"    {name:<38}{statistics.median(times):8.2f}{statistics.quantiles(times, n=20)[-1]:8.2f}")


def _imported(url: str, _account: str) -> None:
    """Open the store once, so that what is measured holds no import."""
    _open(url)


def _measured(url: str, account: str) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {
        "latest": [],
        "save, conflicts and looks included": [],
        "history of 50": [],
    }
    with open_store(url) as store:
        for _ in range(SAVES):
            times["latest"].append(_ms(partial(store.latest, account)))
            times["save, conflicts and looks included"].append(_ms(partial(_save, store, account)))
            times["history of 50"].append(_ms(partial(store.history, account)))
    return times


def _save(store: Store, account: str) -> None:
    while True:
        latest = store.latest(account)
        try:
            store.save(account, DOCUMENT, author="Ana", base=latest.number if latest else None)
        except Conflict:
            continue
        return


if __name__ == "__main__":
    main()
