"""Reading the lists."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources, kept
from budgetc.lists.model import Lists
from budgetc.numbers.money import Unit, load_units
from budgetc.schema.binding import Binding
from budgetc.schema.check import Schema, make_schema
from budgetc.schema.shapes import shape_of
from budgetc.source.read import read_bytes

FILES: Mapping[str, str] = MappingProxyType(
    {
        "texts": "schema/lint.json",
        "targets": "schema/targets.json",
        "codes": "schema/code_rules.json",
        "amounts": "schema/amount_words.json",
        "procurement": "schema/procurement.json",
        "assets": "schema/assets.json",
        "published": "schema/published.json",
        "fund_types": "schema/fund_types.json",
        "thresholds": "schema/thresholds.json",
    }
)
"""Where each part of `Lists` is; JSON is YAML, and so a fault has a line."""

_REPLACEABLE = frozenset({"schema/thresholds.json"})
"""Rules take the other files at their word: what `year` finds is read as a number."""

_UNITS = "schema/units.json"
_NO_MONEY = Unit("", 1)
"""No list has amounts."""


@kept
def load_lists(resources: Resources) -> tuple[Lists | None, tuple[Diagnostic, ...]]:
    """Return the lists, or what is wrong with them.

    Raises:
        DataFaultError: a file is missing, or the workspace has another than it may have.
    """
    hints = typing.get_type_hints(Lists)
    parts: dict[str, Any] = {"units": resources.parsed(_UNITS, load_units)}
    findings: list[Diagnostic] = []
    for part, name in FILES.items():
        read = resources.parsed if name in _REPLACEABLE else resources.parsed_as_shipped
        text = read(name, str)
        parts[part], found = _bound(name, text, hints[part])
        findings.extend(found)
    return (None if findings else Lists(**parts)), tuple(findings)


def _bound(name: str, text: str, kind: Any) -> tuple[Any, tuple[Diagnostic, ...]]:
    tree, findings = read_bytes(name, text.encode())
    if tree is None or findings:
        return None, findings
    findings = _schema(kind).check(tree)
    if findings:
        return None, findings
    binding = Binding(tree, _NO_MONEY)
    return binding.bind(kind, tree.root), tuple(binding.findings)


@cache
def _schema(kind: Any) -> Schema:
    return make_schema(shape_of(kind))
