"""The compiled Putuo budget against the published one: every cell, every number, both ways."""

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

from budgetc.document.model import (
    Align,
    Document,
    Figure,
    Heading,
    Paragraph,
    Role,
    Table,
    line_text,
)
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source

from .korla_differences import Kind
from .putuo_differences import DIFFERENCES, RENAMED, SUM_OF_ITEMS, WORDS
from .sheet import Deviation, Sheet, deviations, plain
from .texts import NUMBER, Number, bare, by_name, flat, subject

ROOT = Path(__file__).parent.parent.parent
PUTUO = ROOT / "budgets" / "putuo-finance-bureau" / "2025.yaml"
REFERENCE = ROOT / "tests" / "reference" / "putuo-finance-bureau-2025.published.json"
KIND, TOTAL = "kind", "total"
CODES = frozenset({"类", "款", "项"})


class View(NamedTuple):
    """Where a published table stands: panel of a compiled table, and its columns in order."""

    table: str
    panel: int
    columns: tuple[str, ...]


_CODES = ("c1.1.1", "c1.1.2", "c1.1.3", "c1.2")
_KINDS = ("total", "basic", "project")
VIEWS: Mapping[str, View] = {
    "1-income": View("1", 0, ("c1.1", "amount")),
    "1-expenditure": View("1", 1, ("c1.1", "amount")),
    "2": View("2", 0, (*_CODES, "total", "fiscal", "business", "operation", "other")),
    "3": View("3", 0, (*_CODES, *_KINDS)),
    "4-income": View("4", 0, ("c1.1", "amount")),
    "4-expenditure": View(
        "4", 1, ("c1.1", "total", "general", "government_fund", "state_capital")
    ),
    "5": View("5", 0, (*_CODES, *_KINDS)),
    "6": View("6", 0, (*_CODES, *_KINDS)),
    "7": View("7", 0, (*_CODES, *_KINDS)),
    "8": View("8", 0, ("c1.1.1", "c1.1.2", "c1.2", "total", "personnel", "public")),
    "9": View(
        "9",
        0,
        ("total", "abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_operation",
         "operating_cost"),
    ),
}  # fmt: skip
"""Where each published table stands; every panel of the compiled document is in one view."""

NOTE = "注:本部门2025年无政府性基金预算财政拨款安排的预算，故本表为空表。"
"""What the pages print under tables 6 and 7; the transcription leaves it out."""


@cache
def published() -> Any:
    """Return the transcription."""
    return json.loads(REFERENCE.read_text(encoding="utf-8"))


@cache
def putuo() -> Document:
    """Return the compiled document."""
    workspace = Workspace.find(ROOT)
    compiled = compile_source(workspace.source(PUTUO), workspace.resources())
    assert compiled.document is not None, compiled.findings
    return compiled.document


def tables() -> dict[str, Table]:
    """Return the compiled tables by id."""
    return {table.id: table for table in putuo().tables()}


def published_sheet(table: Any) -> Sheet:
    """Return a published table, with what the pages print above and below it."""
    name, keys = table["id"], table["columns"]
    sheet = Sheet(name, {key: key for key in keys[1:]}, {}, frozenset(keys) & CODES)
    right = "单位:万元" if name == "9" else "单位：元"
    sheet.margins = {
        "title": table["title"], "left": "编制部门：上海市普陀区财政局", "right": right,
    }  # fmt: skip
    if name in {"6", "7"}:
        sheet.margins["note"] = NOTE
    for cells in table["rows"]:
        row = dict(zip(keys, cells, strict=True))
        add(sheet, row)
    return sheet


def compiled_sheet(name: str, keys: list[str]) -> Sheet:
    """Return a compiled table under the keys of the published one."""
    view = VIEWS[name]
    table = tables()[view.table]
    panel = table.panels[view.panel]
    positions = {column.id: position for position, column in enumerate(panel.columns)}
    assert tuple(positions) == view.columns, name
    columns = dict(zip(keys[1:], view.columns, strict=True))
    heads = {key: panel.columns[positions[column]].header[-1] for key, column in columns.items()}
    sheet = Sheet(name, heads, {}, frozenset(keys) & CODES)
    left, right = table.above
    note = "".join(line_text(note) for note in table.notes)
    texts = {"title": table.title, "left": left, "right": right, "note": note}
    sheet.margins = {key: text for key, text in texts.items() if text}
    for row in panel.rows:
        cells = {key: bare(line_text(row.cells[positions[c]])) for key, c in columns.items()}
        add(sheet, {KIND: row.kind.value, **cells})
    return sheet


