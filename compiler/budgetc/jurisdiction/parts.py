"""The parts of a layout that a workspace may replace one by one, and what they are called.

A part is `tables.ID`, one entry of a key whose entries have names (`figures.revenue`,
`numbers.prose`), or a whole key (`glossary`). It is replaced by a file that holds nothing but the
new part: `templates/NAME/overrides/tables.6.yaml`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import Layout
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Node, Scalar, Sequence, plain

TABLES = "tables"

STAGES = "stages"
"""The folder of a jurisdiction whose files say how documents of one stage differ."""


@frozen()
class PartName:
    """A part of a layout by its name.

    Attributes:
        key: of the layout.
        member: under that key; empty for the whole key.
    """

    key: str
    member: str = ""

    @classmethod
    def read(cls, text: str) -> PartName | None:
        """Return a name as it is written, or nothing if no layout can have such a part."""
        key, _, member = text.partition(".")
        hint = _hints().get(key)
        if hint is None or bool(member) != _has_members(key):
            return None
        if dataclasses.is_dataclass(hint) and member and member not in typing.get_type_hints(hint):
            return None
        return cls(key, member)

    def __str__(self) -> str:
        return f"{self.key}.{self.member}" if self.member else self.key

    def hint(self) -> Any:
        """Return the type of the part."""
        hint = _hints()[self.key]
        if not self.member:
            return hint
        if dataclasses.is_dataclass(hint):
            return typing.get_type_hints(hint)[self.member]
        return typing.get_args(hint)[1 if typing.get_origin(hint) is Mapping else 0]

    def schema(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return the schema of the part, out of that of a layout."""
        schema: Mapping[str, Any] = document["properties"][self.key]
        if self.member:
            inner = document["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else {}
            known = {**inner, **schema}
            entries = iter(known.get("patternProperties", {}).values())
            named = known.get("properties", {}).get(self.member)
            schema = known.get("items") or named or next(entries)
        return {"$defs": document["$defs"], **schema}


def parts_of(root: Node) -> Mapping[str, Node]:
    """Return the parts of a layout by their names, in the order of the file."""
    parts: dict[str, Node] = {}
    for key, (_, node) in root.entries.items() if isinstance(root, MappingNode) else ():
        if key == TABLES:
            tables = node.items if isinstance(node, Sequence) else ()
            for table in (table for table in tables if isinstance(table, MappingNode)):
                name = table_name(_texts(table, "id")[0], _texts(table, "kinds"))
                parts[f"{key}.{name}"] = table
        elif _has_members(key):
            entries = node.entries.items() if isinstance(node, MappingNode) else ()
            parts |= {f"{key}.{name}": entry for name, (_, entry) in entries}
        else:
            parts[key] = node
    return parts


def table_name(table_id: str, kinds: tuple[str, ...]) -> str:
    """Return what a table is called: its id, and its document kinds unless it is for all."""
    return "@".join((table_id, "+".join(kinds))) if kinds else table_id


def _texts(node: MappingNode, key: str) -> tuple[str, ...]:
    value = node.get(key)
    items = value.items if isinstance(value, Sequence) else (value,)
    return tuple(item.text for item in items if isinstance(item, Scalar))


def fingerprint(original: str | Node) -> str:
    """Return what tells one content of a file or a part from another.

    Line ends, and the spaces and comments of a layout, make no difference.
    """
    text = (
        original.replace("\r\n", "\n")
        if isinstance(original, str)
        else json.dumps(plain(original), ensure_ascii=False, default=str)
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _hints() -> Mapping[str, Any]:
    return {k: hint for k, hint in typing.get_type_hints(Layout).items() if k != "origin"}


def _has_members(key: str) -> bool:
    """Tell whether the entries of a key have names, and are replaced one by one."""
    hint = _hints().get(key)
    return key in (TABLES, "numbers") or typing.get_origin(hint) is Mapping
