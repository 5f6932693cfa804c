"""Derivations are trees that add up, down to the files where things were typed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.diagnostics.text import PLAIN
from budgetc.document.figures import exact_value, figures_by_id, printed_figures
from budgetc.document.model import Figure, Formula
from budgetc.numbers.values import Amount
from budgetc.pipeline import Compilation
from budgetc.trace import Derivation, derive
from budgetc.trace.answer import answer
from budgetc.trace.text import tree_lines
from tests.budget.department import (
    compile_department,
    own_office,
    scaled,
    sources,
    unit_source,
    without_priors,
)
from tests.support import KORLA as KORLA_TEXT
from tests.support import compile_text, korla_with, with_change
from tests.trace.support import KORLA, REFERENCES, document, draft, nodes, reference


def _node(compiled: Compilation, name: str) -> Derivation:
    known = answer(draft(compiled), name)
    assert known is not None, name
    return known.node


def _lines(compiled: Compilation, name: str) -> list[str]:
    return list(tree_lines(_node(compiled, name), ENGLISH, PLAIN))


def _all(compiled: Compilation) -> Iterator[Derivation]:
    names = draft(compiled)
    for one in printed_figures(document(compiled)):
        yield derive(one.figure, names)


def _check(compiled: Compilation) -> int:
    """Hold that every sum is what its parts add up to, and that each part ends in a leaf."""
    seen = 0
    figures = figures_by_id(document(compiled))
    for root in _all(compiled):
        if root.value is not None:
            expected = exact_value(figures[str(root.figure_id)])
            assert root.value == expected, root.label
        for node in nodes(root):
            seen += 1
            values = [child.value or Fraction(0) for child in node.children]
            if node.children and node.formula in (Formula.SUM, Formula.COUNT, Formula.GIVEN):
                assert sum(values, Fraction(0)) == node.value, node.label
            assert node.children or node.leaf or node.note
            assert node.label
    return seen


@pytest.mark.parametrize("name", REFERENCES)
def test_every_node_is_what_its_parts_add_up_to(name: str) -> None:
    assert _check(reference(name)) > 1000


def test_so_is_every_node_of_a_department_with_units_and_without_priors(tmp_path: Path) -> None:
    compiled = _department(tmp_path)
    assert _check(compiled) > 3000


def _department(folder: Path) -> Compilation:
    """Compile a department of five units whose amounts of last year stand in last year's files."""
    files = sources()
    last = {
        name.replace("2024", "2023"): scaled(_of_year_before(text), 2)
        for name, text in files.items()
    }
    this = {name: without_priors(text) for name, text in files.items()}
    return compile_department(folder, {**last, **this})


def _of_year_before(text: str) -> str:
    return text.replace("year: 2024\n", "year: 2023\n", 1)


def test_a_sum_over_units_is_grouped_by_body_and_leads_to_their_files(tmp_path: Path) -> None:
    node = _node(_department(tmp_path), "expenditure")
    assert [child.label for child in node.children] == [
        "库尔勒经济技术开发区市场监督管理局", *(f"所属单位{factor}" for factor in range(2, 7))
    ]  # fmt: skip
    files = {leaf.file for leaf in node.leaves()}
    assert len(files) == 6
    assert "budgets/bureau/first-team/2024.yaml" in files


def test_numbers_that_a_source_has_once_are_traced_to_all_units(tmp_path: Path) -> None:
    compiled = _department(tmp_path)
    staff = _node(compiled, "department.staff.in_service.current")
    assert staff.value == 17 * 21
    assert [leaf.written for leaf in staff.leaves()] == ["17", "34", "51", "68", "85", "102"]
    goods = _node(compiled, "procurement.goods")
    assert [leaf.written for leaf in goods.leaves()] == ["3", "6", "9", "12", "15", "18"]
    assert len({leaf.file for leaf in goods.leaves()}) == 6


def test_last_years_amounts_come_from_last_years_files(tmp_path: Path) -> None:
    compiled = _department(tmp_path)
    prior = _node(compiled, "basic.prior")
    assert {leaf.file.rpartition("/")[2] for leaf in prior.leaves()} == {"2023.yaml"}
    people = _node(compiled, "department.staff.in_service.prior")
    assert [leaf.file.rpartition("/")[2] for leaf in people.leaves()] == ["2023.yaml"] * 6


