"""The lists that ship, and the patterns in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from budgetc.lists import Lists, Pattern, load_lists
from tests.support import RESOURCES


def shipped() -> Lists:
    lists, findings = load_lists(RESOURCES)
    assert lists is not None, findings
    return lists


def patterns(value: Any, name: str = "lists") -> Iterator[tuple[str, Pattern]]:
    """Yield every pattern in a value, with its name."""
    if isinstance(value, Pattern):
        yield name, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from patterns(part, f"{name}.{key}")
    elif isinstance(value, tuple):
        for position, part in enumerate(value):
            yield from patterns(part, f"{name}[{position}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from patterns(getattr(value, field.name), f"{name}.{field.name}")
