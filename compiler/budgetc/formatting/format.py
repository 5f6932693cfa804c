"""A source's text to its canonical one, and the proof that nothing else has changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Message, msg
from budgetc.formatting.order import Shape, order
from budgetc.formatting.write import write
from budgetc.source.nodes import Mapping, Node, Scalar, SourceTree, path_text
from budgetc.source.nodes import Path as NodePath
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
    shape = Shape(schema, schema)
    path = _changed(before.root, tree.root, shape, ())
    if path is not None:
        return msg("{path} would be another value", path=path_text(path) or before.file)
    left = Counter(comments(parse(before.text)))
    left.subtract(Counter(comments(parse(after))))
    gone = next((text for text, number in left.items() if number), None)
    return None if gone is None else msg("the comment {comment} would go", comment=gone)


def _changed(old: Node, new: Node, shape: Shape, path: NodePath) -> NodePath | None:
    """Return the path of the first value that is not the same; nothing if all are."""
    if isinstance(old, Scalar) or isinstance(new, Scalar):
        return None if _said(old, shape) == _said(new, shape) else path
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        if old.entries.keys() != new.entries.keys():
            return path
        pairs = [(key, value, new.entries[key][1]) for key, (_, value) in old.entries.items()]
        steps: list[tuple[str | int, Node, Node]] = [*pairs]
        shapes = [shape.under(key) for key, _, _ in pairs]
    elif not isinstance(old, Mapping) and not isinstance(new, Mapping):
        if len(old.items) != len(new.items):
            return path
        steps = [
            (place, *both) for place, both in enumerate(zip(old.items, new.items, strict=True))
        ]
        shapes = [shape.under(None)] * len(steps)
    else:
        return path
    inner = (
        _changed(one, other, below, (*path, step))
        for (step, one, other), below in zip(steps, shapes, strict=True)
    )
    return next((found for found in inner if found is not None), None)


def _said(node: Node, shape: Shape) -> tuple[str, str] | Node:
    """Return what a value says: its kind and every digit; of a code only the digits."""
    if not isinstance(node, Scalar):
        return node
    if shape.is_code:
        return "code", node.text.replace("-", "")
    return type(node.value).__name__, node.text
