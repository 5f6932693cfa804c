"""Text to parts. What comes out, written again, is the text to the last character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetc.merge.parts import Child, Collection, Document, Part, Word, is_flow
from budgetc.merge.write import write
from budgetc.source.nodes import Mapping, Node, Scalar, Sequence, SourceTree


class UnsplittableError(Exception):
    """The text is written in a way that cannot be taken apart: anchors, tags, explicit keys."""


def split(tree: SourceTree) -> Document:
    """Return the parts of a source; a last line without a line break gets one.

    Raises:
        UnsplittableError: it is no mapping of lines, or something in it cannot be taken apart.
    """
    text = tree.text if tree.text.endswith("\n") else tree.text + "\n"
    document = _Splitter(text).document(tree.root)
    if write(document) != text:
        raise UnsplittableError
    return document


class _Splitter:
    """Walks through a text beside its tree."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def document(self, root: Node) -> Document:
        """Return the parts of the whole text."""
        if not isinstance(root, Mapping) or is_flow(self._text, self._start(root), root):
            raise UnsplittableError
        children, at = self._block(root, 0)
        above = children[0].above
        cut = max((n for n, line in enumerate(above, 1) if not line.strip()), default=0)
        first = replace(children[0], above=above[cut:])
        ending = tuple(self._text[at:].split("\n")[:-1])
        return Document(above[:cut], Collection(False, (first, *children[1:])), ending)  # noqa: FBT003

    def _block(self, node: Mapping | Sequence, at: int) -> tuple[tuple[Child, ...], int]:
        """Return the entries of a block that begins at an offset, and the offset behind it."""
        children = []
        for key, value in _entries(node):
            child, at = self._block_child(key, value, at)
            children.append(child)
        return tuple(children), at

    def _block_child(self, key: Scalar | None, value: Node, at: int) -> tuple[Child, int]:
        above, start = self._above(at)
        column = start - (self._text.rfind("\n", 0, start) + 1)
        name, behind = ("", start + 1) if key is None else (key.text, self._colon(key) + 1)
        if not self._text.startswith("-", start) if key is None else self._start(key) != start:
            raise UnsplittableError
        head = self._text[start:behind]
        if not isinstance(value, Scalar) and not is_flow(self._text, self._start(value), value):
            child = Child(name, above, head, _NOTHING, "", column)
            return self._block_in_block(child, value, behind)
        part, end = self._inline(value, behind, column)
        line_end = self._text.index("\n", end)
        tail = self._blank(end, line_end)
        return Child(name, above, head, part, tail, column), line_end + 1

    def _block_in_block(
        self, child: Child, value: Mapping | Sequence, behind: int
    ) -> tuple[Child, int]:
        start = self._start(value)
        line_end = self._text.index("\n", behind)
        is_list = isinstance(value, Sequence)
        if start < line_end:
            lead = self._text[behind:start]
            if lead.strip():
                raise UnsplittableError
            children, at = self._block(value, start)
            return replace(child, value=Collection(is_list, children, lead, inline=True)), at
        tail = self._blank(behind, line_end)
        children, at = self._block(value, line_end + 1)
        step = children[0].column - child.column
        return replace(child, value=Collection(is_list, children, step=step), tail=tail), at

    def _inline(self, node: Node, behind: int, column: int) -> tuple[Part, int]:
        """Return a value that is no block, and the offset behind it."""
        if isinstance(node, Scalar) and node.value is None and not node.text:
            return Word("", "", None, column), behind
        start = self._start(node)
        if start < behind or self._text[start] in "&*!":
            raise UnsplittableError
        lead = self._blank(behind, start)
        if isinstance(node, Scalar):
            text = self._text[start : self._starts[node.end_line] + node.end_column].rstrip()
            return Word(lead, text, node.value, column), start + len(text)
        return self._flow(node, start, lead, column)

    def _flow(
        self, node: Mapping | Sequence, start: int, lead: str, column: int
    ) -> tuple[Collection, int]:
        children: list[Child] = []
        opening, at = self._text[start], start + 1
        for key, value in _entries(node):
            begin = self._start(key or value)
            if begin < at:
                raise UnsplittableError
            between = self._text[at:begin]
            if children:
                children[-1] = replace(children[-1], tail=between)
            else:
                opening += between
            behind = begin if key is None else self._colon(key) + 1
            part, at = self._inline(value, behind, column)
            name = "" if key is None else key.text
            children.append(Child(name, (), self._text[begin:behind], part, "", column))
        end = self._starts[node.end_line] + node.end_column + 1
        brackets = (opening, self._text[at:end])
        return Collection(isinstance(node, Sequence), tuple(children), lead, brackets), end

    def _above(self, at: int) -> tuple[tuple[str, ...], int]:
        """Return the comment lines and blank lines at an offset, and where the next entry is."""
        above: list[str] = []
        while at == 0 or self._text[at - 1] == "\n":
            line = self._text[at : self._text.index("\n", at)]
            if line.strip() and not line.lstrip().startswith("#") and line.rstrip() != "---":
                at += len(line) - len(line.lstrip(" "))
                break
            above.append(line)
            at += len(line) + 1
        return tuple(above), at

    def _blank(self, start: int, end: int) -> str:
        """Return a passage that may hold nothing but blanks and comments."""
        passage = self._text[start:end]
        for line in passage.split("\n"):
            if line.strip() and not line.lstrip().startswith("#"):
                raise UnsplittableError
        return passage

    def _colon(self, key: Scalar) -> int:
        end = self._starts[key.end_line] + key.end_column
        colon = self._text.find(":", end)
        blank = not self._text[end : max(colon, end)].strip(" ")
        if colon < 0 or not blank or self._text[self._start(key)] in "&*!?":
            raise UnsplittableError
        return colon

    def _start(self, node: Node) -> int:
        return self._starts[node.line] + node.column


_NOTHING = Word("", "", None, 0)


def _entries(node: Mapping | Sequence) -> Iterator[tuple[Scalar | None, Node]]:
    if isinstance(node, Mapping):
        yield from node.entries.values()
    else:
        yield from ((None, item) for item in node.items)
