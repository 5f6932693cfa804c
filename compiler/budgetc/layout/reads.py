"""Which typed values a document was made of, and which were typed for nothing.

Every value that a template looks up, a table shows or a sum counts is recorded as it is read. What
is left over reaches neither print nor a figure. The schema says of some keys what they serve
besides (`x-serves`), the rules or the reading of the source; and of others that they say something
of what they stand beside (`x-beside`), and are read with it. What rules look at may be for readers
all the same (`x-to-print`): a reason that no document prints is told. A note about an amount serves
nothing where the amount was not typed (`x-only-with`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple
from budgetc.ledger import NO_FACTS, Amounts, Fact, Mask
from budgetc.numbers.values import by_fund_key
from budgetc.source.identity import Names
from budgetc.source.nodes import Mapping, Node, Path, Scalar, SourceTree, children
from budgetc.source.origin import Origin
from budgetc.source.shape import Shape


class Kept(NamedTuple):
    """What of a source other documents of its department are made of, so that it may not go.

    Attributes:
        sections: that the other sources of the department have; what stands in them may go.
        values: keys in these sections that may not go either.
        lines: the identities of lines of which the department tells what they type.
    """

    sections: Container[str] = ()
    values: Container[str] = ()
    lines: Container[int] = ()


NOTHING_KEPT = Kept()
"""No other document is made of a source."""


class Reads:
    """What was read so far for one document."""

    def __init__(self, amounts: Amounts) -> None:
        """Begin with nothing read of some amounts."""
        self._amounts = amounts
        self.mask = NO_FACTS
        self._entries: set[int] = set()
        """The identities of typed entries, each a key with its value: numbers cost no object."""

    def value(self, origin: Origin, key: str) -> None:
        """Record that the value of a key was read, wherever it was typed."""
        if origin.elsewhere is None:  # as mostly
            self._add(origin.node, key)
            return
        for place in origin.places(key):
            self._add(place.origin.node, place.key)

    def bodies(self, department: Origin) -> None:
        """Record that a department's own office was named beside its units."""
        self.value(department, "own_office")

    def texts(self, rows: Iterable[Origin | None], keys: Iterable[str]) -> None:
        """Record that the values of some keys were read of the entry of each row that has one."""
        shown = tuple(keys)
        for origin in rows:
            if origin is not None and origin.elsewhere is None:  # as mostly
                entries = origin.node.entries
                self._entries.update([id(entries[key]) for key in shown if key in entries])
            elif origin is not None:
                for key in shown:
                    self.value(origin, key)

    def _add(self, node: Mapping, key: str) -> None:
        entry = node.entries.get(key)
        if entry is not None:
            self._entries.add(id(entry))

    def sum(self, mask: Mask) -> None:
        """Record that facts were added up."""
        self.mask = self._amounts.either(self.mask, mask)

    def sums(self, rows: Iterable[Mask], columns: Iterable[Mask]) -> None:
        """Record that what each row shares with each column was added up."""
        either = self._amounts.either
        self.sum(self._amounts.both(either(*rows), either(*columns)))

    def unused(
        self, tree: SourceTree, facts: Iterable[Fact], kept: Kept = NOTHING_KEPT
    ) -> Iterator[Diagnostic]:
        """Yield what was typed in a file and is read nowhere, entry by entry.

        Args:
            tree: the file.
            facts: those of the mask.
            kept: what may not go, for the department is made of it.
        """
        typed = [fact.origin.node.entries.get(fact.key) for fact in facts]
        self._entries.update([id(entry) for entry in typed if entry is not None])
        _, left = self._left(tree.root, tree.shape, (), kept)
        names = Names(tree)
        for path, *others in _alike(tree, left):
            name = names.address(path).name
            problem = msg("{path} is typed, and the document is made without it", path=name)
            if others:
                problem = msg(
                    "{path} is typed, and the document is made without it, as without that of "
                    "{count} more of its list",
                    path=name,
                    count=len(others),
                )
            yield finding("DOC002", problem, _span(tree, path), hint=self._way_out(tree, path))

    def _left(self, node: Node, shape: Shape, path: Path, kept: Kept) -> tuple[bool, list[Path]]:
        """Return whether anything of a node was read, and which optional parts of it were not."""
        unread = self._unread(node)
        read = isinstance(node, Mapping) and len(unread) < len(node.entries)
        left: list[Path] = []
        for key, child in unread:
            below = shape.under(key if isinstance(key, str) else None)
            if below.only_with and _is_about_nothing(node, shape, below.only_with):
                left += self._lost(key, child, shape, path)
            elif below.serves:
                read = True
                if below.is_to_print and id(node) not in kept.lines:
                    left += self._lost(key, child, shape, path)
            elif below.stands_beside:
                continue
            elif id(node) in kept.lines or self._is_read(child):
                read = True
            elif not isinstance(child, Scalar):
                inside, rest = self._left(child, below, (*path, key), kept)
                read = read or inside
                stays = inside or key in kept.sections
                left += rest if stays else self._lost(key, child, shape, path)
            elif _is_of_all(key, path, kept):
                read = True
            else:
                left += self._lost(key, child, shape, path)
        return read, left

    def _unread(self, node: Node) -> list[tuple[str | int, Node]]:
        """Return what a node holds that was not read as a whole."""
        if isinstance(node, Mapping):
            read, entries = self._entries, node.entries
            return [(key, entry[1]) for key, entry in entries.items() if id(entry) not in read]
        return list(children(node))

    def _is_read(self, node: Node) -> bool:
        """Tell whether a mapping has entries, and each was read as a whole: so it is with most."""
        if not isinstance(node, Mapping) or not node.entries:
            return False
        return self._entries.issuperset(map(id, node.entries.values()))

    def _way_out(self, tree: SourceTree, path: Path) -> Message:
        """Return what to do about what is read nowhere: a word may do in its place.

        Not where the document has the same of another entry of the list.
        """
        above, _ = tree.at(path[:-1])
        key = tree.shape.at(path[:-1]).instead_of(str(path[-1]))
        may_do = isinstance(above, Mapping) and key not in above.entries
        if key and may_do and not self._has_another(tree, path):
            return msg(
                "write {key}: true in its place; or, if all of it belongs into the document, ask "
                "those who keep the layout",
                key=key,
            )
        if tree.shape.at(path).serves:
            return msg(
                "rules look at it, so that it may stay; if it belongs into the document, ask those "
                "who keep the layout"
            )
        return msg("delete it; or, if it belongs into the document, ask those who keep the layout")

    def _has_another(self, tree: SourceTree, path: Path) -> bool:
        """Tell whether anything was read under the key that a path ends with, in the same list."""
        entries, rest = tree.at(path[:-2])
        same = [one.get(str(path[-1])) for _, one in children(entries) if isinstance(one, Mapping)]
        return not rest and any(
            len(self._unread(one)) < len(one.entries) for one in same if isinstance(one, Mapping)
        )

    @staticmethod
    def _lost(key: str | int, node: Node, shape: Shape, above: Path) -> tuple[Path, ...]:
        """Return the path of what was not read, unless it says nothing, or has to be there."""
        is_lost = key not in shape.required and _says_something(node)
        return ((*above, key),) if is_lost else ()


