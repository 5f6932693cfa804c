"""The source as templates see it: names lead to what was typed, or to what is absent."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable
from typing import Any, cast

from budgetc.budget.paths import keys_of
from budgetc.document import Formula
from budgetc.layout.absent import Absent
from budgetc.layout.measures import Measure
from budgetc.layout.style import Style
from budgetc.source.nodes import path_text
from budgetc.source.origin import Origin
from budgetc.templating import Exposed
from budgetc.values import Amount


class Datum(Exposed):
    """A typed mapping of the source. Templates look its keys up; numbers come as measures."""

    __slots__ = ("_style", "value")

    def __init__(self, value: Any, style: Style) -> None:
        """Wrap a dataclass of the budget.

        Args:
            value: an instance with an `origin`.
            style: how amounts in it are printed.
        """
        self.value = value
        self._style = style

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
            return Datum(value, self._style)
        if isinstance(value, int) and not isinstance(value, bool):
            style = self._style if hint is Amount else None
            return Measure(path_text((*origin.path, name)), value, style, Formula.GIVEN)
        return value


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
