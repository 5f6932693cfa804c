"""YAML text to a `SourceTree`, on ruamel.yaml's events with a construction of our own.

YAML's helpful typing is off: no dates, no `no` for false, no octal, no sexagesimal, no floats. A
number keeps every digit. What a budget has no use for (tags, several documents, repeated keys,
keys that are not plain words) is a finding with a position, and never an exception.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from sys import intern
from typing import Any, NoReturn

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.tokens import KeyToken

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.characters import misleading, printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import Source
from budgetc.source.bounds import MAX_DEPTH, MAX_DIGITS, MAX_NODES
from budgetc.source.decode import control_character, decode
from budgetc.source.events import next_event, tokens
from budgetc.source.nodes import (
    Mapping,
    Node,
    Path,
    Scalar,
    ScalarValue,
    Sequence,
    SourceTree,
    span_of,
)

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_WORDS: dict[str, ScalarValue] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_MAY_MEAN = frozenset("-0123456789").union(word[:1] for word in _WORDS)
"""What a plain value may begin with that is more than a text; most are told by it to be none."""
_QUESTION = re.compile(r"(?:^|[\s\[{,:-])\?", re.MULTILINE)
"""Where a question mark may be the sign of a key."""
_BEHIND_ANCHOR = frozenset("?:%@`")
"""What libyaml lets stand right behind the name of an anchor, as the beginning of the value."""
_OURS, _BETWEEN, _THEIRS = (
    re.compile(mark, re.MULTILINE) for mark in (r"^<{7,} ", r"^={7,}$", r"^>{7,} ")
)
"""What a merge leaves around two versions; three searches, for one over all lines could be slow."""
_NEW_ENTRY = re.compile(r"[ \t\u3000]*(-(?![0-9-])|－|＃|[a-z_]+(?:：|:(?![/ ]|$)))")
"""A line that begins like an item of a list, a comment or a key; -5 and https:// do not.

A key with a blank after its colon the parser does not take for words.
"""


def read_file(source: Source) -> tuple[SourceTree | None, tuple[Diagnostic, ...]]:
    """Read one file of a workspace; returns no tree where it is missing, refused or no YAML."""
    try:
        data = source.read()
    except FileRefusedError as error:
        return None, (replace(error.diagnostic, span=Span.point(source.name)),)
    if data is None:
        problem = msg("there is no file {file}", file=printable(source.name))
        return None, (finding("SYN012", problem, Span.point(source.name)),)
    return read_bytes(source.name, data)


def read_data(resources: Resources, name: str) -> tuple[SourceTree | None, tuple[Diagnostic, ...]]:
    """Read one data file; neither a tree nor a finding, if there is none of that name.

    Raises:
        DataFaultError: it may not or cannot be read.
    """
    data = resources.read(name)
    return (None, ()) if data is None else read_bytes(name, data)


def place_in(resources: Resources, file: str, path: Path) -> tuple[int, int]:
    """Return the line and the column of what a path leads to in a data file: of its key, if any."""
    tree, _ = read_data(resources, file)
    if tree is None or not path:
        return 1, 1
    *above, last = path
    node, left = tree.at((*above,))
    if isinstance(node, Mapping) and last in node.entries and not left:
        node = node.entries[str(last)][0]
    else:
        node, _ = tree.at(path)
    return node.line + 1, node.column + 1


def read_bytes(name: str, data: bytes) -> tuple[SourceTree | None, tuple[Diagnostic, ...]]:
    """Read one source; returns no tree where the text cannot be understood as one document."""
    text, findings = decode(name, data)
    if text is None:
        return None, findings
    if "<<<<<<<" in text and (unresolved := _unresolved(name, text)):
        return None, (unresolved,)
    builder = _Builder(name, text)
    builder.findings += findings
    try:
        root = builder.build()
    except _UnreadableError as stop:
        return None, (*builder.findings, stop.diagnostic)
    except MarkedYAMLError as error:
        # Imported only for what cannot be read, for its patterns take long to make.
        from budgetc.source.syntax import syntax_error  # noqa: PLC0415

        cause = syntax_error(name, text, error)
        # Lines that were read as words of a text begun behind the cause are no fault of theirs.
        first = (one for one in builder.findings if one.span.line <= cause.span.line)
        return None, (*first, cause)
    except YAMLError:
        problem = msg("this file cannot be read as YAML")
        return None, (*builder.findings, finding("SYN001", problem, Span.point(name)))
    return SourceTree(name, text, root, keys=frozenset(builder.keys)), tuple(builder.findings)


def _unresolved(name: str, text: str) -> Diagnostic | None:
    ours = _OURS.search(text)
    if ours is None or not (_BETWEEN.search(text) and _THEIRS.search(text)):
        return None
    return finding(
        "SYN015",
        msg("two versions stand here since a merge"),
        Span.point(name, text.count("\n", 0, ours.start()) + 1),
        hint=msg("keep one of the two, and delete the lines of <<<, === and >>>"),
    )


_made = tuple.__new__
"""Makes what its class makes, at half its cost: a source has thousands of nodes."""


class _UnreadableError(Exception):
    """Reading stops here; carries the finding that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


