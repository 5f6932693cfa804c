"""A source's text to its canonical one, and the proof that nothing else has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Message, msg
from budgetc.formatting.order import Shape, order
from budgetc.formatting.write import write
from budgetc.source.nodes import Node, Path, Scalar, SourceTree, children, path_text
from budgetc.source.read import read_bytes
from budgetc.source.text_parse import parse
from budgetc.source.text_tree import comments


@dataclass(frozen=True, slots=True)
class Formatted:
    """A source in the canonical style.

    Attributes:
        before: its text as it was, with Unix line ends.
        after: its text as it should be; the same where there is nothing to do.
    """

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Unkept:
    """Why a source is left as it is.

    Attributes:
        findings: what is wrong with its YAML.
        lost: what the new text would have lost; nothing where the findings say it all.
    """

    findings: tuple[Diagnostic, ...]
    lost: Message | None = None


def format_source(name: str, data: bytes, schema: dict[str, Any]) -> Formatted | Unkept:
    """Return the canonical text of a source, or why there is none.

    Args:
        name: what reports call the source.
        data: its bytes.
        schema: the JSON schema that says the order of its keys.
    """
    tree, findings = read_bytes(name, data)
    if tree is None or findings:
        return Unkept(findings)
    if isinstance(tree.root, Scalar):
        return Formatted(tree.text, tree.text)
    after = write(order(parse(tree.text), schema))
    lost = _lost(tree, after, schema)
    return Unkept((), lost) if lost else Formatted(tree.text, after)


def _lost(before: SourceTree, after: str, schema: dict[str, Any]) -> Message | None:
    """Return what a new text does not have of the old one.

    The style is written with care, but a budget is worth more than a style: what is about to be
    written is read again, and compared value by value and comment by comment.
    """
    tree, _ = read_bytes(before.file, after.encode())
    if tree is None:
        return msg("the text could not be read any more")
    old, new = (dict(_said(one.root, Shape(schema, schema), ())) for one in (before, tree))
    path = next((path for path in {**old, **new} if old.get(path) != new.get(path)), None)
    if path is not None:
        return msg("{path} would be another value", path=path_text(path) or before.file)
    left = Counter(comments(parse(before.text)))
    left.subtract(Counter(comments(parse(after))))
    gone = next((text for text, number in left.items() if number), None)
    return None if gone is None else msg("the comment {comment} would go", comment=gone)


def _said(node: Node, shape: Shape, path: Path) -> Iterator[tuple[Path, tuple[str, str]]]:
    """Yield what each value says: its kind and every digit; of a code only the digits."""
    if not isinstance(node, Scalar):
        yield path, (type(node).__name__, "")
        for step, child in children(node):
            below = shape.under(step if isinstance(step, str) else None)
            yield from _said(child, below, (*path, step))
    elif shape.is_code:
        yield path, ("code", node.text.replace("-", ""))
    else:
        yield path, (type(node.value).__name__, node.text)
