"""A list of codes inside a schema: offered with its names, explained under the pointer.

Nothing here takes part in validation. `defaultSnippets` is a word of editors that validators pass
over, and what stands under `then` is a title and a description. So a code that is not listed stays
what it is to the compiler: something to warn of, no mistake of form.

What yaml-language-server does with other forms was tried with the real one: a list under `enum` or
`const` is offered without its names, and the whole of it is printed under the pointer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from budgetc.classification import CodeList, Entry, typed_as_number
from budgetc.diagnostics.characters import printable
from budgetc.frozen import frozen

Subschema = dict[str, Any]
"""A part of a JSON Schema."""

_DEEPEST = 3
"""How many levels a list has at most."""


@frozen()
class Item:
    """One value of a list.

    Attributes:
        value: as typed.
        name: its official name.
        label: what is offered, and found by typing any of its words.
        meaning: the rest of what there is to say; may be empty.
    """

    value: str
    name: str
    label: str
    meaning: str


def items_of(codes: CodeList, level: str) -> tuple[Item, ...]:
    """Return the codes of one level, in their order, each with the names above it."""
    return tuple(_item(entry, codes) for entry in codes.of_level(level))


def _item(entry: Entry, codes: CodeList) -> Item:
    names = [printable(above.name) for above in codes.kin(entry.code)]
    # Many items have the same name, and differ in the name above.
    above = f" ({names[-2]})" if len(names) == _DEEPEST else ""
    meaning = " › ".join(names) + (f" · {printable(entry.group)}" if entry.group else "")
    return Item(entry.code, names[-1], f"{entry.code} {names[-1]}{above}", meaning)


def offered(items: Iterable[Item]) -> list[Subschema]:
    """Return what an editor offers to insert; a code is inserted as a number."""
    return [
        {
            "label": item.label,
            "body": int(item.value) if typed_as_number(item.value) else item.value,
        }
        for item in items
    ]


def explained(items: Iterable[Item], steps: Sequence[int]) -> list[Subschema]:
    """Return the parts that put a name to a code, however it is written: 2013801 or 201-38-01.

    Editors try the parts on every code of a source; class by class, they have to try few.

    Args:
        items: the codes.
        steps: how many digits those of each level have.
    """
    listed = tuple(items)
    numbers = (item for item in listed if typed_as_number(item.value))
    groups = groupby(numbers, key=lambda item: (item.value[: steps[0]], len(item.value)))
    return [
        *(
            {
                "if": _begins_with(prefix, length),
                "then": {"allOf": [_named(item, steps) for item in members]},
            }
            for (prefix, length), members in groups
        ),
        *(_called(item) for item in listed if not typed_as_number(item.value)),
    ]


def _begins_with(prefix: str, length: int) -> Subschema:
    following = 10 ** (length - len(prefix))
    lowest = int(prefix) * following
    return {"minimum": lowest, "maximum": lowest + following - 1, "pattern": f"^{prefix}"}


def _named(item: Item, steps: Sequence[int]) -> Subschema:
    number = int(item.value)
    written = "-?".join(_parts(item.value, steps))
    return {
        "if": {"minimum": number, "maximum": number, "pattern": f"^{written}$"},
        "then": _meaning(item),
    }


def _called(item: Item) -> Subschema:
    """Return the part that puts a name to a code of letters."""
    written = item.value.replace(".", "[.]")
    return {"if": {"type": "string", "pattern": f"^{written}$"}, "then": _meaning(item)}


def _meaning(item: Item) -> Subschema:
    return {"title": f"{item.value} {item.name}", "description": item.meaning}


def _parts(code: str, steps: Sequence[int]) -> Iterator[str]:
    for begin, end in pairwise((0, *(step for step in steps if step < len(code)), len(code))):
        yield code[begin:end]
