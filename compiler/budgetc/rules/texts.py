"""The words of a source: every sentence that a person typed, with its place."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache, cached_property
from typing import Any, get_args

from budgetc.budget.declarations import Typed
from budgetc.budget.model import Budget
from budgetc.budget.paths import keys_of
from budgetc.budget.sections import Entry
from budgetc.diagnostics.spans import Span
from budgetc.frozen import frozen, is_frozen
from budgetc.lists import Found, Pattern, Together
from budgetc.lists.model import TextLists
from budgetc.source.nodes import Mapping, Node, Path, Scalar, Sequence, children
from budgetc.source.origin import Origin, Place

PROSE = frozenset(
    {
        "arrangements",
        "basis",
        "exempt",
        "goal",
        "implementers",
        "introduction",
        "legal_basis",
        "meaning",
        "other_matters",
        "over_establishment",
        "overview",
        "plan",
        "points",
        "reason",
        "restated",
        "targets_exempt",
        "text",
        "variance_reason",
    }
)
"""Keys under which sentences are typed; names, units and codes are no sentences."""

NAMES = frozenset({"also_named", "contact", "merged_units", "name", "offices", "own_office"})
"""Keys under which the department, what is under it and its projects are called."""

_SENTENCE = 40
"""From how many characters on what is typed under any other key is a sentence."""

_UNPRINTED = frozenset({"expect", "local_codes", "waive"})
"""Keys of the source whose entries speak to those who check it, not to readers."""

_DUTIES = ("department", "functions")
"""Where the duties of a department stand."""

_AROUND = 8
"""How many characters a message shows on either side of what it speaks of."""


@frozen()
class TypedText:
    """One text of a source.

    Attributes:
        key: under which it stands, such as `reason`.
        value: the words.
        origin: the mapping that has the key.
        node: the written value itself.
        item: its position in the list under that key, if it stands in one.
    """

    key: str
    value: str
    origin: Origin
    node: Scalar
    item: int | None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.origin, self.key, self.item)

    def span(self) -> Span:
        """Return where it stands."""
        return self.origin.tree.span(self.node)

    def around(self, found: Found) -> str:
        """Return what a pattern found in it, with a few characters around it."""
        return excerpt(self.value, found.start, found.end)

    def is_of_a_duty(self) -> bool:
        """Tell whether it stands among the duties of a department."""
        return self.origin.path[: len(_DUTIES)] == _DUTIES

    def is_printed(self) -> bool:
        """Tell whether readers of the document may see it."""
        return not self.origin.path or self.origin.path[0] not in _UNPRINTED


def typed_texts(budget: Budget) -> tuple[TypedText, ...]:
    """Return the texts of a source in the order of its keys; of its units, none.

    What its jurisdiction declares comes last: of that, no list says which keys hold sentences, and
    a text that is longer than a name is one.
    """
    found: list[TypedText] = []
    _gather(budget, found)
    if budget.sections is not None:
        found += _declared(budget.sections)
    return tuple(found)


def typed_names(budget: Budget) -> Iterator[TypedText]:
    """Yield what the parts of a department, its units and its projects are called."""
    department = budget.department
    for entry in (department, *department.subordinate_units, *budget.projects, budget.performance):
        if entry is not None:
            for key in sorted(NAMES & entry.origin.node.entries.keys()):
                if entry is not department or key != "name":
                    yield from _written(key, entry.origin, entry.origin.node.entries[key][1])


def texts_under(budget: Budget, keys: Container[str]) -> Iterator[TypedText]:
    """Yield what is typed under some keys of a source, whatever it is: who names them means it."""
    return _under(budget.origin, budget.origin.node, budget.origin.path, keys)


def _under(above: Origin, node: Node, path: Path, keys: Container[str]) -> Iterator[TypedText]:
    here = Origin(above.tree, node, path) if isinstance(node, Mapping) else above
    for key, child in children(node):
        if isinstance(key, str) and key in keys:
            yield from _written(key, here, child)
        yield from _under(here, child, (*path, key), keys)


def _declared(entry: Entry) -> Iterator[TypedText]:
    for key, value in entry.values.items():
        if entry.shape.under(key).dimension:
            continue
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Entry):
                yield from _declared(part)
        node = entry.origin.node.get(key)
        if node is not None and not isinstance(value, int):
            for text in _written(key, entry.origin, node):
                if text.node.value == text.value and len(text.value) >= _SENTENCE:
                    yield text


def _gather(entry: Typed, found: list[TypedText]) -> None:
    kind: Any = type(entry)
    entries = entry.origin.node.entries
    for name in _names_with_texts(kind):
        if name in PROSE:
            if name in entries:
                found += _written(name, entry.origin, entries[name][1])
            continue
        value = getattr(entry, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Typed):
                _gather(part, found)


@cache
def _names_with_texts(cls: Any) -> tuple[str, ...]:
    """Return the fields that are sentences, or hold entries that may have some."""
    keys = keys_of(cls).items()
    return tuple(name for name, hint in keys if name in PROSE or _holds_entries(hint))


def _holds_entries(hint: Any) -> bool:
    return is_frozen(hint) or any(map(_holds_entries, get_args(hint)))


def _written(key: str, origin: Origin, node: Node) -> Iterator[TypedText]:
    is_list = isinstance(node, Sequence)
    for at, item in enumerate(node.items if isinstance(node, Sequence) else (node,)):
        if isinstance(item, Scalar) and item.text.strip():
            yield TypedText(key, item.text, origin, item, at if is_list else None)


class Texts(tuple[TypedText, ...]):
    """Texts that several rules look for something in."""

    @cached_property
    def together(self) -> Together:
        """What stands in them."""
        return Together([text.value for text in self])


def matching(texts: Texts, pattern: Pattern) -> list[TypedText]:
    """Return those of some texts that a pattern matches."""
    found = pattern.among(texts.together)
    return [text for text in texts if text.value in found] if found else []


def split_at(text: str, marks: str) -> list[str]:
    """Return the parts of a text between some marks, without empty ones."""
    for mark in marks:
        text = text.replace(mark, marks[0])
    return [part for part in text.split(marks[0]) if part]


def clauses(text: str, lists: TextLists) -> list[str]:
    """Return the clauses of a text, without the marks and blanks between them."""
    for mark in lists.clause_mark:
        text = text.replace(mark, " ")
    return text.split()


def excerpt(text: str, start: int, end: int) -> str:
    """Return a passage of a text with a few characters around it, … where more was left out."""
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    head, tail = "…" if left else "", "…" if right < len(text) else ""
    return f"{head}{text[left:right]}{tail}"