def test_a_line_that_last_year_did_not_have_says_so() -> None:
    last = with_change(
        _of_year_before(KORLA_TEXT), "    - code: 2101103\n", "    - code: 2101102\n"
    )
    new = "    - code: 2101103\n"
    ended = "    - {code: 2101102, amount: 0, reason: 改列其他科目}\n"
    compiled = compile_text(with_change(without_priors(KORLA_TEXT), new, ended + new), last=last)
    lines = "\n".join(_lines(compiled, "general_by_item.2101103.prior"))
    assert "this line is not in last year's source" in lines


def test_a_line_that_ended_says_so() -> None:
    """Of a unit's own money no sentence lists the items, so nobody is asked why one ended."""
    there = "    - code: 2101103\n"
    own = "    - {code: 2101102, amount: 1, fund: unit_funds.business}\n"
    last = with_change(_of_year_before(KORLA_TEXT), there, own + there)
    compiled = compile_text(without_priors(KORLA_TEXT), last=last)
    ended = "\n".join(_lines(compiled, "basic.prior"))
    assert "a line of last year that ended" in ended


def test_money_passed_on_is_taken_out(tmp_path: Path) -> None:
    passed = "transfers:\n  - {unit: third-team, function: 2013801, economic: 30199, amount: 20}\n"
    unit = unit_source("third-team")
    from_above = "fund: unit_funds.superior, amount: 20, prior: 0, reason: 部门拨入"
    own = "  - fund: general.own\n"
    unit = with_change(unit, own, f"  - {{{from_above}}}\n{own}")
    by_function = "  by_function:\n"
    line = f"    - {{code: 2013850, {from_above}}}\n"
    unit = with_change(unit, by_function, by_function + line)
    by_economic = "  by_economic:\n"
    line = "    - {code: 30226, amount: 20, fund: unit_funds.superior}\n"
    unit = with_change(unit, by_economic, by_economic + line)
    files = {
        **sources(),
        "2024.yaml": own_office() + passed,
        "third-team/2024.yaml": unit + "transfers: [{amount: 20}]\n",
    }
    compiled = compile_department(tmp_path, files)
    node = _node(compiled, "expenditure")
    out = [leaf for leaf in node.leaves() if leaf.sign < 0]
    assert [(leaf.file, leaf.written) for leaf in out] == [("budgets/bureau/2024.yaml", "20")]
    text = "\n".join(_lines(compiled, "expenditure"))
    assert "passed on to a unit" in text
    assert "−“20” 万元" in text
    assert "comes from the department itself" in "\n".join(_lines(compiled, "revenue"))
    assert _check(compiled) > 1000


def test_codes_are_grouped_from_the_highest_down() -> None:
    lines = _lines(reference(KORLA), "T1!total.2.amount")
    assert lines[0] == "T1!total.2.amount = 314.66 万元  (sum of 4)"
    assert lines[1].startswith("├─ 201 一般公共服务支出 › 20138 市场监督管理事务 = 240.53 万元")
    assert lines[2].startswith(f"│  ├─ 2013801 行政运行 = 203.53 万元  {KORLA}:")
    assert lines[2].endswith(" “203.53” 万元")
    assert lines[-1].startswith("└─ 2210201 住房公积金 = 17.37 万元")


def test_projects_are_grouped_below_their_codes() -> None:
    lines = _lines(reference(KORLA), "T3!2013810.project")
    assert [line.partition(" = ")[0] for line in lines] == [
        "T3!2013810.project",
        "├─ 质量设施基础建设",
        "│  ├─ 监督抽检专项经费",
        "│  ├─ “一站式”服务经费",
        "│  └─ 小微企业质量管理体系认证帮扶经费",
        "└─ 知识产权培训费",
    ]


def test_economic_tables_are_grouped_by_economic_codes_of_a_matrix_too() -> None:
    before, _, rest = KORLA_TEXT.partition("  by_function:\n")
    _, _, after = rest.partition("# 项目支出\n")
    matrix = (
        "  matrix:\n"
        "    - {code: 2013801, prior: 1, reason: 无, economic: {30101: 270.67, 30201: 6.99}}\n"
    )
    compiled = compile_text(f"{before}{matrix}\n# 项目支出\n{after}")
    labels = [child.label for child in _node(compiled, "T6!total.total").children]
    assert labels == ["30101 基本工资", "30201 办公费"]