class _Builder:
    """Builds the tree of one file from its events."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._next = next_event(text)
        self.findings: list[Diagnostic] = []
        self.keys: set[str] = set()
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._open_anchors: set[str] = set()
        self._nodes = 0
        self._deepest = 0
        self._lines: list[str] = []
        self._words: dict[str, tuple[ScalarValue, str]] = {}

    def build(self) -> Node:
        """Return the root of the one document in the text."""
        root: Node | None = None
        while (event := self._next()) is not None:
            kind = type(event)
            if kind is DocumentStartEvent:
                if root is not None:
                    self._stop(
                        "SYN005",
                        msg("a second document begins here; a source is one document"),
                        event,
                        msg("delete the line ---, or move what follows to a file of its own"),
                    )
            elif kind in (StreamStartEvent, DocumentEndEvent, StreamEndEvent):
                continue
            else:
                root = self._node(event, 0)
        if root is None or (isinstance(root, Scalar) and root.value is None):
            problem = msg("{file} is empty", file=self._file)
            hint = msg("copy another department's source and change it")
            raise _UnreadableError(finding("SYN008", problem, Span.point(self._file), hint=hint))
        if "?" in self._text and _QUESTION.search(self._text):
            self._refuse_explicit_keys()
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self._count(1, event)
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event, depth)
        if event.ctag is not None or event.anchor is not None:
            self._refuse_odd_marks(event)
        if kind is ScalarEvent:
            node: Node = self._scalar(event)
            if event.anchor is not None:
                self._anchors[event.anchor] = (node, 1, 0)
            return node
        if depth >= MAX_DEPTH:
            self._stop(
                "SYN009",
                msg(
                    "more than {depth} levels of nesting; look at the indentation", depth=MAX_DEPTH
                ),
                event,
            )
        if depth >= self._deepest:
            self._deepest = depth + 1
        return self._inside(event, depth) if event.anchor is None else self._anchored(event, depth)

    def _inside(self, event: Any, depth: int) -> Node:
        if type(event) is MappingStartEvent:
            return self._mapping(event, depth)
        return self._sequence(event, depth)

    def _anchored(self, event: Any, depth: int) -> Node:
        """Build a list or mapping that aliases may stand for; keep its size and its levels."""
        before, deepest = self._nodes, self._deepest
        self._deepest = depth + 1
        self._open_anchors.add(event.anchor)
        node = self._inside(event, depth)
        self._open_anchors.discard(event.anchor)
        levels = self._deepest - depth
        self._anchors[event.anchor] = (node, self._nodes - before + 1, levels)
        self._deepest = max(deepest, self._deepest)
        return node

    def _refuse_explicit_keys(self) -> None:
        """Report each key that a question mark announces: `[?x]` is a mapping to YAML, not ?x."""
        for token, following in pairwise(tokens(self._text)):
            if type(token) is KeyToken and following.start_mark.index > token.start_mark.index:
                self._report(
                    "SYN013",
                    msg("this ? makes a key of what follows it"),
                    token,
                    msg("put a text that begins with ? in quotes; write a key as one word and a :"),
                )

    def _refuse_odd_marks(self, event: Any) -> None:
        """Report what stands before a value and is not read: a tag, or an anchor cut short."""
        if event.ctag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            self._refuse_odd_anchor(event)

    def _refuse_odd_anchor(self, event: Any) -> None:
        behind = event.start_mark.index + 1 + len(event.anchor)
        if self._text[behind : behind + 1] in _BEHIND_ANCHOR:
            problem = msg(
                "&{name} ends before the {sign} that follows it, which becomes a part of the value",
                name=event.anchor,
                sign=self._text[behind],
            )
            hint = msg("put a text that begins with & in quotes; name an anchor with letters")
            self._report("SYN004", problem, event, hint)

    def _refuse_tag(self, event: Any) -> None:
        problem = msg("the tag {tag} is not read", tag=event.tag.replace("tag:org,2002:", "!!"))
        self._report("SYN003", problem, event, msg("delete it; a budget needs no tags"))

    def _scalar(self, event: Any) -> Scalar:
        text: str = event.value
        value: ScalarValue = text
        start, end = event.start_mark, event.end_mark
        line, end_line, style = start.line, end.line, event.style
        if not style:
            if text[:1] in _MAY_MEAN:
                value = resolve(text)
            if line != end_line:
                self._refuse_swallowed_entry(event)
        elif style in _BLOCKS:
            text = value = said_by_block(text)
        elif (
            style == '"'
            and "\\" in self._text[start.index : event.end_mark.index]
            and (bad := misleading(text))
        ):
            self.findings.append(control_character(self._span(event), bad.group()))
        return _made(Scalar, (value, text, line, start.column, end_line, end.column))

    def _key(self, event: Any) -> Scalar:
        """Return a key; most stand in many mappings, and are one text in all of them."""
        if event.style:
            return self._scalar(event)
        text: str = event.value
        if (word := self._words.get(text)) is None:
            word = self._words[text] = resolve(text), intern(text)
        value, text = word
        start, end = event.start_mark, event.end_mark
        line, end_line = start.line, end.line
        if line != end_line:
            self._refuse_swallowed_entry(event)
        return _made(Scalar, (value, text, line, start.column, end_line, end.column))

    def _refuse_swallowed_entry(self, event: Any) -> None:
        """Report the first line that a text without quotes goes on over as if it were its words."""
        start, end = event.start_mark, event.end_mark
        # Once for all texts: a file may have as many as it has lines.
        lines = self._lines = self._lines or self._text.split("\n")
        for number, line in enumerate(lines[start.line + 1 : end.line + 1], start.line + 2):
            if entry := _NEW_ENTRY.match(line):
                begin = Span.point(self._file, start.line + 1, start.column + 1)
                self.findings.append(
                    finding(
                        "SYN014",
                        msg("this line is read as more words of the text above it"),
                        Span.point(self._file, number, entry.start(1) + 1),
                        related=[Related(begin, msg("the text begins here"))],
                        hint=msg(
                            "indent it like the entries above it; or, if it does belong to the "
                            "text, put the text in quotes"
                        ),
                    )
                )
                return

    def _mapping(self, event: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        take, key_of, scalar = self._next, self._key, self._scalar
        while type(key_event := take()) is ScalarEvent:
            self._nodes += 2
            if key_event.ctag is not None or key_event.anchor is not None:
                self._refuse_odd_marks(key_event)
            key = key_of(key_event)
            below = take()
            if type(below) is ScalarEvent and below.ctag is below.anchor is None:
                value: Node = scalar(below)
            else:
                value = self._node(below, depth + 1)
            # A key that stands here a second time leaves the first as it is.
            first = entries.setdefault(key.text, (key, value))[0]
            if first is not key:
                self._duplicate(key, first)
        if type(key_event) is not MappingEndEvent:
            self._stop("SYN013", msg("a key must be one word"), key_event)
        self._count(0, key_event)
        self.keys.update(entries)
        start, end = event.start_mark, key_event.start_mark
        return _made(Mapping, (entries, start.line, start.column, end.line, end.column))

    def _sequence(self, event: Any, depth: int) -> Sequence:
        items: list[Node] = []
        while type(item_event := self._next()) is not SequenceEndEvent:
            items.append(self._node(item_event, depth + 1))
        start, end = event.start_mark, item_event.start_mark
        return _made(Sequence, (tuple(items), start.line, start.column, end.line, end.column))

    def _alias(self, event: Any, depth: int) -> Node:
        name: str = event.anchor
        if name in self._open_anchors:
            problem = msg("*{name} stands inside itself; write the values out", name=name)
            self._stop("SYN004", problem, event)
        if name not in self._anchors:
            problem = msg(
                "there is no &{name} before this *{name}; write the values out", name=name
            )
            self._stop("SYN004", problem, event)
        node, size, levels = self._anchors[name]
        self._count(size, event)
        if depth + levels > MAX_DEPTH:
            problem = msg(
                "more than {depth} levels of nesting, aliases put in place; write the values out",
                depth=MAX_DEPTH,
            )
            self._stop("SYN009", problem, event)
        self._deepest = max(self._deepest, depth + levels)
        return node

    def _count(self, nodes: int, event: Any) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            problem = msg(
                "more than {limit} values, aliases put in place; write the values out",
                limit=MAX_NODES,
            )
            self._stop("SYN004", problem, event)

    def _duplicate(self, key: Scalar, first: Scalar) -> None:
        self.findings.append(
            finding(
                "SYN002",
                msg("{key} stands here a second time", key=key.text),
                span_of(self._file, key),
                related=[Related(span_of(self._file, first), msg("the first one is here"))],
                hint=msg("keep one of them"),
            )
        )

    def _report(self, code: str, message: Message, event: Any, hint: Message | None = None) -> None:
        self.findings.append(finding(code, message, self._span(event), hint=hint))

    def _stop(
        self, code: str, message: Message, event: Any, hint: Message | None = None
    ) -> NoReturn:
        raise _UnreadableError(finding(code, message, self._span(event), hint=hint))

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self._file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


_BLOCKS = frozenset("|>")


def said_by_block(text: str) -> str:
    """Return what a text after | or > says: of one line, how it ends is no part of that."""
    words = text.rstrip("\n")
    return text if "\n" in words else words


def resolve(text: str) -> ScalarValue:
    """Return what a text without quotes says: a number, yes, no, nothing, or itself."""
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER.fullmatch(text)
    if number is None or len(text) > MAX_DIGITS:
        return text
    return Decimal(text) if number.group(1) else int(text)
