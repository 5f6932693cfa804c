"""What a form asks of a place of the schema: a cell, a grid of rows, or a mapping of known keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.form.model import Kind
from budgetc.source.shape import Shape

_DAY = "#/$defs/date"


def mappings_in(shape: Shape, keys: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the ways to the mappings of known keys inside one, outer ones first."""
    for key in keys_to_fill(shape):
        below = shape.under(key)
        if below.keys and not is_list(below):
            yield (*keys, key)
            yield from mappings_in(below, (*keys, key))


def along(shape: Shape, keys: Iterable[str]) -> Shape:
    """Return the shape of what keys lead to."""
    for key in keys:
        shape = shape.under(key)
    return shape


def is_list(shape: Shape) -> bool:
    """Tell whether items stand at a place."""
    return shape.here.get("type") == "array"


def is_keyed(shape: Shape) -> bool:
    """Tell whether a mapping by codes stands at a place, whose keys people choose."""
    return "patternProperties" in shape.here


def keys_to_fill(shape: Shape) -> tuple[str, ...]:
    """Return the keys that may stand in a place, but for what proves its amounts, a file."""
    return tuple(key for key in shape.keys if not shape.under(key).is_evidence)


def is_leaf(shape: Shape) -> bool:
    """Tell whether one cell holds what stands at a place: a value, or a list of words."""
    if is_list(shape):
        item = shape.under(None)
        return not (item.keys or is_list(item) or is_keyed(item))
    return not (keys_to_fill(shape) or is_keyed(shape))


def has_rows(shape: Shape) -> bool:
    """Tell whether what stands at a place is a grid of its own."""
    return (is_list(shape) or is_keyed(shape)) and not is_leaf(shape)


def kind_of(shape: Shape) -> Kind:
    """Return what may stand in a cell for a place; words, where nothing is said of it."""
    here = shape.here
    told = here.get("type", ())
    types = {told} if isinstance(told, str) else set(told)
    for is_it, kind in (
        ("array" in types, Kind.ITEMS),
        (shape.is_amount, Kind.AMOUNT),
        (shape.is_code, Kind.CODE),
        ("enum" in here, Kind.CHOICE),
        (here.get("$ref") == _DAY, Kind.DAY),
        (types == {"boolean"}, Kind.FLAG),
        (types == {"integer"}, Kind.WHOLE),
        (types == {"number"}, Kind.NUMBER),
        # Not what may be a text or a whole number: a phone's, whose first 0 no number keeps.
        ({"string", "number"} <= types, Kind.NUMBER_OR_WORDS),
    ):
        if is_it:
            return kind
    return Kind.WORDS
