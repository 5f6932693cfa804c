"""The official table of a list of codes, a workbook, read as a list.

The table has a column of names, and before it either a column of whole codes or a column a level
(类, 款, 项), in which a code is written in parts or whole. What heads are called is data.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from budgetc.classification import CodeList, Entry
from budgetc.diagnostics.messages import HintedError, Message, msg
from budgetc.files.data import Resources, kept
from budgetc.frozen import NamedTuple, frozen
from budgetc.published.model import Unreadable
from budgetc.published.office import parts_of
from budgetc.published.read import content_of

_WORDS = "schema/classification/table.json"
_MOST_ROWS = 20_000
_SURE = "high"


class TableError(HintedError):
    """A workbook is no such table, or a row of it cannot be understood; says which and why."""


@frozen()
class Words:
    """What the heads of a table may be called.

    Attributes:
        name: of the column of names.
        code: of a column of whole codes.
        levels: of the columns of a code's parts, from the top.
    """

    name: tuple[str, ...]
    code: tuple[str, ...]
    levels: tuple[str, ...]


class _Heads(NamedTuple):
    codes: tuple[int, ...]
    name: int


class _Row(NamedTuple):
    place: str
    code: str
    name: str


@kept
def load_words(resources: Resources) -> Words:
    """Return what heads may be called.

    Raises:
        DataFaultError: the file that says so cannot be used.
    """
    return resources.parsed(_WORDS, _words)


def _words(text: str) -> Words:
    told = json.loads(text)
    return Words(*(tuple(told[key]) for key in ("name", "code", "levels")))


def read_table(path: Path, like: CodeList, words: Words) -> CodeList:
    """Return the list that a workbook has, its first sheet with such heads.

    Args:
        path: of the workbook.
        like: the edition before: which levels there are, and how long their codes.
        words: what the heads may be called.

    Raises:
        TableError: there are no such heads, or a code or a name cannot be understood.
        ImportError: what reads workbooks is not installed.
    """
    content = content_of(path)
    if isinstance(content, Unreadable):
        raise TableError(content.reason, content.hint)
    if isinstance(parts := parts_of(content), Unreadable):
        raise TableError(parts.reason, parts.hint)
    import openpyxl  # noqa: PLC0415  # an extra

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = [
            tuple(row) for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=20, values_only=True)
        ]
        for at, row in enumerate(rows):
            if heads := _heads(row, words):
                return _list(_read(sheet.title, rows, at + 1, heads, like), like)
    raise TableError(
        msg(
            "no row has the heads of a list of codes: {name}, and before it {code} or {levels}",
            name=words.name[0],
            code=words.code[0],
            levels=", ".join(words.levels),
        )
    )


def _heads(row: Sequence[Any], words: Words) -> _Heads | None:
    said = ["".join(str(cell or "").split()) for cell in row]
    name = next((at for at, text in enumerate(said) if text in words.name), None)
    if name is None:
        return None
    whole = tuple(at for at, text in enumerate(said[:name]) if text in words.code)
    parts = tuple(at for at, text in enumerate(said[:name]) if text in words.levels)
    codes = parts or whole[:1]
    return _Heads(codes, name) if codes else None


def _read(
    sheet: str, rows: Sequence[Sequence[Any]], start: int, heads: _Heads, like: CodeList
) -> Iterator[_Row]:
    """Yield the rows below the heads that have a code, with the whole of it."""
    lengths = sorted({len(code) for code in like.entries})
    carried = ""
    for number, row in enumerate(rows[start:], start=start + 1):
        place = f"{sheet}!{number}"
        parts = [(level, _digits(row[at])) for level, at in enumerate(heads.codes)]
        written = [(level, text) for level, text in parts if text]
        name = str(row[heads.name] or "").strip()
        if not written:
            continue
        level, text = written[-1]
        if len(heads.codes) == 1 or len(text) == lengths[min(level, len(lengths) - 1)]:
            code = text
        else:
            above = lengths[level - 1] if level else 0
            code = carried[:above] + text.zfill(lengths[level] - above)
        if len(code) not in lengths or not code.isdecimal():
            raise TableError(msg("{place}: “{text}” is no code: codes have {lengths} digits",
                                 place=place, text=code, lengths=_said(lengths)))  # fmt: skip
        if not name:
            raise TableError(msg("{place}: {code} has no name", place=place, code=code))
        carried = code
        yield _Row(place, code, name)


def _digits(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "".join(str(cell).split()) if cell is not None else ""


def _said(lengths: Sequence[int]) -> str:
    return ", ".join(map(str, lengths))


def _list(rows: Iterator[_Row], like: CodeList) -> CodeList:
    """Return rows as a list; the group of a new code is that of its parent's other codes."""
    lengths = sorted({len(code) for code in like.entries})
    entries: dict[str, Entry] = {}
    seen: dict[str, str] = {}
    for row in rows:
        if row.code in entries:
            raise TableError(_twice(row, seen[row.code]))
        shorter = [row.code[:length] for length in lengths if length < len(row.code)]
        parent = shorter[-1] if shorter else ""
        if parent and parent not in entries:
            raise TableError(msg("{place}: {code} comes before {parent}, which it is under",
                                 place=row.place, code=row.code, parent=parent))  # fmt: skip
        old = like.get(row.code) or like.get(parent)
        group = old.group if old is not None else ""
        level = like.level_of(len(row.code))
        entries[row.code] = Entry(row.code, row.name, level, parent, _SURE, group)
        seen[row.code] = row.place
    return CodeList(entries)


def _twice(row: _Row, first: str) -> Message:
    return msg("{place}: {code} stands there a second time; the first is {first}",
               place=row.place, code=row.code, first=first)  # fmt: skip


def successors_of(before: CodeList, after: CodeList, known: Mapping[str, str]) -> Mapping[str, str]:
    """Return the codes that are gone with those that took their place, empty where none is known.

    What an earlier edition says holds on; else a code of the same name, if only one has it that is
    new, is taken for the successor.
    """
    new = {e.name: e.code for e in after.entries.values() if e.code not in before}
    twice = {name for name in new if sum(e.name == name for e in after.entries.values()) > 1}
    gone = {code: new.get(old.name, "") if old.name not in twice else ""
            for code, old in before.entries.items() if code not in after}  # fmt: skip
    return dict(sorted({**gone, **{code: to for code, to in known.items() if to in after}}.items()))
