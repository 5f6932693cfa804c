"""Forms over the heads of tables: no amount is broken inside its digits."""

from __future__ import annotations

import re

import pytest

from budgetc.document.model import FormCell, Formula
from budgetc.numbers.values import Amount
from budgetc.render import grid
from budgetc.render.docx_tables import table_docx
from budgetc.render.latex_tables import table_latex
from budgetc.render.typst_escape import Words
from budgetc.render.typst_tables import TableTypst
from budgetc.render.xlsx_sheet import TableSheet
from tests.layout.test_below_zero import STYLE
from tests.render.test_latex import table


def _form(yuan: int) -> tuple[tuple[FormCell, ...], ...]:
    def amount(name: str, width: int) -> FormCell:
        figure = STYLE.amount(name, Amount(yuan * 100), Formula.SUM)
        return FormCell((figure,), width, head=False)

    heads = [FormCell((text,), 2, head=True) for text in ("项目资金", "总额", "拨款", "其他资金")]
    return (
        (FormCell(("预算部门",), 2, head=True), FormCell(("某局",), 10, head=False)),
        (heads[0], heads[1], amount("a", 1), heads[2], amount("b", 1), heads[3], amount("c", 2)),
    )


@pytest.mark.parametrize("yuan", [31_805_000, 98_765_432_100_000])
def test_a_cell_is_as_wide_as_its_amount(yuan: int) -> None:
    form = _form(yuan)
    parts = grid.form_parts(form, lambda text: 6.0 * len(text), 450)
    assert sum(parts) == pytest.approx(450)
    for cell, start, end in grid.form_places(form):
        figure = grid.only_figure(cell.content)
        if figure is not None:
            assert sum(parts[start:end]) >= 6.0 * len(figure.text) - 0.001


def test_a_form_without_long_amounts_has_parts_alike() -> None:
    parts = grid.form_parts(_form(0), lambda text: 6.0 * len(text), 450)
    assert parts == [37.5] * 12


def test_each_format_gives_the_amount_its_room() -> None:
    made = table(form=_form(31_805_000))
    figure = grid.only_figure(made.form[1][2].content)
    assert figure is not None
    text = figure.text
    typst = "".join(TableTypst(made, Words.of("zh", ()), "a4").parts())
    assert "#form(columns:(" in typst
    assert f'fitted("{text}")' in typst
    word = "".join(table_docx(made, 9000))
    (widths, *_) = re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>", word)
    parts = [int(one) for one in re.findall(r'w:w="(\d+)"', widths)]
    assert parts[4] > 9000 / 12 + 1
    assert rf"\amount{{{text}}}" in table_latex(made, "subsection")
    sheet = TableSheet("x", made)
    for cell, _, column, columns in sheet.form_cells():
        if grid.only_figure(cell.content) is not None:
            assert sum(sheet.shares[column : column + columns]) > len(text)
