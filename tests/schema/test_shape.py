"""The schemas and the types they are bound to are two descriptions of one shape."""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import jsonschema
import pytest

from budgetc.budget.declarations import ControlTotals
from budgetc.budget.model import Budget
from budgetc.jurisdiction.sources import beside_schema
from budgetc.jurisdiction.spec import Layout
from budgetc.lists import Thresholds
from budgetc.local.model import LocalRule
from budgetc.local.read import rule_schema
from budgetc.numbers.values import Amount, Code
from budgetc.region.model import RegionSettings
from budgetc.source.nodes import plain
from budgetc.source.read import read_bytes
from tests.support import EXAMPLES, KORLA, MINIMAL, RESOURCES, ROOT, SCHEMA


class Pair(NamedTuple):
    """A schema and the dataclass that a tree of it is bound to."""

    schema: str
    cls: type
    least_properties: int
    least_classes: int


PAIRS = [
    Pair("budget.schema.json", Budget, 100, 20),
    Pair("layout.schema.json", Layout, 60, 15),
    Pair("region.schema.json", RegionSettings, 3, 1),
    Pair("control-totals.schema.json", ControlTotals, 9, 2),
    Pair("local-rule.schema.json", LocalRule, 40, 6),
]

JSON_TYPES: Mapping[Any, set[str]] = {
    Amount: {"number"},
    Code: {"integer", "string"},
    int: {"integer"},
    bool: {"boolean"},
    str: {"string", "number", "integer"},
}
"""Which JSON types each type of a field may be written in; a text may be written as digits."""


BESIDE: Mapping[Any, str] = {RegionSettings: "region.yaml", ControlTotals: "control-totals.yaml"}
"""The files that stand beside the departments' folders."""

ONLY_SOME_NEED = {"revenue"}
"""What departmental budgets have to have, and other sources do not."""


def _document(pair: Pair) -> dict[str, Any]:
    if pair.cls is Budget:
        return SCHEMA.document
    if pair.cls is LocalRule:
        return rule_schema(RESOURCES).document
    if pair.cls in BESIDE:
        return beside_schema(RESOURCES, BESIDE[pair.cls]).document
    text = (ROOT / "schema" / pair.schema).read_text(encoding="utf-8")
    return typing.cast("dict[str, Any]", json.loads(text))


