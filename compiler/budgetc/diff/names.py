"""What entries of a source are called: codes by their names, projects by theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as MappingType
from functools import cached_property
from types import MappingProxyType

from budgetc.classification import Catalogue
from budgetc.diff.identity import names_of
from budgetc.diff.model import Step
from budgetc.source.nodes import Mapping, Node, Path, Scalar, Sequence

_LONGEST = 30
"""How many characters of a text stand for an entry that has no shorter name."""

_TELLING = 2
"""How many of its values name an entry whose first does not tell it from its neighbours."""

_LISTS: MappingType[str, str] = MappingProxyType(
    {
        "by_function": "function",
        "matrix": "function",
        "purposes": "function",
        "by_economic": "economic",
        "economic": "economic",
        "revenue": "fund",
    }
)
"""Of lists whose entries are named by codes: which codes."""


class EntryNames:
    """Names the entries of one list."""

    def __init__(self, path: Path, entries: Sequence, catalogue: Catalogue | None) -> None:
        """Prepare for a list.

        Args:
            path: of the list.
            entries: the list.
            catalogue: the code lists, if they can be read.
        """
        self._path = path
        self._entries = entries.items
        self._catalogue = catalogue

    def step(self, position: int) -> Step:
        """Return the step to an entry."""
        return Step(self._keys[position], self._name(position), entry=True)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        """What tells each entry from the others: a name, two, or its place among its like."""
        names = [names_of(node) for node in self._entries]
        firsts = Counter(name[:1] for name in names)
        twos = Counter(name[:_TELLING] for name in names)
        seen: Counter[tuple[tuple[str, str], ...]] = Counter()
        keys = []
        for position, name in enumerate(names, start=1):
            told = name[:1] if firsts[name[:1]] == 1 else name[:_TELLING]
            seen[told] += 1
            key = "/".join(_short(value) for _, value in told) or str(position)
            several = bool(told) and firsts[name[:1]] > 1 and twos[told] > 1
            keys.append(f"{key}#{seen[told]}" if several else key)
        return tuple(keys)

    def _name(self, position: int) -> str:
        node = self._entries[position]
        names = names_of(node)
        first = names[0][1] if names else ""
        return _name(self._path, node, first, self._catalogue)


def key_step(path: Path, key: str, catalogue: Catalogue | None) -> Step:
    """Return the step to a key of a mapping; some have codes as their keys."""
    if path[-1:] == ("economic",):
        return Step(key, _code_name("economic", key, catalogue), entry=True)
    return Step(key)


def _name(path: Path, node: Node, first: str, catalogue: Catalogue | None) -> str:
    written = node.get("name") if isinstance(node, Mapping) else None
    if isinstance(written, Scalar) and written.text != first:
        return _short(written.text)
    list_name = path[-1] if path and isinstance(path[-1], str) else ""
    return _code_name(_LISTS.get(list_name, ""), first, catalogue)


def _code_name(dimension: str, code: str, catalogue: Catalogue | None) -> str:
    codes = catalogue.lists().get(dimension) if catalogue else None
    entry = codes.get(code.replace("-", "")) if codes else None
    return entry.name if entry else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
