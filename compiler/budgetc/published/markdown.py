"""Markdown: headings, paragraphs, pipe tables, and tables of HTML that have a row a line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from budgetc.lists.print_words import PrintedWords
from budgetc.published.assemble import assemble
from budgetc.published.html import table_grid
from budgetc.published.model import PrintPlace, PublishedDocument
from budgetc.published.raw import RawBlock, RawCell, RawGrid, RawLine

_RULE = re.compile(r":?-{2,}:?")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_CELL = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"\*\*|__")
_ESCAPE = re.compile(r"\\([\\`*_\[\]|~$<&:.@#>+=()!-])")
_HEADING = re.compile(r"#{1,6}(?=\s)")
_UPPER = " / "
"""Between the heads of one column, the outermost first."""

_BLANKS = "\u2003\u3000 \u00a0"


def read_markdown(text: str, words: PrintedWords) -> PublishedDocument:
    """Return what Markdown shows."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return assemble([list(_blocks(lines))], words)


def _blocks(lines: Sequence[str]) -> Iterator[RawBlock]:
    at, starts = 0, True
    while at < len(lines):
        line = lines[at].strip()
        if not line:
            starts = True
        elif line.startswith("|") and at + 1 < len(lines) and _is_rule(lines[at + 1]):
            end = at + 2
            while end < len(lines) and lines[end].strip().startswith("|"):
                end += 1
            yield _grid(lines, at, end)
            starts, at = True, end
            continue
        elif line.lower().startswith("<table"):
            end = next((n for n in range(at, len(lines)) if "</table>" in lines[n].lower()), at)
            grid = table_grid("\n".join(lines[at : end + 1]), at + 1)
            if grid is not None:
                yield grid
            starts, at = True, end + 1
            continue
        elif heading := _HEADING.match(line):
            text = line[heading.end() :].strip().rstrip("#").rstrip()
            yield RawLine(_shown(text), PrintPlace(at + 1), level=len(heading[0]))
            starts = True
        else:
            # Our own paragraphs break after a sentence, where a page would go on.
            yield RawLine(_shown(line), PrintPlace(at + 1), starts)
            starts = False
        at += 1


def _is_rule(line: str) -> bool:
    """Tell whether a line stands between the heads of a table and its rows."""
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    return all(_RULE.fullmatch(cell.strip()) for cell in cells)


def _shown(text: str) -> str:
    """Return what a stretch of Markdown shows."""
    return html.unescape(_ESCAPE.sub(r"\1", _BOLD.sub("", _TAG.sub("", text))))


def _grid(lines: Sequence[str], start: int, end: int) -> RawGrid:
    heads = [_shown(cell).split(_UPPER) for cell in _cells(lines[start])]
    body = [_cells(lines[at]) for at in range(start + 2, end)]
    width = max([len(heads), *map(len, body)])
    depth = max((len(head) for head in heads), default=1)
    if not any(part.strip() for head in heads for part in head):
        depth = 0
    cells: list[RawCell] = []
    place = PrintPlace(start + 1)
    for row in range(depth):
        cells.extend(_heads(heads, row, depth, place))
    for down, texts in enumerate(body):
        for column, text in enumerate(texts):
            bare = _shown(text)
            indent = len(bare) - len(bare.lstrip(_BLANKS))
            cells.append(
                RawCell(
                    bare.strip(f"{_BLANKS}\t"),
                    PrintPlace(start + 3 + down),
                    depth + down,
                    column,
                    indent=float(indent),
                )
            )
    return RawGrid(depth + len(body), width, tuple(cells), place, depth)


def _heads(
    heads: Sequence[Sequence[str]], row: int, depth: int, place: PrintPlace
) -> Iterator[RawCell]:
    """Yield the heads of one level; neighbours that begin alike share theirs."""
    column = 0
    while column < len(heads):
        head = heads[column]
        end = column + 1
        if len(head) > row + 1:
            while end < len(heads) and heads[end][: row + 1] == head[: row + 1]:
                end += 1
        if row < len(head):
            rows = depth - row if row == len(head) - 1 else 1
            yield RawCell(head[row].strip(), place, row, column, rows, end - column)
        column = end


def _cells(line: str) -> list[str]:
    parts = _CELL.split(line.strip())
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return parts
