"""What names an entry of a list: the one form of a path, and what people call a place.

A path is keys and names of entries joined by dots: `basic_expenditure.by_function.2080505.amount`.
An entry is named by the values of the keys that the schema declares for its list, by as many of
them as tell it from its neighbours (`2080505/general-own`); one of several that nothing tells
apart by its number among them (`2080505#2`), one without a name by its place (`#3`): a sentence is
no name. A path holds nothing that YAML would read as more than text, wherever it is pasted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import replace
from functools import cache, cached_property, partial
from itertools import islice

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import shortened
from budgetc.diagnostics.messages import Bilingual, Message
from budgetc.diagnostics.spans import Address, Span
from budgetc.frozen import NamedTuple, frozen
from budgetc.source.keys import Saying, in_chinese, in_english
from budgetc.source.nodes import Mapping, Node, Path, Scalar, Sequence, SourceTree, children
from budgetc.source.shape import Shape
from budgetc.source.spoken import as_typed, is_in_chinese, key_typed

_LONGEST = 30
"""How many characters a name has at most; what is longer is a sentence."""

ITSELF = "."
"""Stands among the keys that name an entry of a list of texts: the text itself."""

_BETWEEN = " › "

CodeNames = Callable[[str, str], str]
"""Gives the name of a code by its list and its digits; nothing where there is none."""


def no_code_names(_list: str, _code: str) -> str:
    """Name no code, where the lists are not known."""
    return ""


def names_of(node: Node, keys: Iterable[str], entry: Shape) -> tuple[tuple[str, str], ...]:
    """Return the keys and values that name an entry, the most telling first.

    Args:
        node: the entry.
        keys: that the schema declares for its list, see `Shape.entry_keys`.
        entry: what the schema says of it.
    """
    if not isinstance(node, Mapping):
        keys = (key for key in keys if key == ITSELF)
    values = ((key, node.get(key) if isinstance(node, Mapping) else node) for key in keys)
    return tuple(
        (key, code_at(entry.under(key), value.text))
        for key, value in values
        if isinstance(value, Scalar) and value.text
    )


def code_at(shape: Shape, text: str) -> str:
    """Return a code as its list has it: without hyphens only if the list has digits alone."""
    if "-" not in text:
        return text
    is_as_typed = not shape.steps and (shape.is_code or shape.dimension)
    return text if is_as_typed else plain_code(text)


def plain_code(text: str) -> str:
    """Return the digits of a code, with or without hyphens; any other text as it is."""
    digits = text.replace("-", "")
    return digits if digits.isascii() and digits.isdecimal() else text


def _word(text: str) -> str:
    """Return what stands for a text in a path: its letters and digits, joined by hyphens."""
    return text if text.isalnum() else _OTHER.sub("-", plain_code(text)).strip("-")


_OTHER = re.compile(r"\W+")
"""Neither letters nor digits."""


_SAYINGS = (in_english, in_chinese)


@frozen()
class _Entry:
    """An entry beside its neighbours.

    Attributes:
        names: keys and values that tell it from them, as far as they do.
        number: which of those it is that are named alike, from 1; 0 where it is the only one.
    """

    names: tuple[tuple[str, str], ...]
    number: int

    @property
    def key(self) -> str:
        """The step of a path that leads to it."""
        return self._numbered("/".join(_word(text) for _, text in self.names))

    def shown(self, texts: Iterable[str]) -> str:
        """Return what people see of its names, each as they call it."""
        return self._numbered("/".join(texts))

    def _numbered(self, text: str) -> str:
        return f"{text}#{self.number}" if self.number else text


def _words(names: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the words of some names, up to the first that is none."""
    for _, text in names:
        word = _word(text) if len(text) <= _LONGEST else ""
        if not word:
            return
        yield word


def _told_apart(named: Iterable[tuple[tuple[str, str], ...]]) -> tuple[_Entry, ...]:
    """Return the entries of a list, each with as many names as tell it from its neighbours."""
    names = tuple(named)
    words = [tuple(_words(one)) for one in names]
    count = Counter(word[:depth] for word in words for depth in range(1, len(word) + 1))
    alike = Counter(words)
    seen: Counter[tuple[str, ...]] = Counter()
    entries = []
    for position, (name, word) in enumerate(zip(names, words, strict=True), start=1):
        seen[word] += 1
        if not word:
            entries.append(_Entry((), position))
        elif alike[word] > 1:
            entries.append(_Entry(name[: len(word)], seen[word]))
        else:  # if no part tells it from its neighbours, they have the same names, and more
            alone = (depth for depth in range(1, len(word)) if count[word[:depth]] == 1)
            entries.append(_Entry(name[: next(alone, len(word))], 0))
    return tuple(entries)


