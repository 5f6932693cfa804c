"""What is said of a place, with the keys to type in the words that are typed around it.

A message names keys as the schema has them; whoever types Chinese words is told these. In English a
key is what a colon follows; among Chinese words it is any word of small letters, unless it is the
value of one. A key without such a word keeps its name, which may be typed as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from budgetc.diagnostics.messages import ENGLISH, Bilingual, Message, Translator
from budgetc.source.nodes import Mapping, Path, SourceTree, child_of
from budgetc.source.shape import Shape

_WORD = "[a-z]+(?:_[a-z]+)*"
_TO_TYPE = re.compile(rf"(?<![\w./-]){_WORD}(?=:)", re.ASCII)
"""A key with its colon; no part of a path."""
_NAMED = re.compile(rf" ?(?<![\w./{{-])({_WORD})(?![\w./}}:-])(?:（([^）]*)）)? ?", re.ASCII)
"""A word among Chinese ones, and what it is called in brackets behind it."""
_ASCII_WORD = re.compile(rf"(?<![\w./-]){_WORD}(?![\w./-])", re.ASCII)
_VALUE = re.compile(rf": ({_WORD})(?![\w:./-])", re.ASCII)

WordOf = Callable[[str], str]
"""Gives what is typed for a key; of what is none, itself."""


def as_typed(said: Message, tree: SourceTree, path: Path) -> Message:
    """Return what is said of a place with its keys as they are typed around that place."""
    if not _is_in_chinese(tree, path):
        return said
    shapes = tuple(_around(tree.shape, path))
    both = _both()
    texts = tuple(_text(said, shapes, speak, both) for speak in both)
    if texts == tuple(speak(said) for speak in both):  # it names none
        return said
    return Message("{said}", (("said", Bilingual(*texts)), *said.values))  # programs ask for these


@cache
def _both() -> tuple[Translator, Translator]:
    return ENGLISH, Translator("zh")


def key_typed(tree: SourceTree, path: Path) -> str:
    """Return what is typed for the last key of a path, which may not be there yet."""
    shape = tree.shape.at(path[:-1])
    key = shape.written(str(path[-1]))
    return (shape.word_of(key) if _is_in_chinese(tree, path) else "") or key


def _is_in_chinese(tree: SourceTree, path: Path) -> bool:
    """Tell whether most keys on the way to a place are typed in words that are not their own."""
    node, words, keys = tree.root, 0, 0
    for step in (*path, None):
        for key, (written, _) in node.entries.items() if isinstance(node, Mapping) else ():
            words += key != written.text and not written.text.isascii()
            keys += written.text.isidentifier() and written.text.isascii()
        below = None if step is None else child_of(node, step)
        if below is None:
            break
        node = below
    return words > keys


def _around(shape: Shape, path: Path) -> Iterator[Shape]:
    """Yield the shapes around a place, the innermost first; of a list, that of its entries."""
    for depth in range(len(path), -1, -1):
        here = shape.at(path[:depth])
        yield here.under(None) if "items" in here.here else here


def _text(
    said: Message, shapes: Sequence[Shape], speak: Translator, both: Sequence[Translator]
) -> str:
    """Return a message in one of two languages with the words for keys that it names."""
    english, chinese = (_with_keys(one.text(said.template), said) for one in both)
    before_colon = _TO_TYPE.findall(english)
    values = {*_VALUE.findall(english)}.difference(before_colon)
    # A colon may also end the half of an English sentence: no word in Chinese is Latin but a key.
    is_translated = chinese != english
    keys = {*_ASCII_WORD.findall(chinese)} - values if is_translated else {*before_colon}
    named = [one for one in before_colon if one in keys]

    def word_of(key: str) -> str:
        return _word_of(key, shapes, named) if key in keys else key

    if speak is ENGLISH or not is_translated:
        text = _TO_TYPE.sub(lambda found: word_of(found.group()), english)
    else:
        text = _TO_TYPE.sub(lambda found: word_of(found.group()), chinese)
        text = _NAMED.sub(lambda found: _among_words(found, word_of), text)
    return text.format_map(
        {
            name: value
            if isinstance(value, str | int)
            else _text(value, shapes, speak, both)
            if isinstance(value, Message)
            else value.in_words(speak)
            for name, value in said.values
        }
    )


def _with_keys(text: str, said: Message) -> str:
    """Return a text of a message with those of its values filled in that are keys."""
    for name, value in said.values:
        if isinstance(value, str) and value.isidentifier() and f"{{{name}}}:" in said.template:
            text = text.replace(f"{{{name}}}", value)
    return text


def _among_words(found: re.Match[str], word_of: WordOf) -> str:
    """Return a word for a key within a Chinese sentence: in quotes, and told once."""
    key, called = found.groups()
    word = word_of(key)
    if word == key:
        return found.group()
    behind = "" if called in (None, word) else f"（{called}）"
    is_in_brackets = found.string[: found.start()].endswith("（")
    return f"{word}{behind}" if is_in_brackets else f"“{word}”{behind}"


def _word_of(key: str, shapes: Sequence[Shape], named: Sequence[str]) -> str:
    """Return the word for a key: of the place, of what is named beside it, or of all places."""
    below = (one.under(other) for one in shapes for other in named if one.has(other))
    inside = (one.under(None) if "items" in one.here else one for one in below)
    # What is named beside it is nearer than the whole source: a unit of transfers, not of money.
    for shape in (*shapes[:-1], *inside, shapes[-1]):
        if shape.has(key):
            return shape.word_of(key) or key
    return shapes[-1].words_anywhere.get(key, key)