class Comparison:
    """One walk along a dataclass and its schema at once; collects where they differ."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.differences: list[str] = []
        self.classes: set[type] = set()

    def compare(self, hint: Any, schema: dict[str, Any], path: str) -> None:
        """Compare a type with a part of the schema."""
        schema = self._resolved(schema)
        arguments = typing.get_args(hint)
        container = typing.get_origin(hint)
        if container in (types.UnionType, typing.Union):
            (hint,) = (a for a in arguments if a is not types.NoneType)
            self.compare(hint, schema, path)
        elif dataclasses.is_dataclass(hint):
            self._class(typing.cast("type", hint), schema, path)
        elif container is tuple:
            for item in self._items(schema, path):
                self.compare(arguments[0], item, f"{path}[]")
        elif container is Mapping:
            self._mapping(arguments[1], schema, path)
        else:
            self._scalar(hint, schema, path)

    def _class(self, cls: type, schema: dict[str, Any], path: str) -> None:
        self._expect(schema.get("type") == "object", f"{path} is no object")
        self._expect(schema.get("additionalProperties") is False, f"{path} takes any key")
        if cls in self.classes:
            return
        self.classes.add(cls)
        fields = {
            f.name: f
            for f in dataclasses.fields(cls)
            if f.name != "origin" and f.metadata.get("key", True)
        }
        properties = schema.get("properties", {})
        # What proves amounts stands beside them; it is read from the tree alone.
        properties = {key: part for key, part in properties.items()
                      if part.get("$ref") != "#/$defs/evidence"}  # fmt: skip
        if any(field.name == "amounts" for field in dataclasses.fields(cls)):
            # A line takes the amounts that jurisdictions declare, which no field is named after.
            properties = {
                key: part
                for key, part in properties.items()
                if key in fields
                or not (
                    part.get("$ref") == "#/$defs/amount"
                    or key.endswith("_by_fund")
                    or key[:9] == "restated_"
                )
            }
        self._same(fields.keys(), properties.keys(), f"{path}: keys")
        needed = {name for name, field in fields.items() if _is_required(field)}
        required = set(schema.get("else", schema).get("required", []))
        required -= ONLY_SOME_NEED if cls is Budget else set()
        self._same(needed, required, f"{path}: required keys")
        hints = typing.get_type_hints(cls)
        for name in fields.keys() & properties.keys():
            self.compare(hints[name], properties[name], f"{path}.{name}")

    def _mapping(self, value: Any, schema: dict[str, Any], path: str) -> None:
        self._expect(schema.get("type") == "object", f"{path} is no object")
        self._expect(schema.get("additionalProperties") is False, f"{path} takes any key")
        patterns = schema.get("patternProperties", {})
        self._expect(bool(patterns), f"{path} has no keys")
        for pattern, child in patterns.items():
            self._expect(pattern[:1] == "^" and pattern[-1:] == "$", f"{path}: loose {pattern}")
            self.compare(value, child, f"{path}.*")

    def _items(self, schema: dict[str, Any], path: str) -> Iterator[dict[str, Any]]:
        """Yield what an item of a list may be: also what stands for a list of one."""
        if schema.get("type") == "array":
            yield schema["items"]
        elif schema.get("if") == {"type": "array"}:
            yield schema["then"]["items"]
            yield schema["else"]
        else:
            self.differences.append(f"{path} is no list")

    def _scalar(self, hint: Any, schema: dict[str, Any], path: str) -> None:
        if "enum" in schema:
            self._expect(hint is str, f"{path}: words, bound to {hint}")
            return
        written = schema.get("type", [])
        found = {written} if isinstance(written, str) else set(written)
        self._expect(bool(found), f"{path} has no type")
        base = hint if hint in JSON_TYPES else hint.__supertype__
        self._expect(found <= JSON_TYPES[base], f"{path}: {found}, bound to {hint}")

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/")
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            schema = {**self.document["$defs"][name], **rest}
        return schema

    def _same(self, ours: Any, theirs: Any, what: str) -> None:
        self._expect(set(ours) == set(theirs), f"{what} differ in {set(ours) ^ set(theirs)}")

    def _expect(self, holds: bool, difference: str) -> None:  # noqa: FBT001
        if not holds:
            self.differences.append(difference)


def _is_required(field: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.schema)
def test_a_schema_and_its_types_have_the_same_keys(pair: Pair) -> None:
    document = _document(pair)
    comparison = Comparison(document)
    comparison.compare(pair.cls, document, "")
    assert comparison.differences == []
    assert len(comparison.classes) >= pair.least_classes


def _properties(part: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for keyword in ("properties", "patternProperties"):
            children = part.get(keyword, {})
            if keyword in part and part.get("type") == "object":
                yield from children.items()
        for child in part.values():
            yield from _properties(child)
    elif isinstance(part, list):
        for child in part:
            yield from _properties(child)


HAN = re.compile("[\u4e00-\u9fff]")


def _speaks_both(description: object) -> bool:
    if not isinstance(description, str) or description.count("\n") != 1:
        return False
    english, chinese = description.split("\n")
    sentence = re.match(r"[A-Z][a-z' ]|[a-z]+ ", english)
    return bool(sentence and english.endswith((".", "…", "。"))) and bool(HAN.search(chinese))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.schema)
def test_every_property_is_described_in_english_and_in_chinese(pair: Pair) -> None:
    document = _document(pair)
    described = list(_properties(document))
    assert len(described) > pair.least_properties
    parts = [*described, *document["$defs"].items()]
    assert [name for name, part in parts if not _speaks_both(part.get("description"))] == []


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.schema)
def test_a_schema_is_a_schema_and_uses_all_its_parts(pair: Pair) -> None:
    document = _document(pair)
    jsonschema.Draft202012Validator.check_schema(document)
    used = set(re.findall(r'"#/\$defs/([a-z_]+)"', json.dumps(document)))
    assert used == document["$defs"].keys()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.schema)
def test_the_examples_in_a_schema_fit_it(pair: Pair) -> None:
    document = _document(pair)
    shown = [
        (name, example)
        for name, part in document["$defs"].items()
        for example in part.get("examples", [])
    ]
    assert len(shown) >= 5
    for name, example in shown:
        fragment = {"$defs": document["$defs"], "$ref": f"#/$defs/{name}"}
        jsonschema.Draft202012Validator(fragment).validate(example)


def test_a_layout_may_set_every_number_that_rules_compare_with() -> None:
    document = _document(PAIRS[1])
    (pattern,) = document["properties"]["thresholds"]["patternProperties"]
    assert pattern.strip("^()$").split("|") == [*Thresholds.__annotations__]


def test_a_budget_and_what_stands_beside_it_are_of_the_same_years() -> None:
    budget, _, region, totals, _ = map(_document, PAIRS)
    years = [
        budget["properties"]["year"],
        region["$defs"]["year"],
        totals["$defs"]["control_total"]["properties"]["year"],
    ]
    assert {(year["minimum"], year["maximum"]) for year in years} == {(2000, 2100)}


def test_the_real_files_fit_for_another_validator() -> None:
    layouts = [*ROOT.glob("templates/**/layout.yaml"), *EXAMPLES.glob("templates/*/layout.yaml")]
    assert len(layouts) >= 2
    cases = [(PAIRS[0], KORLA), (PAIRS[0], MINIMAL)]
    cases += [(PAIRS[1], path.read_text(encoding="utf-8")) for path in layouts]
    for pair, text in cases:
        tree, findings = read_bytes("a.yaml", text.encode())
        assert tree is not None, findings
        errors = jsonschema.Draft202012Validator(_document(pair)).iter_errors(plain(tree.root))
        assert [error.message for error in errors] == []
