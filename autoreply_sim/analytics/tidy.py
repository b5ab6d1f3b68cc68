"""A pandas table that names the nearest column when somebody asks for one that it has not."""

from __future__ import annotations

from typing import Any

import pandas as pd

from autoreply_sim.errors import did_you_mean


class Tidy(pd.DataFrame):
    """A table as `Frames` makes it; whatever is selected or computed from it is a plain DataFrame."""

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 (whatever pandas takes, and gives)
        """Return what pandas returns. Raises KeyError with the nearest name for a column that there is not."""
        try:
            return super().__getitem__(key)
        except KeyError:
            names = key if isinstance(key, list) else [key]
            unknown = next(
                (name for name in names if isinstance(name, str) and name not in self.columns), None
            )
            if unknown is None:
                raise
            raise KeyError(self._no_column(unknown)) from None

    def __getattr__(self, name: str) -> Any:  # type: ignore[misc]  # noqa: ANN401 (pandas says final; whatever it has)
        """Return a column. Raises AttributeError with the nearest name for one that there is not."""
        try:
            return super().__getattr__(name)
        except AttributeError:
            if name.startswith("_"):
                raise
            raise AttributeError(self._no_column(name), name=name, obj=self) from None

    def _no_column(self, name: str) -> str:
        return f"there is no column {name!r}; {did_you_mean(name, map(str, self.columns))}"
