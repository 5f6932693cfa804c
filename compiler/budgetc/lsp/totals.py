"""What each list of amounts comes to, shown behind its key."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import NamedTuple
from budgetc.lsp.amounts import by_flow, sums, typed_under
from budgetc.lsp.session import Place, View
from budgetc.numbers.money import money_text
from budgetc.source.nodes import Mapping, Node, Path, Scalar, children


class Total(NamedTuple):
    """What is shown at the end of a line."""

    place: Place
    text: Message


def totals(view: View, first: int, last: int) -> tuple[Total, ...]:
    """Return the totals to be shown on the lines from one to another, both counted from 1."""
    tree, draft = view.compilation.tree, view.compilation.draft
    if tree is None or draft is None:
        return ()
    found: list[Total] = []
    for key, path in _lists(tree.root, ()):
        number = key.line + 1
        if not first <= number <= last:
            continue
        of_it = [sums(facts).now for _, facts in by_flow(typed_under(draft, tree.file, path))]
        if len(of_it) == 1 and (total := of_it[0]) is not None:
            text = msg("= {amount}", amount=money_text(total, draft.unit))
            line = view.line(tree.file, number).rstrip()
            found.append(Total(Place(number, len(line) + 1), text))
    return tuple(found)


def _lists(node: Node, path: Path) -> Iterator[tuple[Scalar, Path]]:
    """Yield the keys that hold lists or parts in blocks, each with its path."""
    for key, child in children(node):
        below = (*path, key)
        if isinstance(node, Mapping) and not isinstance(child, Scalar):
            written, _ = node.entries[str(key)]
            if child.line > written.line:
                yield written, below
        yield from _lists(child, below)
