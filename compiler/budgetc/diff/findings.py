"""Findings of two states of a source: which are new, which are mended, which are still there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Mapping
from itertools import chain

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH
from budgetc.diagnostics.spans import Span
from budgetc.diff.identity import names_of
from budgetc.diff.model import FindingsChange
from budgetc.diff.versions import Version
from budgetc.source.nodes import Mapping as Node_
from budgetc.source.nodes import Node, Scalar, SourceTree


def findings_change(
    before: Version | None, after: Version | None, renamed: Mapping[str, str]
) -> FindingsChange:
    """Return what became of the findings of a source.

    A finding is the same if its code, its words and its place are: the place by keys and codes, not
    by line. What a source waives is no finding here; one that was waived since is still there.

    Args:
        before: the first state.
        after: the second state.
        renamed: names of files in the first state, and what they are called in the second.
    """
    olds = before.findings if before else ()
    news = after.findings if after else ()
    old_names = [_identity(found, before, renamed) for found in olds]
    new_names = [_identity(found, after, {}) for found in news]
    known, there = Counter(old_names), Counter(new_names)
    new: list[Diagnostic] = []
    still: list[Diagnostic] = []
    fixed: list[Diagnostic] = []
    for found, name in zip(news, new_names, strict=True):
        was_known = known[name] > 0
        known[name] -= was_known
        if found.waived is None:
            (still if was_known else new).append(found)
    for found, name in zip(olds, old_names, strict=True):
        if there[name] > 0:
            there[name] -= 1
        elif found.waived is None:
            fixed.append(found)
    return FindingsChange(tuple(new), tuple(fixed), tuple(still))


def _identity(found: Diagnostic, version: Version | None, renamed: Mapping[str, str]) -> Hashable:
    file = renamed.get(found.span.file, found.span.file)
    tree = version.tree if version else None
    inside = tree is not None and tree.file == found.span.file
    place = _place(tree, found.span) if tree is not None and inside else ()
    words = ENGLISH(found.message)
    for old, new in renamed.items():
        words = words.replace(old, new)
    return found.code, file, words, place


def _place(tree: SourceTree, span: Span) -> tuple[str, ...]:
    """Return the way to the innermost value that holds a place, by keys and by names of entries."""
    place: list[str] = []
    node: Node | None = tree.root
    while node is not None and not isinstance(node, Scalar):
        node = _inside(tree, node, span, place)
    return tuple(place)


def _inside(tree: SourceTree, node: Node, span: Span, place: list[str]) -> Node | None:
    at = (span.line, span.column)
    if isinstance(node, Node_):
        for key, (key_node, child) in node.entries.items():
            begin, end = tree.span(key_node), tree.span(child)
            if (begin.line, begin.column) <= at < (end.end_line, end.end_column):
                place.append(key)
                return child
    elif not isinstance(node, Scalar):
        line, column = span.line - 1, span.column - 1
        after = bisect_right(node.items, (line, column), key=lambda n: (n.line, n.column))
        item = node.items[after - 1] if after else None
        if item is not None and (line, column) < (item.end_line, item.end_column):
            place.append("/".join(chain.from_iterable(names_of(item))))
            return item
    return None
