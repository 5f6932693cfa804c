"""A department is the sum of its own office and its units, and every cell of it knows why."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetc.budget.consolidate import consolidate
from budgetc.budget.model import Budget
from budgetc.classification import load_catalogue
from budgetc.diagnostics import Severity
from budgetc.document.model import Document, Figure, line_text
from budgetc.ledger import Cube, post
from budgetc.numbers.money import Unit
from budgetc.pipeline import Compilation
from budgetc.schema.binding import Binding
from budgetc.source.read import read_bytes
from tests.support import (
    KORLA,
    MINIMAL,
    RESOURCES,
    ROOT,
    compile_text,
    document_of,
    found,
    with_change,
)

from .department import (
    FACTORS,
    TYPES,
    WHOLE,
    compile_department,
    own_office,
    sources,
    unit_source,
    without_priors,
)

SUMMED = ("1", "2", "3", "4", "5", "6", "8", "9", "10", "11")
"""The tables whose rows are codes and funds; the others have a row a project."""


def _document(compiled: Compilation) -> Document:
    assert compiled.document is not None, found(compiled.findings)
    return compiled.document


def _cells(document: Document) -> dict[str, Decimal]:
    """Return the amounts of all tables by the figure ids of their cells."""
    return {
        part.id: Decimal(part.exact)
        for table in document.tables()
        for panel in table.panels
        for row in panel.rows
        for cell in row.cells
        for part in cell
        if isinstance(part, Figure)
    }


def _figures(document: Document) -> dict[str, Figure]:
    return {figure.id: figure for figure in document.figures()}


def _errors(compiled: Compilation) -> list[tuple[int, int, str]]:
    return found([f for f in compiled.findings if f.severity is Severity.ERROR])


def test_every_table_is_the_sum_of_the_parts(tmp_path: Path) -> None:
    whole = _cells(_document(compile_department(tmp_path, sources())))
    single = _cells(document_of(KORLA))
    expected = {
        figure: value * WHOLE
        for figure, value in single.items()
        if figure.removeprefix("T").split("!")[0] in SUMMED
    }
    assert len(expected) > 100
    assert {figure: whole[figure] for figure in expected} == expected
    assert whole["T7!total.total"] == single["T7!total.total"] * WHOLE


def test_projects_stand_side_by_side(tmp_path: Path) -> None:
    document = _document(compile_department(tmp_path, sources()))
    (table,) = (t for t in document.tables() if t.id == "7")
    rows = [row.id for row in table.panels[0].rows]
    own = [row for row in rows if "." not in row and row != "total"]
    assert len(rows) == len(own) * (1 + len(TYPES)) + 1
    assert f"first-team.{own[0]}" in rows


def test_the_prose_speaks_of_the_whole(tmp_path: Path) -> None:
    document = _document(compile_department(tmp_path, sources()))
    figures, single = _figures(document), _figures(document_of(KORLA))
    for name in ("revenue", "basic.change.size", "reception", "procurement.total"):
        assert Decimal(figures[name].exact) == Decimal(single[name].exact) * WHOLE
    assert figures["department.subordinate_units.count"].exact == str(len(TYPES))
    assert figures["basic.change.growth"].text == single["basic.change.growth"].text
    text = "".join(
        line_text(line) for block in document.blocks for line in getattr(block, "sentences", ())
    )
    assert "分别是：所属单位2、所属单位3" in text


def test_operating_cost_is_that_of_administrative_and_civil_service_bodies(tmp_path: Path) -> None:
    figures = _figures(_document(compile_department(tmp_path, sources())))
    counted = 1 + 2 + 3 + 6  # the own office, the first, second and fifth team
    assert Decimal(figures["operating_cost"].exact) == Decimal("10.11") * counted
    assert Decimal(figures["public"].exact) == Decimal("10.11") * WHOLE
    assert Decimal(figures["operating_cost.change.size"].exact) == Decimal("4.21") * counted


def test_one_leaf_of_one_unit_changes_exactly_the_cells_above_it(tmp_path: Path) -> None:
    files = sources()
    before = _document(compile_department(tmp_path / "before", files))
    unit = files["third-team/2024.yaml"]
    for code in ("1258.64", "814.12", "248.96"):  # revenue, 2013801 and 30101, four times Korla's
        unit = with_change(unit, f"amount: {code}", f"amount: {Decimal(code) + 1}")
    files["third-team/2024.yaml"] = unit
    after = _document(compile_department(tmp_path / "after", files))
    old, new = _cells(before), _cells(after)
    assert old.keys() == new.keys()
    changed = {figure for figure, value in new.items() if value != old[figure]}
    assert all(new[figure] - old[figure] == 1 for figure in changed)
    lines = {unit[: unit.index(f"amount: {c}")].count("\n") + 1 for c in
             ("1259.64", "815.12", "249.96")}  # fmt: skip
    above = {
        part.id
        for table in after.tables()
        for panel in table.panels
        for row in panel.rows
        for cell in row.cells
        for part in cell
        if isinstance(part, Figure)
        for fact in part.facts
        if (span := fact.origin.span(fact.key)).file.endswith("third-team/2024.yaml")
        and span.line in lines
    }
    assert len(changed) > 15
    assert changed == above


def test_money_passed_on_is_counted_once(tmp_path: Path) -> None:
    passed = (
        "transfers:\n  - {unit: third-team, function: 2013801, economic: 30199, amount: 20.00}\n"
    )
    own = with_change(own_office(), "carry_over: []\n", f"carry_over: []\n{passed}")
    unit = with_change(
        unit_source("third-team"),
        "  - fund: general.own\n",
        "  - {fund: unit_funds.superior, amount: 20.00, prior: 0, reason: 部门拨入}\n"
        "  - fund: general.own\n",
    )
    unit = with_change(unit, "carry_over: []\n", "carry_over: []\ntransfers: [{amount: 20.00}]\n")
    unit = with_change(
        unit,
        "  by_function:\n",
        "  by_function:\n    - {code: 2013850, amount: 20.00, prior: 0, reason: 部门拨入,"
        " fund: unit_funds.superior}\n",
    )
    unit = with_change(
        unit,
        "  by_economic:\n",
        "  by_economic:\n    - {code: 30226, amount: 20.00, fund: unit_funds.superior}\n",
    )
    files = {**sources(), "2024.yaml": own, "third-team/2024.yaml": unit}
    compiled = compile_department(tmp_path, files)
    cells = _cells(_document(compiled))
    plain = _cells(_document(compile_department(tmp_path / "plain", sources())))
    for figure in ("T1!total.amount", "T3!total.total", "T4!total.total", "T6!total.total"):
        assert cells[figure] == plain[figure]
    assert cells["T3!2013801.total"] == plain["T3!2013801.total"] - 20
    assert cells["T5!2013850.total"] == 20
    assert "T1!unit_funds.superior.amount" not in cells


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("third-team/2024.yaml", "", None), "UNI001"),
        (("third-team/2024.yaml", "amount: 248.96", "amount: x"), "UNI002"),
        (("third-team/2024.yaml", "year: 2024\n", "year: 2023\n"), "UNI003"),
        (("2024.yaml", "    - id: third-team\n", "    - id: third-team\n" * 2), "UNI004"),
    ],
)
def test_a_fault_of_the_list_is_found_at_the_unit(
    tmp_path: Path, change: tuple[str, str, str | None], code: str
) -> None:
    files = sources()
    name, old, new = change
    if new is None:
        del files[name]
    else:
        files[name] = with_change(files[name], old, new)
    compiled = compile_department(tmp_path, files)
    listed = files["2024.yaml"].split("\n")
    at = len(listed) - listed[::-1].index("    - id: third-team")
    assert (at, 11, code) in _errors(compiled)
    assert compiled.document is None


def test_a_unit_that_is_not_listed_is_a_warning(tmp_path: Path) -> None:
    files = sources()
    files["2024.yaml"] = with_change(files["2024.yaml"], "    - id: third-team\n", "")
    compiled = compile_department(tmp_path, files)
    assert "UNI005" in {f.code for f in compiled.findings}
    assert not compiled.failed


def test_a_transfer_that_is_not_mirrored_is_an_error(tmp_path: Path) -> None:
    files = sources()
    files["2024.yaml"] = with_change(
        files["2024.yaml"],
        "carry_over: []\n",
        "carry_over: []\ntransfers:\n"
        "  - {unit: third-team, function: 2013801, economic: 30199, amount: 20.00}\n",
    )
    assert "ROL005" in {code for _, _, code in _errors(compile_department(tmp_path, files))}


def test_a_unit_folder_outside_the_workspace_is_not_read(tmp_path: Path) -> None:
    files = sources()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2024.yaml").write_text(files.pop("third-team/2024.yaml"), encoding="utf-8")
    home = tmp_path / "inside" / "budgets" / "bureau"
    home.mkdir(parents=True)
    (home / "third-team").symlink_to(outside)
    compiled = compile_department(tmp_path / "inside", files)
    assert "UNI002" in {code for _, _, code in _errors(compiled)}


def test_the_ledger_carries_the_stage() -> None:
    budget = read_korla("proposed")
    catalogue = load_catalogue(RESOURCES, 2024)
    cube = Cube(post(consolidate(budget), catalogue), catalogue)
    everything = cube.mask("revenue") | cube.mask("function") | cube.mask("economic")
    assert everything
    assert cube.of("stage", "proposed") & everything == everything
    assert cube.of("stage", "approved") == 0


def read_korla(stage: str) -> Budget:
    """Return Korla's budget of another stage."""
    tree, _ = read_bytes("k.yaml", f"stage: {stage}\n{KORLA}".encode())
    assert tree is not None
    return Binding(tree, Unit("万元", 1_000_000)).bind(Budget, tree.root)