def add(sheet: Sheet, row: dict[str, str]) -> None:
    """Add a row under its code, or its name."""
    if row[KIND] == TOTAL:
        key = TOTAL
    elif sheet.code_columns:
        key = "".join(row[column] for column in ("类", "款", "项") if column in row)
    else:
        key = plain(row.get("项目", "amounts"))
    assert key not in sheet.rows, (sheet.id, key)
    sheet.rows[key] = row


@cache
def sheets() -> tuple[tuple[Sheet, Sheet], ...]:
    """Return all tables, published and compiled."""
    return tuple(
        (published_sheet(table), compiled_sheet(table["id"], table["columns"]))
        for table in published()["tables"]
    )


_POINT = re.compile(r"([0-9]+\.)“")


def published_numbers() -> list[Number]:
    """Return the numbers of the published text, in order."""
    return [
        Number(where(entry["where"]), subject(entry["text"], entry["where"]),
               entry["value"], plain(entry["unit"]))
        for entry in published()["narrative_numbers"]
    ]  # fmt: skip


def where(place: str) -> str:
    """Return a section as the compiled document numbers it."""
    page, rest = place.split(" ", 1)
    if rest.endswith("机构设置"):
        return "二"
    if rest.startswith("部门预算编制说明"):
        return plain(f"四 {rest.removeprefix('部门预算编制说明')}").replace("四", "四 ").strip()
    part = "六" if page == "p22" else "七"
    return f"{part} {rest[0]}"


def compiled_numbers() -> list[Number]:
    """Return the numbers of the compiled text, in order."""
    return list(_compiled_numbers())


def _compiled_numbers() -> Iterator[Number]:
    part = section = ""
    for block in putuo().blocks:
        if isinstance(block, Heading):
            mark = line_text(block.content)[0]
            part, section = (mark, "") if block.level == 1 else (part, mark)
        elif isinstance(block, Paragraph) and block.align is not Align.RIGHT:
            text, figures = flat(block.sentences)
            point = _POINT.match(text)
            place = " ".join(filter(None, (part, section, point.group(1) if point else "")))
            for match in NUMBER.finditer(text):
                words = subject(text[: match.end()], place)
                value = match.group(1).replace(",", "")
                yield Number(place, words, value, match.group(2), figures.get(match.start()))


def number_deviations() -> Iterator[Deviation]:
    """Yield every number that one text has and the other has not, or has otherwise."""
    theirs = by_name(published_numbers(), {r.published: r.compiled for r in RENAMED})
    ours = by_name(compiled_numbers(), {})
    for name in [*theirs, *(name for name in ours if name not in theirs)]:
        left, right = theirs.get(name), ours.get(name)
        if left is None or right is None or not left.agrees(right):
            yield Deviation(("text", *name), left and left.shown, right and right.shown)


def words_of(section: tuple[str, ...]) -> str:
    """Return the plain text under the headings that begin so."""
    path: list[str] = []
    text = ""
    for block in putuo().blocks:
        if isinstance(block, Heading):
            path = [*path[: block.level - 1], line_text(block.content)[0]]
        elif isinstance(block, Paragraph) and tuple(path[: len(section)]) == section:
            text += plain("".join(line_text(sentence) for sentence in block.sentences))
    assert text, section
    return text


def test_all_of_both_documents_is_compared() -> None:
    transcribed = sum(
        len(row) for table in published()["tables"] for row in (table["columns"], *table["rows"])
    )
    assert transcribed == 907
    assert len(sheets()) == len(VIEWS) == 11
    assert sum(theirs.cell_count() for theirs, _ in sheets()) == 931
    assert sum(ours.cell_count() for _, ours in sheets()) == 931
    assert len(published_numbers()) == 78
    assert len(compiled_numbers()) == 72
    assert len(by_name(published_numbers(), {})) == 78
    assert len(by_name(compiled_numbers(), {})) == 72


def test_every_panel_of_the_document_is_read() -> None:
    assert {(view.table, view.panel) for view in VIEWS.values()} == {
        (table.id, position) for table in tables().values() for position in range(len(table.panels))
    }
    assert VIEWS.keys() == {table["id"] for table in published()["tables"]}
    for table in published()["tables"]:
        (theirs,) = [theirs for theirs, _ in sheets() if theirs.id == table["id"]]
        assert len(theirs.rows) == len(table["rows"])