class _Step(NamedTuple):
    """A step to a place: what leads to it in a path, what people call it, and what stands there."""

    key: str
    name: Bilingual
    node: Node | None
    shape: Shape


class Names:
    """What the parts of one file are called."""

    def __init__(self, tree: SourceTree, codes: CodeNames = no_code_names) -> None:
        """Prepare for a file.

        Args:
            tree: the file, with the shape that its schema gives it.
            codes: gives the names of codes.
        """
        self.tree = tree
        self._codes = codes
        self._known: dict[Path, MappingType[str | int, tuple[_Entry, Node]]] = {}
        self._root = _Step("", Bilingual("", ""), tree.root, tree.shape)
        self._taken: dict[Path, _Step] = {}
        self._below: dict[Path, tuple[_Written, ...]] = {}

    def text(self, path: Path) -> str:
        """Return a path in the one form that is printed, and taken."""
        return self.address(path).path

    def address(self, path: Path) -> Address:
        """Return what a place is called, in paths and among people; its end may be not there yet.

        People call it `Basic expenditure › By function › 2080505 … › Amount`.
        """
        steps = tuple(self._steps(path))
        name = Bilingual(
            _BETWEEN.join(name.en for _, name in steps), _BETWEEN.join(name.zh for _, name in steps)
        )
        return Address(".".join(key for key, _ in steps), name)

    def to_type(self, path: Path) -> Message:
        """Return what a report says of a place where something has to be typed: name, and key."""
        name, key = self.address(path).name, key_typed(self.tree, path)
        told = Bilingual(f"{name.en} ({key})", f"{name.zh} ({key})")
        if name.zh.rpartition(_BETWEEN)[2] == key:  # it is called what is typed
            told = Bilingual(told.en, name.zh)
        return Message("{name}", (("name", told),))

    def find(self, text: str) -> Path | None:
        """Return the path that a text means; nothing where it leads nowhere.

        An entry may also be told by any one of its names, or by its place: `#3`, or `[3]` as ids of
        figures have it. A place may be told by what people call it, as reports do, in each of the
        languages: `Basic expenditure › By function › 2080505`.
        """
        by_key = self._found_by_key(text)
        return by_key if by_key is not None else self._found_by_name(text)

    def _found_by_name(self, text: str) -> Path | None:
        node, shape = self.tree.root, self.tree.shape
        path: Path = ()
        for step in map(str.strip, text.split(_BETWEEN.strip())):
            parts = self._parts(path, node, shape)
            meant = _ways_of(step)
            for key, (entry, child) in parts.items():
                names = [self._name(entry, key, child, shape, saying) for saying in _SAYINGS]
                if any(name.zh in meant or name.en == step for name in names):
                    break
            else:
                return None
            node, shape, path = parts[key][1], shape.at((key,)), (*path, key)
        return path

    def _found_by_key(self, text: str) -> Path | None:
        node, shape = self.tree.root, self.tree.shape
        path: Path = ()
        for step in text.replace("[", ".#").replace("]", "").split("."):
            parts = self._parts(path, node, shape)
            key = next((key for key, (entry, _) in parts.items() if entry.key == step), None)
            if key is None:
                key = _meant(step, parts, shape)
            if key is None:
                return None
            node, shape, path = parts[key][1], shape.at((key,)), (*path, key)
        return path

    def at(self, span: Span) -> Path:
        """Return the path of the innermost value that holds a stretch of the file."""
        path: Path = ()
        inner = self._inside(path, self.tree.root, span)
        while inner is not None:
            key, node = inner
            path = (*path, key)
            inner = self._inside(path, node, span)
        return path

    def _steps(self, path: Path) -> Iterator[tuple[str, Bilingual]]:
        """Yield the steps to a place, as paths have them and as people call them."""
        for depth in range(1, len(path) + 1):
            step = self._step(path[:depth])
            yield step.key, step.name

    def _step(self, path: Path) -> _Step:
        """Return the last step to a place; places have the first ones in common, and keep them."""
        if path not in self._taken:
            *above, key = path
            before = self._step(tuple(above)) if above else self._root
            entry, node = self._part(tuple(above), before, key)
            name = self._name(entry, key, node, before.shape, self._saying)
            self._taken[path] = _Step(entry.key, name, node, before.shape.at((key,)))
        return self._taken[path]

    def _part(self, above: Path, before: _Step, key: str | int) -> tuple[_Entry, Node | None]:
        """Return what a key leads to from a place; of what is not there, as it would be named."""
        if isinstance(key, str):
            inside = before.node.get(key) if isinstance(before.node, Mapping) else None
            return _Entry((("", before.shape.written(key)),), 0), inside
        parts = self._parts(above, before.node, before.shape)
        return parts.get(key, (_Entry((), key + 1), None))

    @cached_property
    def _saying(self) -> Saying:
        """In which words what names an entry is told: in those that keys are typed in."""
        return in_chinese if is_in_chinese(self.tree, ()) else in_english

    def _name(
        self, entry: _Entry, key: str | int, node: Node | None, shape: Shape, saying: Saying
    ) -> Bilingual:
        """Return what people call an entry of a place of some shape."""
        if isinstance(key, str):
            name = shape.under(key).name
            if name is not None and not shape.code_list:
                return name
            called = self.name_of_code(key, shape)
            return _alike(entry.shown(text for _, text in entry.names), called)
        called, told = self._called(entry, node, shape), [*self._texts(entry.names, shape, saying)]
        return _alike(entry.shown(told), "" if told[:1] == [called] else called)

    def name_of_code(self, code: str, shape: Shape) -> str:
        """Return what a code of a place is called; nothing where it has no name."""
        of = shape.code_list
        return self._codes(of, code) or self._codes(of, plain_code(code))

    def of_new(self, holder: Path, value: MappingType[str, object]) -> str:
        """Return what people call an entry that is to come; nothing where none of it tells.

        Args:
            holder: the list that it comes to.
            value: what it says, by the keys of the schema.
        """
        shape = self.tree.shape.at(holder)
        inside = shape.under(None)
        said = [(key, str(value[key])) for key in shape.entry_keys if value.get(key) is not None]
        names = (*said[:1], *(one for one in said[1:] if inside.under(one[0]).code_list))
        called = ""
        for key, text in names[:1]:
            name = value.get("name") if key != "name" and "name" in shape.entry_keys else None
            called = str(name) if name else self._codes(inside.under(key).code_list, text)
        told = [*self._texts(names, shape, self._saying)]
        return f"{'/'.join(told)} {'' if told[:1] == [called] else called}".strip()

    def _texts(
        self, names: Iterable[tuple[str, str]], shape: Shape, saying: Saying
    ) -> Iterator[str]:
        """Yield the names of an entry: its code first, and what further codes are called."""
        inside = shape.under(None)
        for number, (key, text) in enumerate(names):
            named = self._codes(inside.under(key).code_list, text) if number else ""
            yield named or saying(inside.under(key), text)

    def _called(self, entry: _Entry, node: Node | None, shape: Shape) -> str:
        """Return what an entry is called besides what tells it: by its own name, or its code's."""
        key, text = entry.names[0] if entry.names else ("", "")
        name = node.get("name") if isinstance(node, Mapping) else None
        if "name" in shape.entry_keys and isinstance(name, Scalar) and name.text != text:
            return shortened(name.text, _LONGEST)
        return self._codes(shape.under(None).under(key).code_list, text)

    def _parts(
        self, path: Path, node: Node | None, shape: Shape
    ) -> MappingType[str | int, tuple[_Entry, Node]]:
        """Return what stands right under a place, by the last step of its path."""
        if path not in self._known:
            below = tuple(children(node)) if node is not None else ()
            entries = (
                _told_apart(
                    names_of(child, shape.entry_keys, shape.under(None)) for _, child in below
                )
                if isinstance(node, Sequence)
                else (_Entry((("", shape.written(str(key))),), 0) for key, _ in below)
            )
            self._known[path] = {
                key: (entry, child) for entry, (key, child) in zip(entries, below, strict=True)
            }
        return self._known[path]

    def _inside(self, path: Path, node: Node, span: Span) -> tuple[str | int, Node] | None:
        """Return the child that holds a stretch; none for the place where a mapping begins."""
        begin, end = (span.line, span.column), (span.end_line, span.end_column)
        if isinstance(node, Scalar) or (begin == end and begin == _begin(node)):
            return None
        if path not in self._below:
            self._below[path] = tuple(_written(node))
        below = self._below[path]
        position = bisect_right(below, begin, key=lambda one: one.begin) - 1
        one = below[position] if position >= 0 else None
        return (one.key, one.node) if one and end <= one.end else None


