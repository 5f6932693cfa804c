"""Five thousand projects in one source, and five hundred units of one department."""

from __future__ import annotations

from tests.support import MINIMAL, compile_text, with_change

PROJECTS, UNITS = 5_000, 500


def _minimal_with_projects(count: int) -> str:
    """Return a source with so many projects, each with the money of the one that it had."""
    head, rest = MINIMAL.split("    - id: training\n")
    _, end = rest.split("issued:")
    projects = "".join(
        f"    - id: project-{number}\n      name: 第{number}号培训\n      function: 2013805\n"
        f"      economic: 302\n      allocation: [{{item: 场地, amount: 2.00}}]\n"
        for number in range(1, count + 1)
    )
    total = f"{10 + 2 * count}.00"
    return with_change(f"{head}{projects}issued:{end}", "amount: 12.00", f"amount: {total}")


def test_thousands_of_projects_in_one_source_are_compiled() -> None:
    compiled = compile_text(_minimal_with_projects(PROJECTS))
    assert not compiled.failed, compiled.findings[:3]
    assert compiled.draft is not None
    assert len(compiled.draft.budget.projects) == PROJECTS
    spent = [fact.fen for fact in compiled.draft.ledger.facts if fact.project and fact.function]
    assert sum(fen or 0 for fen in spent) == 2_000_000 * PROJECTS


def test_hundreds_of_units_in_one_department_are_compiled() -> None:
    ids = [f"team-{number}" for number in range(1, UNITS + 1)]
    listed = "".join(f"    - id: {unit}\n" for unit in ids)
    name = "  name: 某某局\n"
    department = with_change(MINIMAL, name, f"{name}  subordinate_units:\n{listed}")
    unit = with_change(MINIMAL, "year: 2024\n", "kind: unit\nyear: 2024\n")
    beside = {
        f"{one}/2024.yaml": with_change(unit, name, f"  name: {one}\n  type: institution\n")
        for one in ids
    }
    compiled = compile_text(department, beside=beside)
    assert not compiled.failed, compiled.findings[:3]
    assert compiled.draft is not None
    assert len(compiled.draft.budget.units) == UNITS
    facts = compiled.draft.ledger.facts
    revenue = [fact.fen or 0 for fact in facts if fact.flow == "revenue"]
    assert sum(revenue) == 12_000_000 * (UNITS + 1)
