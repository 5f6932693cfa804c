"""Reading a data file of this project into the dataclass that says its form."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections import abc
from collections.abc import Mapping
from functools import cache
from typing import Any

from budgetc.diagnostics import Diagnostic
from budgetc.numbers.money import Unit
from budgetc.numbers.values import Code
from budgetc.schema.check import Schema, make_schema
from budgetc.source.read import read_bytes

_NO_MONEY = Unit("", 1)
"""No such file has amounts."""

_SCALARS: Mapping[Any, Mapping[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Code: {"type": "string", "pattern": "^[0-9]+$"},
}


def bound_data(name: str, content: bytes, kind: Any) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return a file as a value of a type, or what is wrong with it; JSON is read as YAML."""
    return _schema(kind).bind(read_bytes(name, content), kind, _NO_MONEY)


@cache
def _schema(kind: Any) -> Schema:
    return make_schema(_shape_of(kind))


def _shape_of(hint: Any) -> dict[str, Any]:
    """Return what a value of a type looks like in a file, as JSON Schema.

    Keys of a dataclass are needed unless they have a default. `Annotated` types add to the schema
    what they are annotated with; a class may say by `SHAPE` what it is made of.
    """
    if hasattr(hint, "SHAPE"):
        return dict(hint.SHAPE)
    if dataclasses.is_dataclass(hint):
        return _mapping(typing.cast("type", hint))
    arguments = typing.get_args(hint)
    match typing.get_origin(hint):
        case None:
            shape = {"type": "null"} if hint is types.NoneType else dict(_SCALARS[hint])
        case typing.Annotated:
            shape = {**_shape_of(arguments[0]), **dict(arguments[1:])}
        case types.UnionType | typing.Union:
            shape = {"anyOf": [_shape_of(each) for each in arguments]}
        case abc.Mapping:
            shape = {"type": "object", "additionalProperties": _shape_of(arguments[1])}
        case _:
            shape = {"type": "array", "items": _shape_of(arguments[0])}
    return shape


def _mapping(cls: type) -> dict[str, Any]:
    hints = typing.get_type_hints(cls, include_extras=True)
    fields = dataclasses.fields(cls)
    return {
        "type": "object",
        "properties": {field.name: _shape_of(hints[field.name]) for field in fields},
        "required": [field.name for field in fields if field.default is dataclasses.MISSING],
        "additionalProperties": False,
    }
