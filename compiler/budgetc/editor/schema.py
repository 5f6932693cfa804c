"""The schema of sources as editors want it: the same schema, with lists of what may be typed.

It accepts exactly what `check` accepts.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from budgetc.budget.declarations import APPROVED
from budgetc.classification import (
    Catalogue,
    CodeList,
    code_steps,
    load_catalogue,
    typed_as_number,
)
from budgetc.diagnostics.characters import printable
from budgetc.editor.lists import Item, Subschema, explained, items_of, offered
from budgetc.editor.words import put_words
from budgetc.files.data import DataFaultError, Resources
from budgetc.jurisdiction.declared import load_declared
from budgetc.jurisdiction.load import jurisdictions, load_layout
from budgetc.jurisdiction.sources import source_schema
from budgetc.jurisdiction.spec import Layout
from budgetc.jurisdiction.tables import TableSpec
from budgetc.local import read as local
from budgetc.rules import RULES
from budgetc.rules.pages import load_page
from budgetc.schema import Schema

SCHEMA_NAME = "budget.schema.json"
"""What the schema of a workspace is called, which the first line of a source names."""

_SHORT = 200
"""How many characters a part of one line has at most."""


def editor_schema(
    resources: Resources, year: int, jurisdiction: str | None = None, stage: str = APPROVED
) -> Subschema:
    """Return the schema of sources with the code lists of a year in it.

    Args:
        resources: the data files.
        year: of the budget; the lists are those that budgets of this year are checked by.
        jurisdiction: whose tables and choices of wording are offered as well.
        stage: of the budget.

    Raises:
        DataFaultError: a data file cannot be used, or there is no such jurisdiction.
    """
    schema = _copy_of(source_schema(resources, jurisdiction or "", year, stage))
    definitions = schema.get("$defs", {})
    layout = _layout(resources, jurisdiction) if jurisdiction is not None else None
    declared = load_declared(resources, layout.source).lists() if layout is not None else {}
    _put_codes(schema, replace(load_catalogue(resources, year), declared=declared))
    _offer(_property(definitions.get("waiver"), "rule"), _rules())
    _offer(_property(schema, "jurisdiction"), _jurisdictions(resources))
    if layout is not None:
        _put_choices(definitions.get("options"), layout)
    put_words(schema)
    return schema


def rule_schema(resources: Resources) -> Subschema:
    """Return the schema of a workspace's own rules, as editors want it.

    Raises:
        DataFaultError: it cannot be used.
    """
    schema = _copy_of(local.rule_schema(resources))
    put_words(schema)
    return schema


def _copy_of(schema: Schema) -> Subschema:
    """Return a schema to be changed; editors would print its title over the name of each code."""
    document = copy.deepcopy(schema.document)
    return {word: part for word, part in document.items() if word not in ("title", "$id")}


def schema_text(schema: Subschema) -> str:
    """Return a schema as a file: a short part is one line, so that changes show line by line."""
    return "".join(_lines(schema, "")) + "\n"


def _lines(part: object, indent: str) -> Iterator[str]:
    compact = json.dumps(part, ensure_ascii=False)
    inner = f"{indent} "
    if len(compact) <= _SHORT or not isinstance(part, dict | list):
        yield compact
        return
    mapping = isinstance(part, dict)
    entries = part.items() if isinstance(part, dict) else (("", value) for value in part)
    yield "{" if mapping else "["
    for position, (key, value) in enumerate(entries):
        yield f"{',' if position else ''}\n{inner}"
        yield f"{json.dumps(key, ensure_ascii=False)}: " if mapping else ""
        yield from _lines(value, inner)
    yield f"\n{indent}{'}' if mapping else ']'}"


def _put_codes(schema: Subschema, catalogue: Catalogue) -> None:
    lists, definitions = catalogue.lists(), schema.setdefault("$defs", {})
    for definition in [*_parts(schema)]:
        name = str(definition.get("x-list"))
        codes = lists.get(name)
        if codes is not None and "x-levels" in definition:
            definition.pop("examples", None)  # they would be offered without their names
            levels = _levels(codes)
            places = {level: place for place, level in enumerate(levels, start=1)}
            parts = {f"{name}_level_{places.get(level, 0)}": level
                     for level in definition["x-levels"] or levels}  # fmt: skip
            for part, level in parts.items():
                items = items_of(codes, level)
                if name not in catalogue.declared:  # of national codes, one of letters is a slip
                    items = tuple(item for item in items if typed_as_number(item.value))
                definitions[part] = _listed(codes, items)
            links = [{"$ref": f"#/$defs/{part}"} for part in parts]
            definition["allOf"] = [*definition.get("allOf", ()), *links]
        elif codes is not None and "enum" in definition:
            names = (codes.get(str(code)) for code in definition["enum"])
            definition["enumDescriptions"] = [printable(e.name) if e else "" for e in names]


def _parts(part: object) -> Iterator[Subschema]:
    """Yield the mappings of a schema, the outer ones first."""
    if isinstance(part, dict):
        yield part
    for below in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from _parts(below)


def _levels(codes: CodeList) -> tuple[str, ...]:
    """Return the names of the levels of a list from the top."""
    return tuple(dict.fromkeys(codes.entries[code].level for code in sorted(codes.entries)))


def _listed(codes: CodeList, items: Sequence[Item]) -> Subschema:
    return {"defaultSnippets": offered(items), "allOf": explained(items, code_steps(codes))}


def _offer(definition: Subschema | None, items: Iterable[Item]) -> None:
    """Have an editor offer values instead of the examples, which have no names."""
    if definition is not None:
        definition.pop("examples", None)
        definition["defaultSnippets"] = offered(items)


def _property(schema: object, name: str) -> Subschema | None:
    properties = schema.get("properties", {}) if isinstance(schema, dict) else {}
    found = properties.get(name)
    return found if isinstance(found, dict) else None


def _rules() -> Iterable[Item]:
    for code in sorted({rule.code for rule in RULES}):
        page = load_page(code)
        yield Item(code, page.title.zh, f"{code} {page.title.zh}", page.title.en)


def _jurisdictions(resources: Resources) -> Iterable[Item]:
    for name in jurisdictions(resources):
        layout, _ = load_layout(resources, name, APPROVED)
        title = printable(layout.name) if layout else ""
        yield Item(name, title, f"{name} {title}".strip(), "")


def _layout(resources: Resources, jurisdiction: str) -> Layout:
    layout, findings = load_layout(resources, jurisdiction, APPROVED)
    if layout is None:
        reason = f"{len(findings)} errors" if findings else "there is no such jurisdiction"
        raise DataFaultError(f"templates/{jurisdiction}", reason)
    return layout


def _put_choices(options: object, layout: Layout) -> None:
    """Name the tables and the choices of wording that a layout has; others stay what they were."""
    tables = {table.id: {"title": _table_name(table)} for table in layout.tables}
    wording = {
        key: {"defaultSnippets": [{"label": value, "body": value} for value in choice.values]}
        for key, choice in layout.wording.items()
    }
    _put_properties(_property(options, "by_table"), tables)
    _put_properties(_property(options, "wording"), wording)


def _table_name(table: TableSpec) -> str:
    """Return the number and title of a table; a title that is made for each budget is left out."""
    title = "" if "{" in table.title else table.title
    return printable(f"{table.number} {title}")


def _put_properties(definition: Subschema | None, properties: Mapping[str, Subschema]) -> None:
    """Name keys that a pattern allows already."""
    if definition is None:
        return
    for pattern, part in definition.get("patternProperties", {}).items():
        named = {
            key: {**part, **more} for key, more in properties.items() if re.search(pattern, key)
        }
        definition["properties"] = named
