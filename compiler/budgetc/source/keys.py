"""Keys in the words that people type: a key has a Chinese word besides its own, and means the same.

The words are data: what a schema calls a place in Chinese (`x-name`), as reports do, and what it
names besides (`x-also`). Once read, keys are called as the schema has them; what was typed stays in
the keys themselves, so that places are those of the typed line, and a text stays what it is. A
value that may be typed in two ways, as one of a choice by its Chinese word (`x-words`) or a fund by
its name (`x-called`), is the one of the schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import replace

from budgetc.frozen import NamedTuple
from budgetc.source.nodes import (
    Mapping,
    Node,
    PlainValue,
    Scalar,
    Sequence,
    SourceTree,
    keys_in,
)
from budgetc.source.shape import Shape
from budgetc.source.text_tree import TextCollection, TextEntry, TextNode, TextScalar, TextTree

Saying = Callable[[Shape, str], str]
"""Gives what is typed for a key of a mapping of some shape, or for a value that stands there."""


def with_known_keys(tree: SourceTree) -> SourceTree:
    """Return a tree in which keys, and values of two words, are called as its schema calls them.

    A word whose key stands there already keeps its own name, which the schema does not know: two
    values are never one.
    """
    if not _has_words(tree) and not _may_have_words(tree):
        return tree  # as most files
    root = _known(tree.root, tree.shape)
    return replace(tree, root=root, keys=keys_in(root))


def _has_words(tree: SourceTree) -> bool:
    """Tell whether any key may be another word: it is not ASCII, or the schema says that it is."""
    is_ascii = all(map(str.isascii, tree.keys))
    return not (is_ascii and tree.keys.isdisjoint(tree.shape.plain_words_anywhere))


def _may_have_words(tree: SourceTree) -> bool:
    """Tell whether a value may be another word: one stands behind its key, or a mark of YAML."""
    text, words = tree.text, tree.shape.words_of_keys
    return any(
        text.startswith((*words[key], *_MARKS), found.end())
        for key in words.keys() & tree.keys
        for at in _ends(key, text)
        if (found := _COLON.match(text, at)) is not None
    )


_COLON = re.compile(r"[\"']?\s*:\s*[\"']?")
_MARKS = "&*!|>[-#\\"
"""What may stand before a value, and a backslash, by which a quoted one may be written."""


def _ends(word: str, text: str) -> Iterator[int]:
    """Yield where a word ends in a text, each time it has it."""
    end = 0
    while (at := text.find(word, end)) >= 0:
        end = at + len(word)
        yield end


def _known(node: Node, shape: Shape) -> Node:
    if isinstance(node, Sequence):
        inside = shape.under(None)
        return node._replace(items=tuple(_known(item, inside) for item in node.items))
    if not isinstance(node, Mapping):
        meant = shape.value_meant(node.text)
        if meant == node.text:
            return node
        return node._replace(value=_as_value(meant, shape), text=meant)
    called = _keys_known(node, shape.key_words)
    entries = {
        key: (written, _known(child, shape.under(key)))
        for key, (written, child) in called.entries.items()
    }
    return node._replace(entries=entries)


def _as_value(meant: str, shape: Shape) -> str | bool:
    """Return what a word of a place means as its value: where yes or no is asked, one of these."""
    return meant == "true" if shape.here.get("type") == "boolean" else meant


def _keys_known(node: Mapping, words: MappingOf[str, str]) -> Mapping:
    entries: dict[str, tuple[Scalar, Node]] = {}
    for typed, entry in node.entries.items():
        key = words.get(typed, typed)
        is_taken = key != typed and (key in node.entries or key in entries)
        entries[typed if is_taken else key] = entry
    return node._replace(entries=entries)


class Head(NamedTuple):
    """The words for what stands at the margin of every source.

    Attributes:
        keys: those for keys.
        values: those for values, by their keys.
    """

    keys: MappingOf[str, str]
    values: MappingOf[str, MappingOf[str, str]]

    @classmethod
    def of(cls, shape: Shape) -> Head:
        """Return the words that a schema has."""
        words = {key: shape.under(key).value_words for key in shape.keys}
        return cls({**shape.key_words}, {key: {**told} for key, told in words.items() if told})


def with_known_head(tree: SourceTree, head: Head) -> SourceTree:
    """Return a tree in which only the outermost keys and values are called otherwise than typed.

    Args:
        tree: whose schema is not known yet.
        head: the words for them.
    """
    if not isinstance(tree.root, Mapping):
        return tree
    root = _keys_known(tree.root, head.keys) if _has_words(tree) else tree.root
    entries = {**root.entries}
    for key, words in head.values.items():
        written, node = entries.get(key, (None, None))
        if written is not None and isinstance(node, Scalar) and node.text in words:
            meant = words[node.text]
            entries[key] = (written, node._replace(value=meant, text=meant))
    return replace(tree, root=root._replace(entries=entries), keys=tree.keys.union(entries))


def text_with_known_keys(tree: TextTree, shape: Shape) -> TextTree:
    """Return the tree of a text whose entries and values are too; its text stays what it is."""
    return replace(tree, root=_called(tree.root, shape))


def _called(node: TextNode, shape: Shape) -> TextNode:
    if isinstance(node, TextScalar):
        meant = shape.value_meant(node.words)
        return node if meant == node.words else replace(node, value=_as_value(meant, shape))
    names = {entry.name for entry in node.entries}
    entries = []
    for entry in node.entries:
        key = entry.key
        known = shape.key_words.get(key.words) if key is not None else None
        if key is not None and known is not None and known not in names:
            names.add(known)
            key = replace(key, known=known)
        below = shape.under(None if key is None else key.known or key.words)
        entries.append(replace(entry, key=key, value=_called(entry.value, below)))
    return replace(node, entries=tuple(entries))


def said(node: TextNode, shape: Shape, saying: Saying) -> TextNode:
    """Return a part of a text with its keys typed in some words; an anchored key stays.

    So are values that may be typed in two ways, such as funds.

    Args:
        node: whose keys are called as the schema calls them.
        shape: what the schema says of it.
        saying: gives the words: `in_chinese` or `in_english`.
    """
    if isinstance(node, TextScalar):
        word = saying(shape, shape.value_meant(node.words))
        if node.alias or word == node.words:
            return node
        is_text = shape.here.get("type") != "boolean"
        # As a text: what writes it leaves out the quotes where it reads the same without them.
        typed, style = ("'" + word.replace("'", "''") + "'", "'") if is_text else (word, "")
        return TextScalar(typed, word, word, style, anchor=node.anchor)
    entries = []
    for entry in node.entries:
        key = entry.key
        if key is not None and shape.has(entry.name) and not key.anchor:
            word = saying(shape, entry.name)
            known = entry.name if word != entry.name else ""
            if known != key.known or (known and word != key.words):
                key = TextScalar(word, word, word, known=known)
        below = said(entry.value, shape.under(entry.name if key is not None else None), saying)
        entries.append(replace(entry, key=key, value=below))
    return replace(node, entries=tuple(entries))


def value_said(value: PlainValue, shape: Shape, saying: Saying) -> PlainValue:
    """Return a bare value with its keys in some words, to be put into a text."""
    if isinstance(value, bool):
        typed = str(value).lower()
        return value if (word := saying(shape, typed)) == typed else word
    if isinstance(value, str):
        return saying(shape, value)
    if isinstance(value, list):
        return [value_said(one, shape.under(None), saying) for one in value]
    if isinstance(value, dict):
        return {
            saying(shape, key): value_said(one, shape.under(key), saying)
            for key, one in value.items()
        }
    return value


def in_chinese(shape: Shape, key: str) -> str:
    """Return the Chinese word of a key or a value; itself where it has none."""
    return shape.word_of(key) or shape.other_values.get(key, key)


def in_english(_: Shape, key: str) -> str:
    """Return a key or a value as the schema has it."""
    return key


def saying_of(node: TextNode) -> Saying:
    """Return in which words the keys of a text are typed: in Chinese if most are that may be."""
    keys = [entry.key for entry in _entries(node) if entry.key is not None]
    chinese = sum(bool(key.known) for key in keys)
    english = sum(key.words.isidentifier() and key.words.isascii() for key in keys)
    return in_chinese if chinese > english else in_english


def _entries(node: TextNode) -> Iterator[TextEntry]:
    for entry in node.entries if isinstance(node, TextCollection) else ():
        yield entry
        yield from _entries(entry.value)
