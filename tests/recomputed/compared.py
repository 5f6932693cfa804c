"""The compiler's document beside the oracle's figures."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from budgetc.document.figures import InText, cells, figures_by_id, printed_figures
from budgetc.document.model import PERCENT, Document, Figure, Paragraph, Role, line_text
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.support import ROOT, TODAY, write_files

from .amounts import YUAN
from .oracle import Oracle, Value

RESOURCES = Resources.of_workspace(ROOT)


@dataclass
class Comparison:
    """How many figures were compared, and in what the document and the oracle differ.

    Attributes:
        figures: each at each place where it is printed; blank cells are some of them.
        not_nothing: those of them that are more or less than nothing.
    """

    figures: int = 0
    not_nothing: int = 0
    differences: list[str] = field(default_factory=list)

    def count(self, name: str, printed: str, value: Value) -> None:
        """Count a figure, and remember it where its text is another one."""
        self.figures += 1
        self.not_nothing += value.exact != 0
        self.note(name, printed, value.text)

    def note(self, name: str, ours: object, theirs: object) -> None:
        """Remember a figure where both differ."""
        if ours != theirs:
            self.differences.append(f"{name}: printed {ours}, recomputed {theirs}")


def compiled(files: Mapping[str, str], place: str) -> Compilation:
    """Compile the source at a place among the files of a department."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "budgets" / "bureau"
        write_files(home, files)
        workspace = Workspace.find(Path(folder))
        return compile_source(workspace.source(home / place), RESOURCES, TODAY)


def compare(document: Document, oracle: Oracle) -> Comparison:
    """Compare every cell of every table and every figure of every sentence."""
    found = Comparison()
    _compare_cells(document, oracle, found)
    _compare_sentences(document, oracle, found)
    return found


def _compare_cells(document: Document, oracle: Oracle, found: Comparison) -> None:
    expected = oracle.cells()
    figures = figures_by_id(document)
    printed = {
        cell.id: line_text(cell.content)
        for table in document.tables()
        for cell in cells(table)
        if cell.where.column.role is Role.AMOUNT
    }
    units = oracle.units()
    for table in document.tables():
        if table.id in units:
            found.note(f"unit of table {table.id}", table.above[1], f"单位：{units[table.id]}")
        for head in re.findall("（(?:万元|元)）", "".join(map(line_text, table.lines))):
            found.note(f"unit of {table.id}", head, f"（{oracle.in_sentences['unit']}）")
    for name in sorted(printed.keys() | expected.keys()):
        if name not in expected or name not in printed:
            found.note(name, name in printed, name in expected)
            continue
        found.count(name, printed[name], expected[name])
        if name in figures:
            found.note(f"{name} exactly", _exact(figures[name]), Fraction(expected[name].exact))


def _compare_sentences(document: Document, oracle: Oracle, found: Comparison) -> None:
    named: set[str] = set()
    for printed in printed_figures(document):
        if isinstance(printed.where, InText):
            figure = printed.figure
            named.add(figure.id)
            value = oracle.figure(figure.id)
            if printed.where.table is not None and not printed.where.table.number:
                unit = oracle.in_sentences["unit"]  # which stands in the head of the form
                value = value._replace(text=value.text.removesuffix(unit))
            found.count(figure.id, figure.text, value)
            if figure.unit != PERCENT:
                found.note(f"{figure.id} exactly", _exact(figure), Fraction(value.exact))
    for start, breakdown in _NAMED if oracle.is_of("xinjiang") else ():
        said = next((text for text in _paragraphs(document) if text.startswith(start)), "")
        listed = "、".join(oracle.names(breakdown))
        if said or listed:  # of no basic expenditure of the general budget no part is told
            found.note(breakdown, said, f"{said[: len(said) - len(listed) - 1]}{listed}。")
    for name in _all_parts(named, oracle):
        if name not in named:
            found.note(name, "nothing", "a part")


_NAMED = (
    ("收入预算包括：", "revenue_by_fund"),
    ("支出预算包括：", "expenditure_by_class"),
    ("人员经费", "personnel_items"),
    ("公用经费", "public_items"),
)
"""Sentences that end in the names of the parts of a breakdown."""


def _paragraphs(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield "".join(map(line_text, block.sentences))


def _all_parts(named: set[str], oracle: Oracle) -> Iterator[str]:
    """Yield all parts of each breakdown of which one is printed."""
    for breakdown in oracle.layout["breakdowns"]:
        if any(name.startswith(f"{breakdown}.") for name in named):
            yield from oracle.members(breakdown)


def _exact(figure: Figure) -> Fraction:
    """Return an amount in 元, or a count, as the document gives it to other programs."""
    return Fraction(Decimal(figure.exact) * YUAN.get(figure.unit, 1))
