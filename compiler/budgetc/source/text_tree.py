"""The text of a source as a tree: joining its nodes gives back the text to the last character.

What stands between values (comments, blanks, line breaks, signs) is the trivia of the entry that it
belongs to, as in the concrete syntax trees of editors. `text_parse` makes the tree of a text,
`text_edit` changes one; formatting reorders it, and a merge is made of three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetc.frozen import frozen
from budgetc.source.nodes import ScalarValue

BLOCK_STYLES = ("|", ">")
"""Of texts that stand on lines of their own, below their sign."""

_COMMENT = re.compile(r"#[^\n]*")
_COMMENT_OR_BLANK_LINE = re.compile(r"#[^\n]*|^[ \t]*\n", re.MULTILINE)
_BLANKS = " \t\n"


@frozen()
class TextScalar:
    """One written value, or a key.

    Attributes:
        text: as typed, with its quotes; of a block text with its sign and its last line break, of
            a key with its anchor.
        value: what is read, as `resolve` takes it.
        words: what it says, its lines joined as YAML joins them.
        style: its quotes, or `|` or `>`; empty where there are none.
        anchor: the name that others call it by, which is typed in the indicator; empty for none.
        alias: whether it calls another value by its name.
        known: of a key that is typed in another word, what the schema calls it (`keys.py`).
    """

    text: str
    value: ScalarValue = None
    words: str = ""
    style: str = ""
    anchor: str = ""
    alias: bool = False
    known: str = ""


@frozen()
class TextEntry:
    """An entry of a mapping, or an item of a list.

    Attributes:
        leading: the comments and blank lines above, and its own indentation.
        key: nothing for an item.
        indicator: `:` or `-`, with what stands between it and the value, an anchor too; of an item
            in brackets only that.
        value: what stands there.
        trailing: behind the value: the rest of its line, with the line break; in brackets the comma
            too.
        column: where it begins, counted from 0; in brackets that of the entry which holds them.
    """

    leading: str
    key: TextScalar | None
    indicator: str
    value: TextNode
    trailing: str
    column: int

    @property
    def name(self) -> str:
        """What the key is called; empty for an item."""
        return (self.key.known or self.key.words) if self.key else ""


@frozen()
class TextCollection:
    """A mapping or a list.

    Attributes:
        entries: in the order of the text.
        is_list: whether it is a list.
        is_flow: whether it is typed in { } or [ ], rather than as a block of lines.
        opening: its bracket; empty for a block, and for `a: b` alone in a list's brackets.
        closing: its other bracket, with what stands before it; of a block the comments at its end.
        anchor: the name that others call it by, which is typed in the indicator; empty for none.
    """

    entries: tuple[TextEntry, ...]
    is_list: bool = False
    is_flow: bool = False
    opening: str = ""
    closing: str = ""
    anchor: str = ""

    def entry(self, name: str) -> TextEntry | None:
        """Return the entry of a key, if there is one."""
        return next((entry for entry in self.entries if entry.name == name), None)


TextNode = TextScalar | TextCollection


@frozen()
class TextTree:
    """The text of a whole source.

    Attributes:
        head: before the root; of a block only the sign of a document's begin.
        root: its value.
        ending: behind the root.
    """

    head: str
    root: TextNode
    ending: str


def text_of(part: TextTree | TextNode | TextEntry) -> str:
    """Return the text of a tree, or of a part of it."""
    return "".join(piece for piece, _ in _pieces(part))


def comments(part: TextTree | TextNode | TextEntry) -> Iterator[str]:
    """Yield the comments in a tree or a part of it, each with its `#`, in the order of the text."""
    for piece, is_trivia in _pieces(part):
        if is_trivia and "#" in piece:
            yield from comments_in(piece)


def comments_in(trivia: str) -> list[str]:
    """Return the comments of a trivia text."""
    return [found.rstrip(_BLANKS) for found in _COMMENT.findall(trivia)]


def remarks(trivia: str) -> str:
    """Return the comments and blank lines of a trivia text, a line each, without indentation."""
    found = _COMMENT_OR_BLANK_LINE.findall(trivia)
    return "".join(f"{remark.strip(_BLANKS)}\n" for remark in found)


def _pieces(part: TextTree | TextNode | TextEntry) -> Iterator[tuple[str, bool]]:
    """Yield the texts that a part is made of, in their order, and of each whether it is trivia."""
    match part:
        case TextTree():
            yield part.head, True
            yield from _pieces(part.root)
            yield part.ending, True
        case TextEntry():
            yield part.leading, True
            yield part.key.text if part.key else "", False
            yield part.indicator, True
            yield from _pieces(part.value)
            yield part.trailing, True
        case TextCollection():
            yield part.opening, False
            for entry in part.entries:
                yield from _pieces(entry)
            yield part.closing, True
        case TextScalar():
            header, body = block_parts(part)
            yield header, True
            yield body, False


def block_parts(scalar: TextScalar) -> tuple[str, str]:
    """Return the line of a block text that has its sign, and all else that a value is."""
    if scalar.style not in BLOCK_STYLES:
        return "", scalar.text
    header, line_break, body = scalar.text.partition("\n")
    return header + line_break, body


def nodes_of(node: TextNode) -> Iterator[TextNode]:
    """Yield a node and all below it, keys as well."""
    yield node
    if isinstance(node, TextCollection):
        for entry in node.entries:
            if entry.key is not None:
                yield entry.key
            yield from nodes_of(entry.value)
