"""What is said of a place, with the keys to type in the words that are typed around it.

A message names keys as the schema has them; whoever types Chinese words is told these. In English a
key is what a colon follows; among Chinese words it is any word of small letters, unless it is the
value of one. A key without such a word keeps its name, which may be typed as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as MappingType
from functools import cache

from budgetc.diagnostics.messages import ENGLISH, Bilingual, Message, Translator
from budgetc.source.keys import in_chinese, in_english
from budgetc.source.nodes import Mapping, Path, SourceTree, child_of
from budgetc.source.shape import Shape

_WORD = "[a-z]+(?:_[a-z]+)*"
_TO_TYPE = re.compile(rf"(?<![\w./-]){_WORD}(?=:)", re.ASCII)
"""A key with its colon; no part of a path."""
_NAMED = re.compile(rf" ?(?<![\w./{{-])({_WORD})(?![\w./}}:-])(?:（([^）]*)）)? ?", re.ASCII)
"""A word among Chinese ones, and what it is called in brackets behind it."""
_PLACED = re.compile(rf"(?<![\w./-])({_WORD}): {{([a-z_]+)}}", re.ASCII)
"""A key, and the name of the value of a message that is to be typed under it."""
_ASCII_WORD = re.compile(rf"(?<![\w./-]){_WORD}(?![\w./-])", re.ASCII)
_VALUE = re.compile(rf"(?<![\w./-])({_WORD}): ({_WORD})(?![\w:./-])", re.ASCII)
"""A key, and a value to be typed under it that has no words of its own in a sentence."""
_EXAMPLE = "Example:"
"""What the example of a description follows."""

WordOf = Callable[[str], str]
"""Gives what is typed for a key; of what is none, itself."""


def as_typed(said: Message, tree: SourceTree, path: Path) -> Message:
    """Return what is said of a place with its keys as they are typed around that place."""
    if not is_in_chinese(tree, path):
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


def described(about: Bilingual, tree: SourceTree, path: Path) -> Bilingual:
    """Return a schema's description of a place with its keys as they are typed around that place.

    In Chinese so are its values, each with what it is called told once. Examples stay.
    """
    if not is_in_chinese(tree, path):
        return about
    shapes, words = tuple(_around(tree.shape, path)), tree.shape.at(path).other_values
    english, mark, example = about.en.partition(_EXAMPLE)
    chinese = about.zh
    for value in sorted(words, key=len, reverse=True):
        word = re.escape(words[value])
        told = rf" ?(?<![\w.]){re.escape(value)}(?![\w.])(?: ?{word}|（{word}）)? ?"
        chinese = re.sub(told, words[value], chinese, flags=re.ASCII)
    named = {*_ASCII_WORD.findall(chinese)}.difference(_ASCII_WORD.findall(example))
    keys = {key: _word_of(key, shapes, ()) for key in named}

    def word_of(key: str) -> str:
        return keys.get(key, key)

    return Bilingual(
        _ASCII_WORD.sub(lambda found: word_of(found.group()), english) + mark + example,
        _NAMED.sub(lambda found: _among_words(found, word_of), chinese),
    )


def key_typed(tree: SourceTree, path: Path) -> str:
    """Return what is typed for the last key of a path, which may not be there yet."""
    shape = tree.shape.at(path[:-1])
    key = shape.written(str(path[-1]))
    return (shape.word_of(key) if is_in_chinese(tree, path) else "") or key


def value_typed(tree: SourceTree, path: Path, value: str) -> str:
    """Return what is typed for a value of a place, in the words of the keys around it."""
    return (in_chinese if is_in_chinese(tree, path) else in_english)(tree.shape.at(path), value)


def line_typed(tree: SourceTree, path: Path, values: MappingType[str, str]) -> str:
    """Return keys of a place, which may not be there yet, with values, as they are typed there."""
    shape, saying = tree.shape.at(path), in_chinese if is_in_chinese(tree, path) else in_english
    return ", ".join(
        f"{saying(shape, key)}: {saying(shape.under(key), value)}"
        for key, value in ((shape.written(key), value) for key, value in values.items())
    )


def is_in_chinese(tree: SourceTree, path: Path) -> bool:
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
    values = dict(pair[::-1] for pair in _VALUE.findall(english) if pair[1] not in before_colon)
    # A colon may also end the half of an English sentence: no word in Chinese is Latin but a key.
    is_translated = chinese != english
    keys = {*_ASCII_WORD.findall(chinese)}.difference(values) if is_translated else before_colon
    named = [one for one in before_colon if one in keys]

    def word_of(key: str) -> str:
        if key in values:
            return _value_of(values[key], key, shapes, named)
        return _word_of(key, shapes, named) if key in keys else key

    is_english = speak is ENGLISH or not is_translated
    under = {name: key for key, name in _PLACED.findall(english)}
    text = english if is_english else chinese
    text = _VALUE.sub(lambda found: f"{found[1]}: {word_of(found[2])}", text)
    text = _TO_TYPE.sub(lambda found: word_of(found.group()), text)
    if not is_english:
        text = _NAMED.sub(lambda found: _among_words(found, word_of), text)
    return text.format_map(
        {
            name: " / ".join(_value_of(under[name], v, shapes, named) for v in value.split(" / "))
            if isinstance(value, str) and name in under
            else value
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
    shape = _having(key, shapes, named)
    if shape is not None:
        return shape.word_of(key) or key
    return shapes[-1].words_anywhere.get(key, key)


def _value_of(key: str, value: str, shapes: Sequence[Shape], named: Sequence[str]) -> str:
    """Return the word for a value to be typed under a key."""
    shape = _having(key, shapes, named)
    return value if shape is None else shape.under(key).other_values.get(value, value)


def _having(key: str, shapes: Sequence[Shape], named: Sequence[str]) -> Shape | None:
    """Return the nearest place that has a key: around, or inside of what is named beside it."""
    below = (one.under(other) for one in shapes for other in named if one.has(other))
    inside = (one.under(None) if "items" in one.here else one for one in below)
    # What is named beside it is nearer than the whole source: a unit of transfers, not of money.
    return next((one for one in (*shapes[:-1], *inside, shapes[-1]) if one.has(key)), None)
