"""Changing single values in the text of a source. Every other byte of it stays as it was typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from budgetc.source.nodes import Mapping, Node, Scalar, Sequence, SourceTree

_MARK, _LINE = 0, 1
"""In which order insertions at one place follow each other: a mark, then a further line."""


class SharedValueError(Exception):
    """A value to be changed is used in several places, by an anchor and aliases."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


class Editor:
    """Collects the changes of one text, by its tree, and makes them all at once."""

    def __init__(self, tree: SourceTree, mark: str) -> None:
        """Begin without changes.

        Args:
            tree: of the text.
            mark: the comment put behind what is to be filled in.
        """
        self._text = tree.text
        self._starts = [0]
        for line in tree.text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._scalars = [(self.start(node), self.end(node)) for node in _written(tree.root)]
        self._comment = f"  # {mark}"
        self._marks: list[int] = []
        self._cuts: list[tuple[int, int, str]] = []
        self._inserts: list[tuple[int, int, str]] = []
        self._touched: set[int] = set()

    # Where things stand

    def start(self, node: Node) -> int:
        """Return the offset of the first character of a node."""
        return self._starts[node.line] + node.column

    def end(self, node: Node) -> int:
        """Return the offset after the last character of a node."""
        end = self._starts[node.end_line] + node.end_column
        if isinstance(node, Scalar):
            start = self.start(node)
            return start + len(self._text[start:end].rstrip())
        if self.in_braces(node):
            return end + 1
        return self.end(_last(node))

    def in_braces(self, node: Mapping | Sequence) -> bool:
        """Tell whether a mapping or list is written in { } or [ ]."""
        return self._text.startswith(("}", "]"), self._starts[node.end_line] + node.end_column)

    def _line_end(self, offset: int) -> int:
        end = self._text.find("\n", offset)
        return len(self._text) if end < 0 else end

    def _line_before(self, offset: int) -> int:
        """Return the offset of the line break before a line, or 0 in the first line."""
        return max(self._text.rfind("\n", 0, offset), 0)

    # The changes

    def claim(self, key: Scalar, value: Node) -> None:
        """Note that an entry will be changed.

        Raises:
            SharedValueError: the value is another's as well.
        """
        start = self.start(value)
        alias = start < self.end(key)
        if alias or self._text.startswith("&", start) or self.start(key) in self._touched:
            raise SharedValueError(key)
        self._touched.add(self.start(key))

    def replace(self, node: Node, text: str) -> None:
        """Write something else in the place of a value."""
        self._cuts.append((self.start(node), self.end(node), text))

    def empty(self, mapping: Mapping, value: Node) -> None:
        """Take a value away and mark its place."""
        start, end = self.start(value), self.end(value)
        if self.in_braces(mapping):
            rest = self._text[end : self._line_end(end)].strip()
            # The place of an empty value would be that of the next sign, on another line.
            self.replace(value, "~" if not rest or rest.startswith("#") else "")
        else:
            before = self._text[:start]
            self._cuts.append((len(before.rstrip(" ").removesuffix("\n")), end, ""))
        self._marks.append(end)

    def clear(self, key: Scalar, value: Sequence) -> None:
        """Make a list empty."""
        if self.in_braces(value):
            self.replace(value, "[]")
            return
        last = self._line_end(self.end(value))
        self._cuts.append((self._line_before(self.start(value)), last, ""))
        self._after_colon(key, " []")

    def drop(self, mapping: Mapping, keys: Collection[str], holder: Scalar | None) -> None:
        """Take entries away.

        Args:
            mapping: whose entries they are.
            keys: of the entries.
            holder: the key under which the mapping stands, if it stands under one.
        """
        entries = list(mapping.entries.items())
        braces = self.in_braces(mapping)
        kept_end = -1
        for position, (name, (key, value)) in enumerate(entries):
            following = entries[position + 1][1][0] if position + 1 < len(entries) else None
            if name not in keys:
                kept_end = self.end(value)
            elif not braces:
                self._drop_line(key, value, following)
            elif kept_end >= 0:
                self._cuts.append((kept_end, self.end(value), ""))
                kept_end = self.end(value)
            else:
                end = self.end(mapping) - 1 if following is None else self.start(following)
                self._cuts.append((self.start(key), end, ""))
        if holder is not None and not braces and len(keys) == len(entries):
            self._after_colon(holder, " {}")

    def _drop_line(self, key: Scalar, value: Node, following: Scalar | None) -> None:
        start, end = self.start(key), self.end(value)
        before = self._line_before(start)
        alone = not self._text[before:start].strip()
        comment = self._text[end : self._line_end(end)].strip()
        if comment:
            stays = self._text.index(comment, end)
            self._cuts.append((start, stays, ""))
        elif alone and before == 0:
            self._cuts.append((0, self._line_end(end) + 1, ""))
        elif alone:
            self._cuts.append((before, self._line_end(end), ""))
        else:  # behind the dash of a list
            joins = following is not None and not self._text[end : self.start(following)].strip()
            stop = self.start(following) if following is not None and joins else end
            self._cuts.append((start, stop, ""))

    def add(self, mapping: Mapping, after: str, entry: str) -> None:
        """Write a new entry behind one that there is."""
        key, value = mapping.entries[after]
        end = self.end(value)
        if self.in_braces(mapping):
            self._inserts.append((end, _LINE, f", {entry}"))
        else:
            line = "\n" + " " * key.column + entry
            self._inserts.append((self._line_end(end), _LINE, line))

    def _after_colon(self, key: Scalar, text: str) -> None:
        place = self._text.index(":", self.end(key)) + 1
        self._inserts.append((place, _MARK, text))

    # The new text

    def finish(self) -> str:
        """Return the text with all changes made."""
        marks = {self._mark_place(offset) for offset in self._marks}
        marks = {place for place in marks if not self._is_marked(place)}
        inserts = [*self._inserts, *((place, _MARK, self._comment) for place in marks)]
        changes = sorted(
            [(place, place, rank, text) for place, rank, text in inserts]
            + [(start, end, _LINE + 1, text) for start, end, text in self._cuts]
        )
        parts, done = [], 0
        for start, end, _, text in changes:
            parts += [self._text[done:start], text]
            done = max(done, end)
        return "".join([*parts, self._text[done:]])

    def _is_marked(self, line_end: int) -> bool:
        """Tell whether a line has the mark already, from the year before."""
        return self._text.endswith(self._comment, 0, line_end)

    def _mark_place(self, offset: int) -> int:
        """Return the first end of a line where a comment may stand, at or behind an offset."""
        taken = [*self._scalars, *((start, end) for start, end, _ in self._cuts)]
        while True:
            place = self._line_end(offset)
            offset = max((end for start, end in taken if start < place < end), default=place)
            if offset == place:
                return place


def _last(node: Mapping | Sequence) -> Node:
    return node.items[-1] if isinstance(node, Sequence) else [*node.entries.values()][-1][1]


def _written(node: Node) -> Iterator[Scalar]:
    """Yield all scalars, keys as well."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key
            yield from _written(value)
    else:
        for item in node.items:
            yield from _written(item)