def test_last_years_amounts_of_a_department_are_those_of_its_units_too(tmp_path: Path) -> None:
    files = sources()
    later = {
        name.replace("2024", "2025"): without_priors(
            with_change(text, "year: 2024\n", "year: 2025\n")
        )
        for name, text in files.items()
    }
    compiled = compile_department(tmp_path, {**files, **later}, "2025.yaml")
    figures = _figures(_document(compiled))
    changed = [name for name in figures if name.endswith(".change.size")]
    assert changed == [f"{name}.change.size" for name in
                       ("department.staff.in_service.current", "department.staff.retired.current",
                        "department.staff.honorary_retired.current")]  # fmt: skip
    assert {figures[name].exact for name in changed} == {"0"}


def test_a_project_held_twice_is_a_warning(tmp_path: Path) -> None:
    files = sources()
    unit = "third-team/2024.yaml"
    files[unit] = with_change(
        files[unit], "item: 知识产权培训费, amount: 8", "item: 知识产权培训费, amount: 2"
    )
    compiled = compile_department(tmp_path, files)
    own = files["2024.yaml"]
    line = own[: own.index("name: 知识产权培训费")].count("\n")
    assert (line, 11, "UNI006") in found(compiled.findings)


def test_a_table_by_unit_and_the_units_by_type(tmp_path: Path) -> None:
    document = _document(compile_department(tmp_path, sources()))
    cells = _cells(document)
    single = _cells(document_of(KORLA))
    factors = {"own": 1, **FACTORS}
    for name in ("total", "basic", "project"):
        whole = single[f"T3!total.{name}"]
        rows = {unit: cells[f"Tby_unit!{unit}.{name}"] for unit in factors}
        assert rows == {unit: whole * factor for unit, factor in factors.items()}
        assert cells[f"Tby_unit!total.{name}"] == sum(rows.values())
    text = "".join(
        line_text(line) for block in document.blocks for line in getattr(block, "sentences", ())
    )
    assert "5个，其中行政单位2个，参公单位1个，事业单位2个，分别是" in text
    assert "by_unit" not in {table.id for table in document_of(KORLA).tables()}