class Unread(Reads):
    """What was read where nobody asks: a region's amounts were typed in no file of its own."""

    def value(self, origin: Origin, key: str) -> None:
        """Record nothing."""

    def texts(self, rows: Iterable[Origin | None], keys: Iterable[str]) -> None:
        """Record nothing."""

    def sum(self, mask: Mask) -> None:
        """Record nothing."""

    def sums(self, rows: Iterable[Mask], columns: Iterable[Mask]) -> None:
        """Record nothing."""


def _is_of_all(key: str | int, above: Path, kept: Kept) -> bool:
    return bool(above) and above[0] in kept.sections and key in kept.values


def _is_about_nothing(node: Node, shape: Shape, amount: str) -> bool:
    """Tell whether a node has no amount under the key that a note beside it is about."""
    keys = (shape.written(key) for key in (amount, by_fund_key(amount)))
    return isinstance(node, Mapping) and not any(key in node.entries for key in keys)


def _says_something(node: Node) -> bool:
    """Tell whether any value is written under a node."""
    if isinstance(node, Scalar):
        return node.value is not None
    return any(_says_something(child) for _, child in children(node))


def _alike(tree: SourceTree, paths: Iterable[Path]) -> Iterable[Sequence[Path]]:
    """Return paths of what was not read, together where it may stay in each entry of a list.

    A layout that prints no reasons prints none of a hundred lines, and rules ask for all of them.
    """
    groups: dict[Path, list[Path]] = defaultdict(list)
    for path in paths:
        stays = tree.shape.at(path).serves
        groups[tuple(key for key in path if isinstance(key, str)) if stays else path].append(path)
    return groups.values()


def _span(tree: SourceTree, path: Path) -> Span:
    above, _ = tree.at(path[:-1])
    key = path[-1]
    if isinstance(above, Mapping) and isinstance(key, str):
        return tree.span(above.entries[key][0])
    node, _ = tree.at(path)
    return tree.span(node)
