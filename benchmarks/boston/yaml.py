"""Facts as YAML that a person would type: a line of facts on one line, a text under its key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal

from budgetc.source.nodes import PlainValue

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 &/().'-]*[A-Za-z0-9).]")
_NOT_WORDS = frozenset(("yes", "no", "true", "false", "null", "on", "off"))


def written(mapping: dict[str, PlainValue]) -> str:
    """Return a source as text."""
    return "\n".join(_mapping(mapping)) + "\n"


def _mapping(mapping: dict[str, PlainValue]) -> Iterator[str]:
    for key, value in mapping.items():
        if _is_flat(value):
            yield f"{key}: {_flow(value)}"
            continue
        yield f"{key}:"
        yield from (f"  {line}" for line in _block(value))


def _block(value: PlainValue) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _mapping(value)
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and not _is_row(item):
            first, *others = _mapping(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in others)
        else:
            yield f"- {_flow(item)}"


def _is_flat(value: PlainValue) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, int) for item in value)
    return not isinstance(value, dict) or _is_row(value)


def _is_row(value: dict[str, PlainValue]) -> bool:
    """Tell whether a mapping is one line of facts: there are amounts in it, or short words."""
    return not any(isinstance(child, dict | list) for child in value.values())


def _flow(value: PlainValue) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value.lower() not in _NOT_WORDS
        return value if plain else json.dumps(value, ensure_ascii=False)
    return format(value, "f") if isinstance(value, Decimal) else str(value)
