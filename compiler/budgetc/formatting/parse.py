"""Text to a `File`: every comment goes to the entry it stands above or behind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from budgetc.formatting.remarks import RemarkQueue, block_header, block_text
from budgetc.formatting.tree import Entry, Group, Text
from budgetc.source.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    NodeEvent,
    SequenceStartEvent,
    events,
)

_ANCHOR = re.compile(r"&\S+\s*")
_BLOCK = ("|", ">")
_ESCAPED_BLANK = re.compile(r"(?<!\\)(?:\\\\)*\\[ \t]$")

_Ended = int | None
"""Where a value ended, for a comment behind it; nothing for one that ends below its last line."""


def parse(text: str) -> Group | None:
    """Return a text that can be read as one YAML document; nothing for one that is a lone word.

    Args:
        text: of a source in which nothing is found wrong when it is read.
    """
    return _Parser(text).root()


class _Parser:
    """Walks the events of one text once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._remarks = RemarkQueue(text)
        self._events: Iterator[Any] = events(text)

    def root(self) -> Group | None:
        """Return the whole document; what stands before it is above its first entry."""
        start: Any = next(e for e in self._events if isinstance(e, NodeEvent))
        if not _is_group(start):
            return None
        above = self._remarks.before(start.start_mark.index)
        group, _ = self._group(start, -1)
        tail = (*group.tail, *self._remarks.before(len(self._text)))
        if not group.entries:
            return group.with_entries((), (*above, *tail))
        first, *others = group.entries
        return group.with_entries((first.with_above((*above, *first.above)), *others), tail)

    def _group(self, start: Any, outer: int) -> tuple[Group, _Ended]:
        """Read a mapping or list to its end.

        Args:
            start: the event that begins it.
            outer: the column of the entry it stands in; a comment further right is inside.
        """
        is_list = isinstance(start, SequenceStartEvent)
        in_braces = bool(start.flow_style)
        column: int = outer if in_braces else start.start_mark.column
        entries = []
        for event in self._events:
            if isinstance(event, CollectionEndEvent):
                break
            entries.append(self._item(event, column) if is_list else self._pair(event, column))
        end = event.end_mark
        if in_braces:
            tail, ended = self._remarks.before(end.index), end.index
        else:
            tail, ended = self._remarks.inside(outer, event.start_mark.line), None
        return Group(tuple(entries), is_list, in_braces, tail, start.anchor or ""), ended

    def _item(self, event: Any, column: int) -> Entry:
        above = self._remarks.before(event.start_mark.index)
        return self._entry(Entry(None, Text("", ()), above), event, column)

    def _pair(self, event: Any, column: int) -> Entry:
        above = self._remarks.before(event.start_mark.index)
        key, _ = self._scalar(event)
        value = next(self._events)
        begin = value.start_mark.index
        behind = self._remarks.on_line(event.end_mark.line, begin)
        if not _is_group(value) or value.flow_style:
            above += self._remarks.before(begin)
        return self._entry(Entry(key, Text("", ()), above, "".join(behind)), value, column)

    def _entry(self, begun: Entry, event: Any, column: int) -> Entry:
        """Read the value of an entry whose key and comments before the value have been read."""
        above = begun.above
        if _is_group(event):
            group, ended = self._group(event, column)
            if not group.entries:
                above += group.tail
                group = group.with_entries((), ())
            read: Text | Group = group
        else:
            read, ended = self._scalar(event)
        behind = self._remarks.behind(ended) if ended is not None else ""
        if behind and begun.behind:
            above += (begun.behind,)
        return Entry(begun.key, read, above, behind or begun.behind)

    def _scalar(self, event: Any) -> tuple[Text, _Ended]:
        start, end = event.start_mark.index, event.end_mark.index
        raw = self._text[start:end]
        if isinstance(event, AliasEvent):
            return Text(raw, (raw,), alias=True), end
        style, name = event.style or "", event.anchor or ""
        if name and (anchor := _ANCHOR.match(raw)):
            start, raw = start + anchor.end(), raw[anchor.end() :]
        if style in _BLOCK:
            return _block(event.value, raw, style, name), start + len(block_header(raw))
        raw = raw if style else raw.rstrip()
        first, *rest = raw.split("\n")
        lines = (first, *(line.lstrip(" \t") for line in rest))
        return Text(event.value, tuple(map(_without_end, lines)), style, name), start + len(raw)


def _is_group(event: Any) -> bool:
    return isinstance(event, CollectionStartEvent)


def _without_end(line: str) -> str:
    """Return a line of a text without blanks at its end, save one behind a backslash."""
    short = line.rstrip(" \t")
    further = line[: len(short) + 1]
    return further if _ESCAPED_BLANK.search(further) else short


def _block(value: str, raw: str, style: str, anchor: str) -> Text:
    """Return a text after | or >: its header, then its lines without what they are indented by.

    One that says itself how far it is indented, or that the file ends in, becomes one in quotes.
    """
    header = block_header(raw)
    if any(sign.isdigit() for sign in header) or not raw.endswith("\n"):
        return Text(value, (json.dumps(value, ensure_ascii=False),), '"', anchor)
    _, *body = block_text(raw).removesuffix("\n").split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in body if line.strip(" ")), default=0)
    return Text(value, (header, *(line[margin:] for line in body)), style, anchor)
