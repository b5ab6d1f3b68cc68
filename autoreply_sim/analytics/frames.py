"""A run as tidy pandas tables: one row per reply, decision, call, message, ticket …, one column per fact.

Words from a list are categoricals made straight from the ledger's codes; their categories are the whole list, whatever
occurs. Instants are in UTC. Order of rows and names of columns are those of `run --json`; `label` and the sentences
are in the language of the run, a reply's text is in the company's. Drawn runs have no sentences and texts, but figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from autoreply_sim.analytics import happenings, tables
from autoreply_sim.analytics.context import Context
from autoreply_sim.analytics.frame_columns import COLUMNS, Column, columns_of
from autoreply_sim.analytics.rang import rang
from autoreply_sim.analytics.tidy import Tidy
from autoreply_sim.analytics.values import (
    Coded,
    Counts,
    Flags,
    Instants,
    KeyLists,
    Table,
    Texts,
    Values,
    Whole,
    in_order,
    keys_of,
    numbered,
)
from autoreply_sim.codes import NONE
from autoreply_sim.domain.schedules import zone
from autoreply_sim.errors import did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Frames:
    """The tables of one run, each made when it is first asked for; `describe` says what its columns mean.

    With a `local_zone`, every instant is followed by the wall clock of that zone in a column of its own (`at_local`).
    Without `sentences`, the columns that are written row by row are left out, as years want it.
    """

    context: Context
    local_zone: str | None = None
    sentences: bool = True

    def __getattr__(self, name: str) -> NoReturn:
        """Raise AttributeError with the nearest table: only what is not there is asked for in this way."""
        meant = "" if name.startswith("_") else f"; {did_you_mean(name, COLUMNS)}"
        raise AttributeError(f"there is no table {name!r}{meant}", name=name, obj=self)

    def with_local_times(self, timezone: str | None = None) -> Frames:
        """Return the same tables with the wall clock of a zone, by default the story's, beside every instant."""
        return replace(self, local_zone=timezone or self.context.world.timezone)

    def with_sentences(self) -> Frames:
        """Return the same tables with sentences and texts: of a drawn year, that takes minutes."""
        return replace(self, sentences=True)

    @cached_property
    def replies(self) -> pd.DataFrame:
        """The replies that were sent, in the order of sending."""
        return self._frame("replies", tables.replies(self._in_order, sentences=self.sentences))

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """Every reply that an event could concern: sent or not, by which rule, and why."""
        return self._frame("decisions", tables.decisions(self._in_order, sentences=self.sentences))

    @cached_property
    def calls(self) -> pd.DataFrame:
        """The calls: who rang, who answered, how each ended."""
        table = tables.calls(self.context, sentences=self.sentences) | {"rang": rang(self.context)}
        frame, numbers = self._frame("calls", table), self.context.numbers[self.context.ledger.calls["row"]]
        # Drawn calls are in order already.
        is_in_order = bool((np.diff(numbers) > 0).all())
        return frame if is_in_order else frame.iloc[in_order(numbers)].reset_index(drop=True)

    @cached_property
    def messages(self) -> pd.DataFrame:
        """What customers wrote: texts, tickets made on the web or in the app, later messages on these."""
        return self._frame("messages", happenings.messages(self.context, sentences=self.sentences))

    @cached_property
    def tickets(self) -> pd.DataFrame:
        """The tickets as they stand at the end."""
        made, on = (
            len(self.context.ledger.tickets),
            self.context.ledger.ticket_of[self.context.ledger.logged["row"]],
        )
        table = tables.tickets(self.context) | {
            "ticket": numbered(np.arange(made)),
            "items": Whole(np.bincount(self.context.ledger.stays[on], minlength=made)),
        }
        return self._frame("tickets", table)

    @cached_property
    def activity(self) -> pd.DataFrame:
        """What is logged on the tickets, ticket by ticket in the order of time."""
        items = self.context.ledger.items
        stays = self.context.ledger.stays[items["ticket"]]
        order = in_order(stays)
        ordered = {name: items[name][order] for name in ("row", "at_ms", "item", "rule")}
        table = tables.activity(self.context, ordered, sentences=self.sentences)
        return self._frame("activity", table | {"ticket": numbered(stays[order])})

    @cached_property
    def contacts(self) -> pd.DataFrame:
        """The customers of the world, in its order, and how much came of each; no names, no phone numbers."""
        customers = self.context.world.customers
        keys = Coded(np.arange(len(customers)), keys_of(customers))
        known = happenings.contacts(self.context.world) | {"customer": keys}
        return self._frame("contacts", known | happenings.histories(self._in_order))

    @cached_property
    def _in_order(self) -> Context:
        """The context with what was decided by the numbers of the events; kept, for tables share what it spells out."""
        ledger = self.context.ledger
        order = np.argsort(self.context.numbers[ledger.decided["row"]], kind="stable")
        ordered = replace(ledger, decided=ledger.decided[order], reasons=ledger.reasons[order])
        return replace(self.context, ledger=ordered)

    def describe(self, table: str) -> pd.DataFrame:
        """Return `column`, `unit` and `meaning` of the columns that a table has here.

        Raises ValueError for an unknown table.
        """
        if table not in COLUMNS:
            raise ValueError(f"there is no table {table!r}; {did_you_mean(table, COLUMNS)}")
        declared = [
            said
            for column in self.columns(table)
            for said in ((column.name, column.unit, column.meaning), *self._local_beside(column))
        ]
        return pd.DataFrame(declared, columns=["column", "unit", "meaning"])

    def columns(self, table: str) -> tuple[Column, ...]:
        """Return the columns that a table has here, but for local times."""
        return columns_of(table, sentences=self.sentences, is_drawn=self.context.events is None)

    def _local_beside(self, column: Column) -> list[tuple[str, str, str]]:
        if self.local_zone is None or column.unit != "instant":
            return []
        return [(f"{column.name}_local", "instant", f"The same, by the clock of {self.local_zone}")]

    def _frame(self, table: str, values: Table) -> pd.DataFrame:
        columns = self.columns(table)
        # Every column is made anew, so that pandas need not copy them once more.
        frame = Tidy({column.name: _column(values[column.name]) for column in columns}, copy=False)
        return frame if self.local_zone is None else _beside_local(frame, self.local_zone)


