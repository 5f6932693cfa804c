r"""Patterns of data files, which take time in proportion to the text, whatever stands in it.

They run in RE2, which never tries a second way: there is no backtracking, and so nothing that looks
around. What has to stand before or after is part of a pattern, and `(?P<it>…)` says what of it is
meant. `\s` is a blank of ASCII there: `[\s\pZ]` is any.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any, ClassVar

from budgetc.frozen import frozen
from budgetc.schema.binding import Binding
from budgetc.source.nodes import Node, Path, scalars

_IT = "(?P<it>"
_SEPARATOR = "\n"
_NOWHERE = (-1, -1)
"""Where a group of a pattern is that has no part in a match."""

_REPEATING = frozenset("*+{\\")
"""Signs without which a pattern repeats nothing; what is escaped may be more than it looks."""


@frozen()
class Found:
    """What a pattern found in a text.

    Attributes:
        start: where it begins, in characters.
        end: where it ends.
        words: what stands there.
    """

    start: int
    end: int
    words: str
    _match: Any

    def __getitem__(self, group: str) -> str:
        """Return what a named group of the pattern found; nothing where it has no part in it."""
        return str(self._match[group.encode()] or b"", "utf-8")


class Together:
    """Texts that one pattern after the other is looked for in, each in all of them at once.

    Attributes:
        each: the texts, each once.
        joined: all of them, a line each where none has several.
        written: the same as RE2 reads it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Join texts."""
        self.each = tuple(dict.fromkeys(texts))
        self.joined = _SEPARATOR.join(self.each)
        self.written = _bytes(self.joined)

    def having(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of the texts in which any of some words stands."""
        there = [word for word in words if word in self.joined]
        if not there:  # as mostly
            return frozenset()
        return frozenset(text for text in self.each if any(word in text for word in there))


