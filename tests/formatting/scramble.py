"""A source written anew in a random style, with comments whose places are known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

from ruamel.yaml.error import YAMLError

from budgetc.source.nodes import Mapping, Node, Path, Scalar, Sequence
from budgetc.source.read import read_bytes
from tests.yaml_files import load_words

HEAD = "# head"


@dataclass
class Scrambled:
    """A text, and what each of its comments is about.

    Attributes:
        above: the path of the entry that a comment stands above.
        behind: the path of the entry that a comment stands behind.
    """

    text: str = ""
    above: dict[str, Path] = field(default_factory=dict)
    behind: dict[str, Path] = field(default_factory=dict)


def scrambled(source: str, seed: int) -> Scrambled:
    """Write a source in another way: order of keys, indentation, braces, quotes, comments.

    Args:
        source: a text without mistakes.
        seed: of the way; a budget has too many choices for Hypothesis to draw each.
    """
    tree, findings = read_bytes("f.yaml", source.encode())
    assert tree is not None
    assert not findings
    run = _Writer(Random(seed))  # noqa: S311  # a test
    lines = [HEAD, "", *run.group(tree.root, (), 0)]
    run.made.text = "\n".join(lines) + run.chance.choice(["", "\n", "\n\n\n"])
    return run.made


class _Writer:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self._numbers = count()
        self.made = Scrambled()

    def group(self, node: Node, path: Path, indent: int) -> Iterator[str]:
        """Yield the lines of a block mapping or list."""
        children = _children(node)
        if isinstance(node, Mapping):
            self.chance.shuffle(children)
        for step, child in children:
            here = (*path, step)
            yield from self._above(here, indent)
            begin = " " * indent + ("-" if isinstance(step, int) else f"{self._key(step)}:")
            yield from self._entry(begin, child, here, indent, in_list=isinstance(step, int))

    def _entry(
        self, begin: str, node: Node, path: Path, indent: int, *, in_list: bool
    ) -> Iterator[str]:
        space = " " * self.chance.randint(1, 3)
        inline = self._inline(node, path)
        if inline is not None:
            yield begin + space + inline + self._behind(path)
            return
        inner = indent + self.chance.randint(2 if in_list else 1, 4)
        if in_list:
            first, *rest = self._without_above_first(node, path, indent + 2)
            yield begin + first[indent + 1 :]
            yield from rest
            return
        if isinstance(node, Sequence) and self.chance.random() < 0.5:
            inner = indent
        yield begin + self._behind(path)
        yield from self.group(node, path, inner)

    def _without_above_first(self, node: Node, path: Path, indent: int) -> Iterator[str]:
        """Yield the lines of an item of a list; nothing stands between its dash and its first."""
        lines = list(self.group(node, path, indent))
        start = next(place for place, line in enumerate(lines) if line.strip()[:1] not in ("", "#"))
        for line in lines[:start]:
            self.made.above.pop(line.strip(), None)
        yield from lines[start:]

    def _inline(self, node: Node, path: Path) -> str | None:
        """Return a value on one line, or nothing for a block."""
        if isinstance(node, Scalar):
            return self._scalar(node)
        children = _children(node)
        deep = any(not isinstance(child, Scalar) for _, child in children)
        if children and (not path or deep or self.chance.random() < 0.5):
            return None
        parts = [
            ("" if isinstance(step, int) else f"{self._key(step)}: ")
            + (self._inline(child, (*path, step)) or "")
            for step, child in children
        ]
        inside = self.chance.choice([",", ", ", " , "]).join(parts)
        return f"[{inside}]" if isinstance(node, Sequence) else f"{{ {inside}}}"

    def _scalar(self, node: Scalar) -> str:
        if not isinstance(node.value, str):
            return node.text
        styles = [json.dumps(node.value, ensure_ascii=False)]
        if node.value.isprintable():
            styles.append("'" + node.value.replace("'", "''") + "'")
        if _plain(node.value):
            styles.append(node.value)
        return self.chance.choice(styles)

    def _key(self, key: str) -> str:
        return self.chance.choice([key, key, f'"{key}"', f"'{key}'"])

    def _above(self, path: Path, indent: int) -> Iterator[str]:
        if self.chance.randint(0, 9):
            return
        for _ in range(self.chance.randint(0, 2)):
            yield ""
        comment = f"# above {next(self._numbers)}"
        self.made.above[comment] = path
        yield " " * indent + comment
        for _ in range(self.chance.randint(0, 2)):
            yield ""

    def _behind(self, path: Path) -> str:
        if self.chance.randint(0, 9):
            return ""
        comment = f"# behind {next(self._numbers)}"
        self.made.behind[comment] = path
        return self.chance.choice([" ", "   "]) + comment + self.chance.choice(["", "  "])


def _children(node: Node) -> list[tuple[str | int, Node]]:
    if isinstance(node, Mapping):
        return [(key, child) for key, (_, child) in node.entries.items()]
    return [*enumerate(node.items)] if isinstance(node, Sequence) else []


def _plain(value: str) -> bool:
    """Tell whether a text without quotes is read as itself, in braces as well."""
    try:
        tree, findings = read_bytes("f", f"[{value}, x]".encode())
        same = load_words(f"[{value}, x]") == [value, "x"]
    except YAMLError:
        return False
    if tree is None or findings or not same or not isinstance(tree.root, Sequence):
        return False
    first = tree.root.items[0]
    return isinstance(first, Scalar) and first.value == value