def test_the_documents_differ_in_the_listed_places_and_nowhere_else() -> None:
    found = [d for theirs, ours in sheets() for d in deviations(theirs, ours)]
    found += number_deviations()
    listed = [difference.deviation for difference in DIFFERENCES]
    normal = [(d.where, *(t and plain(t) for t in (d.published, d.compiled))) for d in found]
    wanted = [(d.where, *(t and plain(t) for t in (d.published, d.compiled))) for d in listed]
    assert len(set(wanted)) == len(wanted) == 16
    assert not [d for d in normal if d not in wanted]
    assert not [d for d in wanted if d not in normal]
    assert len(normal) == len(wanted)


def test_words_that_lead_to_numbers_differ_where_listed() -> None:
    theirs = Counter(number.subject for number in published_numbers())
    ours = Counter(number.subject for number in compiled_numbers())
    for renamed in RENAMED:
        assert (theirs[renamed.published], ours[renamed.published]) == (renamed.occurrences, 0)
        assert (theirs[renamed.compiled], ours[renamed.compiled]) == (0, renamed.occurrences)


def test_every_figure_of_the_text_is_compared() -> None:
    printed = Counter(
        part.id
        for block in putuo().blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
        for part in sentence
        if isinstance(part, Figure)
    )
    figures = (number.figure for number in compiled_numbers())
    compared = Counter(figure.id for figure in figures if figure is not None)
    assert compared == printed
    assert printed.total() == 68


def test_numbers_that_are_no_figures_are_thresholds_and_typed_words() -> None:
    loose = [(n.where, n.value + n.unit) for n in compiled_numbers() if n.figure is None]
    assert loose == [
        ("六 五", "100万元"),
        ("六 五", "100万元"),
        ("七 一", "400.00万元"),
        ("七 一", "3000.00万元"),
    ]


def test_amounts_are_printed_as_the_published_tables_print_them() -> None:
    for table in tables().values():
        pattern = r"[0-9]{1,3}(,[0-9]{3})*\.[0-9]{2}"
        amounts = [
            line_text(cell)
            for panel in table.panels
            for row in panel.rows
            for column, cell in zip(panel.columns, row.cells, strict=True)
            if column.role is Role.AMOUNT and cell
        ]
        assert all(re.fullmatch(pattern, amount) for amount in amounts)
        assert ("0.00" in amounts) == (table.id == "8")
        assert table.unit == ("万元" if table.id == "9" else "元")


def test_amounts_of_the_items_add_up_to_the_total_of_table_five() -> None:
    where, printed = SUM_OF_ITEMS
    (defect,) = [d for d in published()["defects"] if d["where"] == where]
    assert defect["printed"] == printed
    items = [n for n in compiled_numbers() if re.match(r"四 [0-9]", n.where)]
    exact = sum(Decimal(n.figure.exact) for n in items if n.figure is not None)
    assert len(items) == 11
    assert exact == Decimal("3121.42058")
    assert defect["correct"] == "3121.42"


def test_every_defect_is_accounted_for() -> None:
    defects = published()["defects"]
    assert len(defects) == 16
    reasons = [d.reason for d in DIFFERENCES] + [r.reason for r in RENAMED]
    cited = {reason.defect for reason in reasons if reason.kind is Kind.DEFECT}
    known = {defect["where"] for defect in defects}
    assert cited <= known
    assert all(not r.defect for r in reasons if r.kind is not Kind.DEFECT)
    worded = {(d["where"], d["printed"]) for d in defects} & WORDS.keys()
    assert worded == WORDS.keys()
    for defect in defects:
        name = (defect["where"], defect["printed"])
        assert name in WORDS or name == SUM_OF_ITEMS or defect["where"] in cited, name


@pytest.mark.parametrize("defect", WORDS, ids=": ".join)
def test_words_are_mended(defect: tuple[str, str]) -> None:
    words = WORDS[defect]
    text = words_of(words.section)
    assert plain(words.gone) not in text
    assert plain(words.present) in text


def test_the_compiler_finds_what_the_published_budget_leaves_open() -> None:
    workspace = Workspace.find(ROOT)
    compiled = compile_source(workspace.source(PUTUO), workspace.resources())
    # No lists of the year; nothing of reserved procurement, of a project's targets, of how the
    # operating cost changed, of the day of issue; a year of the past.
    left_open = {"CLS101", "GOV003", "PER001", "PUB009", "PUB012", "NAR010"}
    assert {finding.code for finding in compiled.findings} == left_open