def _begin(node: Node) -> tuple[int, int]:
    return node.line + 1, node.column + 1


def _end(node: Node) -> tuple[int, int]:
    return node.end_line + 1, node.end_column + 1


class _Written(NamedTuple):
    """A child, and from where to where it is written, a key with its value."""

    begin: tuple[int, int]
    end: tuple[int, int]
    key: str | int
    node: Node


def _written(node: Mapping | Sequence) -> Iterator[_Written]:
    """Yield the children of a node in the order of the file."""
    if isinstance(node, Mapping):
        for key, (first, child) in node.entries.items():
            yield _Written(_begin(first), max(_end(first), _end(child)), key, child)
    else:
        for position, child in enumerate(node.items):
            yield _Written(_begin(child), _end(child), position, child)


def _names(key: str | int, node: Node, shape: Shape) -> tuple[tuple[str, str], ...]:
    if isinstance(key, str):
        return (("", key),)
    return names_of(node, shape.entry_keys, shape.under(None))


def _ways_of(step: str) -> tuple[str, ...]:
    """Return what a step may be called that is told as people call it, hyphens of its codes aside.

    Where nobody knows the codes' names, the code itself is the name.
    """
    typed, blank, name = step.partition(" ")
    plain = "/".join(map(plain_code, typed.split("/")))
    return step, typed, f"{plain}{blank}{name}", plain


