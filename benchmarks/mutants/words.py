"""The words that are typed instead of others; they are data, in `words.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

_FILE = Path(__file__).with_name("words.yaml")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What `words.yaml` says."""

    junk: tuple[str, ...]
    placeholders: tuple[str, ...]
    opposites: tuple[Pair, ...]
    other_category: dict[str, str]
    other_dimension: dict[str, str]
    other_unit: dict[str, str]
    other_operator: dict[str, str]
    file_units: tuple[str, ...]
    other_funds: tuple[str, ...]
    document_numbers: tuple[Pair, ...]
    half_width: tuple[Pair, ...]
    other_levels: tuple[Pair, ...]
    other_kinds: tuple[Pair, ...]
    said_of_another: str


@cache
def words() -> Words:
    """Return the words."""
    said = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))

    def pairs(key: str) -> tuple[Pair, ...]:
        return tuple((wanted, typed) for wanted, typed in said[key])

    return Words(
        junk=tuple(said["junk"]),
        placeholders=tuple(said["placeholders"]),
        opposites=pairs("opposites"),
        other_category=said["other_category"],
        other_dimension=said["other_dimension"],
        other_unit=said["other_unit"],
        other_operator=said["other_operator"],
        file_units=tuple(said["file_units"]),
        other_funds=tuple(said["other_funds"]),
        document_numbers=pairs("document_numbers"),
        half_width=pairs("half_width"),
        other_levels=pairs("other_levels"),
        other_kinds=pairs("other_kinds"),
        said_of_another=said["said_of_another"],
    )
