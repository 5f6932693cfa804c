"""The compiled final accounts of Putuo against the published ones: every cell, every number."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from budgetc.document.model import Document, Figure, Heading, Paragraph, Table, line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source

from .korla_defects import Account, Fate
from .korla_differences import Kind
from .putuo_final_differences import ACCOUNTS, DIFFERENCES, RENAMED, TESTED
from .sheet import Deviation, Sheet, deviations, plain
from .texts import NUMBER, Number, bare, by_name, flat, subject

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "budgets" / "putuo-finance-bureau" / "2024-final.yaml"
REFERENCE = ROOT / "tests" / "reference" / "putuo-finance-bureau-2024-final.published.json"
TOTAL = "total"
CODES = frozenset({"类", "款", "项"})


class View(NamedTuple):
    """Where a published table stands: panel of a compiled table, and its columns in order."""

    table: str
    panel: int
    columns: tuple[str, ...]


_CODES = ("c1.1.1", "c1.1.2", "c1.1.3", "c1.2")
_KINDS = ("total", "basic", "project")
_BALANCED = ("opening", "income", *_KINDS, "closing")
VIEWS: Mapping[str, View] = {
    "1-income": View("1", 0, ("c1.1", "amount")),
    "1-expenditure": View("1", 1, ("c1.1", "amount")),
    "2": View(
        "2",
        0,
        (*_CODES, "total", "fiscal", "superior", "business", "operation", "subordinate", "other"),
    ),
    "3": View("3", 0, (*_CODES, *_KINDS, "remitted", "operation", "subsidies")),
    "4-income": View("4", 0, ("c1.1", "amount")),
    "4-expenditure": View(
        "4", 1, ("c1.1", "total", "general", "government_fund", "state_capital")
    ),
    "5": View("5", 0, (*_CODES, *_KINDS)),
    "6-personnel": View("6", 0, ("c1.1", "c1.2", "c2", "amount")),
    "6-public": View("6", 1, ("c1.1", "c1.2", "c2", "amount")),
    "7": View(
        "7",
        0,
        tuple(
            name
            for item in (
                "total", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception",
            )
            for name in (f"{item}_initial", item)
        ),
    ),
    "8": View("8", 0, (*_CODES, *_BALANCED)),
    "9": View("9", 0, (*_CODES, *_BALANCED)),
}  # fmt: skip
"""Where each published table stands; every panel of the compiled document is in one view."""


HEADS = {"功能分类科目名称": "科目名称", "经济分类科目名称": "科目名称"}
"""Heads that the transcription calls as those of 2025, and what the pages print (its `note`)."""


@cache
def published() -> Any:
    """Return the transcription."""
    return json.loads(REFERENCE.read_text(encoding="utf-8"))


@cache
def compilation() -> Compilation:
    """Return what became of the source."""
    workspace = Workspace.find(ROOT)
    return compile_source(workspace.source(SOURCE), workspace.resources())


def accounts() -> Document:
    """Return the compiled document."""
    compiled = compilation()
    assert compiled.document is not None, compiled.findings
    return compiled.document


def tables() -> dict[str, Table]:
    """Return the compiled tables by id."""
    return {table.id: table for table in accounts().tables()}


def published_sheet(table: Any) -> Sheet:
    """Return a published table, with what the pages print above and below it."""
    name, keys = table["id"], table["columns"]
    heads = {key: HEADS.get(key, key) for key in keys[1:]}
    sheet = Sheet(name, heads, {}, frozenset(keys) & CODES)
    sheet.margins = {"title": table["title"], "right": "单位：万元"}
    if name in {"8", "9"}:
        (sheet.margins["note"],) = table["notes"]
    for cells in table["rows"]:
        add(sheet, dict(zip(keys, cells, strict=True)))
    return sheet


def compiled_sheet(name: str, keys: list[str]) -> Sheet:
    """Return a compiled table under the keys of the published one."""
    view = VIEWS[name]
    table = tables()[view.table]
    panel = table.panels[view.panel]
    positions = {column.id: position for position, column in enumerate(panel.columns)}
    assert tuple(positions) == view.columns, name
    columns = dict(zip(keys[1:], view.columns, strict=True))
    heads = {
        key: head(key, panel.columns[positions[column]].header) for key, column in columns.items()
    }
    sheet = Sheet(name, heads, {}, frozenset(keys) & CODES)
    left, right = table.above
    note = "".join(line_text(note) for note in table.notes)
    texts = {"title": table.title, "left": left, "right": right, "note": note}
    sheet.margins = {key: text for key, text in texts.items() if text}
    for row in panel.rows:
        cells = {key: bare(line_text(row.cells[positions[c]])) for key, c in columns.items()}
        add(sheet, {"kind": row.kind.value, **cells})
    return sheet


def head(key: str, header: tuple[str, ...]) -> str:
    """Return the heads of a column as the key of the published one puts them together."""
    below = header[-1]
    if "/" not in key:
        return below
    above = "".join(header[-3:-1]) if header[-2] == "小计" else header[-2]
    return f"{above}/{below}"


def add(sheet: Sheet, row: dict[str, str]) -> None:
    """Add a row under its code, or its name; the second of a name under `#2`."""
    if row["kind"] == TOTAL:
        key = TOTAL
    elif sheet.code_columns:
        key = "".join(row[column] for column in ("类", "款", "项") if column in row)
    else:
        key = plain(row.get("项目", "amounts"))
        key += " #2" if key in sheet.rows else ""
    assert key not in sheet.rows, (sheet.id, key)
    sheet.rows[key] = row


@cache
def sheets() -> tuple[tuple[Sheet, Sheet], ...]:
    """Return all tables, published and compiled."""
    return tuple(
        (published_sheet(table), compiled_sheet(table["id"], table["columns"]))
        for table in published()["tables"]
    )


_PLACE = re.compile(r"p[0-9]+ ([一二三四五六七八九十]+)、\S*(?: （([一二三])）([0-9]+、)?)?")
_ITEM = re.compile(r"([0-9]+、)")


def published_numbers() -> list[Number]:
    """Return the numbers of the published text, in order."""
    return [
        Number(where(one["where"]), subject(one["text"], ""), one["value"], plain(one["unit"]))
        for one in published()["narrative_numbers"]
    ]


def where(place: str) -> str:
    """Return a place as the compiled document numbers it: section, sub-section, item."""
    found = _PLACE.match(place)
    assert found is not None, place
    return " ".join(filter(None, found.groups()))


def compiled_numbers() -> list[Number]:
    """Return the numbers of the compiled text, in order."""
    return list(_compiled_numbers())


def _compiled_numbers() -> Iterator[Number]:
    path: list[str] = []
    for block in accounts().blocks:
        if isinstance(block, Heading):
            mark = re.split("[、）]", line_text(block.content).removeprefix("（"))[0]
            path = [*path[: block.level - 1], mark]
        elif isinstance(block, Paragraph) and path[0].startswith("第三部分"):
            text, figures = flat(block.sentences)
            item = _ITEM.match(text)
            place = " ".join((*path[1:], *([item.group(1)] if item else ())))
            for match in NUMBER.finditer(text):
                words = subject(text[: match.end()], "")
                yield Number(
                    place, words, match.group(1), match.group(2), figures.get(match.start())
                )


def number_deviations() -> Iterator[Deviation]:
    """Yield every number that one text has and the other has not, or has otherwise."""
    theirs, ours = (
        by_name(numbers, RENAMED) for numbers in (published_numbers(), compiled_numbers())
    )
    for name in [*theirs, *(name for name in ours if name not in theirs)]:
        left, right = theirs.get(name), ours.get(name)
        if left is None or right is None or not left.agrees(right):
            yield Deviation(("text", *name), left and left.shown, right and right.shown)


def words_of(heading: str) -> str:
    """Return the text under the first heading that begins so, headings below it included."""
    lines: list[str] = []
    level = 0
    for block in accounts().blocks:
        if isinstance(block, Heading):
            text = line_text(block.content)
            if level and block.level <= level:
                break
            if not level and text.startswith(heading):
                level = block.level if heading else 0
            if not level and heading:
                continue
            lines.append(text)
        elif isinstance(block, Paragraph) and (level or not heading):
            lines.append("".join(line_text(sentence) for sentence in block.sentences))
    assert lines, heading
    return "\n".join(lines)


def figures() -> dict[tuple[str, str, str], Figure]:
    """Return the figures of all cells and of the text, by their places."""
    found: dict[tuple[str, str, str], Figure] = {}
    for name, view in VIEWS.items():
        panel = tables()[view.table].panels[view.panel]
        (keys,) = (table["columns"][1:] for table in published()["tables"] if table["id"] == name)
        (sheet,) = (ours for _, ours in sheets() if ours.id == name)
        for key, row in zip(sheet.rows, panel.rows, strict=True):
            for column, cell in zip(keys, row.cells, strict=True):
                for part in cell:
                    if isinstance(part, Figure):
                        found[name, key, column] = part
    numbers = by_name(compiled_numbers(), {}).items()
    return found | {
        ("text", *name): number.figure for name, number in numbers if number.figure is not None
    }


def leaves(figure: Figure) -> int:
    """Return how many typed numbers an amount is made of."""
    made = sum(leaves(one) for one in figure.operands) + len(figure.facts) + len(figure.places)
    return made or 1


def test_all_of_both_documents_is_compared() -> None:
    transcribed = sum(
        len(row) for table in published()["tables"] for row in (table["columns"], *table["rows"])
    )
    assert transcribed == 1403
    assert len(sheets()) == len(VIEWS) == 12
    assert sum(theirs.cell_count() for theirs, _ in sheets()) == 1417
    assert sum(ours.cell_count() for _, ours in sheets()) == 1417
    assert len(published_numbers()) == len(by_name(published_numbers(), {})) == 101
    assert len(compiled_numbers()) == len(by_name(compiled_numbers(), {})) == 101


def test_every_panel_of_the_document_is_read() -> None:
    assert {(view.table, view.panel) for view in VIEWS.values()} == {
        (table.id, position) for table in tables().values() for position in range(len(table.panels))
    }
    assert VIEWS.keys() == {table["id"] for table in published()["tables"]}
    for table in published()["tables"]:
        (theirs,) = [theirs for theirs, _ in sheets() if theirs.id == table["id"]]
        assert len(theirs.rows) == len(table["rows"])


def test_the_documents_differ_in_the_listed_places_and_nowhere_else() -> None:
    cells = [d for theirs, ours in sheets() for d in deviations(theirs, ours)]
    numbers = [*number_deviations()]
    found = Counter((d.where, d.published, d.compiled) for d in (*cells, *numbers))
    listed = Counter(
        (d.deviation.where, d.deviation.published, d.deviation.compiled) for d in DIFFERENCES
    )
    assert found == listed
    assert (len(cells), len(numbers)) == (29, 24)
    equal = sum(theirs.cell_count() for theirs, _ in sheets()) - len(cells)
    new = sum(deviation.published is None for deviation in numbers)
    assert (equal, len(published_numbers()) - len(numbers) + new, new) == (1388, 79, 2)
    kinds = Counter(d.reason.kind for d in DIFFERENCES)
    assert kinds == {Kind.ROUNDED: 40, Kind.DEFECT: 13}


def test_what_is_rounded_is_off_by_no_more_than_its_items_were_rounded() -> None:
    half, known = Decimal("0.005"), figures()
    off = [d for d in DIFFERENCES if d.reason.kind is Kind.ROUNDED]
    for one in off:
        assert one.published is not None
        assert one.compiled is not None
        theirs, ours = (re.sub("[万元%]", "", text) for text in (one.published, one.compiled))
        bound = half * (leaves(known[one.where]) + 1)
        assert 0 < abs(Decimal(theirs) - Decimal(ours)) <= min(bound, Decimal("0.02")), one


def test_every_figure_of_the_text_is_compared() -> None:
    blocks = iter(accounts().blocks)
    printed: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph):
            parts = (part for sentence in block.sentences for part in sentence)
            printed.update(part.id for part in parts if isinstance(part, Figure))
    compared = Counter(one.figure.id for one in compiled_numbers() if one.figure is not None)
    assert compared == printed
    assert printed.total() == 99


def test_numbers_that_are_no_figures_are_a_threshold_and_a_score() -> None:
    loose = [(n.where, n.shown) for n in compiled_numbers() if n.figure is None]
    assert loose == [("十", "99.43分"), ("十一 三", "100万元")]


def test_no_row_is_empty() -> None:
    rows = [row for table in tables().values() for panel in table.panels for row in panel.rows]
    assert len(rows) == 209
    assert all(any(map(line_text, row.cells)) for row in rows)


def test_the_head_of_table_seven_has_four_levels() -> None:
    (panel,) = tables()["7"].panels
    heads = [column.header for column in panel.columns]
    assert {len(head) for head in heads} == {3, 4}
    assert {head[0] for head in heads} == {"财政拨款“三公”经费"}


def test_every_defect_is_accounted_for() -> None:
    defects = published()["defects"]
    assert len(defects) == 43
    assert Counter(one["severity"] for one in defects) == {"error": 11, "suspect": 16, "style": 16}
    keys = {(one["where"], one["printed"], one["kind"]) for one in defects}
    assert len(keys) == 42  # one stands at two of three things
    assert keys == ACCOUNTS.keys() | TESTED.keys()
    assert all(name in globals() for name in TESTED.values())
    cited = {d.reason.defect for d in DIFFERENCES if d.reason.defect}
    listed = {where for (where, *_), account in ACCOUNTS.items() if account.fate is Fate.LISTED}
    assert cited == listed


@pytest.mark.parametrize(
    "account",
    [account for account in ACCOUNTS.values() if account.fate is Fate.WORDED],
    ids=lambda account: account.gone,
)
def test_words_are_mended(account: Account) -> None:
    text = words_of(account.section)
    assert account.gone not in text
    assert account.present in text


def test_the_compiler_finds_what_the_published_accounts_leave_open() -> None:
    assert sorted((one.code, bool(one.waived)) for one in compilation().findings) == [
        ("BAL011", False),
        ("PUB012", False),
        ("XTB006", True),
    ]
