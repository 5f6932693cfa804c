"""One layout upon another: what a file says takes the place of what stood there before.

A jurisdiction that stands on another (`base:`), the documents of one stage of the budget
(`stages/final.yaml`) and an override (`overrides/tables.6.yaml`) are the same thing: some parts of
a layout, put in the place of others, or beside them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources
from budgetc.jurisdiction.parts import TABLES, table_name
from budgetc.jurisdiction.spec import ChangedLayout, Layout
from budgetc.numbers.money import Unit
from budgetc.schema import load_schema, make_schema
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import SourceTree
from budgetc.upgrading.check import read_layout

SCHEMA = "layout.schema.json"

_WHOLE = frozenset({"if", "then", "else"})
"""What the schema of a layout says of one that is complete."""


def upon(
    resources: Resources, layout: Layout, file: str, unit: Unit
) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    """Return a layout with what a file says in place of what it had, or what is wrong there.

    Args:
        resources: the data files.
        layout: what the file stands upon.
        file: of the form of a layout, of which every key may be left out.
        unit: a unit of money; no layout has amounts.
    """
    whole = load_schema(resources, SCHEMA).document
    schema = make_schema({key: part for key, part in whole.items() if key not in _WHOLE})
    tree, unread = read_layout(resources, file)
    said, findings = schema.bind((tree, unread), Layout, unit)
    if said is None or tree is None:
        return None, findings
    keys = tree.root.entries if isinstance(tree.root, MappingNode) else ()
    values = {key: _in_place(getattr(layout, key), getattr(said, key), key) for key in keys}
    return changed(layout, values, tree), ()


def changed(layout: Layout, values: Mapping[str, Any], by: SourceTree) -> ChangedLayout:
    """Return a layout with other values of some keys, said by a file."""
    before = {field.name: getattr(layout, field.name) for field in dataclasses.fields(Layout)}
    changes = (by, *layout.trees[:-1])
    return ChangedLayout(**{**before, **values}, changes=changes)


def _in_place(before: Any, said: Any, key: str) -> Any:
    """Return the value of a key: entries that have names take the place of those of theirs."""
    if key == TABLES:
        # A table of all kinds takes the place of those of each; else the first of an id and a kind
        # is the one that is placed.
        of_all = {table.id for table in said if not table.kinds}
        kept = (table for table in before if not (table.kinds and table.id in of_all))
        named = {table_name(table.id, table.kinds): table for table in reversed((*said, *kept))}
        return tuple(reversed(named.values()))
    # Which amounts there are, a file says of all of them: a stage has none of another's.
    return {**before, **said} if isinstance(before, Mapping) and key != "amounts" else said
