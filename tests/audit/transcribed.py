"""The published documents of `tests/reference`, as Markdown made of their transcriptions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support import ROOT

FOLDER = ROOT / "tests" / "reference"
KORLA = "korla-2024"
PUTUO = "putuo-finance-bureau-2025"
FINAL = "putuo-finance-bureau-2024-final"


def transcription(name: str) -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(
        (FOLDER / f"{name}.published.json").read_text(encoding="utf-8")
    )
    return read


def korla() -> str:
    """Return Korla's eleven tables and targets as transcribed, and its prose as published."""
    read = transcription(KORLA)
    lines = [f"# {read['meta']['name']}", ""]
    for table in read["tables"]:
        lines += _table(table, read["meta"]["unit"])
    text = (FOLDER / "korla-2024.published.txt").read_text(encoding="utf-8")
    return "\n".join([*lines, *_prose(text)])


def final_accounts() -> str:
    """Return the final accounts' tables and narrative as transcribed."""
    read = transcription(FINAL)
    lines = [f"# {read['meta']['name']}", ""]
    for table in read["tables"]:
        lines += _table(table, read["meta"]["unit"])
    for part in read["narrative"]:
        lines += [part["text"], ""]
    return "\n".join(lines)


def _table(table: Mapping[str, Any], unit: str) -> Iterator[str]:
    columns: Sequence[str] = [str(column).replace("/", " / ") for column in table["columns"][1:]]
    yield from (f"### {table['title']}", "", f"单位：{unit}", "")
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for row in table["rows"]:
        yield f"| {' | '.join(str(cell).replace('|', '/') for cell in row[1:])} |"
    yield ""


_PROSE = (
    ("二、机构设置及人员情况", "第二部分 2024 年部门预算公开表"),
    ("第三部分 2024年部门预算情况说明", "四部分 名词解释"),
)
"""Where the prose begins and ends: before the tables, and behind them."""


def _prose(text: str) -> Iterator[str]:
    """Yield the paragraphs of the prose, which is printed with a blank line between any two."""
    for first, last in _PROSE:
        start = text.rindex(first)
        paragraph = ""
        for line in text[start : text.index(last, start)].splitlines():
            plain = line.strip()
            if not plain:
                continue
            paragraph += plain
            if plain.endswith(("。", "：", "；")) or len(plain) < 20:
                yield from (paragraph, "")
                paragraph = ""
        yield from (paragraph, "")


def write(folder: Path, name: str) -> Path:
    """Write a document into a folder; Putuo's budget is there as it was published."""
    if name == PUTUO:
        return FOLDER / "putuo-finance-bureau-2025.published.pdf"
    path = folder / f"{name}.md"
    path.write_text(korla() if name == KORLA else final_accounts(), encoding="utf-8")
    return path
