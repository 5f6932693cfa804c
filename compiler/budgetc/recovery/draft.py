"""The text of a draft: the skeleton of a new source, with what print tells in its places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetc.beginning import NewDepartment, NewProject, department_text, project_text
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, enumerated, msg
from budgetc.files.data import DataFaultError, Resources
from budgetc.formatting import plain_or_quoted
from budgetc.frozen import frozen
from budgetc.recovery.leaf import GAP, Leaf, Leaves, Line, ProjectLeaves
from budgetc.recovery.said import Place
from budgetc.recovery.sentences import Found, Told
from budgetc.source.nodes import Path
from budgetc.source.text_edit import emptied, exchanged, inserted, with_comment, with_entries
from budgetc.source.text_parse import ended, parse, parse_entries
from budgetc.source.text_tree import (
    TextCollection,
    TextEntry,
    TextNode,
    TextScalar,
    TextTree,
    text_of,
)

_NOT_IN_IDS = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?|[a-z_.]+")
"""What stands in YAML as it is: a number, or a word of the schema."""

_KNOWN = ("jurisdiction", "year", "unit", "kind", "name")
"""What is known of every draft."""


@frozen(eq=False)
class DraftText:
    """Writes the text of a draft.

    Attributes:
        translator: of its comments.
        resources: data files of the workspace.
        begun: what is known of the department.
    """

    translator: Translator
    resources: Resources
    begun: NewDepartment

    @property
    def mark(self) -> str:
        """What the comment behind a value says that a person has to fill in or to look at."""
        return self.translator.text("fill in")

    def of(self, leaves: Leaves) -> str:
        """Return the text of the draft that has some leaves."""
        root, tree = _skeleton(department_text(self.begun, self.mark, self.resources))
        tree = self._in_doubt(tree, _KNOWN)
        lists: tuple[tuple[tuple[str, ...], tuple[Line, ...], bool], ...] = (
            (("revenue",), leaves.revenue, False),
            (("basic_expenditure", "by_function"), leaves.by_function, False),
            (("basic_expenditure", "by_economic"), leaves.by_economic, True),
            (("carry_over",), leaves.carry_over, False),
        )
        for path, lines, flow in lists:
            keys = _keys_of(tree, path)
            tree = _with_list(tree, path, [*self._list(lines, keys, flow=flow)])
        tree = _with_list(
            tree, ("project_expenditure", "projects"), [*self._projects(leaves.projects)]
        )
        for typed, leaf in leaves.typed.items():
            tree = self._with_leaf(tree, typed, leaf)
        text = text_of(replace(root, root=tree))
        if leaves.expected:
            told = self.translator(msg("printed totals: a difference is an error of budgetc check"))
            expected = "\n".join(self._list(leaves.expected, (), flow=True))
            text = f"{text}\n# {told}\n\nexpect:\n{_indented(expected, 2)}\n"
        return text

    def completed(self, text: str, told: Told) -> str:
        """Return the text of a draft with what sentences say in its gaps."""
        root, tree = _skeleton(text)
        for path, found in told.gaps.items():
            tree = self._with_leaf(tree, path, self._said(found))
        for path, inner in _lines_of(told.gaps).items():
            tree = self._told_of_line(tree, path, inner)
        for path in told.absent:
            tree = _without(tree, path)
        if told.purposes:
            lines = [
                {"code": Leaf(code), "text": self._said(found) if found is not None else GAP}
                for code, found in sorted(told.purposes.items())
            ]
            tree = _with_list(tree, ("purposes",), [*self._list(lines, (), flow=False)])
        return text_of(replace(root, root=tree))

    def _told_of_line(
        self, tree: TextCollection, path: Path, found: Sequence[Found]
    ) -> TextCollection:
        """Return a tree in which a line of several values, if all are there, says where from."""

        def told(node: TextCollection) -> TextCollection:
            entry = _entry_at(node, path[-1])
            line = entry.value if entry is not None else None
            if entry is None or not isinstance(line, TextCollection) or not line.is_flow:
                return node
            if not all(_says_something(one.value) for one in line.entries):
                return node
            comment = self._comment(_first_told([self._said(one) for one in found]))
            return exchanged(node, entry, replace(entry, trailing=f"{comment}\n"))

        return _within(tree, path[:-1], told)

    def _said(self, found: Found) -> Leaf:
        """Return what a sentence says as a leaf; what rounding has moved is in doubt."""
        doubt = None
        if found.others:
            doubt = msg("said otherwise elsewhere: {others}", others=enumerated(found.others))
        elif not found.is_exact:
            doubt = msg("follows from numbers that were rounded in print")
        place = Place(self.translator(msg("in the text")), "", "", found.place)
        return Leaf(found.value, doubt=doubt, at=place)

    def _list(self, lines: Sequence[Line], keys: Sequence[str], *, flow: bool) -> Iterator[str]:
        for line in lines:
            whole = {key: line.get(key, GAP) for key in _ordered(keys, line)}
            if flow and all(leaf.value for leaf in whole.values()):
                inner = ", ".join(f"{key}: {_scalar(leaf.value)}" for key, leaf in whole.items())
                yield f"- {{{inner}}}{self._comment(_first_told(whole.values()))}"
                continue
            for at, (key, leaf) in enumerate(whole.items()):
                yield f"{'-' if at == 0 else ' '} {self._entry(key, leaf)}"

    def _entry(self, key: str, leaf: Leaf) -> str:
        value = f" {_scalar(leaf.value)}" if leaf.value else ""
        return f"{key}:{value}{self._comment(leaf)}"

    def _comment(self, leaf: Leaf) -> str:
        """Return the comment behind a value: where it is printed, or that a person has to look."""
        if not leaf.value:
            return f"  # {self.mark}"
        parts = []
        if leaf.doubt is not None:
            parts.append(self.translator(msg("{mark}: {doubt}", mark=self.mark, doubt=leaf.doubt)))
        if leaf.at is not None:
            parts.append(self.translator(place_words(leaf.at)))
        if leaf.by:
            parts.append(self.translator(place_words(leaf.by[0].place)))
        said = printable("; ".join(parts))
        return f"  # {said}" if said else ""

    def _projects(self, projects: Iterable[ProjectLeaves]) -> Iterator[str]:
        used: set[str] = set()
        for project in projects:
            name, function = project.line["name"], project.line["function"].value
            project_id = _free(
                _NOT_IN_IDS.sub("-", name.value.lower()).strip("-") or function, used
            )
            new = NewProject(
                id=project_id,
                name=name.value,
                function=function,
                economic=project.line["economic"].value,
            )
            text = project_text(
                new, str(self.begun.year), self.begun.jurisdiction, self.mark, self.resources
            )
            root, tree = _skeleton(text)
            tree = self._in_doubt(tree, ("id",))
            keys = _keys_of(tree, ("allocation",))
            tree = _with_list(
                tree, ("allocation",), [*self._list(project.allocation, keys, flow=True)]
            )
            for key, leaf in project.line.items():
                tree = self._with_leaf(tree, (key,), leaf)
            body = text_of(replace(root, root=tree)).rstrip("\n").split("\n")
            yield "- " + body[0]
            yield from (f"  {line}" if line else "" for line in body[1:])

    def _in_doubt(self, tree: TextCollection, known: Sequence[str]) -> TextCollection:
        """Return a skeleton in which all that it says by itself is marked."""
        entries = []
        for entry in tree.entries:
            value = entry.value
            if entry.name in known:
                entries.append(entry)
            elif isinstance(value, TextCollection) and not value.is_flow:
                entries.append(replace(entry, value=self._in_doubt(value, known)))
            elif isinstance(value, TextScalar) and type(value.value) in (int, Decimal):
                entries.append(with_comment(emptied(entry), f"# {self.mark}"))
            elif _says_something(value):
                entries.append(with_comment(entry, f"# {self.mark}"))
            else:
                entries.append(entry)
        return replace(tree, entries=tuple(entries))

    def _with_leaf(self, tree: TextCollection, path: Path, leaf: Leaf) -> TextCollection:
        """Return a tree with a leaf at a path; its key is made where it is missing."""
        key = str(path[-1])
        return _within(tree, path[:-1], lambda node: self._with_value(node, key, leaf))

    def _with_value(self, tree: TextCollection, key: str, leaf: Leaf) -> TextCollection:
        """Return a collection with a leaf under a key."""
        entry = tree.entry(key)
        if entry is None:
            (new,) = parse_entries(f"{self._entry(key, leaf)}\n")
            return inserted(tree, len(tree.entries), new)
        value = TextScalar(_scalar(leaf.value), words=leaf.value) if leaf.value else TextScalar("")
        if tree.is_flow and not leaf.value:
            return exchanged(tree, entry, replace(entry, indicator=": ", value=value))
        if tree.is_flow:
            at = replace(entry, indicator=": ", value=value, trailing=entry.trailing.strip(" "))
            # A blank stands where the value was missing, before a comma as before the brace.
            closing = tree.closing.strip(" ") if entry is tree.entries[-1] else tree.closing
            return replace(exchanged(tree, entry, at), closing=closing)
        trailing = f"{self._comment(leaf)}\n"
        return exchanged(
            tree, entry,
            replace(entry, indicator=": " if leaf.value else ":", value=value, trailing=trailing),
        )  # fmt: skip


def _lines_of(gaps: Mapping[Path, Found]) -> Mapping[Path, list[Found]]:
    """Return what is found, by the paths of the mappings that it stands in."""
    lines: dict[Path, list[Found]] = {}
    for path, found in gaps.items():
        if len(path) > 1:
            lines.setdefault(path[:-1], []).append(found)
    return lines


def _within(
    tree: TextCollection, path: Path, change: Callable[[TextCollection], TextCollection]
) -> TextCollection:
    """Return a tree with a change of the collection that a path leads to, if one is there."""
    if not path:
        return change(tree)
    step, *rest = path
    entry = _entry_at(tree, step)
    if entry is None or not isinstance(entry.value, TextCollection):
        return tree
    inner = _within(entry.value, tuple(rest), change)
    return exchanged(tree, entry, replace(entry, value=inner))


def _entry_at(node: TextCollection, step: str | int) -> TextEntry | None:
    return node.entries[step] if isinstance(step, int) else node.entry(step)


def _without(tree: TextCollection, path: Path) -> TextCollection:
    """Return a tree without what stands at a path."""

    def without(node: TextCollection) -> TextCollection:
        gone = _entry_at(node, path[-1])
        return with_entries(node, tuple(one for one in node.entries if one is not gone))

    return _within(tree, path[:-1], without)


def _skeleton(text: str) -> tuple[TextTree, TextCollection]:
    tree = parse(ended(text))
    if not isinstance(tree.root, TextCollection):
        raise DataFaultError("skeletons", msg("a skeleton is a mapping of keys"))
    return tree, tree.root


def _says_something(value: TextNode) -> bool:
    return isinstance(value, TextCollection) or bool(value.words)


def place_words(place: Place) -> Message:
    """Return where something is printed, in words."""
    if place.at.sheet:
        return msg("cell {cell}", cell=f"{place.at.sheet}!{place.at.cell}")
    if place.at.page and not place.row:
        return msg("{table}, page {page}", table=place.table, page=str(place.at.page))
    if not place.row:
        return msg("{table}, line {line}", table=place.table, line=str(place.at.line))
    if place.at.page:
        return msg(
            "{table}, {row}, page {page}", table=place.table, row=place.row, page=str(place.at.page)
        )
    return msg("{table}, {row}", table=place.table, row=place.row)


def _first_told(leaves: Iterable[Leaf]) -> Leaf:
    """Return the leaf whose comment stands for a line: one in doubt, else one that print tells."""
    every = tuple(leaves)
    doubted = (leaf for leaf in every if leaf.doubt is not None)
    told = (leaf for leaf in every if leaf.by)
    return next(doubted, next(told, every[0]))


def _ordered(keys: Sequence[str], line: Line) -> tuple[str, ...]:
    """Return the keys of a skeleton's line and those of another, each behind the one before it."""
    ordered = list(keys)
    before = -1
    for key in line:
        if key not in ordered:
            ordered.insert(before + 1, key)
        before = ordered.index(key)
    return tuple(ordered)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else plain_or_quoted(text)