def test_shanghai_departments_have_the_table_too(tmp_path: Path) -> None:
    putuo = (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text(encoding="utf-8")
    own = with_change(putuo, "own_office: 财政局本部\n", "own_office: 财政局本部\n"
                      "  subordinate_units: [{id: centre}]\n")  # fmt: skip
    own = own.replace("  subordinate_units: []\n", "")
    unit = with_change(putuo, "kind: department\n", "kind: unit\n")
    unit = with_change(unit, "  name: 上海市普陀区财政局\n", "  name: 上海市普陀区财政局中心\n")
    unit = unit.replace("  subordinate_units: []\n", "")
    files = {"2025.yaml": own, "centre/2025.yaml": unit}
    compiled = compile_department(tmp_path, files, "2025.yaml")
    cells = _cells(_document(compiled))
    assert cells["Tby_unit!total.total"] == Decimal("62428411.60")
    assert cells["Tby_unit!centre.total"] == Decimal("31214205.80")

    options = '\noptions: {wording: {by_unit_table: "no"}}\n'
    files["2025.yaml"] = with_change(own, "\nyear: 2025\n", f"\nyear: 2025{options}")
    without = _document(compile_department(tmp_path, files, "2025.yaml"))
    assert [table.id for table in without.tables()] == [str(number) for number in range(1, 10)]


def test_an_institution_alone_has_no_operating_cost_and_needs_none_of_last_year() -> None:
    text = with_change(KORLA, "department:\n", "department:\n  type: institution\n")
    start = text.index("operating_cost:")
    end = text.index("\n\n", start)
    document = document_of(text[:start] + text[end:])
    assert "operating_cost" not in _figures(document), "the sentence says that it has none"
    assert _figures(document)["public"].exact == "10.11"


def test_a_code_that_a_unit_had_to_itself_last_year_is_the_units_to_explain() -> None:
    own = with_change(
        MINIMAL,
        "  name: 某某局\n",
        "  name: 某某局\n  subordinate_units:\n    - id: team\n",
    )
    unit = with_change(MINIMAL, "year: 2024\n", "kind: unit\nyear: 2024\n")
    earlier = {"year: 2024": "year: 2023", "issued: 2024": "issued: 2023"}
    last, last_unit = own, with_change(unit, "2013801,", "2013877, name: 市场主体专项,")
    for old, new in earlier.items():
        last, last_unit = with_change(last, old, new), with_change(last_unit, old, new)
    last_unit += "local_codes: [{code: 2013877, reason: 本地设立}]\n"
    beside = {"team/2024.yaml": unit, "team/2023.yaml": last_unit}
    compiled = compile_text(own, last=last, beside=beside)
    assert "YOY101" not in {f.code for f in compiled.findings}
    assert "CLS009" not in {f.code for f in compiled.findings}


def test_a_source_of_revenue_that_a_unit_has_now_is_told_of() -> None:
    listed = "  name: 某某局\n  subordinate_units:\n    - id: team\n"
    own = with_change(MINIMAL, "  name: 某某局\n", listed)
    last = with_change(MINIMAL, "year: 2024", "year: 2023")
    last = with_change(last, "issued: 2024", "issued: 2023")
    unit = with_change(MINIMAL, "year: 2024\n", "kind: unit\nyear: 2024\n")
    at_unit = {
        fund: found(compile_text(
            own,
            last=last.replace("general.own", "general.transfer"),
            beside={"team/2024.yaml": unit.replace("general.own", fund)},
        ).findings)
        for fund in ("general.own", "general.transfer")
    }  # fmt: skip
    told = {fund: "CAR005" in {code for *_, code in one} for fund, one in at_unit.items()}
    assert told == {"general.own": True, "general.transfer": False}
