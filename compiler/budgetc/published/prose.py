"""Lines of text outside of tables: paragraphs, sentences, headings, and what is neither."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetc.lists.print_words import PrintedWords
from budgetc.published.model import (
    LeftOut,
    Omission,
    PrintedParagraph,
    PrintedSentence,
    PrintPlace,
)
from budgetc.published.numbers import NumberReader, normalised
from budgetc.published.raw import RawBlock, RawLine
from budgetc.published.words import joined_places, squeezed

_PAGE_NUMBER = re.compile(
    r"(?:[-—–－]?\s*(?:[0-9]{1,4}|[IVXLCivxlc]{1,7})\s*[-—–－]?|[0-9]{1,4}\s*/\s*[0-9]{1,4})"
)
_LEADERS = "….·"
_FEWEST_LEADERS = 4
_AMOUNT = re.compile(r"[0-9]\.[0-9]{1,2}(?![0-9])")
_FEWEST_ENTRIES = 3
_BETWEEN = 2
"""So many lines of a list may be worded otherwise than what they lead to."""

_LONGEST_HEADING = 60
_FEWEST_PAGES = 3
_KEY = re.compile(r"[\W\d_]+")


def without_running(
    pages: Sequence[Sequence[RawBlock]],
) -> tuple[list[list[RawBlock]], list[LeftOut]]:
    """Return the blocks of pages without page numbers, heads and feet of pages, and these."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_running_key(line) for line in _edges(page)})
    most = max(_FEWEST_PAGES, len(pages) // 2)
    kept: list[list[RawBlock]] = []
    left_out: list[LeftOut] = []
    for page in pages:
        gone: set[int] = set()
        for line in _edges(page):
            key = _running_key(line)
            if _PAGE_NUMBER.fullmatch(normalised(line.text).strip()) or (
                key and edges[key] >= most
            ):
                gone.add(id(line))
                left_out.append(LeftOut(Omission.RUNNING, line.text))
        kept.append([block for block in page if id(block) not in gone])
    return kept, left_out


def _edges(page: Sequence[RawBlock]) -> list[RawLine]:
    ends = [page[0], page[-1]] if len(page) > 1 else list(page)
    return [block for block in ends if isinstance(block, RawLine)]


def _running_key(line: RawLine) -> str:
    return "".join(normalised(line.text).split()).strip("0123456789-—–")


def without_contents(
    blocks: Sequence[RawBlock], words: PrintedWords
) -> tuple[list[RawBlock], list[LeftOut]]:
    """Return blocks without the lists of contents, and the lines of these.

    They are lines with leaders, and runs of later headings; the word over such a list is gone with
    it.
    """
    gone = {*_with_leaders(blocks), *_with_later_headings(blocks, words)}
    gone |= {at - 1 for at in gone if at and _is_over_contents(blocks[at - 1], words)}
    lines = ((at, block) for at, block in enumerate(blocks) if isinstance(block, RawLine))
    left_out = [LeftOut(Omission.CONTENTS, line.text) for at, line in lines if at in gone]
    return [block for at, block in enumerate(blocks) if at not in gone], left_out


def _with_leaders(blocks: Sequence[RawBlock]) -> Iterator[int]:
    for at, block in enumerate(blocks):
        if isinstance(block, RawLine) and _has_leaders(block.text):
            yield at


def _with_later_headings(blocks: Sequence[RawBlock], words: PrintedWords) -> Iterator[int]:
    """Yield the lines of lists of what stands further down.

    A line is of a list if it is one of three or more in a row that all stand alone again, in their
    order, further down; such a list stands before the first amount of the document.
    """
    front = next((at for at, block in enumerate(blocks) if _has_amounts(block)), len(blocks))
    keys = [
        _key(block.text, words) if isinstance(block, RawLine) and _is_short(block.text) else ""
        for block in blocks
    ]
    last = {key: at for at, key in enumerate(keys) if key}
    again = [bool(key) and last[key] > at for at, key in enumerate(keys)]
    for start, end in _runs(blocks[:front], again):
        entries = [last[keys[at]] for at in range(start, end) if again[at]]
        behind = [place for place in entries if place >= end]
        ordered = sum(a < b for a, b in pairwise(behind))
        if len(behind) >= _FEWEST_ENTRIES and ordered * 2 >= len(behind) - 1:
            yield from range(start, end)


def _is_over_contents(block: RawBlock, words: PrintedWords) -> bool:
    return isinstance(block, RawLine) and "".join(block.text.split()).lower() in words.contents


def _runs(blocks: Sequence[RawBlock], again: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where lines that stand again begin and end; two others may be among them."""
    start, end = -1, -1
    for at, block in enumerate(blocks):
        if again[at]:
            if start < 0:
                start = at
            end = at + 1
        elif start >= 0 and not (
            isinstance(block, RawLine) and _is_short(block.text) and at - end < _BETWEEN
        ):
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _has_leaders(line: str) -> bool:
    """Tell whether a line ends in dots, then perhaps a page."""
    title = "".join(normalised(line).split()).rstrip("0123456789")
    return len(title) - len(title.rstrip(_LEADERS)) >= _FEWEST_LEADERS


def _has_amounts(block: RawBlock) -> bool:
    """Tell whether a block is a table, or a line with an amount in decimals."""
    return not isinstance(block, RawLine) or _AMOUNT.search(normalised(block.text)) is not None


def _is_short(text: str) -> bool:
    return len(squeezed(text)) <= _LONGEST_HEADING


def _key(text: str, words: PrintedWords) -> str:
    """Return the letters of a line alone, without its number and its page."""
    plain = normalised(squeezed(text)).rstrip("0123456789").rstrip(" ….·")
    found = words.ordinal.search(plain)
    return _KEY.sub("", plain[found.end :] if found is not None and not found.start else plain)


def heading_level(line: RawLine, words: PrintedWords) -> int:
    """Return the level of a heading, from 1; 0 for a line that is none."""
    if line.level:
        return line.level
    text = squeezed(line.text)
    if not may_be_title(text, _LONGEST_HEADING, words):
        return 0
    if any(mark in text for mark in words.sentence_end):
        return 0
    for level, pattern in enumerate(words.headings, 1):
        if pattern.fullmatch(normalised(text)):
            return level + 1
    return 1 if line.lonely else 0


def may_be_title(text: str, longest: int, words: PrintedWords) -> bool:
    """Tell whether a text is no longer than titles are, and ends as no part of a sentence does."""
    return 0 < len(text) <= longest and text[-1] not in f"{words.sentence_end}；;：:，,、"


def paragraph(
    lines: Sequence[RawLine], section: Sequence[str], reader: NumberReader
) -> PrintedParagraph | None:
    """Return the lines of a paragraph as its sentences; nothing of blank lines."""
    text, offsets = joined_places(line.text for line in lines)
    starts = [(at, line.place) for at, line in zip(offsets, lines, strict=True)]
    if not text:
        return None
    sentences = tuple(
        PrintedSentence(text[start:end], reader.numbers(text[start:end]), _place(starts, start))
        for start, end in _sentences(text, reader.words)
    )
    return PrintedParagraph(sentences, tuple(section))


def _place(starts: Sequence[tuple[int, PrintPlace]], at: int) -> PrintPlace:
    return starts[max(0, bisect_right([start for start, _ in starts], at) - 1)][1]


def _sentences(text: str, words: PrintedWords) -> Iterator[tuple[int, int]]:
    start = at = 0
    while at < len(text):
        if text[at] in words.sentence_end or (
            text[at] in ".!?" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isupper()
        ):
            at += 1
            while at < len(text) and text[at] in words.closing:
                at += 1
            yield start, at
            while at < len(text) and text[at] == " ":
                at += 1
            start = at
        else:
            at += 1
    if start < len(text):
        yield start, len(text)
