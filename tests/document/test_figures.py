"""What a figure is exactly, what it is called, where it is printed, and what JSON says of it."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from budgetc.document.figures import (
    CellNames,
    InCell,
    InText,
    NoExactValueError,
    cells,
    exact_value,
    figures_by_id,
    printed_figures,
)
from budgetc.document.model import Figure, Formula, Panel
from budgetc.numbers.money import round_ratio
from budgetc.numbers.values import Amount
from budgetc.render.data import render_json
from budgetc.trace.answer import answer
from tests.support import document_of, korla_with
from tests.trace.support import KORLA, PUTUO, REFERENCES, document, draft, reference


def _exact(name: str, source: str = KORLA) -> Fraction:
    figure = figures_by_id(document(reference(source))).get(name)
    assert figure is not None
    return exact_value(figure)


def test_amounts_are_fen_counts_are_numbers_percentages_are_points() -> None:
    assert _exact("T6!301.total") == 260_410_000
    assert _exact("department.staff.establishment") == 14
    assert _exact("fiscal_projects.count") == 4
    assert _exact("general_own.change.size") == 150_660_000
    assert _exact("general_own.change.growth") == Fraction(100 * 15_066, 16_400)
    assert _exact("general_by_class.208.share") == Fraction(100 * 3867, 31_466)
    assert _exact("T9!amounts.operating_cost", PUTUO) == 229_433_500
    assert _exact("fiscal.change.size", PUTUO) == 107_620_580


def test_growth_from_nothing_has_no_value() -> None:
    nothing, five = (Figure("x", text, text, Formula.SUM, value=Amount(int(text))) for text in "05")
    growth = Figure("growth", "新增", "新增", Formula.GROWTH, operands=(five, nothing), unit="%")
    with pytest.raises(NoExactValueError):
        exact_value(growth)


def test_a_share_of_nothing_is_nothing() -> None:
    nothing = Figure("whole", "0", "0", Formula.SUM)
    share = Figure("x", "0%", "0", Formula.SHARE, operands=(nothing, nothing), unit="%")
    assert exact_value(share) == 0


def test_changes_have_no_sign() -> None:
    text = korla_with("    amount: 314.66\n    prior: 164.00", "    amount: 314.66\n    prior: 400")
    figure = figures_by_id(document_of(text)).get("general_own.change.size")
    growth = figures_by_id(document_of(text)).get("general_own.change.growth")
    assert figure is not None
    assert growth is not None
    assert exact_value(figure) == 85_340_000
    assert exact_value(growth) == Fraction(100 * 8534, 40_000)


@pytest.mark.parametrize("name", REFERENCES)
def test_exact_values_are_what_is_printed(name: str) -> None:
    for one in printed_figures(document(reference(name))):
        figure = one.figure
        if figure.unit == "%":
            try:
                value = exact_value(figure)
            except NoExactValueError:
                assert figure.exact == "100"
                continue
            hundredths = round_ratio(100 * value.numerator, value.denominator)
            assert Fraction(hundredths, 100) == Fraction(figure.exact)
        else:
            worth = {"元": 100, "万元": 1_000_000, "": 1}[figure.unit]
            assert exact_value(figure) == Fraction(figure.exact) * worth


@pytest.mark.parametrize("name", REFERENCES)
def test_one_id_is_one_figure(name: str) -> None:
    made_of: dict[str, object] = {}
    for one in printed_figures(document(reference(name))):
        figure = one.figure
        facts = (figure.formula, figure.facts, figure.value, figure.unit, figure.exact)
        same = made_of.setdefault(figure.id, facts) == facts
        assert same, figure.id
    assert len(made_of) > 250


def test_the_two_totals_of_table_1_are_two_figures() -> None:
    revenue = figures_by_id(document(reference(KORLA))).get("T1!total.amount")
    expenditure = figures_by_id(document(reference(KORLA))).get("T1!total.2.amount")
    assert revenue is not None
    assert expenditure is not None
    assert (revenue.margin, expenditure.margin) == (("revenue",), ("function",))


def test_cells_are_named_by_table_row_and_column() -> None:
    document_ = document(reference(KORLA))
    table = next(table for table in document_.tables() if table.id == "1")
    first, second = table.panels
    assert CellNames("1", ()).of("total", "amount") == "T1!total.amount"
    assert CellNames("1", (first,)).of("total", "amount") == "T1!total.2.amount"
    assert CellNames("1", (first,)).of("201", "amount") == "T1!201.amount"
    assert CellNames("1", (Panel((), ()),)).of("total", "amount") == "T1!total.amount"
    names = [cell.id for cell in cells(table)]
    assert len(names) == len(set(names))
    assert len(names) == sum(len(p.rows) * len(p.columns) for p in (first, second))


def test_ids_may_have_blanks_around_them_and_their_own_case() -> None:
    compiled = reference(KORLA)
    plain, blanks, other = (
        answer(draft(compiled), name)
        for name in ("T6!301.total", "  T6!301.total ", "t6!301.total")
    )
    assert plain is not None
    assert blanks is not None
    assert plain.node == blanks.node
    assert other is None


def test_figures_that_others_are_made_of_are_found_though_nothing_prints_them() -> None:
    document_ = document(reference(KORLA))
    assert "basic.prior" not in {one.figure.id for one in printed_figures(document_)}
    assert figures_by_id(document_).get("basic.prior") is not None


def test_figures_in_forms_notes_and_headings_are_printed_too() -> None:
    places = [one.where for one in printed_figures(document(reference(KORLA)))]
    assert any(isinstance(where, InText) and where.table for where in places)
    assert any(isinstance(where, InText) and not where.table for where in places)
    assert any(isinstance(where, InCell) for where in places)


@pytest.mark.parametrize("name", REFERENCES)
def test_json_links_every_cell_and_every_figure_of_a_sentence(name: str) -> None:
    document_ = document(reference(name))
    data = json.loads(render_json(document_))
    linked: dict[str, str] = {}
    for table in data["tables"]:
        for row in table["rows"]:
            assert len(row["figures"]) == len(row["cells"]) == len(table["columns"])
            cells_and_ids = zip(row["cells"], row["figures"], strict=True)
            linked |= {figure: cell for cell, figure in cells_and_ids if figure is not None}
        assert len(table["note_figures"]) == len(table["notes"])
    for section in data["sections"]:
        lines = zip(
            [section["heading"], *section["paragraphs"]],
            [section["heading_figures"], *section["figures"]],
            strict=True,
        )
        for text, figures in lines:
            for figure in figures:
                assert text[figure["start"] : figure["end"]] == figure["text"]
                linked[figure["id"]] = data["figures"][figure["id"]]
    printed = {one.figure.id: one.figure for one in printed_figures(document_)}
    assert set(linked) == set(printed)
    for figure_id, exact in linked.items():
        assert printed[figure_id].exact in exact
