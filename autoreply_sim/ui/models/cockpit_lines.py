"""The same in Python: the lines that give in a notebook what a page of the cockpit shows."""

from __future__ import annotations

from autoreply_sim.analytics.prices import Prices
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.compare_page import DRAFT, SAVED, CompareView
from autoreply_sim.ui.models.documents import as_patch
from autoreply_sim.ui.models.own_prices import in_lines
from autoreply_sim.ui.models.python_lines import but_call, from_here


def cockpit_lines(cockpit: Cockpit, comparison: CompareView) -> str:
    """Return the lines of the page that is shown; they run as they stand."""
    if cockpit.account is None:
        return ""
    lines = _settings(cockpit)
    match cockpit.page:
        case "year":
            lines += _year(cockpit.own_prices)
        case "check_up":
            lines += [
                "from autoreply_sim.analytics.checkup import check_up",
                "from autoreply_sim import simulate",
                "",
                "year = simulate(draft, replications=1, keep=True).runs[0]",
                "check_up(draft, year.ledger)",
            ]
        case "compare":
            lines += _comparison(comparison)
        case _:
            lines += ["draft"]
    return "\n".join(lines)


def _settings(cockpit: Cockpit) -> list[str]:
    """Return the lines that load the account, take what is saved of it, and change that as the draft does."""
    account = cockpit.account
    lines = ["from autoreply_sim import load", ""]
    path = "" if account is None else from_here(account.path)
    lines.append(f"file = load({path!r})")
    if cockpit.version is not None:
        lines += [
            "",
            "from autoreply_sim.io.settings_document import with_document",
            "from autoreply_sim.io.store import open_store",
            "",
            f"version = open_store().version({cockpit.version.account!r}, {cockpit.version.number})",
            "saved = with_document(file, version.document)",
        ]
    else:
        lines.append("saved = file")
    return [*lines, _draft(cockpit), ""]


def _draft(cockpit: Cockpit) -> str:
    changes = as_patch(cockpit.draft.saved, cockpit.draft.document)
    return f"draft = {but_call('saved.but', changes)}" if changes else "draft = saved"


def _year(own: Prices | None) -> list[str]:
    """Return the lines of both years; with the costs by one's own price list."""
    lines, asked = ["from autoreply_sim import metrics, simulate"], "replications=1"
    if own is not None:
        lines += ["from autoreply_sim.io.prices import read_prices", ""]
        lines += ['prices = read_prices("""', in_lines(own), '""")']
        asked += ", prices=prices"
    return [*lines, "", f"metrics(simulate(saved, {asked})), metrics(simulate(draft, {asked}))"]


def _comparison(view: CompareView) -> list[str]:
    """Return the lines of a comparison; of what is saved and the draft by name, of other variants as they are made."""
    names = {SAVED: "saved", DRAFT: "draft"}
    lines, variants = ["from autoreply_sim import compare"], []
    for key in view.chosen:
        kind, _, rest = key.partition(":")
        if key in names:
            variants.append(names[key])
        elif kind == "policy":
            name, _, value = rest.partition(":")
            variants.append(f"saved.but(policies={{{name!r}: {value!r}}})")
        elif rest == "0":
            variants.append("file")
        else:
            lines.append(
                f"version_{rest} = with_document(file, open_store().version(version.account, {rest}).document)"
            )
            variants.append(f"version_{rest}")
    call = f"compare({', '.join(variants)}, days={view.days}, replications={view.replications})"
    return [*lines, "", f"comparison = {call}", "comparison.table()"]
