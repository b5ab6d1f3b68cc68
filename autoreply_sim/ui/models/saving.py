"""What is asked before anything is saved, what was saved before, and what to do when two people saved at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from autoreply_sim.io.store import Version
from autoreply_sim.ui.models.change_words import Change, Said, changes, said, where
from autoreply_sim.ui.models.cockpit import Cockpit
from autoreply_sim.ui.models.documents import At, Document, is_same, read
from autoreply_sim.ui.models.history import History, history, moment, whole
from autoreply_sim.ui.models.keyed import keyed
from autoreply_sim.ui.models.merge import RING, Clash


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What somebody else saved while the draft was being made."""

    author: str
    at: str
    note: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A setting that somebody else saved otherwise than the draft has it: one of both has to be chosen."""

    at: At
    where: tuple[Said, ...]
    author: str
    """Who saved it."""
    before: Said
    theirs: Said
    mine: Said
    chosen: str
    """`theirs`, `mine`, or nothing yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialog:
    """The dialog that is open: `save`, `history` or `conflict`."""

    kind: str
    changes: tuple[Change, ...] = ()
    """What the draft changes."""
    history: History = field(default_factory=History)
    meanwhile: tuple[Meanwhile, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    unfit: tuple[str, ...] = ()
    """Why what was put together cannot be used."""
    is_settled: bool = True
    """Whether nothing is left to choose."""
    note: str = ""
    """What was written for the history before a conflict."""


def dialog(cockpit: Cockpit) -> Dialog | None:
    """Return the dialog that is open, None if there is none."""
    if cockpit.base is None or not cockpit.dialog:
        return None
    mine = changes(cockpit, cockpit.draft.saved, cockpit.draft.document)
    past = history(cockpit) if cockpit.dialog == "history" else History()
    meeting = cockpit.conflict
    if cockpit.dialog != "conflict" or meeting is None:
        return Dialog(kind=cockpit.dialog, changes=mine, history=past, note=cockpit.note)
    merged = meeting.merged(cockpit.draft)
    return Dialog(
        kind="conflict",
        changes=mine,
        meanwhile=_meanwhile(cockpit),
        overlaps=tuple(_overlap(cockpit, clash) for clash in merged.clashes),
        unfit=meeting.unfit,
        is_settled=merged.is_settled,
        note=cockpit.note,
    )


def _since(cockpit: Cockpit) -> list[Version]:
    """Return what was saved meanwhile, oldest first."""
    return [] if cockpit.conflict is None else list(reversed(cockpit.conflict.since))


def _meanwhile(cockpit: Cockpit) -> tuple[Meanwhile, ...]:
    before, found = cockpit.draft.saved, []
    for one in _since(cockpit):
        document = whole(cockpit, one.document)
        found.append(
            Meanwhile(
                author=one.author,
                at=moment(cockpit, one.saved_at_ms),
                note=one.note,
                changes=changes(cockpit, before, document),
            )
        )
        before = document
    return tuple(found)


def _overlap(cockpit: Cockpit, clash: Clash) -> Overlap:
    return Overlap(
        at=clash.at,
        where=where(cockpit, clash.at),
        author=_author(cockpit, clash.at),
        before=said(cockpit, clash.at, clash.base),
        theirs=said(cockpit, clash.at, clash.theirs),
        mine=said(cockpit, clash.at, clash.mine),
        chosen=clash.chosen,
    )


def _author(cockpit: Cockpit, at: At) -> str:
    """Return who changed a place last of those who saved meanwhile."""
    base = keyed(cockpit.draft.saved)
    before, author = base, ""
    for one in _since(cockpit):
        now = keyed(whole(cockpit, one.document), base)
        if not is_same(_there(before, at), _there(now, at)):
            author = one.author
        before = now
    return author


def _there(document: Document, at: At) -> Document:
    """Return what stands at a place of a keyed document; the order counts where it is a list."""
    team = read(document, at[:2])
    found = team if at[-1] == RING else read(document, at)
    return {"there": found, "order": list(found) if isinstance(found, dict) else []}