def test_formulas_name_their_operands() -> None:
    assert "(growth: (314.66 − 164) ÷ 164 × 100%, rounded)" in _first("general_own.change.growth")
    assert "(difference: 314.66 − 164)" in _first("general_own.change.size")
    assert "(share: 38.67 ÷ 314.66 × 100%, rounded)" in _first("general_by_class.208.share")
    assert "(number of entries)" in _first("department.offices.count")


def _first(name: str) -> str:
    return _lines(reference(KORLA), name)[0]


def test_a_decrease_is_subtracted_the_other_way_round() -> None:
    compiled = compile_text(
        korla_with("    amount: 314.66\n    prior: 164.00", "    amount: 314.66\n    prior: 400")
    )
    assert "(difference: 400 − 314.66)" in _lines(compiled, "general_own.change.size")[0]
    assert "((400 − 314.66) ÷ 400" in _lines(compiled, "general_own.change.growth")[0].replace(
        "growth: ", ""
    )


def test_growth_from_nothing_says_that_the_layout_decides() -> None:
    nothing, five = (Figure("x", text, text, Formula.SUM, value=Amount(int(text))) for text in "05")
    growth = Figure("growth", "100%", "100", Formula.GROWTH, operands=(five, nothing), unit="%")
    lines = list(tree_lines(derive(growth, draft(reference(KORLA))), ENGLISH, PLAIN))
    assert lines[0] == "growth = 100%  (growth from nothing)"
    assert "the layout says what is printed" in lines[1]


def test_counts_lead_to_the_items() -> None:
    lines = _lines(reference(KORLA), "department.offices.count")
    assert [line.rpartition(" ")[2] for line in lines[1:]] == [
        "“办公室”", "“质量安全科”", "“综合监管科”"
    ]  # fmt: skip
    projects = _lines(reference(KORLA), "fiscal_projects.count")
    assert projects[1].startswith("├─ 特种设备隐患排查 = 1  ")
    assert projects[1].endswith("“special-equipment-inspection”")


def test_units_that_are_counted_have_their_own_names(tmp_path: Path) -> None:
    lines = _lines(_department(tmp_path), "department.subordinate_units.count")
    assert [line[3:].partition(" = ")[0] for line in lines[1:3]] == ["所属单位2", "所属单位3"]


def test_a_blank_cell_says_that_nothing_is_booked_there() -> None:
    lines = _lines(reference(KORLA), "T3!2013801.project")
    assert lines[0] == "T3!2013801.project = 0 万元"
    assert lines[1].strip() == "the cell is blank: nothing is booked here"


def test_a_cell_that_only_rounds_to_nothing_is_printed_and_traced() -> None:
    text = korla_with("{code: 30112, amount: 0.29}", "{code: 30112, amount: 0.0049}")
    text = with_change(text, "{code: 30101, amount: 62.24}", "{code: 30101, amount: 62.5251}")
    node = _node(compile_text(text), "T6!30112.total")
    assert node.printed == "0"
    assert [leaf.written for leaf in node.leaves()] == ["0.0049"]


def test_a_cell_of_text_says_that_it_is_no_figure() -> None:
    lines = _lines(reference(KORLA), "T3!2013801.c1.2")
    assert lines[0] == "T3!2013801.c1.2 = 行政运行"
    assert lines[1].strip() == "a text, not a figure"


def test_what_is_no_cell_has_no_answer() -> None:
    compiled = reference(KORLA)
    for name in ("", "T3!2013801", "T99!total.total", "general", "T3!2013801.basic.x"):
        known = answer(draft(compiled), name)
        assert (known is None) == (name != "general")


def test_rounded_print_is_told_beside_the_exact_value() -> None:
    lines = _lines(reference(REFERENCES[1]), "fiscal.change.size")
    assert lines[0].startswith("fiscal.change.size = 107.62058 万元")
    assert lines[1].strip("│ ") == "printed as 107.62万元"


def test_a_tree_speaks_the_language_it_is_asked_in() -> None:
    node = _node(reference(KORLA), "abroad")
    assert next(tree_lines(node, Translator("zh"), PLAIN)) == "abroad = 0 万元"
