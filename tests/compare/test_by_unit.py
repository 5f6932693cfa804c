"""The table of a department and its units, of which the second panel has no names of its own."""

from __future__ import annotations

from pathlib import Path

from budgetc.compare import Comparison, compare
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.render.markdown import render_markdown
from tests.budget.department import compile_department, sources
from tests.lists.support import shipped
from tests.support import with_change

from .references import printed_markdown

TITLE = "部门及所属单位收支预算汇总表"


def _document(folder: Path) -> Document:
    compiled = compile_department(folder, sources())
    assert compiled.document is not None, [found.message for found in compiled.findings]
    return compiled.document


def _printed(document: Document) -> str:
    return render_markdown(document, Resources.of_workspace(None))


def _compared(document: Document, text: str) -> Comparison:
    return compare(document, printed_markdown(text), shipped())


def test_both_panels_are_compared(tmp_path: Path) -> None:
    document = _document(tmp_path)
    tally = _compared(document, _printed(document)).tally
    assert tally.compared == tally.equal
    assert TITLE not in dict(tally.not_found)


def test_a_wrong_amount_of_the_second_panel_is_found(tmp_path: Path) -> None:
    document = _document(tmp_path)
    right = "| 所属单位5 | 1573.30 | 1573.30 | | | 1573.30 | 1388.30 | 185 |"
    wrong = right.replace("1388.30", "1388.77")
    told = _compared(document, with_change(_printed(document), right, wrong)).told()
    assert [(one.published, one.ours, one.where) for one in told] == [
        ("1388.77", "1388.30", f"{TITLE} · 所属单位5 · 基本支出")
    ]


def test_print_may_repeat_the_names_in_the_second_panel(tmp_path: Path) -> None:
    document = _document(tmp_path)
    before, title, behind = _printed(document).partition(f"### {TITLE}")
    table, gap, rest = behind.partition("\n\n## ")
    named = "\n".join(_with_names(line) for line in table.split("\n"))
    comparison = _compared(document, f"{before}{title}{named}{gap}{rest}")
    assert comparison.told() == ()
    assert TITLE not in dict(comparison.tally.not_found)


def _with_names(line: str) -> str:
    """Return a row of the table whose name stands before the amounts of 支出 too."""
    cells = line.split("|")
    name = cells[1].replace("收入", "支出") if len(cells) > 1 else ""
    return "|".join([*cells[:6], name, *cells[6:]]) if name else line