def _column(values: Values) -> Any:  # noqa: ANN401, PLR0911 (a way for each kind of column)
    match values:
        case Coded():
            return _coded(values.codes, values.words)
        case Instants():
            return _instant(values.at_ms)
        case Whole():
            return values.numbers.astype("int64")
        case Counts():
            return pd.arrays.IntegerArray(values.numbers.astype("int64"), values.missing)
        case Flags():
            return _flags(values)
        case Texts():
            return _text(values.texts)
        case KeyLists():
            return pd.Series(values.lists, dtype="object")


def _coded(codes: NDArray[Any], categories: Sequence[str]) -> ExtensionArray:
    vocabulary = pd.CategoricalDtype(pd.Index(list(categories), dtype="str"))
    return pd.Categorical.from_codes(codes.astype("int32"), dtype=vocabulary)


def _instant(at_ms: NDArray[np.int64]) -> pd.DatetimeIndex:
    moments = at_ms.astype("datetime64[ms]")
    moments[at_ms == NONE] = np.datetime64("NaT")
    return pd.DatetimeIndex(moments).tz_localize("UTC")


def _flags(values: Flags) -> Any:  # noqa: ANN401 (plain, unless some are missing)
    return values.flags if values.missing is None else pd.arrays.BooleanArray(values.flags, values.missing)


def _text(texts: Iterable[str | None]) -> ExtensionArray:
    return pd.array(np.array(list(texts), dtype=object), dtype="string[python]")


def _beside_local(frame: pd.DataFrame, timezone: str) -> pd.DataFrame:
    for name in frame.select_dtypes("datetimetz").columns:
        wall_clock = frame[name].dt.tz_convert(zone(timezone))
        frame.insert(list(frame.columns).index(name) + 1, f"{name}_local", wall_clock)
    return frame
