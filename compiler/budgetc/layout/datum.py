"""The source as templates see it: names lead to what was typed, or to what is absent."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable
from pathlib import PurePosixPath
from typing import Any, cast

from budgetc.budget.paths import keys_of
from budgetc.document.model import Formula
from budgetc.layout.absent import Absent
from budgetc.layout.measures import Measure
from budgetc.layout.style import Style
from budgetc.numbers.values import Amount
from budgetc.source.nodes import path_text
from budgetc.source.origin import Origin
from budgetc.templating.sandbox import Exposed


class Datum(Exposed):
    """A typed mapping of the source. Templates look its keys up; numbers come as measures."""

    __slots__ = ("_home", "_style", "value")

    def __init__(self, value: Any, style: Style, home: str = "") -> None:
        """Wrap a dataclass of the budget.

        Args:
            value: an instance with an `origin`.
            style: how amounts in it are printed.
            home: the file that the document is of; that of the value if none is given.
        """
        self.value = value
        self._style = style
        self._home = home or value.origin.tree.file

    def beside(self, value: Any) -> Datum:
        """Return another mapping of the same document, of this file or that of a unit."""
        return Datum(value, self._style, self._home)

    def lookup(self, name: str) -> object:
        """Return what stands under a key.

        Raises:
            LookupError: a source has no such key at all.
        """
        hints = keys_of(cast("Hashable", type(self.value)))
        if name not in hints:
            raise LookupError(name)
        value = getattr(self.value, name)
        origin: Origin = self.value.origin
        if value is None or (value == () and name not in origin.node.entries):
            return Absent(origin, (name,))
        return self._wrap(value, hints[name], origin, name)

    def _wrap(self, value: Any, hint: Any, origin: Origin, name: str) -> object:
        if isinstance(value, tuple):
            return tuple(self._wrap(item, str, origin, name) for item in value)
        if dataclasses.is_dataclass(value):
            return self.beside(value)
        if isinstance(value, int) and not isinstance(value, bool):
            style = self._style if hint is Amount else None
            path = path_text((*origin.path, name))
            figure_id = _prefix(origin.tree.file, self._home) + path
            return Measure(figure_id, value, style, Formula.GIVEN, places=origin.places(name))
        return value


def _prefix(file: str, home: str) -> str:
    """Return what tells the figures of a unit's file from those of the department's own."""
    if file == home:
        return ""
    folder, base = PurePosixPath(file).parent, PurePosixPath(home).parent
    inside = folder.relative_to(base) if folder.is_relative_to(base) else folder
    return f"{inside}/"


def follow(datum: Datum, path: str) -> object:
    """Return what a dotted path leads to, absent where any step of it is.

    Raises:
        LookupError: a source has no such path at all.
    """
    value: object = datum
    for name in path.split("."):
        if isinstance(value, Absent):
            return Absent(value.origin, (*value.keys, name))
        if not isinstance(value, Datum):
            raise LookupError(path)  # noqa: TRY004  # the template names what is not there
        value = value.lookup(name)
    return value
