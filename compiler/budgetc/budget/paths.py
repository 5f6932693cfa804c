"""Which keys a source may have, and whether a dotted path leads to one."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from budgetc.frozen import fields_of, is_frozen, types_of

NO_KEY: Mapping[str, bool] = MappingProxyType({"key": False})
"""Metadata of a field that says where the others are from, as `origin` does."""

LISTED: Mapping[str, bool] = MappingProxyType({"listed": True})
"""Metadata of a field that has the default of the year's list where a source leaves it out."""


def leads_somewhere(cls: type, path: str) -> bool:
    """Tell whether a dotted path names a key that a source may have."""
    here: Any = cls
    for name in path.split("."):
        known = keys_of(here) if is_frozen(here) else {}
        if name not in known:
            return False
        here = known[name]
    return True


def amount_at(budget: Any, path: str) -> int | None:
    """Return the amount at a dotted path of a budget, if it is typed."""
    here: Any = budget
    for name in path.split("."):
        here = getattr(here, name, None)
    return here if isinstance(here, int) else None


@cache
def keys_of(cls: Any) -> Mapping[str, Any]:
    """Return the keys that a mapping of the source may have, with their types."""
    hints = types_of(cls)
    keys = (name for name, field in fields_of(cls).items() if field.metadata.get("key", True))
    return {name: _without_none(hints[name]) for name in keys if name != "origin"}


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(a for a in typing.get_args(hint) if a is not types.NoneType)
    return hint
