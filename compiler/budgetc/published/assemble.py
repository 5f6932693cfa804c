"""From lines and grids to the document: titles to their tables, lines to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from budgetc.lists.print_words import PrintedWords
from budgetc.published.heads import count_heads
from budgetc.published.model import (
    LeftOut,
    PrintedBlock,
    PrintedHeading,
    PrintedTable,
    PublishedDocument,
)
from budgetc.published.numbers import NumberReader, form_of, normalised
from budgetc.published.over import split_above
from budgetc.published.prose import heading_level, may_be_title, paragraph, without_contents
from budgetc.published.raw import RawBlock, RawGrid, RawLine
from budgetc.published.tables import continued, table_of
from budgetc.published.words import joined, squeezed

_MOST_ABOVE = 5
_LONGEST_TITLE = 80
_APART = "  "
"""What stands between words of a line that are far from one another."""
_SAME_EDGE = 400.0
"""Columns whose edges differ by less are the same, in hundredths of a point."""


def assemble(
    pages: Sequence[Sequence[RawBlock]], words: PrintedWords, left_out: Sequence[LeftOut] = ()
) -> PublishedDocument:
    """Return the document of what a reader of files has read.

    Args:
        pages: the lines and grids of each page; one page for files without pages.
        words: by which it is read.
        left_out: what the reader has left out.
    """
    kept = [[block for block in page if not _is_blank(block)] for page in pages]
    numbers = form_of(_cells(kept), words)
    reader = NumberReader(words, numbers)
    split = [[one for block in page for one in split_above(block, reader)] for page in kept]
    blocks, contents = without_contents(_one_after_the_other(split, words, reader), words)
    read = tuple(_Assembly(words, reader).blocks(blocks))
    return PublishedDocument(read, (*left_out, *contents), numbers)


def _cells(pages: Sequence[Sequence[RawBlock]]) -> Iterator[str]:
    grids = (block for page in pages for block in page if isinstance(block, RawGrid))
    return (cell.text for grid in grids for cell in grid.cells)


def _is_blank(block: RawBlock) -> bool:
    if isinstance(block, RawGrid):
        return not any(cell.text for cell in block.cells)
    return not block.text.strip()


def _one_after_the_other(
    pages: Sequence[Sequence[RawBlock]], words: PrintedWords, reader: NumberReader
) -> list[RawBlock]:
    """Return the blocks of all pages; tables that go on over pages are one."""
    all_blocks: list[RawBlock] = []
    for page in pages:
        blocks = list(page)
        last = all_blocks[-1] if all_blocks else None
        if isinstance(last, RawGrid) and (goes_on := _going_on(last, blocks, all_blocks, words)):
            first, at = goes_on
            heads = last.heads if last.heads is not None else count_heads(last.matrix(), reader)
            all_blocks[-1] = continued(last, first, heads)
            blocks = blocks[at + 1 :]
        all_blocks += blocks
    return all_blocks


def _going_on(
    last: RawGrid, blocks: Sequence[RawBlock], before: Sequence[RawBlock], words: PrintedWords
) -> tuple[RawGrid, int] | None:
    """Return the grid that a table goes on in on the next page, and its place there."""
    lines = takewhile(lambda block: isinstance(block, RawLine), before[-2 : -2 - _MOST_ABOVE : -1])
    over = [squeezed(line.text) for line in lines if isinstance(line, RawLine)]
    for at, block in enumerate(blocks[:_MOST_ABOVE]):
        if isinstance(block, RawLine):
            text = squeezed(block.text)
            if not any(mark in text for mark in words.continued) and text not in over:
                return None
            continue
        same = block.width == last.width and all(
            abs(a - b) < _SAME_EDGE for a, b in zip(block.edges, last.edges, strict=False)
        )
        return (block, at) if same else None
    return None


def _is_first(line: RawLine, before: RawBlock | None) -> bool:
    """Tell whether no line that is before a line can go on in it, whatever the line looks like."""
    if not isinstance(before, RawLine):
        return True
    return before.ends and before.place.page != line.place.page


class _Assembly:
    """Blocks, while they become a document."""

    def __init__(self, words: PrintedWords, reader: NumberReader) -> None:
        self.words = words
        self.reader = reader
        self.done: list[PrintedBlock] = []
        self.section: list[tuple[int, str]] = []
        self.waiting: list[RawLine] = []
        """The lines of the paragraph that is being read."""

    def blocks(self, blocks: Sequence[RawBlock]) -> list[PrintedBlock]:
        """Return the blocks of the document."""
        blocks = self._whole(blocks)
        titled = self._titled(blocks)
        taken = {line for lines in titled.values() for line in lines}
        for at, block in enumerate(blocks):
            if isinstance(block, RawGrid):
                self._end_paragraph()
                self.done.append(self._table(block, [blocks[i] for i in titled[at]]))
            elif at not in taken:
                after = blocks[at + 1] if at + 1 < len(blocks) else None
                goes_on = isinstance(after, RawLine) and not after.starts and not block.ends
                self._line(block, goes_on=goes_on)
        self._end_paragraph()
        return self.done

    def _whole(self, blocks: Sequence[RawBlock]) -> Sequence[RawBlock]:
        """Return blocks, a line under a title that says whose a table is and goes on as one."""
        whole: list[RawBlock] = []
        for at, block in enumerate(blocks):
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            if isinstance(after, RawGrid) and isinstance(block, RawLine) and len(whole) > 1:
                title, line = whole[-2:]
                if isinstance(title, RawLine) and isinstance(line, RawLine):
                    is_under_title = self._is_title(title, None) and not self._is_above(title)
                    if is_under_title and self._goes_on_beside_unit(line, block):
                        whole[-1] = replace(line, text=joined((line.text, block.text)))
                        continue
            whole.append(block)
        return whole

    def _goes_on_beside_unit(self, line: RawLine, after: RawLine) -> bool:
        """Tell whether a line says whose a table is, and the next has its end and the unit."""
        text, rest = squeezed(line.text), after.text.split(_APART)
        return (
            text.startswith(self.words.above)
            and not self.reader.marks_unit(text)
            and len(rest) > 1
            and not self.reader.marks_unit(rest[0])
            and self.reader.marks_unit(rest[-1])
        )

    def _titled(self, blocks: Sequence[RawBlock]) -> dict[int, list[int]]:
        """Return the lines over each grid that belong to it: its title, its number, its unit."""
        titled = {}
        for at, block in enumerate(blocks):
            if not isinstance(block, RawGrid):
                continue
            lines: list[int] = []
            has_title = False
            for above in range(at - 1, max(-1, at - 1 - _MOST_ABOVE), -1):
                line = blocks[above]
                if not isinstance(line, RawLine):
                    break
                if self._is_above(line):
                    lines.append(above)
                    continue
                if has_title or not self._is_title(line, blocks[above - 1] if above else None):
                    break
                lines.append(above)
                has_title = True
            titled[at] = lines[::-1]
        return titled

    def _is_above(self, line: RawLine) -> bool:
        text = squeezed(line.text)
        says_whose = text.startswith(self.words.above)
        if text[-1:] in self.words.sentence_end or (
            len(text) > _LONGEST_TITLE and not (says_whose and self.reader.marks_unit(text))
        ):
            return False
        return (
            says_whose
            or (self.reader.unit_in(text) is not None and not self._named(text))
            or self.words.table_number.fullmatch(text) is not None
        )

    def _named(self, text: str) -> bool:
        """Tell whether a line with a unit is a title all the same: it says more before it."""
        found = min(
            (at for mark in self.words.unit_marks if (at := text.find(mark)) >= 0), default=-1
        )
        return found < 0 or (found > 6 and not text.startswith(self.words.above))  # noqa: PLR2004

    def _is_title(self, line: RawLine, before: RawBlock | None) -> bool:
        starts = line.starts or _is_first(line, before)
        return starts and may_be_title(squeezed(line.text), _LONGEST_TITLE, self.words)

    def _table(self, grid: RawGrid, lines: Sequence[RawBlock]) -> PrintedTable:
        over = [line for line in lines if isinstance(line, RawLine)]
        number = title = ""
        above = []
        for line in over:
            text = squeezed(line.text)
            if self.words.table_number.fullmatch(text):
                number = text
            elif self._is_above(line):
                above.append(text)
            else:
                title = text
        if not number and (found := self.words.table_number.search(title[:16])) and found.start < 2:  # noqa: PLR2004
            number, title = title[: found.end].strip(), title[found.end :].strip(" .:：、")
        table = table_of(grid, [*above, title], self.reader)
        section = next((text for _, text in reversed(self.section) if text != title), "")
        return replace(
            table,
            number=number,
            title=title,
            section=section,
            place=over[0].place if over else grid.place,
            above=tuple(above),
        )

    def _line(self, line: RawLine, *, goes_on: bool) -> None:
        starts = (line.starts or self._ended_before(line)) and not self._goes_on(line)
        level = heading_level(line, self.words) if line.level or (starts and not goes_on) else 0
        if level:
            self._end_paragraph()
            text = squeezed(line.text)
            self.section = [entry for entry in self.section if entry[0] < level]
            self.section.append((level, text))
            self.done.append(PrintedHeading(text, line.place))
            return
        if starts:
            self._end_paragraph()
        self.waiting.append(line)

    def _ended_before(self, line: RawLine) -> bool:
        """Tell whether the paragraph before a line has ended, whatever the line looks like."""
        last = self.waiting[-1] if self.waiting else None
        return last is not None and (last.ends or self._counts_after(last, line))

    def _counts_after(self, before: RawLine, line: RawLine) -> bool:
        """Tell whether a line is counted as a paragraph is, and the one before has ended."""
        last = before.text.rstrip()[-1:]
        if last not in f"{self.words.sentence_end}；;" and not last.isdigit():
            return False
        text = normalised(squeezed(line.text))
        return any(pattern.fullmatch(text) for pattern in self.words.headings)

    def _goes_on(self, line: RawLine) -> bool:
        """Tell whether a line cannot begin a paragraph."""
        first = normalised(squeezed(line.text))[:1]
        return bool(self.waiting) and (first in self.words.closing or first in ",.;:、，。；：")

    def _end_paragraph(self) -> None:
        lines, self.waiting = self.waiting, []
        if not lines:
            return
        made = paragraph(lines, [text for _, text in self.section], self.reader)
        if made is None:
            return
        last = self.done[-1] if self.done else None
        text = made.sentences[0].text
        if isinstance(last, PrintedTable) and text.startswith(self.words.notes):
            self.done[-1] = replace(last, notes=(*last.notes, *made.sentences))
            return
        self.done.append(made)