def _free(wanted: str, used: set[str]) -> str:
    """Return an id that none has yet."""
    number, free = 1, wanted
    while free in used:
        number += 1
        free = f"{wanted}-{number}"
    used.add(free)
    return free


def _keys_of(tree: TextCollection, path: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the first line of a list of the skeleton."""
    node: TextNode | None = tree
    for key in path:
        entry = node.entry(key) if isinstance(node, TextCollection) else None
        node = entry.value if entry is not None else None
    if isinstance(node, TextCollection) and node.is_list and node.entries:
        line = node.entries[0].value
        if isinstance(line, TextCollection):
            return tuple(entry.name for entry in line.entries)
    return ()


def _with_list(tree: TextCollection, path: tuple[str, ...], lines: Sequence[str]) -> TextCollection:
    """Return a tree with other lines in the list at a path; an empty list is in brackets."""
    key = path[-1]

    def listed(node: TextCollection) -> TextCollection:
        entry = node.entry(key)
        if not lines and entry is None:
            return node
        margin = entry.column if entry is not None else 0
        body = _indented("\n".join(lines), margin + 2)
        text = f"{' ' * margin}{key}:\n{body}\n" if lines else f"{' ' * margin}{key}: []\n"
        (made,) = parse_entries(text)
        if entry is None:
            return inserted(node, len(node.entries), made)
        return exchanged(node, entry, replace(made, leading=entry.leading, column=entry.column))

    return _within(tree, path[:-1], listed)


def _indented(text: str, margin: int) -> str:
    return "\n".join(f"{' ' * margin}{line}" if line else "" for line in text.split("\n"))
