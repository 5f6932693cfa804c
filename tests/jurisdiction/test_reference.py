"""The reference is what the code says now, and leaves nothing out."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest

from budgetc.files.data import Resources
from budgetc.layout.context import VALUES, template_values
from budgetc.layout.functions import function_names
from budgetc.templating.exposed import Exposed
from tests.jurisdiction.reference import BEGIN, END, with_reference
from tests.jurisdiction.tutorial import PAGE
from tests.support import MINIMAL, ROOT, document_of

TEXT = PAGE.read_text(encoding="utf-8")
REFERENCE = TEXT.partition(BEGIN)[2].partition(END)[0]


def test_the_page_is_fresh() -> None:
    fresh = with_reference(TEXT, Resources.of_workspace(None))
    assert fresh == TEXT, "run: python -m tests.jurisdiction.reference docs/jurisdictions.md"


def _keys(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return {key for item in schema for key in _keys(item)}
    if not isinstance(schema, dict):
        return set()
    found = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return found | {key for child in schema.values() for key in _keys(child)}


def test_every_key_of_a_layout_is_there() -> None:
    schema = json.loads((ROOT / "schema/layout.schema.json").read_text(encoding="utf-8"))
    keys = _keys(schema)
    assert len(keys) > 50
    assert [key for key in sorted(keys) if f"`{key}`" not in REFERENCE] == []
    shapes = [name for name in schema["$defs"] if f"### {name}\n" not in REFERENCE]
    assert shapes == []


def test_every_name_of_a_template_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    names: set[str] = set()

    def listening(budget: Any, layout: Any, quantities: Any) -> Mapping[str, object]:
        values = template_values(budget, layout, quantities)
        names.update(values)
        return values

    module = import_module("budgetc.layout.lay_out")
    monkeypatch.setattr(module, "template_values", listening)
    document_of(MINIMAL)
    assert names == {*VALUES, *function_names()}
    assert len(names) > 20
    for name in (*names, "table", "tables"):
        assert f"`{name}`" in REFERENCE or f"`{name}(" in REFERENCE, name


def _exposed() -> list[type[Exposed]]:
    waiting: list[type[Exposed]] = Exposed.__subclasses__()
    found = []
    while waiting:
        cls = waiting.pop()
        found.append(cls)
        waiting.extend(cls.__subclasses__())
    return [cls for cls in found if cls.knows]


@pytest.mark.parametrize("cls", _exposed(), ids=lambda cls: cls.__name__)
def test_everything_that_things_know_is_there(cls: type[Exposed]) -> None:
    for name, meaning in cls.knows.items():
        assert f"- `{name}`: {meaning}" in REFERENCE


def test_the_search_found_something() -> None:
    assert len(_exposed()) >= 7


@pytest.mark.parametrize("cls", _exposed(), ids=lambda cls: cls.__name__)
def test_a_thing_answers_to_what_it_knows(cls: type[Exposed]) -> None:
    source, around = inspect.getsource(cls.lookup), vars(import_module(cls.__module__))
    tables = [around.get(name) for name in cls.lookup.__code__.co_names]
    answered = {name for table in tables if isinstance(table, Mapping) for name in table}
    for name in cls.knows:
        known = hasattr(cls, name) or name in cls.__annotations__ or name in answered
        assert known or f'"{name}"' in source
