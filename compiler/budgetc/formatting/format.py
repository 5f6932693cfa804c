"""A source's text to its canonical one, and the proof that nothing else has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Message, msg
from budgetc.formatting.order import order
from budgetc.formatting.write import write
from budgetc.frozen import frozen
from budgetc.source.identity import Names, plain_code
from budgetc.source.keys import Saying, said, text_with_known_keys, with_known_keys
from budgetc.source.nodes import Node, Path, Scalar, SourceTree, children
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape
from budgetc.source.text_parse import parse
from budgetc.source.text_tree import TextTree, comments


@frozen()
class Formatted:
    """A source in the canonical style.

    Attributes:
        before: its text as it was, with Unix line ends.
        after: its text as it should be; the same where there is nothing to do.
    """

    before: str
    after: str


@frozen()
class Unkept:
    """Why a source is left as it is.

    Attributes:
        findings: what is wrong with its YAML.
        lost: what the new text would have lost; nothing where the findings say it all.
    """

    findings: tuple[Diagnostic, ...]
    lost: Message | None = None


def format_source(
    name: str, data: bytes, schema: dict[str, Any], saying: Saying | None = None
) -> Formatted | Unkept:
    """Return the canonical text of a source, or why there is none.

    Args:
        name: what reports call the source.
        data: its bytes.
        schema: the JSON schema that says the order of its keys.
        saying: gives the words that keys, and funds, are typed in; if left out, they stay so.
    """
    tree, findings = read_bytes(name, data)
    if tree is None or findings:
        return Unkept(findings)
    if isinstance(tree.root, Scalar):
        return Formatted(tree.text, tree.text)
    shape = Shape.of(schema)
    typed = text_with_known_keys(parse(tree.text), shape)
    if saying is not None:
        typed = replace(typed, root=said(typed.root, shape, saying))
    after = write(order(typed, schema))
    lost = _lost(tree, typed, after, shape)
    return Unkept((), lost) if lost else Formatted(tree.text, after)


def _lost(before: SourceTree, typed: TextTree, after: str, shape: Shape) -> Message | None:
    """Return what a new text does not have of the old one.

    The style is written with care, but a budget is worth more than a style: what is about to be
    written is read again, and compared value by value and comment by comment.
    """
    tree, _ = read_bytes(before.file, after.encode())
    if tree is None:
        return msg("the text could not be read any more")
    known = (with_known_keys(replace(one, shape=shape)) for one in (before, tree))
    old, new = (dict(_said(one.root, shape, ())) for one in known)
    path = next((path for path in (*old, *new) if old.get(path) != new.get(path)), None)
    if path is not None:
        name = Names(replace(before, shape=shape)).text(path)
        return msg("{path} would be another value", path=name or before.file)
    left = Counter(comments(typed))
    left.subtract(Counter(comments(parse(after))))
    gone = next((text for text, number in left.items() if number), None)
    return None if gone is None else msg("the comment {comment} would go", comment=gone)


def _said(node: Node, shape: Shape, path: Path) -> Iterator[tuple[Path, tuple[str, str]]]:
    """Yield what each place says: its kind and every digit; of a code only the digits."""
    if isinstance(node, Scalar):
        kind = "code" if shape.is_code else type(node.value).__name__
        yield path, (kind, plain_code(node.text) if shape.is_code else node.text)
        return
    yield path, (type(node).__name__, "")
    for step, child in children(node):
        yield from _said(child, shape.at((step,)), (*path, step))
