"""What a page of the guide asks its reader to do, block by block.

A fence says what its block is:

    sh                commands, run in order; each block stands where the last one went
    sh fails          the same, and the last of them exits with 1
    text              what the commands before printed
    yaml FILE         a file as it is to be typed
    diff FILE         an edit: the lines with - give way to those with +, other lines stay
    markdown FILE     lines that stand in a file
    text FILE         cells of a workbook that are filled in: sheet | row | column | value

In what is shown, a line of … stands for any lines, and … within a line for anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^(?P<ticks>```+)(?P<info>[^`]*)$")
_GAP = "…"


class PageError(AssertionError):
    """A page does not say what happens; the message names the line of the page."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page."""

    page: str
    line: int
    """Of its fence, counted from 1."""
    language: str
    about: str
    """What stands behind the language: a file, or how the commands end."""
    text: str

    def error(self, problem: str) -> PageError:
        """Return the error of this block."""
        return PageError(f"{self.page}:{self.line}: {problem}")


def blocks_of(page: Path) -> tuple[Block, ...]:
    """Return the blocks of a page.

    Raises:
        PageError: one is not closed.
    """
    blocks: list[Block] = []
    ticks, opened, info, lines = "", 0, "", list[str]()
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        fence = _FENCE.match(line)
        if not ticks and fence:
            ticks, opened, info, lines = fence["ticks"], number, fence["info"].strip(), []
        elif ticks and line == ticks:
            language, _, about = info.partition(" ")
            blocks.append(Block(page.name, opened, language, about, "".join(lines)))
            ticks = ""
        elif ticks:
            lines.append(f"{line}\n")
    if ticks:
        raise PageError(f"{page.name}:{opened}: the block is not closed")
    return tuple(blocks)


def shows(shown: str, real: str) -> bool:
    """Return whether a shown text is the whole of a real one, but for what … stands for."""
    lines = real.strip("\n").split("\n")
    first, *others = _runs(shown)
    if not others:
        return _same(first, lines)
    *middle, last = others
    if not _same(first, lines[: len(first)]):
        return False
    place = len(first)
    for run in middle:
        place = _after(run, lines, place)
    end = len(lines) - len(last)
    return place <= end and _same(last, lines[end:])


def stands_in(shown: str, real: str) -> bool:
    """Return whether the lines shown stand in a real text."""
    return shows(f"{_GAP}\n{shown.strip(chr(10))}\n{_GAP}", real)


def _runs(shown: str) -> list[list[str]]:
    """Return the lines shown, parted where a line of … stands."""
    runs: list[list[str]] = [[]]
    for line in shown.strip("\n").split("\n"):
        if line.strip() == _GAP:
            runs.append([])
        else:
            runs[-1].append(line)
    return runs


def _after(run: list[str], lines: list[str], place: int) -> int:
    """Return the place behind a run's first standing from a place on, or behind all places."""
    for start in range(place, len(lines) - len(run) + 1):
        if _same(run, lines[start : start + len(run)]):
            return start + len(run)
    return len(lines) + 1


def _same(run: list[str], lines: list[str]) -> bool:
    return len(run) == len(lines) and all(
        re.fullmatch(_pattern(shown), real) for shown, real in zip(run, lines, strict=True)
    )


def _pattern(line: str) -> str:
    """Return the regular expression of a line, blanks at its end aside."""
    return ".*".join(re.escape(part) for part in line.rstrip().split(_GAP)) + r"[ \t]*"


def edited(block: Block, text: str) -> str:
    """Return a text after the edit that a block shows.

    Raises:
        PageError: the lines before it do not stand in the text just once.
    """
    lines = block.text.splitlines(keepends=True)
    if any(line[:1] not in "+- " for line in lines):
        raise block.error("each line of an edit begins with -, + or a space")
    old = [line[1:].rstrip("\n") for line in lines if line[0] != "+"]
    new = "".join(line[1:] for line in lines if line[0] != "-")
    before = re.compile("".join(rf"^{_pattern(line)}\n" for line in old), re.MULTILINE)
    stands = len(before.findall(text))
    if stands != 1:
        raise block.error(f"the lines to be changed stand {stands} times in {block.about}")
    return before.sub(lambda _: new, text)
