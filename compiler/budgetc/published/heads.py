"""The columns of a grid: which rows are heads, what each column holds, where panels begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetc.lists.print_words import PrintedWords
from budgetc.published.model import ColumnRole
from budgetc.published.numbers import NumberReader, normalised
from budgetc.published.raw import RawCell

Matrix = Sequence[Sequence[RawCell | None]]

_MOST_HEADS = 8
_CODE = re.compile(r"[0-9]{1,9}")
_WHOLE_CODE = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,3}")
_LONG_CODE = re.compile(r"[0-9]{3,9}")
_SMALL = re.compile(r"[0-9]{1,2}(?:=.{0,24})?")
_WORDS_ENOUGH = 2


def count_heads(matrix: Matrix, reader: NumberReader) -> int:
    """Return how many rows of a grid are heads."""
    words = reader.words
    for at in range(min(len(matrix), _MOST_HEADS + 1)):
        texts = _distinct(matrix, at)
        if not texts and at:
            return at
        if _is_body(matrix, at, reader):
            return at
        if at and len(texts) < _WORDS_ENOUGH and not _covers(matrix, at) and len(matrix[0]) > 1:
            return at
        if _is_numbering(matrix, at, words):
            return at + 1
    return min(1, len(matrix))


def _is_body(matrix: Matrix, at: int, reader: NumberReader) -> bool:
    if _is_numbering(matrix, at, reader.words):
        return False
    started = False
    for cell in dict.fromkeys(cell for cell in matrix[at] if cell is not None and cell.text):
        if cell.row < at:
            continue
        plain = normalised(cell.text).strip()
        if reader.cell(cell.text, None) is not None or _LONG_CODE.fullmatch(plain):
            return True
        if cell.columns < len(matrix[at]) and reader.words.label_start.fullmatch(plain):
            started = True
    return started


def _is_numbering(matrix: Matrix, at: int, words: PrintedWords) -> bool:
    """Tell whether a row numbers the columns, from 1."""
    numbers = []
    for text in _distinct(matrix, at):
        plain = normalised(text).strip()
        if plain in words.numbering or plain in words.text_heads or plain in words.label_heads:
            continue
        if not _SMALL.fullmatch(plain):
            return False
        numbers.append(int(plain.partition("=")[0]))
    return len(numbers) >= _WORDS_ENOUGH and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


def _distinct(matrix: Matrix, at: int) -> list[str]:
    cells = dict.fromkeys(cell for cell in matrix[at] if cell is not None)
    return [cell.text for cell in cells if cell.text]


def _covers(matrix: Matrix, at: int) -> bool:
    """Tell whether a cell of a row covers several rows or columns."""
    return any(
        cell.text and (cell.columns > 1 or cell.rows > 1) for cell in matrix[at] if cell is not None
    )


def heads_of(matrix: Matrix, heads: int, column: int) -> tuple[str, ...]:
    """Return the heads of a column from the outermost inward, each once."""
    cells = dict.fromkeys(
        cell for row in matrix[:heads] if (cell := row[column]) is not None and cell.text
    )
    return tuple(cell.text for cell in cells)


def roles_of(matrix: Matrix, heads: int, reader: NumberReader) -> list[ColumnRole]:
    """Return what each column holds."""
    width = len(matrix[0]) if matrix else 0
    return [_role(matrix, heads, column, reader) for column in range(width)]


def _role(matrix: Matrix, heads: int, column: int, reader: NumberReader) -> ColumnRole:
    words = reader.words
    own = heads_of(matrix, heads, column)
    inner = own[-1] if own else ""
    texts = [
        normalised(cell.text).strip()
        for row in range(heads, len(matrix))
        if (cell := matrix[row][column]) is not None
        and cell.text
        and cell.row >= heads
        and cell.column == column
        and cell.columns == 1
    ]
    codes = sum(_CODE.fullmatch(text) is not None for text in texts)
    whole = sum(_WHOLE_CODE.fullmatch(text) is not None for text in texts)
    unnamed_codes = not own and column == 0 and whole == len(texts) > 0
    if (codes * 2 > len(texts) and _names_codes(own, words)) or unnamed_codes:
        return ColumnRole.CODE
    if inner in words.text_heads or inner in words.numbering:
        return ColumnRole.TEXT
    worded = [text for text in texts if text not in words.nothing]
    if not worded:
        return _role_by_head(own, words)
    figures = sum(reader.cell(text, None) is not None for text in worded)
    return ColumnRole.LABEL if figures * 2 < len(worded) else ColumnRole.AMOUNT


def _role_by_head(heads: Sequence[str], words: PrintedWords) -> ColumnRole:
    """Return what a blank column would hold."""
    if _names_codes(heads, words):
        return ColumnRole.CODE
    named = bool(heads) and any(heads[-1].endswith(word) for word in words.label_heads)
    return ColumnRole.LABEL if named else ColumnRole.AMOUNT


def _names_codes(heads: Sequence[str], words: PrintedWords) -> bool:
    return any(
        head == word or (len(word) > 1 and word in head)
        for head in heads
        for word in words.code_heads
    )


def panels_of(roles: Sequence[ColumnRole], uppers: Sequence[str]) -> list[tuple[int, int]]:
    """Return the first and last column, and one more, of each panel.

    A panel begins with a name or code right of amounts, if amounts follow it. A column of names
    under the same upper head as the amounts before it is part of their panel.

    Args:
        roles: of the columns.
        uppers: the outermost head of each column.
    """
    starts = [0]
    for at, role in enumerate(roles):
        before = roles[starts[-1] : at]
        follows = ColumnRole.AMOUNT in roles[at:]
        if (
            role in {ColumnRole.LABEL, ColumnRole.CODE}
            and ColumnRole.AMOUNT in before
            and roles[at - 1] in {ColumnRole.AMOUNT, ColumnRole.TEXT}
            and follows
            and (not uppers[at] or uppers[at] != uppers[at - 1] or uppers[at] in uppers[: at - 1])
        ):
            starts.append(at)
    return list(zip(starts, [*starts[1:], len(roles)], strict=True))


def table_roles(roles: Sequence[ColumnRole], panels: Sequence[tuple[int, int]]) -> list[ColumnRole]:
    """Return roles in which each panel has one column of names; others hold text."""
    fixed = list(roles)
    for start, end in panels:
        named = [at for at in range(start, end) if roles[at] is ColumnRole.LABEL]
        for at in named[1:]:
            fixed[at] = ColumnRole.TEXT
    return fixed
