"""The other words for keys and values, in a schema that editors read.

Each may be typed, and of those for a key one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from budgetc.editor.lists import Subschema
from budgetc.source.shape import Shape

_CONDITIONS = ("required", "allOf", "anyOf", "oneOf", "not", "if", "then", "else")
"""The words of a schema that ask for keys of the mapping that it is about."""


_FLAGS = (True, False)


def put_words(schema: Subschema) -> None:
    """Let each key be typed by the other words for it, of all of them one at a time.

    A word refers to its key, so that the file does not grow with what stands under it. So may each
    value of a choice, which is offered with what it is called.
    """
    for part in tuple(_choices(schema)):
        _put_values(part, Shape(schema, part))
    for pointer, part in tuple(_mappings(schema, "#")):
        ways: dict[str, list[str]] = {}
        for word, key in Shape(schema, part).key_words.items():
            ways.setdefault(key, [key]).append(word)
        if not ways:
            continue
        twice = (pair for one in ways.values() for pair in combinations(one, 2))
        asked = _asked({word: part[word] for word in _CONDITIONS if word in part}, ways)
        for key, words in ways.items():
            for word in words[1:]:
                part["properties"][word] = {"$ref": f"{pointer}/properties/{key}"}
        part.pop("required", None)
        part.update(asked)
        refused = {"not": {"anyOf": [{"required": [*pair]} for pair in twice]}}
        part["allOf"] = [*asked.get("allOf", ()), refused]


def _put_values(part: Subschema, shape: Shape) -> None:
    if shape.value_words and part.get("type") == "boolean":
        del part["type"]
        part["enum"] = [*_FLAGS]
    if shape.value_words and "enum" in part:
        told = part.get("enumDescriptions") or [
            _called(str(value).lower() if value in _FLAGS else str(value), shape)
            for value in part["enum"]
        ]
        part["enumDescriptions"] = [*told, *map(str, shape.value_words.values())]
        part["enum"] = [*part["enum"], *shape.value_words]


def _called(value: str, shape: Shape) -> str:
    """Return what a value is called in both languages, as far as it is not what is typed."""
    name = shape.words.get(value)
    told = (name.zh, name.en) if name is not None else (shape.other_values.get(value, ""),)
    return " · ".join(word for word in dict.fromkeys(told) if word != value)


def _choices(part: object) -> Iterator[Subschema]:
    """Yield the parts of a schema that list the values that may stand there."""
    if isinstance(part, dict):
        if isinstance(part.get("enum"), list) or part.get("type") == "boolean":
            yield part
        for below in part.values():
            yield from _choices(below)
    elif isinstance(part, list):
        for below in part:
            yield from _choices(below)


def _asked(condition: Subschema, ways: Mapping[str, Sequence[str]]) -> Subschema:
    """Return a condition that asks for keys as one that takes each of the words for them."""
    asked = dict(condition)
    needed = asked.pop("required", [])
    for word in _CONDITIONS:
        if isinstance(asked.get(word), list):
            asked[word] = [_asked(one, ways) for one in asked[word]]
        elif isinstance(asked.get(word), dict):
            asked[word] = _asked(asked[word], ways)
    if isinstance(asked.get("properties"), dict):
        named = asked["properties"].items()
        asked["properties"] = {way: one for key, one in named for way in ways.get(key, (key,))}
    alone = [key for key in needed if key not in ways]
    one_of = [
        {"anyOf": [{"required": [way]} for way in ways[key]]} for key in needed if key in ways
    ]
    if alone:
        asked["required"] = alone
    else:
        asked.pop("required", None)
    if one_of:
        asked["allOf"] = [*asked.get("allOf", ()), *one_of]
    return asked


def _mappings(part: object, pointer: str) -> Iterator[tuple[str, Subschema]]:
    """Yield the parts of a schema that name keys, each with the way to it."""
    if isinstance(part, dict):
        named = part.get("properties")
        if isinstance(named, dict) and part.get("additionalProperties") is False:
            yield pointer, part
        for key, below in part.items():
            yield from _mappings(below, f"{pointer}/{key}")
    elif isinstance(part, list):
        for number, below in enumerate(part):
            yield from _mappings(below, f"{pointer}/{number}")