def _meant(
    step: str, parts: MappingType[str | int, tuple[_Entry, Node]], shape: Shape
) -> str | int | None:
    """Return which part a step means that is not as paths are printed: its place, or one name."""
    word = _word(step)
    if step == f"#{word}" and word.isdecimal():
        return next(islice(parts, int(word) - 1, None), None) if int(word) > 0 else None
    if (known := shape.key_words.get(step)) in parts:
        return known
    for key, (_, child) in parts.items():
        if word and word in map(_word, _ways(_names(key, child, shape), shape.under(None))):
            return key
    return None


def _ways(names: Iterable[tuple[str, str]], entry: Shape) -> Iterator[str]:
    """Yield the ways to type the names of an entry."""
    for key, text in names:
        yield text
        if other := entry.under(key).other_values.get(text):
            yield other


def _alike(shown: str, called: str) -> Bilingual:
    text = f"{shown} {called}".strip()
    return Bilingual(text, text)


def names_of_files(codes: CodeNames) -> Callable[[SourceTree], Names]:
    """Return a function that gives the names of a file; each is prepared once."""
    return cache(lambda tree: Names(tree, codes))


def addresses(
    trees: Iterable[SourceTree], codes: CodeNames = no_code_names
) -> Callable[[Diagnostic], Diagnostic]:
    """Return a function that adds to a finding what its places are called, as people type them.

    It names keys in the words that are typed around its place, in all that it says.

    Args:
        trees: the files that were read; places in others have no address.
        codes: gives the names of codes.
    """
    names = {tree.file: Names(tree, codes) for tree in trees}

    def address(span: Span) -> Address | None:
        known = names.get(span.file)
        return known.address(path) if known and (path := known.at(span)) else None

    def addressed(found: Diagnostic) -> Diagnostic:
        related = tuple(replace(one, address=address(one.span)) for one in found.related)
        message, hint, at = found.message, found.hint, None
        if known := names.get(found.span.file):
            path = known.at(found.span)
            typed = partial(as_typed, tree=known.tree, path=path)
            message, hint = typed(message), hint and typed(hint)
            related = tuple(replace(one, message=typed(one.message)) for one in related)
            at = known.address(path) if path else None
        return replace(found, address=at, related=related, message=message, hint=hint)

    return addressed