@frozen(eq=False)
class Pattern:
    """Patterns of which any may match; the leftmost match counts, of these that of the first.

    They are compiled when they are first needed. A test compiles all that ship, and a workspace has
    no others.

    Attributes:
        alternatives: as the file has them.
    """

    alternatives: tuple[str, ...]

    SHAPE: ClassVar = {"type": ["string", "array"], "items": {"type": "string"}}

    @classmethod
    def bound(cls, _: Binding, node: Node, __: Path) -> Pattern:
        """Return the pattern that a text of a file is, or a list of them."""
        return cls(tuple(item.text for item in scalars(node)))

    @classmethod
    def of_words(cls, words: Iterable[str]) -> Pattern:
        """Return the pattern of any of some words; of two at one place, the first."""
        return cls(tuple(map(re.escape, words)))

    def search(self, text: str) -> Found | None:
        """Return the first place where it matches."""
        if self._words is not None:
            match = self._words.search(text)
            return None if match is None else _of_words(match)
        if self._engine.search(_bytes(text)) is None:  # as mostly
            return None
        return next(self.finditer(text), None)

    def fullmatch(self, text: str) -> Found | None:
        """Return the match of all of a text, if it matches."""
        match = self._engine.fullmatch(_bytes(text))
        return None if match is None else Found(0, len(text), text, match)

    @cached_property
    def whole(self) -> Pattern:
        """The pattern of all of a text, from its beginning to its end."""
        return type(self)(tuple(f"^(?:{part})$" for part in self.alternatives))

    def finditer(self, text: str) -> Iterator[Found]:
        """Yield every place where it matches, none inside another."""
        if self._words is not None:
            yield from map(_of_words, self._words.finditer(text))
            return
        data, engine, meant = _bytes(text), self._engine, self._meant
        match = engine.search(data)
        counted = characters = end = 0  # up to which byte characters were counted; that number
        while match is not None:
            spans = [span for at in meant if (span := match.span(at)) != _NOWHERE]
            first, last = spans[0] if spans else match.span()
            if first >= end:
                words = str(data[first:last], "utf-8")
                start = characters + len(str(data[counted:first], "utf-8"))
                counted, characters, end = last, start + len(words), last
                yield Found(start, characters, words, match)
            # What has to stand before a match may be the last character of the one before.
            again = max(_before(data, end) if meant else end, _after(data, match.start()))
            match = engine.search(data, again) if again <= len(data) else None

    def without(self, text: str) -> str:
        """Return a text without what it matches."""
        return self._replaced(text, "")

    def blanked(self, text: str) -> str:
        """Return a text of the same length in which nothing is left of what it matches."""
        return self._replaced(text, "□")

    def _replaced(self, text: str, mark: str) -> str:
        parts, end = [], 0
        for found in self.finditer(text):
            parts += [text[end : found.start], mark * (found.end - found.start)]
            end = found.end
        return "".join([*parts, text[end:]]) if parts else text

    def among(self, texts: Together | Iterable[str]) -> frozenset[str]:
        """Return those of some texts that it matches; one search is faster than one for each."""
        together = texts if isinstance(texts, Together) else Together(texts)
        given = together.each
        if self._words is not None:
            may = self._has_ends or self._words.search(together.joined)
            return frozenset(filter(self._words.search, given if may else ()))
        engine = self._in_lines
        if engine.search(together.written) is None:  # as mostly
            return frozenset()
        written = tuple(map(_bytes, given))
        starts = [0, *accumulate(len(one) + len(_SEPARATOR) for one in written)]
        sure: set[int] = set()
        near: set[int] = set()
        for match in engine.finditer(together.written):
            first, last = (bisect_right(starts, at) for at in match.span())
            if first == last and _SEPARATOR not in given[first - 1]:
                sure.add(first - 1)
            else:  # it may have reached over the end of a line, or of a text into the next
                near.update(range(first - 1, min(last, len(given))))
        near -= sure
        sure.update(at for at in near if self._engine.search(written[at]))
        return frozenset(given[at] for at in sure)

    @cached_property
    def _words(self) -> re.Pattern[str] | None:
        """The same for Python's own engine, which is nearer, where that cannot be slow either.

        Where nothing is repeated, each place of a text is looked at for the same few words,
        however long the text is.
        """
        whole = "|".join(self.alternatives)
        if _REPEATING.intersection(whole) or "(?P" in whole:
            return None
        return re.compile(whole.replace("$", r"\Z"))

    @cached_property
    def _has_ends(self) -> bool:
        """Whether it may ask where a text begins or ends, so that it is not one of several."""
        return any("^" in part or "$" in part for part in self.alternatives)

    @cached_property
    def _engine(self) -> Any:
        return _compiled("", self.alternatives)

    @cached_property
    def _in_lines(self) -> Any:
        return _compiled("(?m)", self.alternatives)

    @cached_property
    def _meant(self) -> tuple[int, ...]:
        groups: dict[bytes, int] = self._engine.groupindex
        return tuple(at for name, at in groups.items() if re.fullmatch(b"it[0-9]+", name))


class _OfStranger(Pattern):
    """One that RE2 alone runs: Python's own engine may be slow with what a stranger writes."""

    __slots__ = ()

    _words = None


def of_stranger(text: str) -> Pattern:
    """Return a pattern that a workspace brings.

    Raises:
        ValueError: RE2 refuses it; says why.
    """
    import re2  # noqa: PLC0415  # as below

    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(text.encode("utf-8", "replace"), options)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        said = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise ValueError(said) from error
    return _OfStranger((text,))


def _of_words(match: re.Match[str]) -> Found:
    return Found(match.start(), match.end(), match[0], match)


def _compiled(flags: str, alternatives: Iterable[str]) -> Any:
    import re2  # noqa: PLC0415  # what reads no lists does not wait for it

    each = (part.replace(_IT, f"(?P<it{i}>") for i, part in enumerate(alternatives))
    return re2.compile(f"{flags}(?:{'|'.join(each)})".encode())


def _bytes(text: str) -> bytes:
    """Return a text as RE2 reads it; half a character of UTF-16 is none, and stays one long."""
    return text.encode("utf-8", "replace")


def _before(data: bytes, at: int) -> int:
    """Return where the character before a place begins."""
    at = max(at - 1, 0)
    while at and data[at] & 0xC0 == 0x80:  # noqa: PLR2004  # a byte within a character of UTF-8
        at -= 1
    return at


def _after(data: bytes, at: int) -> int:
    """Return where the character at a place ends."""
    at += 1
    while at < len(data) and data[at] & 0xC0 == 0x80:  # noqa: PLR2004
        at += 1
    return at
