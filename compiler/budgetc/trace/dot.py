"""A derivation as a graph in the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Translator
from budgetc.trace.derivation import Derivation
from budgetc.trace.text import commit_text, formula_text, leaf_text, merged, value_text

_HEAD = ("digraph trace {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif"];')


def dot_lines(node: Derivation, translator: Translator) -> Iterator[str]:
    """Yield a derivation as a directed graph: from each value to what it was made of."""
    yield from _HEAD
    yield from _graph(node, translator, count(), None)
    yield "}"


def _graph(
    node: Derivation, translator: Translator, numbers: Iterator[int], above: int | None
) -> Iterator[str]:
    node = merged(node)
    number = next(numbers)
    lines = "\\n".join(_escaped(line) for line in _lines(node, translator))
    shape = ", style=rounded" if node.leaf is not None else ""
    yield f'  n{number} [label="{lines}"{shape}];'
    if above is not None:
        yield f"  n{above} -> n{number};"
    for child in node.children:
        yield from _graph(child, translator, numbers, number)


def _lines(node: Derivation, translator: Translator) -> Iterator[str]:
    yield f"{node.words(translator)} = {value_text(node)}"
    if node.leaf is not None:
        yield leaf_text(node.leaf)
        if node.leaf.commit is not None:
            yield translator(commit_text(node.leaf.commit))
    elif (formula := formula_text(node)) is not None:
        yield translator(formula)
    if node.note is not None:
        yield translator(node.note)


def _escaped(text: str) -> str:
    return printable(text).replace("\\", "\\\\").replace('"', '\\"')
