"""Reading a data file of this project into the dataclass that says its form."""

from __future__ import annotations

from functools import cache
from typing import Any

from budgetc.diagnostics import Diagnostic
from budgetc.numbers.money import Unit
from budgetc.schema.check import Schema, make_schema
from budgetc.schema.shapes import shape_of
from budgetc.source.read import read_bytes

_NO_MONEY = Unit("", 1)
"""No such file has amounts."""


def bound_data(name: str, content: bytes, kind: Any) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return a file as a value of a type, or what is wrong with it; JSON is read as YAML."""
    return _schema(kind).bind(read_bytes(name, content), kind, _NO_MONEY)


@cache
def _schema(kind: Any) -> Schema:
    return make_schema(shape_of(kind))
