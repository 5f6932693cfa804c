"""Tables of facts as files: one a year, complete and in its place, or not there at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol, cast

from budgetc.facts.columns import Value
from budgetc.files.port import FileRefusedError
from budgetc.files.writing import not_written, replacement

Row = tuple[Value, ...]

FORMATS: Mapping[str, str] = MappingProxyType({"csv": ".csv", "parquet": ".parquet"})
"""The forms of tables with their suffixes; the module `<form>_sheet` writes each."""


class Sheet(Protocol):
    """A table that is being written."""

    def add(self, rows: Sequence[Row]) -> None:
        """Write rows below those that are there."""

    def close(self) -> None:
        """Write what is still to be written."""


class Form(Protocol):
    """Begins a table in a file that is open."""

    def __call__(self, file: BinaryIO) -> Sheet:
        """Write what stands above the rows."""


def _form_called(name: str) -> Form:
    """Return a form of tables.

    Args:
        name: a key of `FORMATS`.

    Raises:
        ImportError: a library that it needs is not installed.
    """
    return cast("Form", import_module(f"budgetc.facts.{name}_sheet").begin)


class Years:
    """The tables of the years that there are rows of."""

    def __init__(self, folder: Path, name: str) -> None:
        """Begin with none.

        Args:
            folder: of the tables.
            name: a key of `FORMATS`.
        """
        self._folder = folder
        self._suffix = FORMATS[name]
        self._form = _form_called(name)
        self._open = ExitStack()
        self._sheets: dict[int, Sheet] = {}

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the tables stand, in the order of the years."""
        return tuple(map(self._path, sorted(self._sheets)))

    def others(self) -> tuple[Path, ...]:
        """Return the tables of years of which there are no rows; an earlier run wrote them."""
        found = self._folder.glob(f"facts-[0-9]*{self._suffix}")
        return tuple(sorted({*found} - {*self.paths}))

    @contextmanager
    def written(self) -> Iterator[None]:
        """Have every table take its place at the end; if that is never reached, none does.

        Raises:
            FileRefusedError: one cannot be written.
        """
        try:
            with self._open:
                yield
        except OSError as error:
            raise FileRefusedError(not_written(self._folder, error)) from error

    def add(self, year: int, rows: Sequence[Row]) -> None:
        """Write rows into the table of a year."""
        if year not in self._sheets:
            file = self._open.enter_context(replacement(self._path(year)))
            sheet = self._sheets[year] = self._form(file)
            self._open.callback(sheet.close)
        self._sheets[year].add(rows)

    def _path(self, year: int) -> Path:
        return self._folder / f"facts-{year}{self._suffix}"
