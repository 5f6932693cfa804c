"""Parts to text. Parts that moved to another column take their further lines along."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.merge.parts import Child, Collection, Document, Part


def write(document: Document) -> str:
    """Return the text of a source."""
    root = _block(document.root.children, 0) if document.root.children else "{}\n"
    return _lines(document.preamble) + root + _lines(document.ending)


def _block(children: Sequence[Child], column: int) -> str:
    parts = []
    for child in children:
        above, body = _child(child, column)
        parts += [_lines(above), " " * column, body]
    return "".join(parts)


def _child(child: Child, column: int) -> tuple[list[str], str]:
    """Return the lines above an entry, and its own text from its head on."""
    above = [_shifted(line, column - child.column) for line in child.above]
    value = child.value
    if not isinstance(value, Collection) or value.brackets or not value.children:
        return above, f"{child.head}{_inline(value, column)}{child.tail}\n"
    if not value.inline:
        inner = _block(value.children, column + value.step)
        return above, f"{child.head}{child.tail}\n{inner}"
    begin = child.head + value.lead
    first, *others = value.children
    more, body = _child(first, column + len(begin))
    return above + more, begin + body + _block(others, column + len(begin))


def _inline(part: Part, column: int) -> str:
    if not isinstance(part, Collection):
        first, *further = (part.lead + part.text).split("\n")
        delta = column - part.column
        return "\n".join([first, *(_shifted(line, delta) for line in further)])
    if not part.brackets:  # a block that lost its last entry
        return " []" if part.is_list else " {}"
    opening, closing = part.brackets
    last = len(part.children) - 1
    inner = ""
    for position, child in enumerate(part.children):
        inner += child.head + _inline(child.value, column)
        if position < last:
            inner += child.tail if "," in child.tail else ", "
    return part.lead + opening + inner + closing


def _shifted(line: str, delta: int) -> str:
    if not line.strip():
        return line
    indent = len(line) - len(line.lstrip(" "))
    return " " * max(indent + delta, 0) + line.lstrip(" ")


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
