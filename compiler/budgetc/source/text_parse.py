"""Text to its tree. Every character is taken once, in order, so that none can be missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    NodeEvent,
    SequenceStartEvent,
)

from budgetc.source.events import events
from budgetc.source.read import resolve, said_by_block
from budgetc.source.text_tree import (
    BLOCK_STYLES,
    TextCollection,
    TextEntry,
    TextNode,
    TextScalar,
    TextTree,
)

_BLANKS = " \t\n"
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_BLOCK_SIGN = re.compile(r"[|>][-+0-9]*")


def parse(text: str) -> TextTree:
    """Return the tree of a text.

    Args:
        text: of a source in which nothing is found wrong when it is read.
    """
    return _Parser(text).document()


def ended(text: str) -> str:
    """Return a text whose last line has a line break, so that lines can be put behind it."""
    return text if text.endswith("\n") else f"{text}\n"


def parse_entries(text: str) -> tuple[TextEntry, ...]:
    """Return the entries of a text that is one mapping or list."""
    root = parse(text).root
    return root.entries if isinstance(root, TextCollection) else ()


class _Parser:
    """Walks the events of one text once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events: Iterator[Any] = events(text)
        self._at = 0

    def document(self) -> TextTree:
        """Return the tree of the whole text."""
        begin: Any = next(e for e in self._events if isinstance(e, DocumentStartEvent))
        start: Any = next(e for e in self._events if isinstance(e, NodeEvent))
        is_block = isinstance(start, CollectionStartEvent) and not start.flow_style
        if is_block and start.anchor is None:
            is_marked = begin.start_mark.index < begin.end_mark.index
            head = self._take(begin.end_mark.index if is_marked else 0)
        else:
            head = self._to_value(start)
        root = self._node(start, -1)
        end: Any = next(e for e in self._events if isinstance(e, DocumentEndEvent))
        if isinstance(root, TextCollection) and is_block:
            root = replace(root, closing=root.closing + self._take(end.start_mark.index))
        return TextTree(head, root, self._take(len(self._text)))

    def _node(self, event: Any, outer: int) -> TextNode:
        """Take a value that begins here.

        Args:
            event: its first.
            outer: the column of the entry it stands in; a comment further right is inside.
        """
        if not isinstance(event, CollectionStartEvent):
            return self._scalar(event)
        return self._flow(event, outer) if event.flow_style else self._block(event, outer)

    def _scalar(self, event: Any) -> TextScalar:
        end: int = event.end_mark.index
        if isinstance(event, AliasEvent):
            return TextScalar(self._take(end), alias=True)
        style, words = event.style or "", event.value
        value = words if style else resolve(words)
        if not (style or words or event.anchor):
            return TextScalar("", value)
        if style not in BLOCK_STYLES:
            return TextScalar(self._take(end), value, words, style, event.anchor or "")
        text, said = self._block_text(end, words), said_by_block(words)
        return TextScalar(text, said, said, style, event.anchor or "")

    def _to_value(self, event: Any) -> str:
        """Take what stands before a value: its anchor too, and what follows on that."""
        taken = self._take(event.start_mark.index)
        if event.anchor is None or isinstance(event, AliasEvent):
            return taken
        taken += self._take(self._at + 1 + len(event.anchor))
        if not isinstance(event, CollectionStartEvent):
            return taken + self._take(min(self._after_trivia(self._at), event.end_mark.index))
        return taken + (self._trivia() if event.flow_style else self._rest_of_line())

    def _block_text(self, end: int, words: str) -> str:
        """Take a text after | or >; blank lines at its end only where they are a part of it."""
        raw = self._text[self._at : end]
        sign = _BLOCK_SIGN.match(raw)
        if not words.strip(" \n") or sign is None or "+" in sign.group():
            return self._take(end)
        indent = block_indent(raw, words)
        _, *lines = raw.split("\n")
        while lines and not lines[-1][indent:].strip("\n") and not lines[-1].strip(" "):
            end -= len(lines.pop()) + 1
        return self._take(min(end + 1, len(self._text), self._at + len(raw)))

    def _block(self, start: Any, outer: int) -> TextCollection:
        is_list = isinstance(start, SequenceStartEvent)
        entries = []
        for event in self._events:
            if isinstance(event, CollectionEndEvent):
                break
            entries.append(self._block_entry(event, is_list=is_list))
        closing = self._comments_right_of(outer)
        return TextCollection(tuple(entries), is_list, closing=closing, anchor=start.anchor or "")

    def _block_entry(self, event: Any, *, is_list: bool) -> TextEntry:
        leading = self._trivia()
        column = self._at - (self._text.rfind("\n", 0, self._at) + 1)
        key = None if is_list else self._scalar(event)
        indicator = self._trivia() + self._take(self._at + 1)
        if not is_list:
            event = next(self._events)
        if _is_empty(event):
            return TextEntry(leading, key, indicator, TextScalar(""), self._rest_of_line(), column)
        is_block = isinstance(event, CollectionStartEvent) and not event.flow_style
        if is_block and event.anchor is None:
            begins_here = "\n" not in self._text[self._at : event.start_mark.index]
            indicator += self._take(event.start_mark.index) if begins_here else self._rest_of_line()
        else:
            indicator += self._to_value(event)
        value = self._node(event, column)
        ended = is_block or (isinstance(value, TextScalar) and value.style in BLOCK_STYLES)
        return TextEntry(
            leading, key, indicator, value, "" if ended else self._rest_of_line(), column
        )

    def _flow(self, start: Any, column: int) -> TextCollection:
        is_list = isinstance(start, SequenceStartEvent)
        opening = self._take(self._at + 1) if start.start_mark.index < start.end_mark.index else ""
        entries = []
        for event in self._events:
            if isinstance(event, CollectionEndEvent):
                break
            entry = self._flow_entry(event, column, is_list=is_list, is_alone=not opening)
            entries.append(entry)
        closing = self._take(event.end_mark.index) if opening else ""
        frame = TextCollection((), is_list, True, opening, closing, start.anchor or "")  # noqa: FBT003
        return replace(frame, entries=tuple(entries))

    def _flow_entry(self, event: Any, column: int, *, is_list: bool, is_alone: bool) -> TextEntry:
        leading = "" if is_alone else self._trivia()
        key, indicator = None, ""
        if not is_list:
            key = self._scalar(event)
            colon = self._after_trivia(self._at)
            if self._text.startswith(":", colon):
                indicator = self._take(colon + 1)
            event = next(self._events)
        value: TextNode = TextScalar("")
        if not _is_empty(event):
            indicator += self._to_value(event)
            value = self._node(event, column)
        return TextEntry(leading, key, indicator, value, "" if is_alone else self._comma(), column)

    def _comma(self) -> str:
        """Take what stands behind a value in brackets: a comma, and the rest of its line."""
        comma, taken = self._after_trivia(self._at), ""
        if self._text.startswith(",", comma):
            taken = self._take(comma + 1)
        rest = _REST_OF_LINE.match(self._text, self._at)
        return taken + (self._take(rest.end()) if rest else "")

    def _comments_right_of(self, column: int) -> str:
        """Take the comment lines that follow and stand further right than a column."""
        end = at = self._at
        while at < len(self._text):
            line_end = self._line_end(at)
            line = self._text[at:line_end].strip(_BLANKS)
            if line:
                if not line.startswith("#") or self._text.index("#", at) - at <= column:
                    break
                end = line_end
            at = line_end
        return self._take(end)

    def _after_trivia(self, at: int) -> int:
        """Return the offset of the first character that is neither blank nor of a comment."""
        while (character := self._text[at : at + 1]) and character in f"{_BLANKS}#":
            at = self._line_end(at) if character == "#" else at + 1
        return at

    def _trivia(self) -> str:
        return self._take(self._after_trivia(self._at))

    def _rest_of_line(self) -> str:
        return self._take(self._line_end(self._at))

    def _line_end(self, at: int) -> int:
        """Return the offset behind a line, its line break included."""
        return self._text.find("\n", at) + 1 or len(self._text)

    def _take(self, end: int) -> str:
        taken = self._text[self._at : end]
        self._at = max(end, self._at)
        return taken


def block_indent(raw: str, words: str) -> int:
    """Return by how much the lines of a block text are indented that has more than blanks."""
    _, *lines = raw.split("\n")
    first = next(line for line in lines if line.strip(" "))
    said = words.lstrip("\n")
    return _indent(first) - _indent(said)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_empty(event: Any) -> bool:
    """Tell whether nothing is written for a value."""
    is_written = isinstance(event, AliasEvent | CollectionStartEvent)
    return not is_written and not (event.value or event.style or event.anchor)
